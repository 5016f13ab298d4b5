import PortalModel
import Testing

@testable import TextGrid

/// Hebrew and Arabic as they are seen, written here from the left of the screen to its right.
@Suite(.enabled(if: BidiLibrary.shared != nil, "libfribidi0 is not installed"))
struct BidiTests {
    private func seen(_ text: SafeText, measure: Int = 60) -> String {
        drawing(
            Typesetter(measure: measure, order: .visual)
                .typeset(Document([.paragraph([Span(text)])])))
    }

    @Test func `a Hebrew quote in a Dutch sentence runs from right to left`() {
        #expect(seen("Hij zei “שלום עולם” tegen haar.") == "Hij zei “םלוע םולש” tegen haar.")
    }

    @Test func `an Arabic quote in a Dutch sentence runs from right to left`() {
        #expect(seen("Er stond: مرحبا بكم, in het rood.") == "Er stond: مكب ابحرم, in het rood.")
    }

    @Test func `numbers inside keep their order`() {
        #expect(seen("Bel טלפון 12-34 nu") == "Bel 12-34 ןופלט nu")
        #expect(seen("Op كانون 2026 daar") == "Op 2026 نوناك daar")
    }

    @Test func `Dutch words inside Hebrew keep theirs`() {
        #expect(
            seen("א portaal ב") == "                                                 ב portaal א")
    }

    @Test func `brackets are mirrored where the text runs from right to left`() {
        #expect(seen("Zie שלום (עולם) אחד hier") == "Zie דחא (םלוע) םולש hier")
        #expect(seen("Zie (שלום) hier") == "Zie (םולש) hier")
    }

    @Test func `marks stay on their letters`() {
        #expect(seen("Zo שָׁלוֹם dus") == "Zo םוֹלשָׁ dus")
    }

    @Test func `each line is put in order by itself, after the lines were broken`() {
        let text: SafeText = "Hij riep אחת שתיים שלוש ארבע tegen ons."
        #expect(
            seen(text, measure: 18) == """
                Hij riep םייתש תחא
                עברא שולש tegen
                ons.
                """)
    }

    @Test func `a paragraph that begins in Hebrew stands at the right edge`() {
        #expect(seen("שלום ABC.", measure: 20) == "           .ABC םולש")
    }

    @Test func `the looks and links of the letters go with them`() throws {
        let address = WebAddress(literal: "https://nieuws.example/")
        let text = Typesetter(measure: 60, order: .visual).typeset(
            Document([
                .paragraph([
                    Span("Zie "), Span("אחת", style: .strong), Span(" "),
                    Span("שתיים", link: address), Span(" nu"),
                ])
            ]))
        let runs = try #require(text.lines.first).runs
        #expect(runs.first { $0.style == .strong }?.text == "תחא")
        #expect(runs.first { $0.link == 1 && $0.role == .body }?.text == "םייתש")
    }

    @Test func `a title is put in order too`() {
        let title: SafeText = "Minister zegt שלום עולם tegen de hele wereld"
        #expect(
            wrap(title, width: 24, order: .visual).map(\.string)
                == ["Minister zegt םלוע םולש", "tegen de hele wereld"])
    }

    @Test func `in logical order nothing is moved`() {
        let text: SafeText = "Hij zei “שלום (עולם)” tegen haar."
        #expect(drawing(.paragraph([Span(text)]), measure: 60) == text.string)
        #expect(wrap(text, width: 60) == [text])
    }

    @Test func `justified lines still reach the measure`() {
        let words = String(repeating: "woord שלום עולם 12 en ", count: 12)
        let text = Typesetter(measure: 40, alignment: .justified, order: .visual)
            .typeset(Document([.paragraph([Span(SafeText(cleaning: words))])]))
        #expect(text.lines.dropLast().allSatisfy { columns($0.text) == 40 })
    }
}
