import HostileText
import PortalModel
import Testing

@testable import TextGrid

/// What the linear time of fitting lines rests upon: every segment takes room in its line.
struct SegmentTests {
    @Test(arguments: NaughtyText.strings)
    func `no segment but the last is without a column and a space`(foreign: String) {
        expectRoom(in: foreign + "作" + foreign + " " + foreign)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `no segment of generated text is without a column and a space`(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        for _ in 0..<200 { expectRoom(in: generator.naughtyText()) }
    }

    private func expectRoom(in foreign: String) {
        var inline = InlineText()
        inline.append(SafeText(cleaning: foreign), look: InlineText.Look())
        let segments = inline.segments(measure: 40, hyphenator: nil)
        let name = foreign.unicodeScalars.prefix(40).map { String($0.value, radix: 16) }
            .joined(separator: " ")
        #expect(
            segments.dropLast().allSatisfy { $0.columns + $0.columnsBeforeNext > 0 }, "U+\(name)")
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `clean text has no character without a column after its first`(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        let texts = NaughtyText.strings + (0..<500).map { _ in generator.naughtyText() }
        for foreign in texts {
            let text = SafeText(cleaning: foreign).string
            let empty = text.dropFirst().first { $0.columns == 0 }
            #expect(empty == nil, "U+\(empty?.unicodeScalars.map { $0.value } ?? [])")
        }
    }
}
