import NewsStore
import PortalModel
import Testing

/// What a page tells of its article besides its text.
struct PageFactTests {
    private let id = ArticleID(rawValue: 1)
    private let body = Document([.paragraph(["Alles wat er te lezen is."])])

    /// The article as it is stored after its page was read.
    private func article(
        _ delivered: DeliveredArticle, _ page: DeliveredPage
    ) throws -> Article? {
        var article: Article?
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([delivered]))
            try file.delivery.storePage(page, of: id, at: Deliveries.moment + 60)
            article = try file.news().article(id)
        }
        return article
    }

    @Test func `byline and date of a page stand in for what the feed does not give`() throws {
        let written = Deliveries.moment + -86_400
        let page = DeliveredPage(
            body: body, byline: "Wil Poot", published: written, language: "nl-be")
        let article = try #require(
            try article(Deliveries.article(1, secondsOld: nil), page))
        #expect(article.authors == ["Wil Poot"])
        #expect(article.headline.published == written)
        #expect(article.language == "nl-be")
        #expect(article.page == .read)
    }

    @Test func `what the feed gives counts more than what the page says`() throws {
        let page = DeliveredPage(
            body: body, byline: "Wil Poot", published: Deliveries.moment + -86_400)
        let article = try #require(
            try article(Deliveries.article(1, authors: ["Eva Smit"]), page))
        #expect(article.authors == ["Eva Smit"])
        #expect(article.headline.published == Deliveries.moment + -60)
    }

    @Test func `a date that is still to come is none`() throws {
        let page = DeliveredPage(body: body, published: Deliveries.moment + 86_400)
        let article = try #require(try article(Deliveries.article(1, secondsOld: nil), page))
        #expect(article.headline.published == Deliveries.moment)
    }

    @Test func `the beginning of an article is known for one`() throws {
        let article = try #require(
            try article(Deliveries.article(1), DeliveredPage(body: body, isBeginning: true)))
        #expect(article.page == .beginning)
        #expect(article.body == body)
    }
}
