import FeedParsing
import PortalModel
import Testing

struct RSSTests {
    @Test func `an item with everything comes through whole`() throws {
        let item = try item(
            """
            <title><![CDATA[Kabinet "bereid" te praten]]></title>
            <link>https://krant.nl/1</link>
            <description><![CDATA[
                <p>Eerste alinea.</p><h2>Kop</h2><p>Tweede.</p>]]></description>
            <author>jan@krant.nl (Jan Jansen)</author>
            <category>Politiek</category><category>Den Haag</category>
            <enclosure type="image/webp" url="/beeld.webp"/>
            <pubDate>Thu, 1 Oct 2026 12:52:42 +0200</pubDate>
            <guid isPermaLink="false">nieuws-1</guid>
            """)
        #expect(item.title == "Kabinet \"bereid\" te praten")
        #expect(item.link?.string == "https://krant.nl/1")
        #expect(item.guid == "nieuws-1")
        #expect(item.published?.iso8601 == "2026-10-01T10:52:42Z")
        #expect(item.updated == nil)
        #expect(item.authors == ["Jan Jansen"])
        #expect(item.categories == ["Politiek", "Den Haag"])
        #expect(
            item.content.blocks == [
                .paragraph(["Eerste alinea."]), .subhead(["Kop"]), .paragraph(["Tweede."]),
            ])
        #expect(item.summary == item.content)
        #expect(item.enclosures.map(\.address.string) == ["https://krant.nl/beeld.webp"])
        #expect(item.enclosures.first?.type == "image/webp")
        #expect(item.enclosures.first?.length == nil)
    }

    @Test func `the channel tells title, page and format`() throws {
        let feed = try rss(
            "<title>Krant &amp;amp; Co</title><link>/</link><image><title>Beeld</title><link>https://a.nl/</link></image>"
        )
        #expect(feed.title == "Krant & Co")
        #expect(feed.link?.string == "https://krant.nl/")
        #expect(feed.format.text == "rss 2.0")
    }

    @Test func `elements after an empty one are not lost`() throws {
        let item = try item(
            "<enclosure url='https://a.nl/1'/><pubDate>2026-10-01</pubDate><link>https://a.nl/2</link>"
        )
        #expect(item.published?.iso8601 == "2026-10-01T00:00:00Z")
        #expect(item.link?.string == "https://a.nl/2")
    }

    @Test func `a guid is the link where there is no other`() throws {
        #expect(try item("<guid>https://a.nl/1</guid>").link?.string == "https://a.nl/1")
        #expect(
            try item("<guid>https://a.nl/1</guid><link>https://a.nl/2</link>").link?.string
                == "https://a.nl/2")
    }

    @Test func `a guid that says it is no link is one if it is an address and nothing else is`()
        throws
    {
        let guid = "<guid isPermaLink='false'>https://a.nl/1</guid>"
        #expect(try item(guid).link?.string == "https://a.nl/1")
        #expect(try item("\(guid)<link>https://a.nl/2</link>").link?.string == "https://a.nl/2")
        #expect(try item("<guid>1234</guid>").link == nil)
    }

    @Test(arguments: [
        ("www.bruggen.example/nieuws", "https://www.bruggen.example/nieuws"),
        ("krant.nl/nieuws/2", "https://krant.nl/nieuws/2"),
        ("nieuws.html/2", "https://krant.nl/feeds/nieuws.html/2"),
        ("https://a.nl/?x=1&amp;amp;y=2", "https://a.nl/?x=1&y=2"),
        ("https://a.nl/?x=1&amp;#38;y=2", "https://a.nl/?x=1&y=2"),
        ("//cdn.a.nl/3", "https://cdn.a.nl/3"),
    ])
    func `links are read as their authors meant them`(link: String, expected: String) throws {
        #expect(try item("<link>\(link)</link>").link?.string == expected)
        #expect(
            try item("<enclosure url='\(link)'/>").enclosures.map(\.address.string) == [expected])
    }

    @Test(arguments: [
        "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 +0000", "1899-12-30", "0",
        "Sun, 31 Dec 1989 23:59:59 GMT",
    ])
    func `a date before 1990 is none`(date: String) throws {
        #expect(try item("<pubDate>\(date)</pubDate>").published == nil)
        let other = "<updated>2026-10-01</updated>"
        #expect(try item("<pubDate>\(date)</pubDate>\(other)").published != nil)
    }

    @Test func `a title comes from the podcast's or Media RSS where there is no other`() throws {
        func title(_ text: String) throws -> String? {
            try feed(
                """
                <rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
                    xmlns:media="http://search.yahoo.com/mrss/"><channel><item>\(text)</item>
                </channel></rss>
                """
            ).items.first?.title.string
        }
        let podcast = "<itunes:title>Over eb</itunes:title>"
        let media = "<media:title>Vloed</media:title>"
        #expect(try title("\(media)\(podcast)<title>Getij</title>") == "Getij")
        #expect(try title("\(media)\(podcast)<title> </title>") == "Over eb")
        #expect(try title("<media:group>\(media)</media:group>") == "Vloed")
    }

    @Test func `what is plain in Media RSS stays plain`() throws {
        func text(_ attributes: String, _ text: String) throws -> String? {
            try feed(
                """
                <rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item>
                <media:description\(attributes)>\(text)</media:description></item></channel></rss>
                """
            ).items.first?.content.plainText
        }
        #expect(try text("", "De sluis &lt;van Veere&gt;") == "De sluis <van Veere>")
        #expect(try text(" type='plain'", "&lt;p&gt;Zo&lt;/p&gt;") == "<p>Zo</p>")
        #expect(try text(" type='html'", "&lt;p&gt;Zo&lt;/p&gt;") == "Zo")
        #expect(try text("", "&lt;p&gt;Zo&lt;/p&gt;") == "Zo")
    }

    @Test(arguments: [
        ("een &lt; twee &amp;amp; drie", "een < twee & drie"),
        ("List&lt;Int&gt; en &lt;b&gt; in HTML", "List<Int> en <b> in HTML"),
        ("caf&amp;eacute; &amp;#8364; 5", "café € 5"),
    ])
    func `a description without tags is plain text`(text: String, expected: String) throws {
        #expect(try item("<description>\(text)</description>").content.plainText == expected)
    }

    @Test func `files tell what they are, how long and how large`() throws {
        let feed = try feed(
            """
            <rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
                xmlns:media="http://search.yahoo.com/mrss/"><channel><item>
            <enclosure url="https://a.nl/1.mp3?x" length="62,447,386"/>
            <itunes:duration>1:02:03</itunes:duration><comments>https://a.nl/praat</comments>
            <media:group><media:content url="https://a.nl/klein.mp4" type="video/mp4"/>
            <media:content url="https://a.nl/groot.mp4" isDefault="true" duration="90"/>
            <media:content url="https://a.nl/ander.webm"/></media:group>
            <media:content url="https://a.nl/2" medium="image">
            <media:description>Een pier</media:description></media:content>
            <media:thumbnail url="https://a.nl/3.jpg"/></item></channel></rss>
            """)
        let item = try #require(feed.items.first)
        #expect(item.comments?.string == "https://a.nl/praat")
        #expect(
            item.enclosures.map(\.address.string) == [
                "https://a.nl/1.mp3?x", "https://a.nl/groot.mp4", "https://a.nl/2",
                "https://a.nl/3.jpg",
            ])
        #expect(item.enclosures.map(\.kind) == [.audio, .video, .picture, .thumbnail])
        #expect(item.enclosures.map(\.duration) == [3723, 90, nil, nil])
        #expect(item.enclosures[0].length == 62_447_386)
        #expect(item.enclosures[2].description == "Een pier")
    }

    @Test func `the content module gives the text, the description the summary`() throws {
        let feed = try feed(
            """
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <item><content:encoded><![CDATA[<p>Alles</p>]]></content:encoded>
            <description>Kort</description></item></channel></rss>
            """)
        #expect(feed.items.first?.content.plainText == "Alles")
        #expect(feed.items.first?.summary?.plainText == "Kort")
    }

    @Test func `Dublin Core gives authors, dates and subjects`() throws {
        let feed = try feed(
            """
            <rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/"><channel><item>
            <d:creator>Jan</d:creator><d:creator>Piet</d:creator><d:creator>Jan</d:creator>
            <d:date>2026-10-01T12:00:00+02:00</d:date><d:subject>Zeeland</d:subject>
            <d:title>Titel</d:title></item></channel></rss>
            """)
        let item = try #require(feed.items.first)
        #expect(item.authors == ["Jan", "Piet"])
        #expect(item.published?.iso8601 == "2026-10-01T10:00:00Z")
        #expect(item.categories == ["Zeeland"])
        #expect(item.title == "Titel")
    }

    @Test func `what RSS says itself goes before what a module says`() throws {
        let feed = try feed(
            """
            <rss xmlns:dc="http://purl.org/dc/elements/1.1/"
                xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
                xmlns:media="http://search.yahoo.com/mrss/"><channel><item>
            <media:title>B</media:title><dc:date>2020-01-01</dc:date><title>A</title>
            <media:description>b</media:description><description>a</description>
            <itunes:author>C</itunes:author><author>jan@krant.nl</author><dc:creator>D</dc:creator>
            <pubDate>Thu, 01 Oct 2026 00:00:00 GMT</pubDate></item></channel></rss>
            """)
        let item = try #require(feed.items.first)
        #expect(item.title == "A")
        #expect(item.content.plainText == "a")
        #expect(item.published?.iso8601 == "2026-10-01T00:00:00Z")
        #expect(item.authors == ["D"])
    }

    @Test func `Media RSS gives enclosures after those of RSS, each once`() throws {
        let feed = try feed(
            """
            <rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><media:group>
            <media:content url="https://a.nl/1.jpg" type="image/jpeg" fileSize="20">
            <media:thumbnail url="https://a.nl/2.jpg"/></media:content></media:group>
            <enclosure url="https://a.nl/3.mp3" length="10" type="audio/mpeg"/>
            <enclosure url="https://a.nl/1.jpg" length="0"/></item></channel></rss>
            """)
        let files = try #require(feed.items.first).enclosures
        #expect(
            files.map(\.address.string) == [
                "https://a.nl/3.mp3", "https://a.nl/1.jpg", "https://a.nl/2.jpg",
            ])
        #expect(files.map(\.length) == [10, nil, nil])
    }

    @Test func `links of Atom in RSS are used where RSS gives none`() throws {
        let feed = try feed(
            """
            <rss xmlns:a="http://www.w3.org/2005/Atom"><channel>
            <a:link rel="self" href="https://a.nl/feed"/><a:link href="https://a.nl/site"/>
            <item><a:link rel="alternate" href="https://a.nl/1"/><a:updated>2026-10-01</a:updated></item>
            <item><a:link href="https://a.nl/2"/><link>https://a.nl/3</link></item>
            </channel></rss>
            """)
        #expect(feed.link?.string == "https://a.nl/site")
        #expect(feed.items.map(\.link?.string) == ["https://a.nl/1", "https://a.nl/3"])
        #expect(feed.items.first?.updated?.iso8601 == "2026-10-01T00:00:00Z")
    }

    @Test func `links in the text count from the page of the item`() throws {
        let item = try item(
            "<description>&lt;a href='#x'&gt;a&lt;/a&gt;&lt;a href='2'&gt;b&lt;/a&gt;</description><link>https://a.nl/b/1</link>"
        )
        #expect(
            item.content.blocks == [
                .paragraph(["a", Span("b", link: WebAddress("https://a.nl/b/2"))])
            ])
    }

    @Test func `links in the text count from xml:base where that is given`() throws {
        let feed = try feed(
            """
            <rss xml:base="https://b.nl/x/"><channel xml:base="y/"><item><link>1</link>
            <description>&lt;a href="2"&gt;a&lt;/a&gt;</description></item>
            <item xml:base="//c.nl/"><link>1</link></item></channel></rss>
            """)
        #expect(feed.items.map(\.link?.string) == ["https://b.nl/x/y/1", "https://c.nl/1"])
        #expect(
            feed.items[0].content.blocks == [
                .paragraph([Span("a", link: WebAddress("https://b.nl/x/y/2"))])
            ])
    }

    @Test func `elements inside a description are its markup`() throws {
        let item = try item("<description>Een <b>vet</b> woord<br/>en &amp;lt; meer</description>")
        #expect(
            item.content.blocks == [
                .lines([["Een ", Span("vet", style: .strong), " woord"], ["en < meer"]])
            ])
    }

    @Test func `what stands in elements of other vocabularies is not the item's`() throws {
        let feed = try feed(
            """
            <rss xmlns:x="https://x.nl/"><channel><item><x:info><title>Nee</title><link>https://n.nl/</link>
            </x:info><title>Ja</title><x:title>Nee</x:title></item></channel></rss>
            """)
        #expect(feed.items.first?.title == "Ja")
        #expect(feed.items.first?.link == nil)
    }

    @Test func `names are read without regard to case`() throws {
        let feed = try feed(
            "<RSS Version='0.91'><Channel><ITEM><TITLE>A</TITLE><PubDate>2026-10-01</PubDate><GUID IsPermalink='FALSE'>https://a.nl/</GUID></ITEM></Channel></RSS>"
        )
        let item = try #require(feed.items.first)
        #expect(item.title == "A")
        #expect(item.published != nil)
        #expect(item.link != nil)
        #expect(feed.format.text == "rss 0.91")
    }

    @Test func `a namespace of one's own makes no difference`() throws {
        let feed = try feed(
            "<rss xmlns='https://krant.nl/ns'><channel><title>F</title><item><title>A</title></item></channel></rss>"
        )
        #expect(feed.title == "F")
        #expect(feed.items.map(\.title) == ["A"])
    }

    @Test func `wishes about polling are kept`() throws {
        let feed = try feed(
            """
            <rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><ttl>90</ttl>
            <skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>x</hour></skipHours>
            <skipDays><day>Sunday</day><day>Wednesday</day><day>Zondag</day></skipDays>
            <sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
            </channel></rss>
            """)
        #expect(feed.schedule.timeToLive == 90)
        #expect(feed.schedule.skipHours == [0, 7])
        #expect(feed.schedule.skipDays == [0, 3])
        #expect(feed.schedule.updateInterval == 360)
    }
}
