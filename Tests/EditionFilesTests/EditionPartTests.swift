import EditionFiles
import FeedParsing
import Foundation
import Markup
import PortalModel
import TestTags
import Testing

struct EditionPartTests {
    private func read(_ articles: [PublishedArticle]) throws -> [PublishedArticle] {
        try EditionPart.articles(
            in: EditionPart.bytes(of: articles, in: Sample.section), of: Sample.section)
    }

    @Test(.tags(.slow), arguments: 0..<400 as Range<UInt64>)
    func `a document of any shape is read back as it was`(seed: UInt64) throws {
        let articles = (0..<3).map { (number: UInt64) in
            Sample.article(Int64(number), AnyDocument.made(from: seed * 3 + number))
        }
        #expect(try read(articles) == articles)
    }

    @Test(arguments: [
        "Q&A: <b>wat</b> is &amp;?", "1 < 2 > 1", "<script>alert(1)</script>", "&lt;p&gt;",
        "\"Zo\" zei 'hij'", "a\u{A0}b", "https://x.example/", "  ".appending("ruim"), "שלום — 日本",
    ])
    func `a title and a teaser are read back as they were`(text: String) throws {
        let article = Sample.article(
            title: SafeText(line: text), teaser: SafeText(line: text, limit: 500))
        #expect(try read([article]) == [article])
    }

    @Test(arguments: [-1_000_000_000, 0, 631_152_000, 1_795_867_200, 253_402_300_000 as Int64])
    func `a moment of any year is read back as it was`(seconds: Int64) throws {
        let article = Sample.article(published: Timestamp(seconds: seconds))
        #expect(try read([article]) == [article])
    }

    @Test func `what a page told comes along`() throws {
        let page = PublishedArticle.Page(
            isBeginning: true, byline: "Onze redactie", published: Sample.noon, language: "nl-nl")
        let article = Sample.article(page: page)
        #expect(try read([article]).first?.page == page)
    }

    /// What newsrooms write, in other words.
    private static let usual = """
        <p><strong>GOES (ANP) -</strong> De <em>dijk</em> is \
        <a href="https://dijk.example/?a=1&amp;b=2">hoger</a>, zegt de <code>kade</code>.</p>\
        <h2>Tussenkop</h2><p>Regel een<br>regel twee</p>\
        <ul><li>een</li><li>twee <s>drie</s></li></ul><ol><li>a</li><li>b</li></ol>\
        <ol type="a" start="3"><li>c</li></ol><ol><li value="7">zeven</li><li>acht</li></ol>\
        <blockquote><p>Zo is het.</p><ul><li>ja</li></ul></blockquote><hr><pre>x = 1
          y = 2</pre><img src="https://dijk.example/a.jpg" alt="De dijk bij &quot;Goes&quot;">\
        <img src="https://dijk.example/b.jpg">\
        <table><tr><th>Club</th><th>P</th></tr><tr><td>Goes</td><td>3</td></tr></table>\
        <p>Einde &amp; slot, 1 &lt; 2.</p>
        """

    @Test func `a usual article is told in HTML alone`() throws {
        let document = Document(html: Self.usual)
        #expect(document.blocks.count >= 12)
        let bytes = try EditionPart.bytes(
            of: [Sample.article(1, document)], in: Sample.section)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("\"document\""))
        #expect(try ParsedFeed(parsing: bytes).items.first?.content == document)
    }

    @Test func `a part is a JSON Feed as its specification has it`() throws {
        let files: [Span] = [
            Span("[audio, 3 min]", link: WebAddress(literal: "https://courant.example/a.mp3")),
            Span("reacties", link: WebAddress(literal: "https://courant.example/r")),
        ]
        let body = Document([.paragraph(["Tekst."]), .attachments(files)])
        let bytes = try EditionPart.bytes(of: [Sample.article(255, body)], in: Sample.section)
        let feed = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
        #expect(feed["title"] as? String == "Dorp")
        let items = try #require(feed["items"] as? [[String: Any]])
        let item = try #require(items.first)
        #expect(item["id"] as? String == "00000000000000ff")
        #expect(item["url"] as? String == "https://courant.example/1")
        #expect(item["content_html"] as? String == "<p>Tekst.</p>")
        #expect(item["date_published"] as? String == "2026-11-28T12:00:00Z")
        #expect((item["authors"] as? [[String: String]])?.first == ["name": "A. Schipper"])
        #expect(
            (item["attachments"] as? [[String: String]])
                == [["url": "https://courant.example/a.mp3", "mime_type": "audio/mpeg"]])
        #expect(try read([Sample.article(255, body)]).first?.body == body)
    }

    @Test func `the same articles make the same bytes`() throws {
        let articles = (0..<20).map { (number: UInt64) in
            Sample.article(Int64(number), AnyDocument.made(from: number))
        }
        let bytes = try EditionPart.bytes(of: articles, in: Sample.section)
        #expect(try EditionPart.bytes(of: articles, in: Sample.section) == bytes)
    }

    @Test(arguments: [
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":"
            + String(repeating: "[", count: 1_000_000),
        "{\"items\":[" + String(repeating: "1,", count: 600_000) + "1]}",
        String(repeating: "{\"a\":", count: 500_000),
    ])
    func `a part that is nested or filled without measure is refused`(text: String) {
        #expect(throws: DeliveryProblem.self) {
            try EditionPart.articles(in: Array(text.utf8), of: Sample.section)
        }
    }

    @Test(arguments: [
        "", "{}", "[1]", "<html><body>Meld u aan</body></html>", "{\"items\":", "\u{0}",
        "<rss version=\"2.0\"><channel><item><title>x</title></item></channel></rss>",
    ])
    func `what is no part is refused`(text: String) {
        let problem = #expect(throws: DeliveryProblem.self) {
            try EditionPart.articles(in: Array(text.utf8), of: Sample.section)
        }
        #expect(problem?.code == .badEdition)
    }

    @Test(arguments: [
        #""id":"x","date_published":"DATE","_portaal":{"source":"https://courant.example/rss"}"#,
        #""id":"00000000000000ff""#, #""id":"00000000000000ff","date_published":"DATE""#,
        #""id":"00000000000000ff","date_published":"DATE","_portaal":{"source":"https://x.example"}"#,
        #""id":"00000000000000ff","_portaal":{"source":"https://courant.example/rss","published":1e300}"#,
        #""id":"00000000000000ff","date_published":"DATE","_portaal":[1]"#,
    ])
    func `an item that is no article of the section is left out`(members: String) throws {
        let item = members.replacing("DATE", with: "2026-11-28T12:00:00Z")
        let part = """
            {"version":"https://jsonfeed.org/version/1.1","items":[{"title":"t",\(item)}]}
            """
        #expect(try EditionPart.articles(in: Array(part.utf8), of: Sample.section) == [])
    }
}
