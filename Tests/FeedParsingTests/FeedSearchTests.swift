import FeedParsing
import PortalModel
import Testing

struct FeedSearchTests {
    private let address = WebAddress(literal: "https://krant.example/nieuws/")

    private func search(_ text: String) throws -> FeedSearchAnswer {
        try FeedSearchAnswer(searching: Array(text.utf8), contentType: nil, address: address)
    }

    private func feeds(_ head: String, body: String = "") throws -> [String] {
        let page = "<!DOCTYPE html><html><head>\(head)</head><body>\(body)</body></html>"
        guard case .page(let feeds) = try search(page) else { return ["geen pagina"] }
        return feeds.map(\.address.string)
    }

    @Test func `a feed is found as itself`() throws {
        let answer = try search(
            "<rss version=\"2.0\"><channel><title>De Krant</title></channel></rss>")
        #expect(answer == .feed(FoundFeed(title: "De Krant", address: address)))
    }

    @Test(arguments: [
        "application/rss+xml", "application/atom+xml", "application/rdf+xml",
        "application/feed+json", " APPLICATION/RSS+XML ; charset=utf-8",
    ])
    func `a page names its feeds by their type`(type: String) throws {
        let link =
            "<link rel=\"alternate\" type=\"\(type)\" href=\"/rss.xml\" title=\"Al het &amp; nieuws\">"
        let answer = try search("<html><head>\(link)</head></html>")
        #expect(
            answer
                == .page(feeds: [
                    FoundFeed(
                        title: "Al het & nieuws",
                        address: WebAddress(literal: "https://krant.example/rss.xml"))
                ]))
    }

    @Test(arguments: [
        "<link rel=stylesheet type=application/rss+xml href=a>",
        "<link rel=alternates type=application/rss+xml href=a>",
        "<link rev=alternate type=application/rss+xml href=a>",
        "<link rel=alternate type=text/html href=a>",
        "<link rel=alternate type='application/ rss+xml' href=a>",
        "<link rel=alternate href=a>",
        "<link rel=alternate type=application/rss+xml>",
        "<link rel=alternate type=application/rss+xml href='ftp://a.example/'>",
        "<link rel=alternate type=application/rss+xml href='javascript:x'>",
        "<!-- <link rel=alternate type=application/rss+xml href=a> -->",
        "<script>'<link rel=alternate type=application/rss+xml href=a>'</script>",
        "&lt;link rel=alternate type=application/rss+xml href=a>",
    ])
    func `other links are no feeds`(link: String) throws {
        #expect(try feeds(link) == [])
    }

    @Test func `one word of several, in any case, is enough`() throws {
        let link = "<LINK REL='foo ALTERNATE bar' HREF='a.xml' TYPE='application/atom+xml'/>"
        #expect(try feeds(link) == ["https://krant.example/nieuws/a.xml"])
    }

    @Test func `references count from the first base of the page`() throws {
        let link = "<link rel=alternate type=application/rss+xml href=a.xml>"
        #expect(
            try feeds("<base href='/x/'><base href='/y/'>" + link)
                == ["https://krant.example/x/a.xml"])
        #expect(
            try feeds(link + "<base href='https://elders.example/'>")
                == ["https://elders.example/a.xml"])
    }

    @Test func `a link that comes twice is found once, in the order of the page`() throws {
        let links = ["b", "a", "b"].map {
            "<link rel=alternate type=application/rss+xml href=\($0)>"
        }
        #expect(
            try feeds(links.joined())
                == ["https://krant.example/nieuws/b", "https://krant.example/nieuws/a"])
    }

    @Test func `a flood of links is cut`() throws {
        let links = (0..<5000).map {
            "<link rel=alternate type=application/rss+xml href=\($0)>"
        }
        #expect(try feeds(links.joined()).count == 50)
    }

    @Test(arguments: ["gewone tekst", "{\"geen\":\"feed\"}", "<onbekend/>"])
    func `what is neither is a page without feeds`(text: String) throws {
        #expect(try search(text) == .page(feeds: []))
    }

    @Test func `an empty answer is told as such`() {
        let problem = #expect(throws: DeliveryProblem.self) { try search("  ") }
        #expect(problem?.code == .empty)
    }
}
