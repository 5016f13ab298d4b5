import Foundation
import NewsStore
import PortalModel
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct CompareTests {
    private struct Compared: Decodable {
        struct Side: Decodable {
            let id: String
            let title: String
            let source: String
            let since: String
            let earlier: Bool
        }

        struct Row: Decodable {
            let left: String?
            let right: String?
            let onlyLeft: [String]
            let onlyRight: [String]
        }

        let left: Side
        let right: Side
        let likeness: Int
        let cut: Bool
        let rows: [Row]
    }

    /// The other report of the story that leads the built-in edition.
    private static let other = "1f978a57feb8241d"

    @Test func `two reports stand below each other, with signs that a pipe keeps`() throws {
        let outcome = try TestReader().run("compare", "1", Self.other)
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        let text = outcome.output.replacing("\n   ", with: " ")
        #expect(text.hasPrefix("83% gelijk\n"))
        #expect(text.contains("\n1  ZeelandNet · dinsdag 18 januari 2022, "))
        #expect(text.contains("\n2  NU.nl · dinsdag 18 januari 2022, "))
        #expect(text.contains("\n1  [-BERLIJN (ANP)-] - De NAVO heeft Rusland gevraagd"))
        #expect(text.contains("[-was in Berlijn te gast bij-] bondskanselier Olaf Scholz"))
        #expect(text.contains("\n1  ontbreekt\n2  {+Misschien wel 100.000 Russische militairen"))
        #expect(text.contains("\n=  Washington wees al eerder op het gevaar"))
    }

    @Test func `without a second article another report of the story is taken`() throws {
        let reader = try TestReader()
        #expect(
            try reader.run("compare", "1").output == reader.run("compare", "1", Self.other).output)
        let alone = try reader.run("compare", "2")
        #expect(alone.code == 1)
        #expect(
            alone.errors.contains(
                "Er is geen ander verslag en geen eerdere versie."))
    }

    @Test(arguments: [20, 40, 70])
    func `no line is wider than asked for`(width: Int) throws {
        let outcome = try TestReader().run("compare", "1", Self.other, "--width", String(width))
        #expect(outcome.lines.allSatisfy { $0.count <= width })
        #expect(outcome.lines.contains { $0.count > width - 15 })
    }

    @Test func `as JSON every row tells what only one text has`() throws {
        let outcome = try TestReader().run("compare", "1", Self.other, "--json")
        let compared = try JSONDecoder().decode(Compared.self, from: Data(outcome.output.utf8))
        #expect(compared.likeness == 83)
        #expect(!compared.cut)
        #expect(compared.left.source == "ZeelandNet" && compared.right.source == "NU.nl")
        #expect(compared.left.since == "2022-01-18T13:05:00Z")
        #expect(!compared.left.earlier)
        let first = try #require(compared.rows.dropFirst().first)
        #expect(first.onlyLeft.first == "BERLIJN (ANP)")
        let gap = try #require(compared.rows.first { $0.right?.contains("100.000") == true })
        #expect(gap.left == nil)
        #expect(compared.rows.contains { $0.onlyLeft.isEmpty && $0.left == $0.right })
    }

    @Test func `a changed article is compared with what it was`() throws {
        let source = Source(name: "NOS", address: WebAddress(literal: "https://nos.example/rss"))
        let section = Section(name: "Buitenland", edition: "NL & Wereld", sources: [source])
        let moment = CivilTime(year: 2026, month: 11, day: 21, hour: 13, minute: 23).utcTimestamp
        let id = ArticleID(source: source.id, guid: "brand")
        let reader = try TestReader()
        for (hour, text) in ["Er zijn drie doden.", "Er zijn drie gewonden."].enumerated() {
            let article = DeliveredArticle(
                id: id, title: "Brand", teaser: "", published: moment, updated: nil, authors: [],
                link: nil, body: Document([.paragraph([Span(SafeText(cleaning: text))])]))
            try reader.deliver([article], to: section, at: moment + Int64(hour) * 3600)
        }
        let outcome = try reader.run("compare", id.text)
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("\n1  NOS, eerder · zaterdag 21 november 2026, "))
        #expect(outcome.output.contains("\n1  Er zijn drie [-doden-].\n"))
        #expect(outcome.output.contains("\n2  Er zijn drie {+gewonden+}.\n"))
    }

    @Test func `an article that is not stored cannot be compared`() throws {
        let outcome = try TestReader().run("compare", "1", "0000000000000000")
        #expect(outcome.code == 1)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.output.isEmpty)
    }
}
