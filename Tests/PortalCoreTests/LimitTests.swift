import PortalCore
import PortalModel
import TestTags
import Testing

struct LimitTests {
    /// A text of words that do not repeat themselves.
    private func words(_ numbers: Range<Int>) -> SafeText {
        SafeText(cleaning: numbers.map { "woord\($0)" }.joined(separator: " "))
    }

    @Test func `what comes after the limit of words is left out and told`() {
        let body = [words(0..<15_000), words(15_000..<30_000)]
        let comparison = compared(body, body)
        #expect(comparison.isCut)
        #expect(comparison.rows.count == 2)
        #expect(comparison.likeness == 99)
    }

    @Test(.tags(.slow)) func `what comes after the limit of blocks is left out and told`() {
        let body = (0..<700).map { words($0..<$0 + 1) }
        let comparison = compared(body, body)
        #expect(comparison.isCut)
        #expect(comparison.rows.count == Comparison.limits.blocks)
    }

    @Test func `two articles of five thousand words are compared whole`() {
        let left = (0..<100).map { words($0 * 50..<$0 * 50 + 50) }
        var right = left
        right.remove(at: 40)
        right[70] = "iets heel anders"
        let comparison = compared(left, right)
        #expect(!comparison.isCut)
        #expect(comparison.rows.count { !$0.isSame } == 3)
        #expect(comparison.likeness == 98)
    }

    @Test func `one paragraph of all the words there may be is compared by runs of words`() {
        let left = words(0..<9_000)
        let right = SafeText(cleaning: "iets anders \(left) iets meer")
        let comparison = compared([left], ["\(right) einde"])
        #expect(comparison.likeness == 99)
        #expect(comparison.rows[1].right.flatMap(\.unmatchedTexts).count == 2)
    }

    @Test(.tags(.slow)) func `a text that repeats itself comes to an end`() {
        let line: SafeText = "steeds weer hetzelfde liedje van voren af aan gezongen in koor"
        let left = Array(repeating: line, count: 599)
        let comparison = compared(left, left.map { "\($0) en nog eens" })
        #expect(comparison.likeness < 100)
        #expect(comparison.rows.count >= 600)
    }

    @Test func `one word over and over comes to an end`() {
        let word = SafeText(cleaning: Array(repeating: "bla", count: 19_000).joined(separator: " "))
        #expect(compared([word], ["\(word) bla"]).likeness == 99)
    }
}
