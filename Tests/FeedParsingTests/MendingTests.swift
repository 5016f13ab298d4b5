import FeedParsing
import PortalModel
import Testing

struct MendingTests {
    @Test(arguments: [
        "<?phpxml version=\"1.0\" encoding=\"utf-8\"?>", "\n\n  <?xml version='1.0'?>",
        "Warning: mysql_connect() failed\n<?xml version='1.0'?>", "<?xml version='9.9' foo?>",
        "<!-- a -- b -->", "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:1/rss.dtd'>", "<?php echo 1 ?>",
    ])
    func `what stands before the feed does not matter`(lead: String) throws {
        let feed = try feed("\(lead)<rss version='2.0'><channel><title>A</title></channel></rss>")
        #expect(feed.title == "A")
    }

    @Test func `a bare ampersand is one`() throws {
        let item = try item(
            "<title>C&A & H&M; a</title><link>https://a.nl/?a=1&b=2&copy=3</link><enclosure url='https://a.nl/?a=1&b=2'/>"
        )
        #expect(item.title == "C&A & H&M; a")
        #expect(item.link?.string == "https://a.nl/?a=1&b=2&copy=3")
        #expect(item.enclosures.first?.address.string == "https://a.nl/?a=1&b=2")
    }

    @Test func `entities of HTML are known without being declared`() throws {
        #expect(try item("<title>Caf&eacute;&nbsp;&euro; 5</title>").title == "Café\u{A0}€ 5")
    }

    @Test func `entities that a document declares are known`() throws {
        let feed = try feed(
            "<!DOCTYPE rss [<!ENTITY krant 'De Krant'><!ENTITY nbsp '&#160;'>]><rss><channel><title>&krant;&nbsp;1</title></channel></rss>"
        )
        #expect(feed.title == "De Krant\u{A0}1")
    }

    @Test func `a reference to a character that XML forbids is dropped`() throws {
        #expect(try item("<title>a&#27;[2J&#x0;b&#65;</title>").title == "a[2JbA")
    }

    @Test func `a sign that begins no tag is text`() throws {
        #expect(try item("<title>1 < 2 <3</title>").title == "1 < 2 <3")
    }

    @Test func `prefixes that nobody declared mean what they usually do`() throws {
        let item = try item(
            "<dc:creator>Jan</dc:creator><content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded><media:thumbnail url='https://a.nl/1'/>"
        )
        #expect(item.authors == ["Jan"])
        #expect(item.content.plainText == "x")
        #expect(item.enclosures.count == 1)
    }

    @Test func `tags in a description need not be closed`() throws {
        let feed = try rss(
            """
            <item><title>A</title><description><p>Een<br>twee<img src=x></description>
            <link>https://a.nl/1</link></item>
            <item><title>B</title><description></b>Drie</i></description></item>
            <item><title>C</title></item>
            """)
        #expect(feed.items.map(\.title) == ["A", "B", "C"])
        #expect(feed.items.first?.link?.string == "https://a.nl/1")
        #expect(feed.items[0].content.plainText.hasPrefix("Een"))
        #expect(feed.items[1].content.plainText == "Drie")
    }

    @Test func `an item that is not closed ends where the next begins`() throws {
        let feed = try rss("<item><title>A</title><item><title>B<link>https://b.nl/</link></item>")
        #expect(feed.items.map(\.title) == ["A", "B"])
        #expect(feed.items.last?.link?.string == "https://b.nl/")
    }

    @Test func `end tags too many do not end the feed`() throws {
        let feed = try rss(
            "<item><title>A</title></item></x></channel></rss></item><item><title>B</title></item>")
        #expect(feed.items.map(\.title) == ["A", "B"])
    }

    @Test(arguments: [
        "<item><title>B</title><description>Half", "<item><title>B</title><descr",
        "<item><title>B</title><description><![CDATA[Half", "<item><title>B</title><guid a='",
        "<item><title>B</title></item><!-- en dan",
    ])
    func `a feed that was cut off gives what came`(tail: String) throws {
        let feed = try feed("<rss><channel><title>F</title><item><title>A</title></item>\(tail)")
        #expect(feed.items.map(\.title) == ["A", "B"])
    }

    @Test func `a feed with rubbish after it is read`() throws {
        let feed = try feed(
            "<rss><channel><item><title>A</title></item></channel></rss>\n<script>x</script> & <")
        #expect(feed.items.map(\.title) == ["A"])
    }
}
