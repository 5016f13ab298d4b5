import FeedParsing
import NewsStore
import PortalModel
import Testing

@testable import portaal_courier

/// Which items of a feed are one article, today and tomorrow.
struct GuidTests {
    /// The articles of a feed with these items.
    private func articles(_ items: String...) throws -> [DeliveredArticle] {
        let text =
            "<rss version='2.0'><channel>"
            + items.map { "<item>\($0)</item>" }.joined() + "</channel></rss>"
        return DeliveredArticle.all(
            of: try ParsedFeed(parsing: Array(text.utf8)), from: SourceID(rawValue: 1))
    }

    private func same(_ one: String, _ other: String) throws -> Bool {
        try articles(one).map(\.id) == articles(other).map(\.id)
    }

    @Test func `a guid makes an article the same whatever else changes`() throws {
        #expect(
            try same(
                "<guid>1</guid><title>A</title><link>https://krant.example/a</link>",
                "<guid>1</guid><title>B</title><link>https://krant.example/b</link>"))
        #expect(try !same("<guid>1</guid><title>A</title>", "<guid>2</guid><title>A</title>"))
    }

    @Test func `without a guid an article is known by its link, else by its title`() throws {
        let link = "<link>https://krant.example/a</link>"
        let other = "<link>https://krant.example/b</link>"
        #expect(try same("<title>A</title>\(link)", "<title>B</title>\(link)"))
        #expect(try !same("<title>A</title>\(link)", "<title>A</title>\(other)"))
        #expect(
            try same(
                "<title>A</title><description>x</description>",
                "<title>A</title><description>y</description>"))
        #expect(try !same("<title>A</title>", "<title>B</title>"))
    }

    @Test func `items that share a guid are told apart by their links`() throws {
        let titles = try articles(
            "<guid>1</guid><title>A</title><link>https://krant.example/a</link>",
            "<guid>1</guid><title>B</title><link>https://krant.example/b</link>"
        ).map(\.title)
        #expect(titles == ["A", "B"])
    }

    @Test func `an item that comes twice is one article, the first`() throws {
        let titles = try articles(
            "<guid>1</guid><title>A</title>", "<guid>1</guid><title>B</title>",
            "<title>C</title>", "<title>C</title>"
        ).map(\.title)
        #expect(titles == ["A", "C"])
    }
}
