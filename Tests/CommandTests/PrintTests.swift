import Foundation
import NewsStore
import PortalModel
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct PrintTests {
    private static let moment = CivilTime(year: 2026, month: 11, day: 21, hour: 13, minute: 23)
        .utcTimestamp
    private static let now = "2026-11-21T13:32:00Z"
    private static let section = Section(
        name: "Buitenland", edition: "NL & Wereld",
        sources: [
            Source(
                name: "NOS",
                address: WebAddress(literal: "https://feeds.nos.nl/nosnieuwsbuitenland"))
        ])

    private static func article(_ title: SafeText, body: [Block] = []) -> DeliveredArticle {
        DeliveredArticle(
            id: ArticleID(source: section.sources[0].id, guid: title.string), title: title,
            teaser: "DEN HAAG (ANP) - Er is iets gebeurd.", published: moment, updated: nil,
            authors: ["Jan"], link: WebAddress(literal: "https://nos.nl/artikel/1"),
            body: Document(body))
    }

    @Test func `without a network the built-in edition is the front page`() throws {
        let outcome = try TestReader().run("print", "--now", Self.now)
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        let text = outcome.output.replacing("\n", with: " ")
        #expect(text.hasPrefix("ZeelandNet · Voorpagina · woensdag 28 januari 2026 · "))
        #expect(text.contains("Meegeleverde editie van 28 januari 2026"))
        #expect(text.contains(" 2  Trump waarschuwt"))
        #expect(text.contains("Buitenland · ZeelandNet · 9 minuten geleden"))
    }

    @Test func `without a terminal the portal prints the front page`() throws {
        let reader = try TestReader()
        let printed = try reader.run("print", "--now", Self.now)
        let opened = try reader.run("--now", Self.now)
        #expect(opened.output == printed.output)
        #expect(opened.code == 0)
    }

    @Test(arguments: [
        ["print"], ["read", "1"], ["search", "navo"], ["compare", "1"], ["stories"],
    ])
    func `every command that prints text does so in ASCII alone`(command: [String]) throws {
        let outcome = try TestReader().run(command + ["--ascii", "--linear"])
        #expect(outcome.code == 0)
        #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: [20, 33, 80, 200])
    func `no line is wider than asked for`(width: Int) throws {
        let outcome = try TestReader().run("print", "--width", String(width))
        #expect(outcome.lines.allSatisfy { $0.count <= width })
        #expect(outcome.lines.contains { $0.count > width - 15 })
    }

    @Test func `no control character is printed`() throws {
        let reader = try TestReader()
        for arguments in [["print"], ["read", "1"], ["themes"], ["sources"], ["doctor"]] {
            let output = try reader.run(arguments).output
            #expect(!output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        }
    }

    @Test func `a section is found whatever the case of its name`() throws {
        let reader = try TestReader()
        let outcome = try reader.run("print", "bUITENLAND")
        #expect(outcome.output.hasPrefix("ZeelandNet · Buitenland · "))
        #expect(try reader.run("print", "voorpagina").output == reader.run("print").output)
    }

    @Test func `a section that is called as the front page has no numbers`() throws {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Buitenland"
            sources = [{ url = "https://a.example/" }]
            [[section]]
            name = "Voorpagina"
            sources = [{ url = "https://b.example/" }]
            """)
        let section = Section(
            name: "Voorpagina", edition: "NL & Wereld",
            sources: [Source(name: "B", address: WebAddress(literal: "https://b.example/"))])
        let article = Self.article("Hét nieuws")
        try reader.deliver([article], to: section, at: Self.moment)
        let lines = try reader.run("print", "voorpagina", "--now", Self.now).lines
        #expect(lines.contains("Hét nieuws"))
        #expect(lines.contains { $0.hasSuffix(article.id.text) })
        #expect(try reader.run("print", "--now", Self.now).lines.contains("1  Hét nieuws"))
    }

    @Test func `an unknown section is answered with those there are`() throws {
        let outcome = try TestReader().run("print", "Nergens")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("'Nergens'"))
        #expect(outcome.errors.contains("Binnenland, Buitenland, Financieel"))
    }

    @Test func `delivered news takes the place of the built-in edition`() throws {
        let reader = try TestReader()
        try reader.deliver([Self.article("Hét nieuws")], to: Self.section, at: Self.moment)
        let outcome = try reader.run("print", "--now", Self.now)
        #expect(
            outcome.output == """
                ZeelandNet · Voorpagina · zaterdag 21 november 2026 · Bijgewerkt om 14:23

                1  Hét nieuws
                   DEN HAAG (ANP) - Er is iets gebeurd.
                   Buitenland · NOS · 9 minuten geleden

                """)
    }

    @Test func `the number of a headline opens its article`() throws {
        let reader = try TestReader()
        let link = Span("een verslag", link: WebAddress(literal: "https://nos.nl/verslag"))
        try reader.deliver(
            [Self.article("Het nieuws", body: [.paragraph(["Lees ", link])])], to: Self.section,
            at: Self.moment)
        let outcome = try reader.run("read", "1", "--now", Self.now)
        #expect(
            outcome.output == """
                Buitenland
                Het nieuws
                zaterdag 21 november 2026, 14:23 · 9 minuten geleden · 1 min lezen
                NOS · Jan

                Lees een verslag [1]

                Links
                [1] https://nos.nl/verslag

                https://nos.nl/artikel/1

                """)
    }

    @Test func `what is easily lost between a publisher and a reader is printed`() throws {
        let reader = try TestReader()
        let published = try #require(Newsroom.published.first)
        let section = Section(
            name: "Zeeland", edition: "NL & Wereld", sources: Self.section.sources)
        let article = DeliveredArticle(
            id: published.id, title: published.headline.title,
            teaser: published.headline.teaser, published: Self.moment, updated: nil, authors: [],
            link: published.link, body: published.body)
        try reader.deliver([article], to: section, at: Self.moment)
        let lines = try reader.run("read", "1", "--now", Self.now).lines.map(String.init)
        if let complaint = try goldenComplaint("read-published", lines: lines) {
            Issue.record(Comment(rawValue: complaint))
        }
        let data = try json(reader.run("read", "1", "--json", "--now", Self.now))
        let text = try #require(data["text"] as? String)
        for part in ["stond ~~3,61~~ 3,16 meter", "10²⁶", "√(9,81 × h)", "a. Blijf", "[foto]"] {
            #expect(text.contains(part))
        }
        #expect(text.contains("Vlissingen   316    399\n"))
        #expect(data["links"] as? [String] == published.body.links.map(\.string))
    }

    @Test func `an article is followed by more of its section`() throws {
        let reader = try TestReader()
        let outcome = try reader.run("read", "1", "--now", Self.now)
        let parts = outcome.output.split(separator: "Meer uit Buitenland\n")
        #expect(parts.count == 2)
        #expect(parts.last?.contains("Trump waarschuwt") == true)
        #expect(parts.last?.contains("9 minuten geleden · ") == true)
    }

    @Test func `an article can be read by the identifier that JSON gives`() throws {
        let reader = try TestReader()
        let page = try json(reader.run("print", "--json"))
        let headlines = try #require(page["headlines"] as? [[String: Any]])
        let id = try #require(headlines[2]["id"] as? String)
        let article = try json(reader.run("read", id, "--json"))
        #expect(article["title"] as? String == headlines[2]["title"] as? String)
        #expect(try reader.run("read", id).output == reader.run("read", "3").output)
    }

    @Test func `JSON has the same keys whether a value is known or not`() throws {
        let reader = try TestReader()
        let page = try json(reader.run("print", "--json"))
        #expect(page.keys.sorted() == ["builtIn", "edition", "headlines", "page", "updated"])
        #expect(page["updated"] is NSNull)
        #expect(page["builtIn"] as? Bool == true)
        let first = try #require((page["headlines"] as? [[String: Any]])?.first)
        #expect(
            first.keys.sorted() == [
                "id", "outlets", "published", "read", "section", "source", "teaser", "title",
            ])
        #expect(first["published"] as? String == "2022-01-18T13:05:00Z")
        let article = try json(reader.run("read", "1", "--json"))
        #expect(
            article.keys.sorted() == [
                "authors", "beginning", "id", "link", "links", "more", "others", "published",
                "readingMinutes",
                "section", "source", "text", "title", "updated",
            ])
        #expect(article["link"] is NSNull)
    }

    @Test func `an article that is not there fails`() throws {
        let reader = try TestReader()
        for name in ["99", "0000000000000000"] {
            let outcome = try reader.run("read", name)
            #expect(outcome.code == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errorLines.count == 1)
        }
    }

    private func json(_ outcome: ProgramRun) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test func `--why tells what decides the place of each headline`() throws {
        let reader = try TestReader()
        try reader.deliver(
            [Self.article("Rook boven de haven")], to: Self.section, at: Self.moment + 60)
        let why = try reader.run("print", "--why", "--width", "200", "--now", Self.now)
        #expect(
            why.output.contains(
                "Telt als zaterdag 21 november 2026, 14:23: zaterdag 21 november 2026, 14:23"))
        #expect(try !reader.run("print", "--now", Self.now).output.contains("Telt als"))
        #expect(try !reader.run("help", "print").output.contains("why"))
    }
}
