import Foundation
import PortalModel
import Testing

struct WebAddressTests {
    @Test(arguments: [
        ("https://nos.nl/artikel/12", "https://nos.nl/artikel/12"),
        ("  https://nos.nl/ \n", "https://nos.nl/"),
        ("HTTPS://nos.nl/A", "https://nos.nl/A"),
        ("http://nos.nl:8080/a?b=c&d#e", "http://nos.nl:8080/a?b=c&d#e"),
        ("https://nos.nl/een twee", "https://nos.nl/een%20twee"),
        ("http://127.0.0.1:37415/0", "http://127.0.0.1:37415/0"),
        ("https://nos.nl/één", "https://nos.nl/%C3%A9%C3%A9n"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        // With a Cyrillic а in the place of each a.
        ("https://pаypаl.example/", "https://xn--pypl-53dc.example/"),
        ("https://[::1]/x", "https://[::1]/x"),
    ])
    func `an address is taken as it is sent`(text: String, address: String) {
        #expect(WebAddress(text)?.string == address)
    }

    @Test(arguments: [
        "", " ", "nos.nl", "/artikel", "javascript:alert(1)", "file:///etc/passwd", "ftp://nos.nl/",
        "data:text/html,x", "mailto:a@nos.nl", "https://", "https:///pad", "http:", "--option",
        "feed://nos.nl/rss",
    ])
    func `what is no address of the web is refused`(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test(arguments: [
        ("https://nos.nl/rss", ["https://nos.nl/rss"]), ("HTTP://nos.nl/", ["http://nos.nl/"]),
        ("nos.nl/rss", ["https://nos.nl/rss", "http://nos.nl/rss"]),
        (" nos.nl ", ["https://nos.nl", "http://nos.nl"]),
        ("nos.nl:8080/rss", ["http://nos.nl:8080/rss", "https://nos.nl:8080/rss"]),
        ("nos.nl:443/", ["https://nos.nl:443/", "http://nos.nl:443/"]),
        ("localhost:80", ["http://localhost:80", "https://localhost:80"]),
        ("//nos.nl/rss", ["https://nos.nl/rss", "http://nos.nl/rss"]),
        ("feed://nos.nl/rss", ["https://nos.nl/rss", "http://nos.nl/rss"]),
        ("feed:https://nos.nl/rss", ["https://nos.nl/rss"]),
        ("FEED://http://nos.nl/rss", ["http://nos.nl/rss"]),
        ("feed:nos.nl/rss", ["https://nos.nl/rss", "http://nos.nl/rss"]),
        ("itpc://nos.nl/rss", ["https://nos.nl/rss", "http://nos.nl/rss"]),
        ("", []), ("nieuws", []), ("een twee.nl", []), ("mailto:a@nos.nl", []),
        ("javascript:alert(1)", []), ("file:///etc/passwd", []), ("ftp://nos.nl/", []),
        ("feed:javascript:x", []), ("feed:", []), ("-o.nl:x", []), (".", []), ("/etc/x.y", []),
    ])
    func `what somebody types may mean these`(text: String, addresses: [String]) {
        #expect(WebAddress.candidates(typed: text).map(\.string) == addresses)
    }

    @Test(arguments: [
        ("https://jan:geheim@nos.nl/a@b", "https://nos.nl/a@b"),
        ("http://jan@nos.nl:81?x", "http://nos.nl:81?x"), ("https://nos.nl/", "https://nos.nl/"),
        ("https://a:b@c:d@[::1]/", "https://[::1]/"),
    ])
    func `a user is left out of what is shown`(text: String, shown: String) {
        let address = WebAddress(text)
        #expect(address == nil || address?.publicText.string == shown)
    }

    @Test func `an address that is too long is refused`() {
        let path = String(repeating: "a", count: WebAddress.maximumLength - 15)
        #expect(WebAddress("https://nos.nl/" + path) != nil)
        #expect(WebAddress("https://nos.nl/a" + path) == nil)
    }

    @Test(arguments: [
        ("b", "https://nos.nl/a/b"), ("../b", "https://nos.nl/b"), ("/b", "https://nos.nl/b"),
        ("//nu.nl/b", "https://nu.nl/b"), ("?c", "https://nos.nl/a/x?c"),
        ("#d", "https://nos.nl/a/x#d"),
    ])
    func `a reference is resolved against its page`(reference: String, address: String) throws {
        let base = try #require(WebAddress("https://nos.nl/a/x"))
        #expect(WebAddress(reference, relativeTo: base)?.string == address)
    }

    @Test(arguments: ["javascript:x", "mailto:a@b", "file:/x"])
    func `a reference to another scheme is refused`(reference: String) throws {
        let base = try #require(WebAddress("https://nos.nl/a/x"))
        #expect(WebAddress(reference, relativeTo: base) == nil)
    }

    @Test(arguments: [
        ("https://nos.nl/", "nos.nl"), ("https://nos.nl:81?x", "nos.nl"),
        ("https://nos.nl@evil.example/", "evil.example"),
        ("https://a:b@evil.example:8/", "evil.example"), ("https://[::1]:80/", "[::1]"),
    ])
    func `the host is the one that is asked`(text: String, host: String) throws {
        #expect(try #require(WebAddress(text)).host.string == host)
    }

    @Test func `it is stored as text and read warily`() throws {
        let address = try #require(WebAddress("https://nos.nl/a"))
        let data = try JSONEncoder().encode([address])
        #expect(try JSONDecoder().decode([WebAddress].self, from: data) == [address])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([WebAddress].self, from: Data(#"["file:///x"]"#.utf8))
        }
    }
}
