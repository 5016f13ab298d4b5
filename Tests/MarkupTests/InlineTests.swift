import Markup
import PortalModel
import Testing

struct InlineTests {
    private let page = WebAddress("https://krant.nl/nieuws/1")

    private func spans(_ html: String) -> [Span] {
        guard case .paragraph(let spans) = Document(html: html, relativeTo: page).blocks.first
        else { return [] }
        return spans
    }

    @Test func `white space is folded across elements and dropped at both ends`() {
        #expect(
            spans("\n <p>  een\t\n twee <b> drie </b> vier  </p>") == [
                "een twee ", Span("drie ", style: .strong), "vier",
            ])
    }

    @Test func `no-break spaces stay inside a line and go at its ends`() {
        #expect(spans("<p>&nbsp;10&nbsp;euro&nbsp;</p>") == ["10\u{A0}euro"])
        #expect(Document(html: "<p>&nbsp;</p>").isEmpty)
    }

    @Test func `styles combine, and equal neighbours are one span`() {
        #expect(
            spans("<em>a<strong>b</strong></em><b>c</b><b>d</b><code>e</code>") == [
                Span("a", style: .emphasis), Span("b", style: [.emphasis, .strong]),
                Span("cd", style: .strong), Span("e", style: .code),
            ])
    }

    @Test(arguments: [
        ("www.elders.nl/a?b#c", "https://www.elders.nl/a?b#c"),
        ("WWW.Elders.nl", "https://WWW.Elders.nl"),
        ("wwwinfo.html", "https://krant.nl/nieuws/wwwinfo.html"),
        ("./www.elders.nl", "https://krant.nl/nieuws/www.elders.nl"),
        ("win/www.html", "https://krant.nl/nieuws/win/www.html"),
    ])
    func `a link that begins with www. leads to that host`(reference: String, address: String) {
        #expect(spans("<a href='\(reference)'>x</a>") == [Span("x", link: WebAddress(address))])
    }

    @Test func `links are made absolute`() {
        #expect(
            spans("<a href='../sport?a=1&amp;b=2'>x</a>").first?.link?.string
                == "https://krant.nl/sport?a=1&b=2")
    }

    @Test(arguments: ["javascript:alert(1)", "mailto:a@b.nl", "#noot", "data:text/html,x", ""])
    func `a link that leads to no other page is text`(reference: String) {
        #expect(spans("<a href='\(reference)'>x</a>") == ["x"])
    }

    @Test(
        arguments: [
            "https://www.facebook.com/sharer/sharer.php?u=https://krant.example/1",
            "https://twitter.com/intent/tweet?text=Lees", "https://x.com/intent/post?url=x",
            "https://wa.me/?text=https%3A%2F%2Fkrant.example", "https://t.me/share/url?url=x",
            "//www.linkedin.com/shareArticle?mini=true",
        ])
    func `a button that hands the page on is no link`(address: String) {
        let document = Document(
            html: "<p>Lees <a href=https://a.example/>dit</a>. <a href='\(address)'>Deel</a></p>")
        #expect(document.links == [WebAddress(literal: "https://a.example/")])
        #expect(document.plainText == "Lees dit. Deel")
    }

    @Test(arguments: ["https://www.facebook.com/krant", "https://x.com/krant/status/1"])
    func `what stands on the same servers is one`(address: String) {
        #expect(Document(html: "<p><a href=\(address)>Daar</a></p>").links.count == 1)
    }

    @Test func `references are resolved, also those to C1 characters of windows-1252`() {
        #expect(
            spans("Caf&eacute; &#8220;x&#x201d; &#146;s &lt;b&gt; AT&T")
                == ["Café “x” ’s <b> AT&T"])
    }

    @Test func `control characters that references hide do not come through`() {
        let text = Document(html: "<p>a&#27;]0;x&#7;b &#x9b;31m \u{202E}c\u{200B}</p>").plainText
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
        #expect(!text.unicodeScalars.contains("\u{200B}"))
    }

    @Test func `quotations get their marks`() {
        #expect(spans("<q>ja</q>, zei hij") == ["“ja”, zei hij"])
    }

    @Test func `text without markup keeps the paragraphs that blank lines part`() {
        #expect(Document(html: "een\n \ndrie\r\n\r\nvier").plainText == "een\n\ndrie\n\nvier")
        #expect(Document(html: "a &amp; b\n\n<i>c</i>").plainText == "a & b\n\nc")
    }

    @Test func `blank lines mean nothing where elements part the text`() {
        #expect(Document(html: "<p>een\n\ntwee</p>").plainText == "een twee")
    }

    @Test func `plain text is not read as markup`() {
        #expect(Document(plainText: "1 < 2 &amp; <b>\n\nx").plainText == "1 < 2 &amp; <b>\n\nx")
    }

    @Test func `a title loses its markup and keeps its signs`() {
        let reader = MarkupReader()
        #expect(
            reader.line(html: "<b>Q&amp;A</b>:\n a < b &eacute;n 3 > 2") == "Q&A: a < b én 3 > 2")
        #expect(reader.line(html: "zonder  opmaak\n") == "zonder opmaak")
    }
}

extension MarkupReader {
    func line(html: String) -> SafeText {
        var html = html
        return html.withUTF8 { line(html: $0) }
    }
}
