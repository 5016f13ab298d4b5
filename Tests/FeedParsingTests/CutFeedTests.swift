import FeedParsing
import PortalModel
import Testing

/// Feeds of which the end is missing.
struct CutFeedTests {
    private func cut(_ text: String) throws -> [String] {
        try ParsedFeed(parsing: Array(text.utf8), address: address, isCut: true).items
            .map(\.title.string)
    }

    @Test(arguments: [
        ("<rss version='2.0'><channel><title>T</title>", "item"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>", "entry"),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
                + "xmlns='http://purl.org/rss/1.0/'><channel><title>T</title></channel>", "item"
        ),
    ])
    func `of a feed that is cut the items count that came whole, wherever it was cut`(
        head: String, item: String
    ) throws {
        let whole = "<\(item)><title>Een</title></\(item)><\(item)><title>Twee</title></\(item)>"
        let last = "<\(item)><title>Drie &amp; meer</title><description><![CDATA[<p>tekst</p>"
        for length in 0..<last.count {
            #expect(try cut(head + whole + last.prefix(length)) == ["Een", "Twee"])
        }
    }

    @Test func `of a JSON Feed that is cut the items count that came whole`() throws {
        let head = #"{"version":"https://jsonfeed.org/version/1.1","tags":["a","b"],"items":["#
        let whole = #"{"id":"1","title":"Een, {\"x\": [1]}","tags":["p","q"]},"#
        let last = #"{"id":"2","title":"Twee","attachments":[{"url":"a"},{"url":"b"#
        for length in 0...last.count {
            #expect(try cut(head + whole + last.prefix(length)) == [#"Een, {"x": [1]}"#])
        }
    }

    @Test(arguments: ["", "}", "[1,2", #"{"a":"#, #"{"items":[{"id":"1"#, "{]"])
    func `JSON of which nothing came whole is no feed`(text: String) {
        #expect(throws: DeliveryProblem.self) { try cut(text.isEmpty ? "{" : text) }
    }

    @Test(arguments: [
        ("<rss version='2.0'><channel><item><title>A</title></item></channel></rss>", true),
        ("<rss version='2.0'><channel><item><title>A & B</title></item></channel></rss>\n ", true),
        ("<RSS version='2.0'><channel><item><title>A & B</title></item></channel></RSS >", true),
        ("<rss version='2.0'><channel><item><title>A</title></item></channel></rs", false),
        ("<rss version='2.0'><channel><item><title>A</title></item>", false),
        ("<rss version='2.0'><channel><item><title>A", false),
        ("{\"items\":[]}", true),
    ])
    func `a feed tells whether its end was there`(text: String, isWhole: Bool) throws {
        #expect(try feed(text).isWhole == isWhole)
    }

    @Test(arguments: [
        ("<opml/>", "<opml>"), ("<y-1._/>", "<y-1._>"), ("<\u{FFFD}\u{C3}/>", nil),
        ("<naam-die-veel-te-lang-is-om-nog-iets-te-zeggen-over-wat-dit-is/>", nil),
        ("\u{1F}\u{8B}<a\u{9B}b/>", "<a>"), ("<日本/>", nil),
    ])
    func `a name that is noise is not told`(text: String, context: SafeText?) {
        let problem = #expect(throws: DeliveryProblem.self) { try feed(text) }
        #expect(problem?.code == .notAFeed)
        #expect(problem?.context == context)
    }

    @Test func `a password in the address of a feed gets into none of its links`() throws {
        let address = WebAddress("https://jan:geheim@krant.nl/feed")
        let text = "<rss version='2.0'><channel><item><link>/a</link></item></channel></rss>"
        let feed = try ParsedFeed(parsing: Array(text.utf8), address: address)
        #expect(feed.items.first?.link?.string == "https://krant.nl/a")
    }
}
