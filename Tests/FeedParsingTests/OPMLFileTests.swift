import FeedParsing
import PortalModel
import TestTags
import Testing

struct OPMLFileTests {
    private func read(_ body: String) throws -> OPMLFile {
        try OPMLFile(parsing: Array("<opml version=\"2.0\"><body>\(body)</body></opml>".utf8))
    }

    @Test func `folders are sections, and around sections an edition`() throws {
        let list = try read(
            """
            <outline text="los" xmlUrl="https://a.example/"/>
            <outline text="Nieuws">
              <outline text="b" type="rss" xmlUrl="https://b.example/"/>
              <outline text="Tech">
                <outline text="c" xmlUrl="https://c.example/"/>
              </outline>
              <outline text="d" xmlUrl="https://d.example/"/>
            </outline>
            <outline text="e" xmlUrl="https://e.example/"/>
            """)
        #expect(list.subscriptions.map(\.feed.title) == ["los", "b", "c", "d", "e"])
        #expect(list.subscriptions.map(\.section) == [nil, "Nieuws", "Tech", "Nieuws", nil])
        #expect(list.subscriptions.map(\.edition) == [nil, nil, "Nieuws", nil, nil])
        #expect(!list.isDamaged)
    }

    @Test func `deeper folders are one section`() throws {
        let list = try read(
            """
            <outline text="Thuis"><outline text="Tuin"><outline text="Bollen">
              <outline text="a" xmlUrl="https://a.example/"/>
            </outline></outline></outline>
            """)
        #expect(list.subscriptions.map(\.section) == ["Tuin › Bollen"])
        #expect(list.subscriptions.map(\.edition) == ["Thuis"])
    }

