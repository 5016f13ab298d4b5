/// Passages that stand side by side; one of the sides may have none.
struct AlignedPassages: Equatable {
    let left: Range<Int>
    let right: Range<Int>
}

/// The passages of two texts side by side, each text in its order: the titles first, then those
/// alignments of the rest that have most in common.
func alignedPassages(
    _ left: WordedText, _ right: WordedText, _ lexicon: Lexicon
) -> [AlignedPassages] {
    let likeness = PassageLikeness(left, right, lexicon)
    return [AlignedPassages(left: 0..<1, right: 0..<1)] + AlignmentTable(likeness).path()
}

/// The best alignments of all beginnings of two texts, by dynamic programming.
private struct AlignmentTable {
    /// How many passages of each text come together.
    private struct Step {
        let left: Int
        let right: Int
    }

    /// At most this many passages of one text stand beside one of the other.
    private static let mostJoined = 4

    /// Any step that there is; the first two leave a gap.
    private static let steps: [Step] =
        [Step(left: 1, right: 0), Step(left: 0, right: 1), Step(left: 1, right: 1)]
        + (2...mostJoined).flatMap { [Step(left: 1, right: $0), Step(left: $0, right: 1)] }

    private var likeness: PassageLikeness
    /// How many passages the texts have, their titles included.
    private let rows: Int
    private let columns: Int
    /// The index of the last step of the best alignment that ends there.
    private var last: [UInt8]

    init(_ likeness: PassageLikeness) {
        self.likeness = likeness
        rows = likeness.leftCount
        columns = likeness.rightCount
        last = Array(repeating: 0, count: (rows + 1) * (columns + 1))
        var best = Array(repeating: 0, count: (rows + 1) * (columns + 1))
        // Both titles are taken.
        for row in 1...rows {
            for column in 1...columns where row > 1 || column > 1 {
                var top = -1
                for (index, step) in Self.steps.enumerated() {
                    let (fromRow, fromColumn) = (row - step.left, column - step.right)
                    guard fromRow >= 1, fromColumn >= 1,
                        let gain = gain(of: step, from: fromRow, fromColumn)
                    else { continue }
                    let score = best[fromRow * (columns + 1) + fromColumn] + gain
                    if score > top {
                        top = score
                        last[row * (columns + 1) + column] = UInt8(index)
                    }
                }
                best[row * (columns + 1) + column] = top
            }
        }
    }

    private mutating func gain(of step: Step, from row: Int, _ column: Int) -> Int? {
        guard step.left > 0, step.right > 0 else { return 0 }
        return likeness.gain(row..<(row + step.left), column..<(column + step.right))
    }

    /// The steps of the best alignment, without the titles. Of passages that stand alone between
    /// two pairs, those of the left text come first.
    func path() -> [AlignedPassages] {
        var (row, column) = (rows, columns)
        var path: [AlignedPassages] = []
        while row > 1 || column > 1 {
            let step = Self.steps[Int(last[row * (columns + 1) + column])]
            path.append(
                AlignedPassages(
                    left: (row - step.left)..<row, right: (column - step.right)..<column))
            row -= step.left
            column -= step.right
        }
        return Self.leftFirst(path.reversed())
    }

    private static func leftFirst(_ path: [AlignedPassages]) -> [AlignedPassages] {
        var sorted: [AlignedPassages] = []
        var alone: [AlignedPassages] = []
        func flushed() -> [AlignedPassages] {
            alone.filter { !$0.left.isEmpty } + alone.filter { !$0.right.isEmpty }
        }
        for pair in path {
            if pair.left.isEmpty || pair.right.isEmpty {
                alone.append(pair)
            } else {
                sorted += flushed() + [pair]
                alone = []
            }
        }
        return sorted + flushed()
    }
}
