import NewsStore
import PortalModel
import Testing

struct RevisionTests {
    private static let words = "abcdefghijklmnopqrstuvwxyz".map { "\($0)nieuws" }

    /// The file's article, polled every hour and reading like these texts one after the other.
    private func poll(_ file: NewsFile, _ articles: [DeliveredArticle]) throws {
        for (hour, article) in articles.enumerated() {
            _ = try file.delivery.store(
                Deliveries.delivery(
                    at: Deliveries.moment + Int64(hour) * 3600, [article]))
        }
    }

    private func earlier(_ file: NewsFile) throws -> [StoryReport] {
        try file.news().earlierVersions(of: ArticleID(rawValue: 1))
    }

    private func changes(_ file: NewsFile) throws -> Changes? {
        try file.news().article(ArticleID(rawValue: 1))?.changes
    }

    @Test func `what an article was is kept with its times`() throws {
        try NewsFile.use { file in
            try poll(
                file,
                [
                    Deliveries.article(1, "Brand", text: "Er is brand."),
                    Deliveries.article(1, "Brand", text: "Er is brand in Goes."),
                    Deliveries.article(1, "Brand geblust", text: "Er was brand in Goes."),
                ])
            let earlier = try earlier(file)
            #expect(earlier.map(\.title) == ["Brand", "Brand"])
            #expect(earlier.map(\.body.plainText) == ["Er is brand in Goes.", "Er is brand."])
            #expect(
                earlier.map(\.since) == [Deliveries.moment + 3600, Deliveries.moment + -60])
            #expect(earlier.allSatisfy { $0.isEarlier && $0.source == "NOS" })
            #expect(try changes(file) == Changes(count: 2, last: Deliveries.moment + 7200))
        }
    }

    @Test func `an article that was not changed has no changes`() throws {
        try NewsFile.use { file in
            try poll(file, [Deliveries.article(1), Deliveries.article(1)])
            #expect(try earlier(file).isEmpty)
            #expect(try changes(file) == nil)
        }
    }

    @Test func `another teaser, author or link is no change of the text`() throws {
        try NewsFile.use { file in
            try poll(
                file,
                [
                    Deliveries.article(1),
                    Deliveries.article(1, teaser: "Een andere teaser.", authors: ["Jansen"]),
                ])
            #expect(try changes(file) == nil)
        }
    }

    @Test func `a counter is stored again at each of 50 polls and never kept`() throws {
        try NewsFile.use { file in
            try poll(file, (0..<50).map { Deliveries.article(1, text: "Nu \($0) keer gelezen.") })
            #expect(try changes(file) == nil)
            let article = try #require(try file.news().article(ArticleID(rawValue: 1)))
            #expect(article.body.plainText == "Nu 49 keer gelezen.")
            try file.checkIndex()
        }
    }

    @Test func `of many changes the first text and the latest are kept`() throws {
        try NewsFile.use { file in
            try poll(
                file,
                (0..<20).map { hour in
                    Deliveries.article(
                        1,
                        text: SafeText(
                            cleaning: Self.words.prefix(hour + 1).joined(separator: " ")))
                })
            let lengths = try earlier(file).map(\.body.wordCount)
            #expect(lengths == [19, 18, 17, 16, 15, 14, 13, 12, 11, 1])
            #expect(try changes(file)?.count == 19)
            #expect(try file.query("SELECT count(*) FROM revision") == 10)
        }
    }

    @Test func `an article that is forgotten takes along what it was`() throws {
        try NewsFile.use { file in
            try poll(
                file,
                [
                    Deliveries.article(1, "Brand", secondsOld: 864_000),
                    Deliveries.article(1, "Grote brand", secondsOld: 864_000),
                ])
            #expect(try file.query("SELECT count(*) FROM revision") == 1)
            _ = try file.delivery.store(
                [Deliveries.delivery([])], forgettingBefore: Deliveries.moment)
            #expect(try file.news().article(ArticleID(rawValue: 1)) == nil)
            #expect(try file.query("SELECT count(*) FROM revision") == 0)
        }
    }
}