    @Test func `an address stands in xmlUrl or url, whatever the type`() throws {
        let list = try read(
            """
            <outline type="link" title="A" text="anders" url="https://a.example/"/>
            <outline type="atom" text="B" XMLURL="http://b.example/"/>
            <outline type="rss" xmlUrl="" url="https://c.example/"/>
            """)
        #expect(
            list.subscriptions.map(\.feed) == [
                FoundFeed(title: "A", address: WebAddress(literal: "https://a.example/")),
                FoundFeed(title: "B", address: WebAddress(literal: "http://b.example/")),
                FoundFeed(title: "", address: WebAddress(literal: "https://c.example/")),
            ])
    }

    @Test(arguments: [
        ("feed://a.example/1", "https://a.example/1"),
        ("FEED:https://a.example/2", "https://a.example/2"),
        ("www.a.example/3", "https://www.a.example/3"),
        (" https://a.example/4 ", "https://a.example/4"),
    ])
    func `an address is taken as it is written`(written: String, expected: String) throws {
        let list = try read("<outline text=\"a\" xmlUrl=\"\(written)\"/>")
        #expect(list.subscriptions.map(\.feed.address.string) == [expected])
    }

    @Test(arguments: [
        "text=\"de \"beste\" krant\" xmlUrl=\"https://a.example/\"",
        "text=''t Dorp' xmlUrl='https://a.example/'", "text=\"\"\" xmlUrl=\"https://a.example/\"",
        "xmlUrl=\"https://a.example/\" text=\"wat <b>vet</b> is\" ",
        "text=\"a & \"b\" en c\" type=\"rss\" xmlUrl=\"https://a.example/\"",
    ])
    func `quotation marks inside a value lose no source`(attributes: String) throws {
        let list = try read(
            "<outline \(attributes)/><outline text=\"na\" xmlUrl=\"https://b.example/\"/>")
        #expect(
            list.subscriptions.map(\.feed.address.string)
                == ["https://a.example/", "https://b.example/"])
        #expect(list.isDamaged)
    }

    @Test(
        .tags(.slow),
        arguments: [
            "<outline text=\"", "=\"", "=\"x y", "<a b='c' d=\"", "\" \"", "='\"",
        ])
    func `quotation marks without end cost no more than their length`(piece: String) throws {
        let list = try read(
            "<outline xmlUrl=\"https://a.example/\"/><x "
                + String(repeating: piece, count: 1_000_000 / piece.utf8.count))
        #expect(list.subscriptions.count == 1)
    }

    @Test(arguments: [
        "|cat /etc/passwd", "exec:date", "file:///etc/passwd", "filter:a.sh:https://a.example/",
        "query:x:unread", "javascript:alert(1)", "-o/tmp/x", "/etc/passwd", "vfolder",
    ])
    func `what is no address on the web is named and left out`(reference: String) throws {
        let list = try read(
            """
            <outline text="kwaad" xmlUrl="\(reference)"/>
            <outline text="goed" xmlUrl="https://a.example/"/>
            """)
        #expect(list.skipped.map(\.name) == ["kwaad"])
        #expect(list.skipped.map(\.address.string) == [reference])
        #expect(list.subscriptions.map(\.feed.title) == ["goed"])
    }

    @Test func `names are made safe`() throws {
        let list = try read(
            "<outline text=\"a\u{202E}b&#10;&#x9b;c\" xmlUrl=\"https://a.example/\"/>")
        #expect(list.subscriptions.map(\.feed.title) == ["ab c"])
    }

    @Test func `an address may hold escaped and bare ampersands`() throws {
        let list = try read(
            """
            <outline text="a" xmlUrl="https://a.example/?x=1&amp;y=2"/>
            <outline text="b" xmlUrl="https://b.example/?x=1&y=2"/>
            """)
        #expect(
            list.subscriptions.map(\.feed.address.string)
                == ["https://a.example/?x=1&y=2", "https://b.example/?x=1&y=2"])
        #expect(list.isDamaged)
    }

    @Test func `a list that breaks off gives what came before`() throws {
        let list = try OPMLFile(
            parsing: Array(
                """
                <opml><body><outline text="Tech"><outline text="a" xmlUrl="https://a.example/"/>
                <outline text="b" xmlUrl="https://b.
                """.utf8))
        #expect(list.subscriptions.map(\.feed.title) == ["a"])
        #expect(list.subscriptions.map(\.section) == ["Tech"])
        #expect(list.isDamaged)
    }

    @Test func `an end tag too many ends nothing`() throws {
        let list = try read(
            """
            <outline text="A"><outline text="a" xmlUrl="https://a.example/"></outline></outline>
            </outline></body></opml>
            <outline text="b" xmlUrl="https://b.example/"/>
            """)
        #expect(list.subscriptions.map(\.feed.title) == ["a", "b"])
    }

    @Test func `an address that comes twice stands there twice`() throws {
        let outline = "<outline text=\"a\" xmlUrl=\"https://a.example/\"/>"
        #expect(try read(outline + outline).subscriptions.count == 2)
    }

    @Test func `the edition of the portal's own lists is read`() throws {
        let list = try OPMLFile(
            parsing: Array(
                """
                <opml version="2.0" xmlns:portaal="urn:portaal:opml"><body>
                <outline text="Nieuws" portaal:edition="Zeeland">
                <outline text="a" xmlUrl="https://a.example/"/></outline>
                </body></opml>
                """.utf8))
        #expect(list.subscriptions.map(\.edition) == ["Zeeland"])
    }

    @Test(arguments: ["&b;", "&b;&x;"])
    func `nothing outside the list is read, and no entity grows`(entities: String) throws {
        let list = try OPMLFile(
            parsing: Array(
                """
                <?xml version="1.0"?>
                <!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY x SYSTEM "file:///etc/passwd">]>
                <opml><body><outline text="\(entities)" xmlUrl="https://a.example/"/>
                <outline text="b" xmlUrl="https://b.example/"/></body></opml>
                """.utf8))
        #expect(list.subscriptions.contains { $0.feed.title == "b" })
        #expect(list.subscriptions.allSatisfy { !$0.feed.title.string.contains("aaaa") })
        #expect(list.subscriptions.allSatisfy { !$0.feed.title.string.contains("root") })
    }

    @Test func `a list in another encoding is read`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><opml><body><outline text=\"caf"
        let rest = "\" xmlUrl=\"https://a.example/\"/></body></opml>"
        let list = try OPMLFile(parsing: Array(text.utf8) + [0xE9] + Array(rest.utf8))
        #expect(list.subscriptions.map(\.feed.title) == ["café"])
    }

    @Test func `entries after the limit are left out, which is told`() throws {
        let outlines = (0...OPMLFile.maximumEntries).map {
            "<outline text=\"a\" xmlUrl=\"https://a.example/\($0)\"/>"
        }
        let list = try read(outlines.joined())
        #expect(list.subscriptions.count == OPMLFile.maximumEntries)
        #expect(list.isCut)
    }

    @Test func `a list that nests too deep is refused`() {
        let problem = #expect(throws: DeliveryProblem.self) {
            try read(String(repeating: "<outline text=\"a\">", count: 10_000))
        }
        #expect(problem?.code == .malformed)
    }

    @Test func `a list whose document type adds attributes is refused`() {
        let list = """
            <!DOCTYPE opml [<!ATTLIST outline xmlUrl CDATA "https://kwaad.example/">]>
            <opml><body><outline text="a"/></body></opml>
            """
        let problem = #expect(throws: DeliveryProblem.self) {
            try OPMLFile(parsing: Array(list.utf8))
        }
        #expect(problem?.code == .notAFeed)
    }

    @Test func `ten megabytes is the most`() {
        let problem = #expect(throws: DeliveryProblem.self) {
            try OPMLFile(parsing: Array(repeating: UInt8(ascii: "x"), count: 10_000_001))
        }
        #expect(problem == DeliveryProblem(.tooLarge, "10"))
    }

    @Test(.tags(.slow)) func `a flood of attributes is cut`() throws {
        let attributes = (0..<100_000).map { "a\($0)=\"\"" }.joined(separator: " ")
        let list = try read(
            "<outline text=\"a\" xmlUrl=\"https://a.example/\" \(attributes)/>")
        #expect(list.subscriptions.count == 1)
    }

    @Test(arguments: [
        ("", DeliveryProblem.Code.empty), (" \n", .empty), ("root:x:0:0", .notAFeed),
        ("<rss><channel/></rss>", .notAFeed), ("<html><body/></html>", .notAFeed),
    ])
    func `what is no list is refused`(text: String, code: DeliveryProblem.Code) {
        let problem = #expect(throws: DeliveryProblem.self) {
            try OPMLFile(parsing: Array(text.utf8))
        }
        #expect(problem?.code == code)
    }

    @Test func `a list without entries is empty`() throws {
        let list = try OPMLFile(parsing: Array("<opml version=\"1.0\"><head/></opml>".utf8))
        #expect(list.subscriptions.isEmpty)
        #expect(!list.isDamaged)
    }
}
