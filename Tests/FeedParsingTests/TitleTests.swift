import FeedParsing
import Foundation
import PortalModel
import Testing

/// Titles in which not all that looks like a tag is one, in every format.
struct TitleTests {
    private static let titles = [
        ("Map<Key, List<Value>> uitgelegd", "Map<Key, List<Value>> uitgelegd"),
        ("while (x<n) x++", "while (x<n) x++"),
        ("if (a<b && c=d>e) klaar", "if (a<b && c=d>e) klaar"),
        ("het <canvas>-element en <br>-regels", "het <canvas>-element en <br>-regels"),
        ("van <h1> tot <h6>", "van <h1> tot <h6>"),
        ("schrijf piet@<host> aan", "schrijf piet@<host> aan"),
        ("wij <3 de zee", "wij <3 de zee"), ("a <- b -> c", "a <- b -> c"),
        ("een <em>sterk</em> stuk", "een sterk stuk"),
        ("<a href=\"https://a.nl/?x=1\">Een link</a>", "Een link"),
        ("<span class=x>Los", "Los"), ("boven<br/>onder", "boven onder"),
        ("<img src='a.png' alt='een <b>'> erbij", "een <b> erbij"),
        ("Kop<iframe src=\"https://a.nl/\"></iframe> en staart", "Kop en staart"),
        ("<p>Hele kop</p>", "Hele kop"), ("Weg<script>alert(1)</script>", "Weg"),
        ("Het <i>Journaal</i> over <video>", "Het Journaal over <video>"), ("<><", "<><"),
    ]

    @Test(arguments: titles)
    func `a title keeps what is no markup`(written: String, read: String) throws {
        let once = written.escaped
        #expect(try item("<title>\(once)</title>").title.string == read)
        #expect(try item("<title><![CDATA[\(written)]]></title>").title.string == read)
        #expect(try entry("<title type='html'>\(once)</title>").title.string == read)
        #expect(try entry("<title type='html'><![CDATA[\(written)]]></title>").title.string == read)
        let json = try JSONEncoder().encode(written)
        #expect(
            try feed("{\"items\": [{\"title\": \(String(decoding: json, as: UTF8.self))}]}")
                .items.map(\.title.string) == [read])
    }

    @Test(arguments: ["een <em>sterk</em> stuk", "Vec<T> & co", "de <br> tag"])
    func `what is escaped twice, or plain in Atom, is text throughout`(text: String) throws {
        #expect(try item("<title>\(text.escaped.escaped)</title>").title.string == text)
        #expect(
            try entry("<title type='html'>\(text.escaped.escaped)</title>").title.string == text)
        #expect(try entry("<title type='text'>\(text.escaped)</title>").title.string == text)
        #expect(
            try entry(
                "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>\(text.escaped)</div></title>"
            ).title.string == text)
    }

    @Test func `elements in a title are markup, and text where they break the document`() throws {
        #expect(try item("<title>een <em>sterk</em> stuk</title>").title == "een sterk stuk")
        #expect(try item("<title>Vec<T> in Rust</title><guid>1</guid>").title == "Vec<T> in Rust")
    }
}

extension String {
    /// The text as it stands in XML.
    fileprivate var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
