import Markup
import PortalModel
import TestTags
import Testing

struct FloodTests {
    @Test(arguments: ["div", "b", "ul><li", "blockquote", "table><tr><td"])
    func `a flood of nested elements ends the text and nothing else`(tag: String) {
        let html = "<p>begin</p>" + String(repeating: "<\(tag)>", count: 20_000) + "x"
        let document = Document(html: html)
        #expect(document.blocks.first == .paragraph(["begin"]))
        #expect(!document.plainText.contains("x"))
    }

    @Test(arguments: ["<li><div>", "<li><ol><x>", "<li><blockquote>", "<ul><x><li><x>"])
    func `items that no list holds nest no deeper than others, and are kept as they are`(
        tags: String
    ) {
        let document = Document(html: String(repeating: tags, count: 20) + "tekst")
        #expect(document.blocks.map(\.depth).max() == Document.maximumDepth)
        #expect(Document(stored: document.stored) == document)
    }

    @Test func `attributes after the first 128 of a tag are cut`() {
        let many = (0..<5000).map { "a\($0)=\">\"" }.joined(separator: " ")
        let html = "<p \(many) hidden>a</p><a href='https://a.nl/' title='>'>b</a>"
        #expect(
            Document(html: html).blocks == [
                .paragraph(["a"]),
                .paragraph([Span("b", link: WebAddress("https://a.nl/"))]),
            ])
    }

    @Test func `attributes hidden behind a comment or a script are cut too`() {
        let many = (0..<200).map { "a\($0)" }.joined(separator: " ")
        for lead in ["<!-- ' -->", "<script>'<!--</script>", "<![CDATA[ ", "<? "] {
            let tag = Array("\(lead)<p \(many)>".utf8)
            let cut = tag.withUnsafeBufferPointer { AttributeTrimmer.trimmed($0, as: .html) }
            #expect(cut.map { $0.count < tag.count } == true, "\(lead)")
        }
    }

    @Test(.tags(.slow)) func `text after a million bytes is left out`() {
        let text = Document(html: String(repeating: "woord ", count: 400_000)).plainText
        #expect(text.utf8.count <= 1_000_000)
        #expect(text.utf8.count > 999_000)
    }

    @Test func `markup after ten million bytes is not read`() {
        let filler = "<!--" + String(repeating: "x", count: 10_000_000) + "-->"
        #expect(Document(html: "begin" + filler + "einde").plainText == "begin")
    }

    @Test(.tags(.slow)) func `objects are limited in all documents of a reader together`() {
        let reader = MarkupReader()
        let html = String(repeating: "<p>a", count: 30_000)
        let blocks = (0..<6).map { _ in reader.document(html: html).blocks.count }
        #expect(blocks[0] == 30_000)
        #expect(blocks[5] == 0)
    }
}

extension Block {
    /// How many lists and quotes it is, one in another.
    fileprivate var depth: Int {
        switch self {
        case .list(let items): 1 + (items.flatMap(\.blocks).map(\.depth).max() ?? 0)
        case .quote(let blocks): 1 + (blocks.map(\.depth).max() ?? 0)
        default: 0
        }
    }
}
