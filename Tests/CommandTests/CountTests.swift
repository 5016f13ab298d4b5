import Foundation
import NewsStore
import PortalModel
import TestSupport
import Testing

struct CountTests {
    private static let moment = CivilTime(year: 2026, month: 11, day: 21, hour: 13, minute: 23)
        .utcTimestamp
    private static let section = Section(
        name: "Dorp", edition: "NL & Wereld",
        sources: [Source(name: "Krant", address: WebAddress(literal: "https://a.example/"))])

    private static func article(_ title: SafeText) -> DeliveredArticle {
        DeliveredArticle(
            id: ArticleID(source: section.sources[0].id, guid: title.string), title: title,
            teaser: "Er is iets gebeurd.", published: moment, updated: nil, authors: [], link: nil,
            body: Document())
    }

    private func reader(with titles: [SafeText]) throws -> TestReader {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Dorp"
            sources = [{ url = "https://a.example/" }]
            [[section]]
            name = "Stad"
            sources = [{ url = "https://b.example/" }]
            """)
        try reader.deliver(titles.map(Self.article), to: Self.section, at: Self.moment)
        return reader
    }

    @Test func `what was not read is counted`() throws {
        let titles: [SafeText] = ["De brug is open", "Veer uit de vaart", "Molen draait weer"]
        let reader = try reader(with: titles)
        #expect(try reader.run("count").output == "3\n")
        #expect(try reader.run("count", "dORP").output == "3\n")
        #expect(try reader.run("count", "Stad").output == "0\n")
        let database = try ReaderDatabase(
            path: "\(reader.folder)/home/.local/state/portaal/reader.db")
        // One that is gone counts for nothing.
        let ids = [Self.article(titles[0]).id, Self.article("Weg").id]
        try database.setRead(ids, at: Self.moment)
        #expect(try reader.run("count").output == "2\n")
    }

    @Test func `an edition has a name of its own where a section is called like it`() throws {
        let reader = try reader(with: ["De brug is open"])
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Dorp"
            sources = [{ url = "https://a.example/" }]
            [[section]]
            name = "Kust"
            edition = "Kust"
            sources = [{ url = "https://b.example/" }]
            """)
        func page(_ name: String) throws -> Bool {
            try reader.run("count", name, "--json").output.contains("\"Voorpagina Kust\"")
        }
        #expect(try !page("kust"))
        #expect(try page("voorpagina kust"))
        let mistake = try reader.run("count", "onvindbaar").errors
        #expect(mistake.contains("kies uit Dorp, Kust, Voorpagina, NL & Wereld, Voorpagina Kust."))
    }

    @Test func `as JSON with its page`() throws {
        let outcome = try reader(with: ["De brug is open"]).run("count", "Dorp", "--json")
        #expect(
            outcome.output == """
                {
                  "edition" : "NL & Wereld",
                  "page" : "Dorp",
                  "unread" : 1
                }

                """)
    }

    @Test func `an unknown section is wrong use`() throws {
        let outcome = try TestReader().run("count", "Nergens")
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("'Nergens'"))
    }

    @Test func `the built-in edition is counted as well`() throws {
        #expect(try TestReader().run("count").output == "8\n")
    }
}
