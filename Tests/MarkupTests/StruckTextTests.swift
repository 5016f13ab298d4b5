import Markup
import PortalModel
import Testing

struct StruckTextTests {
    private func spans(_ html: String) -> [Span] {
        guard case .paragraph(let spans) = Document(html: html).blocks.first else { return [] }
        return spans
    }

    @Test(arguments: ["<del>", "<s>", "<strike>", "<span style='text-decoration:line-through'>"])
    func `what is struck is marked`(tag: String) {
        let name = tag.dropFirst().prefix { $0.isLetter }
        #expect(
            spans("<p>Kost \(tag)12 </\(name)>15 euro</p>") == [
                "Kost ", Span("12", style: .struck), " 15 euro",
            ])
    }

    @Test(arguments: [
        "Kost <del>12</del> <ins>15</ins> euro", "Kost <s>12</s><ins>15</ins> euro",
        "Kost <ins>15</ins> <del>12</del> euro", "Kost <ins>15</ins><s>12</s> euro",
    ])
    func `what has its replacement beside it is left out`(html: String) {
        #expect(Document(html: "<p>\(html)</p>").plainText == "Kost 15 euro")
    }

    @Test func `a replacement further on replaces nothing`() {
        #expect(
            spans("<p><del>a</del> b <ins>c</ins></p>") == [Span("a", style: .struck), " b c"])
    }

    @Test func `whole paragraphs may be struck`() {
        #expect(
            Document(html: "<del><p>Open.</p></del><p>Dicht.</p>").blocks == [
                .paragraph([Span("Open.", style: .struck)]), .paragraph(["Dicht."]),
            ])
    }

    @Test func `code has signs around what is struck`() {
        #expect(
            Document(html: "<pre>a <del>b</del>\nc</pre>").blocks == [
                .preformatted(["a ~~b~~", "c"])
            ])
    }

    @Test func `underlined, marked and small text is plain`() {
        #expect(
            spans("<p><u>a</u> <mark>b</mark> <small>c</small> <ins>d</ins></p>") == ["a b c d"])
    }
}
