import FeedParsing
import PortalModel
import Testing

struct AtomTests {
    @Test func `an entry with everything comes through whole`() throws {
        let item = try entry(
            """
            <title>Een titel</title><id>tag:krant.nl,2026:1</id>
            <link rel="self" href="/api/1"/><link rel="alternate" type="text/html" href="/1"/>
            <link rel="enclosure" href="/1.mp3" type="audio/mpeg" length="12"/>
            <published>2026-10-01T10:00:00Z</published><updated>2026-10-01T11:00:00Z</updated>
            <author><name>Jan</name><email>jan@krant.nl</email></author>
            <author><email>piet@krant.nl</email></author>
            <category term="pol" label="Politiek"/><category term="zeeland"/>
            <summary>Kort</summary><content type="html">&lt;p&gt;Lang&lt;/p&gt;</content>
            <source><title>Ander</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></source>
            """)
        #expect(item.title == "Een titel")
        #expect(item.guid == "tag:krant.nl,2026:1")
        #expect(item.link?.string == "https://krant.nl/1")
        #expect(item.published?.iso8601 == "2026-10-01T10:00:00Z")
        #expect(item.updated?.iso8601 == "2026-10-01T11:00:00Z")
        #expect(item.authors == ["Jan"])
        #expect(item.categories == ["Politiek", "zeeland"])
        #expect(item.summary?.plainText == "Kort")
        #expect(item.content.plainText == "Lang")
        #expect(item.enclosures.map(\.address.string) == ["https://krant.nl/1.mp3"])
        #expect(item.enclosures.first?.length == 12)
    }

    @Test func `an entry that was only updated was published then`() throws {
        let item = try entry("<updated>2026-10-01T11:00:00Z</updated>")
        #expect(item.published?.iso8601 == "2026-10-01T11:00:00Z")
    }

    @Test func `an entry without authors has those of the feed`() throws {
        let feed = try feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><author><name>Krant</name></author>
            <entry><title>A</title></entry><entry><author><name>Jan</name></author></entry></feed>
            """)
        #expect(feed.items.map(\.authors) == [["Krant"], ["Jan"]])
        #expect(feed.format.text == "atom 1.0")
    }

    @Test(arguments: [
        ("type='text'", "1 &lt; 2 &amp;amp; &lt;b&gt;3&lt;/b&gt;", "1 < 2 &amp; <b>3</b>"),
        ("type='html'", "1 &amp;lt; 2 &lt;b&gt;3&lt;/b&gt;", "1 < 2 3"),
        (
            "type='xhtml'", "<div xmlns='http://www.w3.org/1999/xhtml'>1 &lt; <i>2</i></div>",
            "1 < 2"
        ),
        ("", "AT&amp;T &lt; 3", "AT&T < 3"),
        ("", "&lt;b&gt;vergeten&lt;/b&gt;", "vergeten"),
        ("type='application/octet-stream'", "TGV2ZSBkZSBrcmFudA==", "Leve de krant"),
    ])
    func `a text is read as its type says`(type: String, text: String, expected: String) throws {
        let item = try entry("<title \(type)>\(text)</title><content \(type)>\(text)</content>")
        #expect(item.title.string == expected)
        #expect(item.content.plainText == expected)
    }

    @Test func `content of another kind than text is not read`() throws {
        #expect(try entry("<content type='image/png'>iVBORw0KGgo=</content>").content.isEmpty)
    }

    @Test func `content elsewhere is the link`() throws {
        #expect(
            try entry("<content src='film.mp4' type='video/mp4'/>").link?.string
                == "https://krant.nl/feeds/film.mp4")
    }

    @Test func `an alternate in HTML goes before others`() throws {
        let item = try entry(
            "<link type='application/pdf' href='https://a.nl/1'/><link href='https://a.nl/2'/>")
        #expect(item.link?.string == "https://a.nl/2")
    }

    @Test func `links and ids count from xml:base`() throws {
        let item = try entry(
            "<id>1</id><link href='1'/><content type='html' xml:base='c/'>&lt;a href='2'&gt;x&lt;/a&gt;</content>",
            in: "xml:base='https://b.nl/'")
        #expect(item.guid == "https://b.nl/1")
        #expect(item.link?.string == "https://b.nl/1")
        #expect(
            item.content.blocks == [
                .paragraph([Span("x", link: WebAddress("https://b.nl/c/2"))])
            ])
    }

    @Test func `an entry alone is a feed`() throws {
        let feed = try feed("<entry xmlns='http://www.w3.org/2005/Atom'><title>A</title></entry>")
        #expect(feed.items.map(\.title) == ["A"])
        #expect(feed.format.family == .atom)
    }

    @Test func `Atom 0.3 has its own names and modes`() throws {
        let feed = try feed(
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>F</title><entry>
            <title type="text/html" mode="escaped">A &amp;amp; &lt;i&gt;B&lt;/i&gt;</title>
            <issued>2026-10-01T10:00:00Z</issued><modified>2026-10-02</modified>
            <content type="text/html" mode="base64">PGI+dmV0PC9iPg==</content>
            <summary type="application/xhtml+xml" mode="xml"><b>x</b></summary></entry></feed>
            """)
        let item = try #require(feed.items.first)
        #expect(feed.format.text == "atom 0.3")
        #expect(item.title == "A & B")
        #expect(item.published?.iso8601 == "2026-10-01T10:00:00Z")
        #expect(item.updated?.iso8601 == "2026-10-02T00:00:00Z")
        #expect(item.content.blocks == [.paragraph([Span("vet", style: .strong)])])
        #expect(item.summary?.blocks == [.paragraph([Span("x", style: .strong)])])
    }
}
