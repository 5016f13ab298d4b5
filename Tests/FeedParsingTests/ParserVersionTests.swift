import PortalModel
import Testing

@testable import FeedParsing

/// The items of a feed that did not change are only read again once the parser's version is
/// raised. So each change of what the same bytes mean has to raise it.
struct ParserVersionTests {
    /// What the feeds below come to, and for which version of the parser.
    private static let recorded = (version: 5, digest: Int64(-7_752_770_882_917_189_534))

    @Test func `a parser that makes other items of the same feeds has another version`() throws {
        var texts: [String] = []
        for feed in Self.feeds {
            let parsed = try ParsedFeed(
                parsing: Array(feed.utf8), address: WebAddress("https://krant.example/feed"))
            texts += parsed.items.flatMap(\.texts)
        }
        let digest = StableHash.of(texts)
        #expect(
            digest == Self.recorded.digest && FeedUpdate.parserVersion == Self.recorded.version,
            """
            Raise FeedUpdate.parserVersion, and record it here with the digest \(digest).
            """)
    }

    private static let feeds = [
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
          xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Krant</title>
        <item><title>Brug &amp;lt; sluis, en een &lt;em>nieuw&lt;/em> pad</title>
          <link>www.krant.example/brug?a=1&amp;amp;b=2</link><guid isPermaLink="false">een</guid>
          <pubDate>wo, 4 nov 2026 14.30 uur</pubDate><dc:creator>jan@krant.example (Jan)</dc:creator>
          <description>\(article.escaped)</description></item>
        <item><title>Zonder opmaak</title><link>/plat</link><pubDate>11/05/2026</pubDate>
          <category>Regio</category><category>Regio</category>
          <description>Een regel\nen nog een.\n\nZie www.elders.example of https://a.example/b.
          </description><comments>https://krant.example/plat#reacties</comments></item>
        <item><itunes:title>Uitzending 12</itunes:title><guid>https://krant.example/12</guid>
          <pubDate>Sat, 30 Feb 2026 10:00:00 GMT</pubDate><itunes:duration>1:02:03</itunes:duration>
          <enclosure url="https://krant.example/12.mp3" length="1,234,567" type="audio/mpeg"/>
          <media:content url="https://krant.example/12.jpg" medium="image">
          <media:description>De studio</media:description></media:content>
          <content:encoded><![CDATA[\(article)]]></content:encoded></item>
        </channel></rss>
        """,
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blad.example/map/">
        <title>Blad</title><author><name>Redactie</name></author>
        <entry><id>stuk/1</id><title type="html">Vec&amp;lt;T&amp;gt; &amp;amp; meer</title>
          <published>2026-W45-3T10:00:00+01:00</published><updated>2026-11-05T10:00:00Z</updated>
          <link rel="enclosure" href="a.pdf" type="application/pdf" length="99"/>
          <link rel="replies" href="1#reacties" type="text/html"/>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">\(article)</div></content>
        </entry>
        <entry><id>tag:blad.example,2026:2</id><title>Plat &lt;em&gt; en niets meer</title>
          <link href="../twee"/><summary>Kort &amp; goed.</summary></entry></feed>
        """,
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "Log", "items": [
          {"id": 7, "url": "/zeven", "title": "Zeven", "date_published": "2026-11-06T07:00:00+01:00",
           "content_text": "Regel een\\n\\nRegel twee", "tags": ["a", "b"],
           "attachments": [{"url": "/7.m4a", "mime_type": "audio/mp4", "size_in_bytes": 70,
             "duration_in_seconds": 77, "title": "Geluid"}]},
          {"id": "acht", "content_html": "<p>Acht <sup>2</sup></p>", "authors": [{"name": "An"}]}]}
        """,
    ]

    /// An article with something of all that is read out of markup.
    private static let article = """
        <h2>Kop</h2><p>Water is H<sub>2</sub>O, 10<sup>26</sup> en <del>drie</del> <ins>vier</ins>;\
         zie <a href="www.elders.example/a">elders</a>, <a href="/hier">hier</a> en\
         <a href="#noot">noot</a>.</p><blockquote><p>Een <q>citaat</q> van &#8364; 5.</p></blockquote>\
        <ol start="3" type="a"><li>drie</li><li value="7">zeven<ul><li>diep</li></ul></li></ol>\
        <table><tr><th>Club</th><th colspan="2">Stand</th></tr><tr><td>Goes</td><td>1</td><td>2</td>\
        </tr></table><pre>een\ttab\n  twee</pre><p><strong>Vet</strong><br/>Regel<br/>regel</p>\
        <figure><img src="/a.jpg" alt="De kade" title="De kade bij avond"/><figcaption><p>Bij\
         avond</p><small>Foto: An</small></figcaption></figure><p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <code>x = 1</code>\
        </p><math><mfrac><mn>1</mn><mn>3</mn></mfrac></math><iframe\
         src="https://www.youtube.com/embed/abc_123"></iframe><p style="display:none">weg</p><hr/>\
        <p class="x">https://krant.example/los staat los, <i>schuin</i>.</p><script>weg()</script>
        """
}

extension String {
    fileprivate var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

extension ParsedItem {
    /// All that it says.
    fileprivate var texts: [String] {
        let files = enclosures.flatMap { file in
            [
                file.address.string, file.type?.string, "\(file.kind)", file.length?.description,
                file.duration?.description, file.description?.string,
            ].map { $0 ?? "-" }
        }
        return [
            guid, title.string, link?.string, published?.iso8601, updated?.iso8601,
            summary?.stored, content.stored, comments?.string,
        ].map { $0 ?? "-" } + authors.map(\.string) + categories.map(\.string) + files
    }
}
