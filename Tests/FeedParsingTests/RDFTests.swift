import FeedParsing
import PortalModel
import Testing

struct RDFTests {
    @Test func `items beside the channel are its items`() throws {
        let feed = try feed(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://a.nl/feed"><title>F</title><link>https://a.nl/</link>
            <items><rdf:Seq><rdf:li rdf:resource="https://a.nl/1"/></rdf:Seq></items>
            <image rdf:resource="https://a.nl/i"/></channel>
            <image rdf:about="https://a.nl/i"><title>I</title><link>https://i.nl/</link></image>
            <item rdf:about="https://a.nl/1"><title>A</title><link>https://a.nl/2</link>
            <dc:date>2026-10-01T12:00Z</dc:date></item>
            <textinput><title>T</title><link>https://t.nl/</link></textinput></rdf:RDF>
            """)
        #expect(feed.format.text == "rdf 1.0")
        #expect(feed.title == "F")
        #expect(feed.link?.string == "https://a.nl/")
        #expect(feed.items.count == 1)
        let item = try #require(feed.items.first)
        #expect(item.guid == "https://a.nl/1")
        #expect(item.link?.string == "https://a.nl/2")
        #expect(item.published?.iso8601 == "2026-10-01T12:00:00Z")
    }

    @Test func `RSS 0.90 is known by its namespace`() throws {
        let feed = try feed(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>F</title></channel>
            <item><title>A</title></item></rdf:RDF>
            """)
        #expect(feed.format.text == "rdf 0.90")
        #expect(feed.items.map(\.title) == ["A"])
    }
}
