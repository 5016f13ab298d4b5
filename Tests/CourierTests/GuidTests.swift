import FeedParsing
import NewsStore
import PortalModel
import TestTags
import Testing

@testable import portaal_courier

/// Which items of a feed are one article, today and tomorrow.
@Suite(.tags(.slow)) struct GuidTests {
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
            "<guid>1</guid><title>A</title>", "<guid>1</guid><title>A</title>",
            "<title>C</title>", "<title>C</title>", "<link>/d</link>", "<link>/d</link>"
        ).map(\.title)
        #expect(titles == ["A", "C", "(zonder titel)"])
    }

    @Test
    func `of the same title, date and text one may be another in an article that comes twice`()
        throws
    {
        func item(_ title: String, _ day: Int, _ text: String) -> String {
            "<guid>1</guid><title>\(title)</title><pubDate>2026-10-0\(day)</pubDate>"
                + "<description>\(text)</description>"
        }
        #expect(try articles(item("A", 1, "x"), item("B", 1, "x")).count == 1)
        #expect(try articles(item("A", 1, "x"), item("A", 2, "x")).count == 1)
        #expect(try articles(item("A", 1, "x"), item("A", 1, "y")).count == 1)
        #expect(try articles(item("A", 1, "x"), item("B", 2, "x")).count == 2)
        #expect(try articles(item("A", 1, "x"), item("A", 2, "y")).count == 2)
    }

    @Test(arguments: ["<guid>1</guid>", "<guid>1</guid><link>/s</link>", "<link>/s</link>", ""])
    func `items of one name that differ in all else are all articles`(name: String) throws {
        let items = (1...3).map { number in
            "\(name)<title>Weer</title><pubDate>2026-10-0\(number)</pubDate>"
                + "<description>Dag \(number)</description>"
        }
        let articles = try articles(items[0], items[1], items[2])
        #expect(articles.count == 3)
        #expect(Set(articles.map(\.id)).count == 3)
        // In another order they are the same.
        #expect(
            try Set(self.articles(items[2], items[0], items[1]).map(\.id))
                == Set(articles.map(\.id)))
    }

    @Test func `without a title the picture or the first words tell what it is about`() throws {
        let picture = "&lt;img src='/a.jpg' alt='Een haven'&gt;"
        let long = String(repeating: "woord ", count: 40)
        let titles = try articles(
            "<guid>1</guid><description>\(picture)</description>",
            "<guid>2</guid><description>Vandaag &lt;b&gt;zon&lt;/b&gt;.</description>",
            "<guid>3</guid><description>\(long)</description>",
            "<guid>4</guid><description>&lt;img src='/a.jpg'&gt;</description>"
        ).map(\.title.string)
        #expect(titles[0] == "Een haven")
        #expect(titles[1] == "Vandaag zon.")
        #expect(titles[2].count <= 120 && titles[2].hasSuffix("woord…"))
    }
}
