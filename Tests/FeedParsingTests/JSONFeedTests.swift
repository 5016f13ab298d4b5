import FeedParsing
import PortalModel
import Testing

struct JSONFeedTests {
    @Test func `a feed of very many values is refused`() {
        let values = String(repeating: "0,", count: 500_000) + "0"
        let problem = #expect(throws: DeliveryProblem.self) {
            try feed("{\"items\":[],\"x\":[\(values)]}")
        }
        #expect(problem == DeliveryProblem(.malformed, "500000 waarden"))
    }

    @Test func `an item with everything comes through whole`() throws {
        let feed = try feed(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "F &amp; G",
             "home_page_url": "https://a.nl/", "authors": [{"name": "Krant"}], "items": [
              {"id": "1", "url": "/1", "title": "A", "content_html": "<p>x</p><p>y</p>",
               "summary": "s", "date_published": "2026-10-01T12:00:00+02:00",
               "date_modified": "2026-10-02T12:00:00Z", "tags": ["t", 3, "u"],
               "attachments": [{"url": "https://a.nl/a.mp3", "mime_type": "audio/mpeg",
                                "size_in_bytes": 5}]},
              {"id": 2, "external_url": "https://b.nl/", "content_text": "1 < 2\\n\\nz",
               "author": {"name": "Jan"}}]}
            """)
        #expect(feed.format.text == "json 1.1")
        #expect(feed.title == "F & G")
        #expect(feed.link?.string == "https://a.nl/")
        try #require(feed.items.count == 2)
        let first = feed.items[0]
        #expect(first.guid == "1")
        #expect(first.link?.string == "https://krant.nl/1")
        #expect(first.content.plainText == "x\n\ny")
        #expect(first.summary?.plainText == "s")
        #expect(first.published?.iso8601 == "2026-10-01T10:00:00Z")
        #expect(first.updated?.iso8601 == "2026-10-02T12:00:00Z")
        #expect(first.authors == ["Krant"])
        #expect(first.categories == ["t", "u"])
        #expect(first.enclosures.first?.length == 5)
        let second = feed.items[1]
        #expect(second.guid == "2")
        #expect(second.link?.string == "https://b.nl/")
        #expect(second.content.plainText == "1 < 2\n\nz")
        #expect(second.authors == ["Jan"])
    }

    @Test func `an id that is an address is the link where there is no other`() throws {
        let items = try feed(
            """
            {"items": [{"id": "https://a.nl/1"}, {"id": "https://a.nl/2", "url": "https://a.nl/x"},
             {"id": "tag:a.nl,2026:3"}]}
            """
        ).items
        #expect(items.map(\.link?.string) == ["https://a.nl/1", "https://a.nl/x", nil])
    }

    @Test func `attachments tell how long and how large they are`() throws {
        let files = try feed(
            """
            {"items": [{"attachments": [{"url": "https://a.nl/1", "mime_type": "audio/ogg",
             "duration_in_seconds": 95, "size_in_bytes": 7000, "title": "De haven"},
             {"url": "https://a.nl/2.pdf", "size_in_bytes": 0, "duration_in_seconds": -1}]}]}
            """
        ).items.first?.enclosures
        #expect(files?.map(\.kind) == [.audio, .pdf])
        #expect(files?.map(\.duration) == [95, nil])
        #expect(files?.map(\.length) == [7000, nil])
        #expect(files?.map(\.description) == ["De haven", nil])
    }

    @Test func `parts of the wrong type count as absent`() throws {
        let feed = try feed(
            "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": {}, \"items\": [7, {\"id\": [], \"title\": \"A\"}, null]}"
        )
        #expect(feed.format.text == "json 1.0")
        #expect(feed.items.map(\.title) == ["A"])
        #expect(feed.items.first?.guid == nil)
    }

    @Test func `escapes hide no control characters`() throws {
        let feed = try feed(
            "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"title\": \"a\\u001b[2Jb\", \"content_html\": \"c\\u0000\\u202ed\"}]}"
        )
        #expect(feed.items.first?.title == "a[2Jb")
        #expect(feed.items.first?.content.plainText.unicodeScalars.contains("\u{202E}") == false)
    }

    @Test(arguments: ["{", "{}", "{\"a\": 1}", "[1]", "{\"items\": 3}"])
    func `other JSON is no feed`(text: String) {
        let problem = #expect(throws: DeliveryProblem.self) { try feed(text) }
        #expect(problem?.code == .notAFeed)
    }
}
