import FeedParsing
import Foundation
import HostileText
import PortalModel
import TestTags
import Testing

/// Feeds of which a byte is not what it was.
struct MutationTests {
    private static let documents = [
        """
        <?xml version="1.0" encoding="UTF-8"?><!DOCTYPE rss [<!ENTITY naam "waarde">]>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Krant &amp; &naam;</title>
        <item><title><![CDATA[Brug <b>dicht</b> &#8364;]]></title><link>/1?a=1&amp;b=2</link>
        <guid isPermaLink="false">k-1</guid><pubDate>Thu, 1 Oct 2026 12:52:42 +0200</pubDate>
        <dc:creator>Jan én Piet</dc:creator><description>&lt;p&gt;De brug&lt;/p&gt;</description>
        <content:encoded><![CDATA[<h2>Kop</h2><ul><li>een</ul><pre>a</pre>]]></content:encoded>
        <enclosure url="a.mp3" length="12" type="audio/mpeg"/></item></channel></rss>
        """,
        """
        <rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" \
        xmlns:media="http://search.yahoo.com/mrss/"><channel><item><itunes:title>A&lt;T&gt; &lt;br\
        &gt; &lt;i&gt;b&lt;/i&gt; &lt;a href=&quot;x&quot;&gt;</itunes:title><comments>/r</comments>
        <pubDate>mar. 7 avr. 2026 om 14.30 uur</pubDate><itunes:duration>1:02:03</itunes:duration>
        <media:group><media:content url="a.mp4" duration="9"><media:description type="plain">a &lt; \
        b&#10;c</media:description></media:content></media:group></item></channel></rss>
        """,
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://krant.nl/"><title type="html">\
        K &amp;lt; k</title><entry><id>1</id><link href="1"/><updated>2026-11-21T13:23Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>b</p></div></content>
        </entry></feed>
        """,
        """
        {"version":"https://jsonfeed.org/version/1.1","title":"Krant \\u20ac","items":[{"id":1,\
        "url":"/1","title":"\\ud83d\\ude00","content_html":"<p>a</p>","tags":["a"],\
        "date_published":"2026-11-21T13:23:00+01:00","attachments":[{"url":"a","mime_type":"b"}]}]}
        """,
        """
        <opml version="2.0"><body><outline text="Dorp"><outline text="Krant &#8364;" \
        xmlUrl="https://krant.nl/rss"/><outline text="de "beste" & 't" xmlUrl="feed://a.nl/"/>\
        </outline></body></opml>
        """,
    ]

    @Test(.tags(.slow), arguments: documents, 1...3 as ClosedRange<UInt64>)
    func `a byte that is another ends no parser`(document: String, seed: UInt64) {
        var generator = SplitMix(seed: seed)
        var accepted = 0
        for _ in 0..<200 {
            let bytes = Array(document.utf8).mutated(with: &generator)
            if let feed = try? ParsedFeed(parsing: bytes, address: address) {
                accepted += 1
                #expect(feed.items.allSatisfy { Harm.first(in: $0.title.string) == nil })
            }
            let beginning = Array(bytes.prefix(bytes.count * 3 / 4))
            if let cut = try? ParsedFeed(parsing: beginning, address: address, isCut: true) {
                #expect(cut.items.allSatisfy { Harm.first(in: $0.title.string) == nil })
            }
            if (try? OPMLFile(parsing: bytes)) != nil { accepted += 1 }
        }
        #expect(accepted > 0)
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `a byte that is another ends no search for feeds`(seed: UInt64) throws {
        let page = """
            <html><head><meta http-equiv="refresh" content="0; url='/b'"><base href="/c/">\
            <link rel="alternate" type="text/xml" title="Nieuws &amp; meer" href="feed://a.nl/x">\
            </head><body><a href="/rss.xml"><img alt=RSS src=i></a></body></html>
            """
        let field =
            "</f>; rel=\"alternate\"; type=\"application/rss+xml\"; title=\"A \\\"b\\\"\", <g>"
        let address = try #require(address)
        var generator = SplitMix(seed: seed)
        for _ in 0..<200 {
            let bytes = Array(page.utf8).mutated(with: &generator)
            let links = String(decoding: Array(field.utf8).mutated(with: &generator), as: UTF8.self)
            _ = MetaRefresh.target(of: bytes, contentType: nil, address: address)
            let answer = try? FeedSearchAnswer(
                searching: bytes, contentType: nil, links: links, address: address)
            guard case .page(let feeds, let others) = answer else { continue }
            #expect((feeds + others).allSatisfy { Harm.first(in: $0.title.string) == nil })
        }
    }
}
