import PortalModel
import Testing

@testable import FeedParsing

/// Feeds that come again with most of their items as they were.
struct FeedUpdateTests {
    private static let rss = feed(
        head: "<language>nl</language><lastBuildDate>Mon, 23 Nov 2026 10:00:00 GMT</lastBuildDate>",
        items: [
            item("een", "<![CDATA[<p>De haven <b>krijgt</b> een kade. </item> is een tag.</p>]]>"),
            item("twee", "&lt;p&gt;De boer &amp;amp; zijn knecht.&lt;/p&gt;"),
            item("drie", "Kort.<!-- <item> in een opmerking --> En nog iets."),
            item("vier", "Slot.", extra: "<media:content url='https://krant.example/a>b.jpg'/>"),
        ])

    private static let atom = """
        <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"
          xml:base="https://blad.example/map/"><title>Blad</title><updated>2026-11-23T10:00:00Z\
        </updated><author><name>Redactie</name></author>
        <entry><id>tag:1</id><title>Eerst</title><updated>2026-11-22T10:00:00Z</updated>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Zie <a
          href="meer">meer</a>.</p></div></content></entry>
        <entry xml:base="https://elders.example/"><id>tag:2</id><title>Dan</title>
          <link href="pagina"/><content type="html">&lt;p&gt;Tekst.&lt;/p&gt;</content></entry>
        </feed>
        """

    private static let rdf = """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://rdf.example/"><title>R</title>
        </channel><item rdf:about="https://rdf.example/1"><title>Een</title></item>
        <item rdf:about="https://rdf.example/2"><title>Twee</title></item></rdf:RDF>
        """

    private static func item(_ name: String, _ text: String, extra: String = "") -> String {
        """
        <item><title>Kop \(name)</title><guid>\(name)</guid>\
        <link>https://krant.example/\(name)</link><description>\(text)</description>\(extra)</item>
        """
    }

    private static func feed(head: String, items: [String]) -> String {
        """
        <?xml version="1.0"?>
        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
        <title>Krant</title>\(head)
        \(items.joined(separator: "\n"))
        </channel></rss>
        """
    }

    private func update(_ text: String, after known: FeedUpdate? = nil) throws -> FeedUpdate {
        try FeedUpdate(
            parsing: Array(text.utf8), address: WebAddress("https://krant.example/rss"),
            known: known.flatMap { known in
                known.context.map {
                    (context: $0, digests: Set(known.digests + known.unchangedItems))
                }
            })
    }

    private func whole(_ text: String) throws -> ParsedFeed {
        try ParsedFeed(
            parsing: Array(text.utf8), address: WebAddress("https://krant.example/rss"))
    }

    @Test(arguments: [rss, atom, rdf])
    func `a feed that is new is read as ever, and not at all when it comes again`(
        text: String
    ) throws {
        let first = try update(text)
        #expect(try first.feed == whole(text))
        #expect(first.positions == Array(first.feed.items.indices))
        #expect(first.digests.count == first.feed.items.count)
        let again = try update(text, after: first)
        #expect(again.feed.items.isEmpty)
        #expect(again.unchangedItems == first.digests)
        #expect(again.feed.title == first.feed.title)
        #expect(again.context == first.context)
    }

    @Test func `what is new or changed is read, in its place`() throws {
        let first = try update(Self.rss)
        let text = Self.rss.replacing(
            "<item><title>Kop een", with: "\(Self.item("nul", "Nieuw."))$0"
        )
        .replacing("$0", with: "<item><title>Kop een").replacing("Kort.", with: "Langer.")
        let second = try update(text, after: first)
        let all = try whole(text).items
        #expect(second.positions == [0, 3])
        #expect(second.feed.items == [all[0], all[3]])
        #expect(second.unchangedItems.count == 3)
    }

    @Test func `a feed says another hour and fewer items, and they are known`() throws {
        let first = try update(Self.rss)
        let text = Self.rss.replacing("10:00:00", with: "11:30:00")
            .replacing(
                Self.item("twee", "&lt;p&gt;De boer &amp;amp; zijn knecht.&lt;/p&gt;"), with: "")
        let second = try update(text, after: first)
        #expect(second.feed.items.isEmpty)
        #expect(second.unchangedItems.count == 3)
    }

    @Test(arguments: [
        ("<language>nl<", "<language>de<"), ("media=", "media2="),
        ("<title>Krant<", "<title>Blad<"),
        ("<channel>", "<channel xml:base='https://elders.example/'>"),
    ])
    func `in another context everything is read`(change: (String, String)) throws {
        let text = Self.rss.replacing(change.0, with: change.1)
        let second = try update(text, after: try update(Self.rss))
        #expect(second.unchangedItems.isEmpty || text == Self.rss)
        #expect(try second.feed == whole(text) || text == Self.rss)
    }

    @Test func `from another address everything is read`() throws {
        let first = try update(Self.rss)
        let moved = try FeedUpdate(
            parsing: Array(Self.rss.utf8), address: WebAddress("https://nieuw.example/rss"),
            known: (context: first.context ?? 0, digests: Set(first.digests)))
        #expect(moved.unchangedItems.isEmpty)
        #expect(moved.feed.items.count == 4)
    }

    @Test func `a feed that breaks is read whole, as it is without anything known`() throws {
        let first = try update(Self.rss)
        for broken in [
            Self.rss.replacing("Kort.", with: "Kort & <b>klein."),
            Self.rss.replacing("</channel></rss>", with: ""),
            Self.rss.replacing("Slot.", with: "Slot.&nbsp;"),
            String(Self.rss.prefix(900)),
        ] {
            let second = try update(broken, after: first)
            #expect(try second.feed == whole(broken))
            #expect(second.unchangedItems.isEmpty)
            #expect(second.digests.isEmpty)
        }
    }

    @Test func `entities of its own keep a feed from being known`() throws {
        let text = Self.rss.replacing(
            "<rss ", with: "<!DOCTYPE rss [<!ENTITY naam \"Jan\">]><rss ")
        #expect(try update(text).context == nil)
        #expect(try update(text).feed == whole(text))
    }

    @Test func `a JSON feed is read as ever`() throws {
        let text = """
            {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": "1",
            "content_text": "Tekst <item> hier."}]}
            """
        let first = try update(text)
        #expect(first.context == nil)
        #expect(try first.feed == whole(text))
        #expect(try update(text, after: first).feed == whole(text))
    }

    @Test func `items inside items, and elements that are called so elsewhere, mislead nobody`()
        throws
    {
        for text in [
            Self.rss.replacing("Kort.", with: "<item>Kort</item>."),
            Self.rss.replacing("<title>Krant", with: "<image><item>x</item></image><title>Krant"),
            Self.rss.replacing("</channel>", with: "</channel><item/>"),
        ] {
            let first = try update(text)
            #expect(try first.feed == whole(text))
            let second = try update(text, after: first)
            let all = try whole(text).items
            #expect(second.feed.items == second.positions.map { all[$0] })
            #expect(second.feed.items.count + second.unchangedItems.count == all.count)
        }
    }
}
