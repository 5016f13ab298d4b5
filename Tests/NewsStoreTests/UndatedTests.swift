import PortalModel
import Testing

@testable import NewsStore

/// Articles of which the feed does not say when they appeared.
struct UndatedTests {
    private let id = ArticleID(rawValue: 1)

    private func withUndated(_ work: (NewsFile) throws -> Void) throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, "Zonder datum", secondsOld: nil),
                    Deliveries.article(2, "Met datum", secondsOld: 90),
                ]))
            try work(file)
        }
    }

    @Test func `lists and the article know`() throws {
        try withUndated { file in
            let page = NewsPage.section(Deliveries.abroad.id)
            let headlines = try file.news().headlines(on: page, count: 9)
            #expect(headlines.map(\.isDated) == headlines.map { $0.id != id })
            #expect(try file.news().article(id)?.headline.isDated == false)
            #expect(try file.news().article(ArticleID(rawValue: 2))?.headline.isDated == true)
        }
    }

    @Test func `a page that tells the date gives the article one`() throws {
        try withUndated { file in
            let moment = Deliveries.moment + -86_400
            try file.delivery.storePage(
                DeliveredPage(body: Document([.paragraph(["Alles."])]), published: moment), of: id,
                at: Deliveries.moment)
            let headline = try #require(try file.news().article(id)).headline
            #expect(headline.isDated && headline.published == moment)
        }
    }

    @Test func `no version of it says since when it was so, until it is changed`() throws {
        try withUndated { file in
            _ = try file.delivery.store(
                Deliveries.delivery(
                    at: Deliveries.moment + 600,
                    [Deliveries.article(1, "Zonder datum", secondsOld: nil, text: "Iets anders.")]))
            let earlier = try file.news().earlierVersions(of: id)
            #expect(earlier.map(\.since) == [nil])
            let article = try #require(try file.news().article(id))
            #expect(StoryReport(article).since == Deliveries.moment + 600)
        }
    }

    @Test func `what is saved still knows`() throws {
        try withUndated { file in
            let reader = try ReaderDatabase()
            for number in 1...2 as ClosedRange<Int64> {
                let article = try file.news().article(ArticleID(rawValue: number))
                try reader.save(try #require(article), at: Deliveries.moment + number)
            }
            #expect(try reader.savedHeadlines().map(\.isDated) == [true, false])
            #expect(try reader.savedArticle(id)?.headline.isDated == false)
            try reader.unsave([id])
            try reader.restoreSaved([id])
            #expect(try reader.savedArticle(id)?.headline.isDated == false)
        }
    }
}
