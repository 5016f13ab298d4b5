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
        guard case .page(let feeds, _) = try search(page) else { return ["geen pagina"] }
        return feeds.map(\.address.string)
    }

    /// The names of the feeds of a page on which each of these stands.
    private func titles(_ links: String...) throws -> [String] {
        guard case .page(let feeds, _) = try search("<html>\(links.joined())</html>") else {
            return ["geen pagina"]
        }
        return feeds.map(\.title.string)
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
        guard case .page(let feeds, _) = try search("<html><head>\(link)</head></html>") else {
            Issue.record("a page is a page")
            return
        }
        #expect(
            feeds == [
                FoundFeed(
                    title: "Al het & nieuws",
                    address: WebAddress(literal: "https://krant.example/rss.xml"))
            ])
    }

    @Test(arguments: [
        "<link rel=alternate type=text/xml href=/nieuws.xml>",
        "<link rel=alternate type='application/xml; charset=utf-8' title='Onze feed' href=/x>",
        "<link rel=alternate type=application/json title='JSON Feed' href=/alles>",
        "<link rel=alternate type=application/json href=/feeds/alles>",
        "<link rel=alternate title=RSS href=/alles>", "<link rel=alternate href=/index.rdf>",
        "<link rel=feed href=/alles>", "<link rel='feed alternate' type=text/xml href=/a>",
        "<link rel=alternate type=text/html href='feed:https://krant.example/a'>",
        "<a rel=alternate type=application/atom+xml href=/a>hier</a>",
        "<a rel=feed href=/a>hier</a>", "<a href=/alles>RSS</a>", "<a href=/alles>RSS-feeds</a>",
        "<a href=/alles title='Abonneer op RSS'><svg></svg></a>",
        "<a href=/nieuws.rss>volg ons</a>", "<a href='/?feed=rss2'>Nieuwsfeed</a>",
        "<a href=/a><img alt=RSS src=i.png></a>", "<a href=/blog/atom.xml></a>",
        "<a href='feed://krant.example/a'>volg</a>", "<a href=/nieuws.xml>XML</a>",
        "<a href='/rss.php?taal=nl'>volg</a>",
    ])
    func `a page names its feeds in other ways as well`(markup: String) throws {
        #expect(try feeds("", body: markup).count == 1)
    }

    @Test(arguments: [
        "<link rel=alternate hreflang=en title=RSS href=/en/rss>",
        "<link rel=alternate media=handheld href=/feed>",
        "<link rel=alternate type=application/json href=/wp-json/wp/v2/pages/2>",
        "<link rel=alternate type='application/json+oembed' href=/oembed/feed>",
        "<link rel=alternate type='text/xml+oembed' href=/oembed/feed>",
        "<link rel=search type=application/opensearchdescription+xml href=/feed>",
        "<a href=/atoom>De bouw van een atoom</a>", "<a href=/deeltjes>Atom</a>",
        "<a href=/over>Wie heeft er nog RSS nodig, vragen wij ons deze week af</a>",
        "<a href=/feedback>Feedback</a>", "<a href='javascript:rss()'>RSS</a>",
    ])
    func `what only looks a little like it is no feed`(markup: String) throws {
        #expect(try feeds("", body: markup) == [])
    }

    @Test func `the feed of the site comes before those of a part and of what readers say`() throws
    {
        let type = "rel=alternate type=application/rss+xml"
        #expect(
            try titles(
                "<link \(type) title='De Krant: reacties' href=/1>",
                "<link \(type) title='Sport' href=/category/sport/feed>",
                "<link \(type) title='De Krant' href=/2>",
                "<link \(type) title='Comments on: Dijk' href=/3>")
                == ["De Krant", "Sport", "De Krant: reacties", "Comments on: Dijk"])
        #expect(
            try titles(
                "<link \(type) title=Blog href=/comments/feed>",
                "<link \(type) title=Blog2 href=/f>")
                == ["Blog2", "Blog"])
    }

    @Test func `a feed that is named comes before one that a text links`() throws {
        let page = """
            <html><a href="/rss">RSS</a><link rel=alternate type=application/atom+xml href=/a></html>
            """
        guard case .page(let feeds, let others) = try search(page) else { return }
        #expect(feeds.map(\.address.string) == ["https://krant.example/a"])
        #expect(others.first?.address.string == "https://krant.example/rss")
        // Then come the usual places, few and each once.
        #expect(others.count < 10)
        #expect(Set(others).count == others.count)
    }

    @Test(arguments: [
        (
            "</f>; rel=\"alternate\"; type=\"application/rss+xml\"; title=\"Al; het, \\\"nieuws\\\"\"",
            ["Al; het, \"nieuws\""]
        ),
        ("</a>; rel=preload; as=style, </f>;rel=alternate;type=application/atom+xml", [""]),
        ("</f> ; REL = feed", [""]), ("</f>; rel=next, </f", []), ("<", []),
        ("</f>; rel=alternate; hreflang=en", []),
    ])
    func `the header of an answer names feeds as well`(field: String, titles: [String]) throws {
        let answer = try FeedSearchAnswer(
            searching: Array("<html></html>".utf8), contentType: nil, links: field, address: address
        )
        guard case .page(let feeds, _) = answer else { return }
        #expect(feeds.map(\.title.string) == titles)
    }

    @Test(arguments: [
        ("0; URL=/b", "https://krant.example/b"),
        ("0;url='c d'", "https://krant.example/nieuws/c%20d"),
        ("5, URL = \"//elders.example/\" ", "https://elders.example/"),
        (" 0.5 ; /b", "https://krant.example/b"),
        ("0;url=https://a.example/", "https://a.example/"),
        ("300; url=/b", nil), ("0", nil), ("0; url=", nil), ("straks; url=/b", nil),
        ("0; url=https://krant.example/nieuws/", "https://krant.example/nieuws/"),
        ("0; url=javascript:x", nil),
    ])
    func `a page may send its reader on`(content: String, target: String?) {
        let value = content.replacing("\"", with: "&quot;")
        let page = "<!DOCTYPE html><head><META Http-Equiv=Refresh Content=\"\(value)\"></head>"
        #expect(
            MetaRefresh.target(of: Array(page.utf8), contentType: nil, address: address) == target)
    }

    @Test func `a feed that tells of pages sends nobody on`() {
        let feed = """
            <?xml version="1.0"?><rss version="2.0"><channel><description><![CDATA[
            <meta http-equiv="refresh" content="0; url=/b">]]></description></channel></rss>
            """
        #expect(
            MetaRefresh.target(of: Array(feed.utf8), contentType: nil, address: address) == nil)
    }

    @Test(arguments: [
        "<link rel=stylesheet type=application/rss+xml href=a>",
        "<link rel=alternates type=application/rss+xml href=a>",
        "<link rev=alternate type=application/rss+xml href=a>",
        "<link rel=alternate type=text/html href=a>",
        "<link rel=alternate type='application/ rss+xml' href=a>",
        "<link rel=alternate href=a>", "<link rel=next type=text/xml href=/feed>",
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
        guard case .page(let feeds, _) = try search(text) else {
            Issue.record("it is no feed")
            return
        }
        #expect(feeds.isEmpty)
    }

    @Test func `an empty answer is told as such`() {
        let problem = #expect(throws: DeliveryProblem.self) { try search("  ") }
        #expect(problem?.code == .empty)
    }
}
