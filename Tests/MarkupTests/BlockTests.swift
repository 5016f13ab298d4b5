import Markup
import PortalModel
import Testing

struct BlockTests {
    @Test func `paragraphs come from p, div and two ends of a line`() {
        let document = Document(html: "<p>Een</p><div>Twee</div>Drie<br/> <br/>Vier")
        #expect(
            document.blocks == [
                .paragraph(["Een"]), .paragraph(["Twee"]), .paragraph(["Drie"]),
                .paragraph(["Vier"]),
            ])
    }

    @Test func `headings of every rank are subheads without bold type`() {
        #expect(
            Document(html: "<h1>A</h1><p>b</p><h4><strong>C</strong> d</h4>").blocks == [
                .subhead(["A"]), .paragraph(["b"]), .subhead(["C d"]),
            ])
    }

    @Test func `a bold line with text below it is a subhead`() {
        #expect(
            Document(html: "<p>Intro.</p><p><strong>Tussenkop</strong></p><p>Tekst.</p>").blocks
                == [.paragraph(["Intro."]), .subhead(["Tussenkop"]), .paragraph(["Tekst."])])
    }

    @Test func `a bold line that a break parts from its text is a subhead`() {
        #expect(
            Document(html: "<p><b>Tussenkop</b><br>Tekst.</p>").blocks == [
                .subhead(["Tussenkop"]), .paragraph(["Tekst."]),
            ])
    }

    @Test(arguments: [
        "<p><b>Een hele zin is geen kop.</b></p><p>Tekst</p>",
        "<p><b>Lees ook:</b></p><p>Tekst</p>",
        "<p>Tekst</p><p><b>Aan het eind</b></p>",
        "<p><b>Vet</b> en niet vet</p><p>Tekst</p>",
        "<p><b><a href='https://a.nl/'>Alleen een link</a></b></p><p>Tekst</p>",
        "<p><b>1 2 3</b></p><p>Tekst</p>",
    ])
    func `other bold lines stay paragraphs`(html: String) {
        let isParagraph = Document(html: html).blocks.allSatisfy {
            if case .paragraph = $0 { true } else { false }
        }
        #expect(isParagraph)
    }

    @Test func `lists nest and keep where their numbers start`() {
        let html = "<ol start=3><li>drie<ul><li>a</li><li>b</li></ul></li><li><p>vier</p></li></ol>"
        let inner = Block.list(start: nil, items: [[.paragraph(["a"])], [.paragraph(["b"])]])
        #expect(
            Document(html: html).blocks == [
                .list(start: 3, items: [[.paragraph(["drie"]), inner], [.paragraph(["vier"])]])
            ])
    }

    @Test func `a list straight in a list belongs to the item before it`() {
        let inner = Block.list(start: nil, items: [[.paragraph(["b"])]])
        #expect(
            Document(html: "<ul><li>a</li><ul><li>b</li></ul></ul>").blocks == [
                .list(start: nil, items: [[.paragraph(["a"]), inner]])
            ])
    }

    @Test func `items that no list holds make one`() {
        #expect(
            Document(html: "<li>a</li><li>b</li>").blocks == [
                .list(start: nil, items: [[.paragraph(["a"])], [.paragraph(["b"])]])
            ])
    }

    @Test func `a quote holds its own paragraphs`() {
        #expect(
            Document(html: "<blockquote><p>a</p>b</blockquote>c").blocks == [
                .quote([.paragraph(["a"]), .paragraph(["b"])]), .paragraph(["c"]),
            ])
    }

    @Test func `what is nested too deep joins the deepest`() {
        let html = String(repeating: "<blockquote>", count: 9) + "diep"
        var block = Document(html: html).blocks.first
        var depth = 0
        while case .quote(let inner) = block {
            depth += 1
            block = inner.first
        }
        #expect(depth == Document.maximumDepth)
        #expect(block == .paragraph(["diep"]))
    }

    @Test func `preformatted text keeps its blanks and lines`() {
        #expect(
            Document(html: "<pre>\n<code>if x {\n    y  z\n\n}\n</code>\n</pre>").blocks == [
                .preformatted(["if x {", "    y  z", "", "}"])
            ])
    }

    @Test func `rules stand between blocks only, one at a time`() {
        #expect(
            Document(html: "<hr><p>a</p><hr><hr><p>b</p><hr>").blocks == [
                .paragraph(["a"]), .rule, .paragraph(["b"]),
            ])
    }
}
