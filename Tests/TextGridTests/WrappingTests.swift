import PortalModel
import Testing
import TextGrid

struct WrappingTests {
    private let title: SafeText =
        "NAVO: Rusland uitgenodigd voor nieuw overleg over de spanningen rond Oekraïne"

    @Test func `a title that fits is broken evenly`() {
        #expect(
            wrap(title, width: 42) == [
                "NAVO: Rusland uitgenodigd voor nieuw", "overleg over de spanningen rond Oekraïne",
            ])
        #expect(wrap(title, width: 100) == [title])
    }

    @Test func `what does not fit ends in an ellipsis`() {
        #expect(
            wrap(title, width: 30, maximumLines: 2) == [
                "NAVO: Rusland uitgenodigd voor", "nieuw overleg over de …",
            ])
        #expect(wrap(title, width: 20, maximumLines: 1) == ["NAVO: Rusland …"])
    }

    @Test func `an ellipsis that is there already is not doubled`() {
        let teaser: SafeText = "Het gaat nog lang door … en verder"
        #expect(wrap(teaser, width: 26, maximumLines: 1) == ["Het gaat nog lang door …"])
    }

    @Test func `a word that is too long is cut in its letters`() {
        #expect(
            wrap("Arbeidsongeschiktheidsverzekering", width: 12, maximumLines: 1) == [
                "Arbeidsonge…"
            ])
        #expect(wrap("日本語の文章", width: 6, maximumLines: 1) == ["日本…"])
    }

    @Test(arguments: 1...60, [1, 2, 3])
    func `no line is wider than it may be`(width: Int, lines: Int) {
        let wrapped = wrap(title, width: width, maximumLines: lines)
        #expect(!wrapped.isEmpty && wrapped.count <= lines)
        #expect(wrapped.allSatisfy { columns($0.string) <= width })
    }

    @Test func `of a long text no more is looked at than the lines hold`() {
        let long = SafeText(cleaning: String(repeating: "woord ", count: 100_000))
        #expect(wrap(long, width: 12, maximumLines: 2) == ["woord woord", "woord …"])
        let spaced = SafeText(cleaning: "een" + String(repeating: " ", count: 1000) + "twee drie")
        #expect(wrap(spaced, width: 8, maximumLines: 2) == ["een twee", "drie"])
        #expect(wrap("een twee", width: 10_000, maximumLines: .max) == ["een twee"])
    }

    @Test func `without text or room there is no line`() {
        #expect(wrap(.empty, width: 10).isEmpty)
        #expect(wrap(title, width: 0).isEmpty)
        #expect(wrap(title, width: -1, maximumLines: 2).isEmpty)
        #expect(wrap(title, width: 10, maximumLines: 0).isEmpty)
    }
}
