import TestTags
import Testing

@testable import TextGrid

struct LineFittingTests {
    /// Words of these lengths, a space after each.
    private func words(_ lengths: [Int]) -> [Segment] {
        var offset = 0
        return lengths.map { length in
            defer { offset += length + 1 }
            return Segment(range: offset..<(offset + length), columns: length, ending: .space)
        }
    }

    private func slacks(_ lines: [Range<Int>], _ lengths: [Int], _ measure: Int) -> [Int] {
        lines.map { line in
            measure - lengths[line].reduce(0, +) - (line.count - 1)
        }
    }

    @Test func `a later line may gain from a word that an earlier one gives up`() {
        let lengths = [3, 2, 2, 5, 3, 3]
        let lines = fittedLines(words(lengths), measure: 6)
        #expect(lines == [0..<1, 1..<3, 3..<4, 4..<5, 5..<6])
        #expect(filledLines(words(lengths), measure: 6) == [0..<2, 2..<3, 3..<4, 4..<5, 5..<6])
    }

    /// All ways to break up to ten words are tried.
    @Test(.tags(.slow), arguments: UInt64(1)...200)
    func `no other lines leave less room, squared and summed`(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        let measure = 14
        // The last two words are as wide as a line, so that the last line has one word anyhow.
        let lengths =
            (0..<10).map { _ -> Int in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 60) % 9 + 1
            } + [measure, measure]
        func cost(_ lines: [Range<Int>]) -> Int {
            slacks(lines, lengths, measure).dropLast().reduce(0) { $0 + $1 * $1 }
        }
        func least(from begin: Int, _ lines: [Range<Int>]) -> Int {
            guard begin < lengths.count else { return cost(lines) }
            return (begin + 1...lengths.count).compactMap { end in
                let line = lines + [begin..<end]
                let fits = slacks(line, lengths, measure).allSatisfy { $0 >= 0 }
                return fits ? least(from: end, line) : nil
            }.min() ?? .max
        }
        #expect(cost(fittedLines(words(lengths), measure: measure)) == least(from: 0, []))
    }

    @Test func `a hyphen is taken only where it saves more than an eighth of a line`() {
        func lines(slack: Int) -> [Range<Int>] {
            let first = 48 - slack
            return fittedLines(
                [
                    Segment(range: 0..<first, columns: first, ending: .space),
                    Segment(range: 100..<102, columns: 2, ending: .hyphen),
                    Segment(range: 102..<110, columns: 8, ending: .space),
                    Segment(range: 111..<120, columns: 9, ending: .nothing),
                ], measure: 48)
        }
        #expect(lines(slack: 5) == [0..<1, 1..<4])
        #expect(lines(slack: 7) == [0..<2, 2..<4])
    }

    @Test func `the end of a word does not stand alone in the last line`() {
        let lines = fittedLines(
            [
                Segment(range: 0..<35, columns: 35, ending: .space),
                Segment(range: 36..<40, columns: 3, ending: .hyphen),
                Segment(range: 40..<47, columns: 7, ending: .nothing),
            ], measure: 40)
        #expect(lines == [0..<1, 1..<3])
    }

    @Test func `what is wider than the measure has a line of its own`() {
        #expect(fittedLines(words([9, 2, 9]), measure: 5) == [0..<1, 1..<2, 2..<3])
        #expect(fittedLines([], measure: 5).isEmpty)
        #expect(filledLines([], measure: 5).isEmpty)
    }
}
