import PortalApp
import PortalModel
import Testing

struct BuiltInEditionTests {
    private let articles = BuiltInEdition.articles

    @Test func `the lead opens the edition and the second report closes it`() throws {
        #expect(articles.count == 9)
        let lead = try #require(articles.first)
        let second = try #require(articles.last)
        #expect(lead.headline.title == "NAVO: Rusland uitgenodigd voor nieuw overleg over Oekraïne")
        #expect(lead.headline.source == "ZeelandNet")
        #expect(lead.headline.published.iso8601 == "2022-01-18T13:05:00Z")
        #expect(second.headline.source == "NU.nl")
        #expect(second.headline.published.iso8601.hasPrefix("2022-01-18T"))
        #expect(second.body.plainText.contains("100.000"))
    }

    @Test func `the edition is of a Wednesday afternoon and says so`() {
        let moment = CivilTime(utc: BuiltInEdition.moment)
        #expect(BuiltInEdition.moment.iso8601 == "2026-01-28T13:23:00Z")
        #expect(moment.weekday == 3)
        #expect(BuiltInEdition.name == "Meegeleverde editie van 28 januari 2026")
    }

    @Test func `both reports have two subheads, each with text before and after it`() throws {
        for article in [try #require(articles.first), try #require(articles.last)] {
            let kinds = article.body.blocks.map { block in
                if case .subhead = block { "subhead" } else { "paragraph" }
            }
            let runs = kinds.split(separator: "subhead", omittingEmptySubsequences: false)
            #expect(runs.count == 3)
            #expect(runs.allSatisfy { !$0.isEmpty })
        }
    }

    @Test func `the seven items tell their ages as the portal words them`() {
        let ages = articles.dropFirst().dropLast().map {
            RelativeTime(of: $0.headline.published, at: BuiltInEdition.moment).wording
        }
        #expect(
            ages == [
                "9 minuten geleden", "1 uur geleden", "1 uur geleden", "1 uur geleden",
                "1 uur geleden", "2 uur geleden", "3 uur geleden",
            ])
    }

    @Test func `what ZeelandNet tells begins with a dateline`() {
        let datelines = articles.dropLast().map { article in
            Dateline(startOf: article.headline.teaser).map { dateline in
                "\(dateline.place) \(dateline.agencies.map(\.string).joined(separator: "/"))"
            }
        }
        #expect(
            datelines == [
                "BERLIJN ANP", "WASHINGTON ANP", "MEITAR ANP/AFP", "BRUSSEL ANP",
                "PARIJS ANP/AFP", "WASHINGTON ANP", "BAGDAD ANP/RTR", "MOSKOU ANP/RTR/AF",
            ])
    }

    @Test func `no two articles share an identity`() {
        #expect(Set(articles.map(\.id)).count == articles.count)
    }

    @Test(arguments: 0..<9)
    func `an article is complete and typeset with care`(index: Int) {
        let article = articles[index]
        #expect(article.headline.sectionName == "Buitenland")
        #expect(!article.headline.title.isEmpty)
        #expect(article.headline.teaser == article.body.firstParagraph)
        let text = article.body.plainText
        #expect(!text.contains("\""), "straight quotation marks")
        #expect(!text.contains("'"), "a straight apostrophe")
        #expect(!text.contains("  "), "two spaces")
        #expect(!text.contains("Oekraine"))
        #expect(text.count(where: { $0 == "“" }) == text.count(where: { $0 == "”" }))
        for block in article.body.blocks {
            if case .paragraph = block { #expect(block.plainText.hasSuffix(".")) }
        }
    }
}
