import FeedParsing
import LoopbackServing
import PortalModel
import TestTags
import Testing

struct RefusalTests {
    @Test(
        arguments: [
            ("", .empty), (" \n\t", .empty),
            (
                "<!DOCTYPE html><html><head><title>Inloggen</title></head><body><p>x</body></html>",
                .webPage
            ),
            ("<HTML><body>&nbsp;<br></HTML>", .webPage),
            ("<opml version='2.0'><body/></opml>", .notAFeed),
            ("<?xml version='1.0'?><note><title>x</title></note>", .notAFeed),
            ("niets", .notAFeed), ("%PDF-1.7", .notAFeed),
        ] as [(String, DeliveryProblem.Code)])
    func `what is no feed is refused with the reason`(
        text: String, code: DeliveryProblem.Code
    ) {
        let problem = #expect(throws: DeliveryProblem.self) { try feed(text) }
        #expect(problem?.code == code)
    }

    @Test func `the reason names the element that it found`() {
        let problem = #expect(throws: DeliveryProblem.self) { try feed("<opml/>") }
        #expect(problem == DeliveryProblem(.notAFeed, "<opml>"))
    }

    @Test func `ten megabytes is the most`() {
        let problem = #expect(throws: DeliveryProblem.self) {
            try ParsedFeed(parsing: Array(repeating: UInt8(ascii: "x"), count: 10_000_001))
        }
        #expect(problem == DeliveryProblem(.tooLarge, "10"))
    }

    @Test func `entities are not multiplied`() throws {
        var document =
            "<!DOCTYPE rss [<!ENTITY a0 'lol'><!ENTITY b '\(String(repeating: "b", count: 1000))'>"
        for level in 1...9 {
            document += "<!ENTITY a\(level) '\(String(repeating: "&a\(level - 1);", count: 10))'>"
        }
        document += "]><rss><channel><title>&a9;</title><item><description>"
        document += String(repeating: "&b;", count: 1000) + "</description></item>"
        // A long document may grow by more than a short one.
        document += "<item><title>\(String(repeating: "lang ", count: 400_000))</title></item>"
        document += "</channel></rss>"
        let feed = try feed(document)
        #expect(feed.title.string.utf8.count < 1000)
        #expect(try #require(feed.items.first).content.plainText.utf8.count < 110_000)
    }

    @Test func `an entity that holds another stays as it is written`() throws {
        let feed = try feed(
            "<!DOCTYPE rss [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss><channel><title>&a;&b;</title></channel></rss>"
        )
        #expect(feed.title == "x&b;")
    }

    @Test(.tags(.slow)) func `a document that grows while it is mended is cut`() throws {
        let item = try item("<description>\(String(repeating: "& ", count: 100_000))</description>")
        let count = item.content.plainText.count { $0 == "&" }
        #expect((10_000..<70_000).contains(count))
    }

    @Test(arguments: ["", "<!ENTITY % y SYSTEM 'SERVER/y'> %y;"])
    func `nothing is read from a file or the network`(declaration: String) throws {
        let server = try LoopbackServer { _ in .answer(answer(text: "<!ENTITY y 'y'>")) }
        defer { server.stop() }
        let document = """
            <!DOCTYPE rss SYSTEM 'SERVER/rss.dtd' [<!ENTITY x SYSTEM 'file:///etc/passwd'>
            <!ENTITY z SYSTEM 'SERVER/z'>\(declaration)]>
            <rss><channel><title>a&x;b&z;</title></channel></rss>
            """
        let address = "http://127.0.0.1:\(server.port)"
        #expect(try feed(document.replacing("SERVER", with: address)).title == "a&x;b&z;")
        #expect(server.connectionCount == 0)
    }

    @Test func `a document that declares attributes is refused`() {
        let problem = #expect(throws: DeliveryProblem.self) {
            try feed("<!DOCTYPE rss [<!ATTLIST item a CDATA 'b'>]><rss><channel/></rss>")
        }
        #expect(problem?.code == .malformed)
    }

    @Test func `elements nested too deep are refused`() {
        let deep = String(repeating: "<b>", count: 5000)
        let problem = #expect(throws: DeliveryProblem.self) {
            try rss("<item><description>\(deep)</description></item>")
        }
        #expect(problem == DeliveryProblem(.malformed, "256 niveaus"))
    }

    @Test func `namespaces that pile up are refused`() {
        let tag = "<a " + (0..<100).map { "xmlns:n\($0)='u'" }.joined(separator: " ") + ">"
        let problem = #expect(throws: DeliveryProblem.self) {
            try rss("<item><description>\(tag)\(tag)\(tag)</description></item>")
        }
        #expect(problem == DeliveryProblem(.malformed, "256 naamruimten"))
    }

    @Test func `a tag of thousands of attributes keeps the first`() throws {
        let many = (0..<20_000).map { "a\($0)='>'" }.joined(separator: " ")
        let first = try item(
            "<enclosure url='https://a.nl/1' \(many)></enclosure><title>A</title>")
        #expect(first.title == "A")
        #expect(first.enclosures.count == 1)
        #expect(try item("<enclosure \(many) url='/1'></enclosure>").enclosures.isEmpty)
    }

    @Test func `of ten thousand files of an item a hundred are kept`() throws {
        let files = (0..<10_000).map { "<enclosure url='https://a.nl/\($0).mp3'/>" }
        #expect(try item(files.joined()).enclosures.count == 100)
    }

    @Test(
        .tags(.slow), arguments: ["&lt;", "&lt;a b=&quot;", "&lt;!--", "&lt;b&gt;", "&lt;/b&gt;"])
    func `a title of angle brackets only is a title`(piece: String) throws {
        let title = try item("<title>\(String(repeating: piece, count: 50_000))</title>").title
        #expect(title.string.count <= 1000)
    }

    @Test func `of the authors and categories of an item a hundred are kept`() throws {
        let many = (0..<150).map { "<author>A\($0)</author><category>C\($0)</category>" }
        let item = try item(many.joined())
        #expect(item.authors.count == 100)
        #expect(item.categories.count == 100)
    }

    @Test func `items after the ten thousandth are left out`() throws {
        let feed = try rss(String(repeating: "<item><title>A</title></item>", count: 10_050))
        #expect(feed.items.count == ParsedFeed.maximumItems)
    }

    @Test(.tags(.slow)) func `a title of megabytes is cut`() throws {
        let title = try item("<title>\(String(repeating: "é", count: 2_000_000))</title>").title
        #expect(title.string.count == 1000)
    }
}
