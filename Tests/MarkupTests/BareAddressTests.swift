import Markup
import PortalModel
import Testing

struct BareAddressTests {
    private func links(_ text: String) -> [String] {
        Document(plainText: text).blocks.flatMap { block -> [String] in
            guard case .paragraph(let spans) = block else { return [] }
            return spans.compactMap { $0.link == nil ? nil : $0.text.string }
        }
    }

    @Test(arguments: [
        ("Zie https://a.nl/b?c=1&d=2.", "https://a.nl/b?c=1&d=2"),
        ("(zie https://a.nl/b), zei hij", "https://a.nl/b"),
        (
            "https://nl.wikipedia.org/wiki/Zee_(water) is",
            "https://nl.wikipedia.org/wiki/Zee_(water)"
        ),
        ("Volg:https://a.nl/x!", "https://a.nl/x"), ("“http://a.nl”, zei hij", "http://a.nl"),
        ("www.veere.nl/", "www.veere.nl/"), ("HTTPS://A.nl/b", "HTTPS://A.nl/b"),
        ("https://a.nl/caf\u{E9}\u{A0}en", "https://a.nl/café"),
        ("<https://a.nl/>", "https://a.nl/"),
    ])
    func `an address in text is a link, without the marks around it`(text: String, address: String)
    {
        #expect(links(text) == [address])
    }

    @Test(arguments: [
        "https://bank.nl@kwaad.example/", "https://", "http://x", "xhttps://a.nl", "www.", "www.nl",
        "info@www.a.nl", "https://…", "ftp://a.nl", "javascript://a.nl", "http://.nl", "://a.nl",
    ])
    func `what is no address, or misleads, is text`(text: String) {
        #expect(links(text) == [])
    }

    @Test func `what it leads to is what it says`() {
        guard case .paragraph(let spans) = Document(html: "<p>a www.veere.nl/x b</p>").blocks.first
        else {
            Issue.record("no paragraph")
            return
        }
        #expect(
            spans == [
                "a ", Span("www.veere.nl/x", link: WebAddress("https://www.veere.nl/x")), " b",
            ])
    }

    @Test func `links and code are left alone`() {
        let link = WebAddress("https://a.nl/")
        #expect(
            Document(html: "<a href='https://a.nl/'>https://b.nl</a> <code>https://c.nl</code>")
                .blocks
                == [
                    .paragraph([
                        Span("https://b.nl", link: link), " ", Span("https://c.nl", style: .code),
                    ])
                ])
    }

    @Test func `a flood of addresses that are none takes no longer than other text`() {
        let flood = String(repeating: "https://a.nl@", count: 70_000)
        #expect(Document(plainText: flood).plainText.utf8.count == flood.utf8.count)
    }
}
