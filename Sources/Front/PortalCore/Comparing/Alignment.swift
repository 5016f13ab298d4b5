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

/// How much the passages of two texts have in common: the weights of their shared words.
struct PassageLikeness {
    let leftCount: Int
    let rightCount: Int
    private let left: [Counts]
    private let right: [Counts]
    private let weights: [Int]
    /// The weight that each passage of the left text shares with each of the right one.
    private var shared: [Int32]
    /// How many more times several passages may be weighed together: enough for any two articles,
    /// and an end for a text that repeats itself.
    private var joinsLeft = 20_000

    /// The words of a passage.
    private struct Counts {
        /// How often each occurs.
        var words: [Int: Int] = [:]
        /// What they weigh together.
        var weight = 0

        init() {}

        init(_ keys: ArraySlice<Int>, _ weights: [Int]) {
            for key in keys {
                words[key, default: 0] += 1
                weight += weights[key]
            }
        }

        mutating func add(_ other: Counts) {
            words.merge(other.words, uniquingKeysWith: +)
            weight += other.weight
        }

        func shared(with other: Counts, _ weights: [Int]) -> Int {
            words.reduce(0) { sum, word in
                sum + weights[word.key] * min(word.value, other.words[word.key] ?? 0)
            }
        }
    }

    init(_ left: WordedText, _ right: WordedText, _ lexicon: Lexicon) {
        weights = lexicon.weights
        let weights = lexicon.weights
        self.left = left.passages.map { Counts(left.keys[$0.words], weights) }
        self.right = right.passages.map { Counts(right.keys[$0.words], weights) }
        leftCount = left.passages.count
        rightCount = right.passages.count
        shared = Array(repeating: 0, count: leftCount * rightCount)
        var places: [[(passage: Int, count: Int)]] = Array(repeating: [], count: weights.count)
        for (passage, counts) in self.right.enumerated() {
            for (key, count) in counts.words { places[key].append((passage, count)) }
        }
        for (passage, counts) in self.left.enumerated() {
            for (key, count) in counts.words {
                for place in places[key] {
                    shared[passage * rightCount + place.passage] +=
                        Int32(weights[key] * min(count, place.count))
                }
            }
        }
    }

    /// What it is worth to set these passages side by side; nil where they are not alike.
    ///
    /// They are when three tenths of their weight is shared and, where several stand beside one,
    /// half the weight of each of these.
    mutating func gain(_ rows: Range<Int>, _ columns: Range<Int>) -> Int? {
        var common = Int(shared[rows.lowerBound * rightCount + columns.lowerBound])
        var weight = left[rows.lowerBound].weight + right[columns.lowerBound].weight
        if rows.count > 1 || columns.count > 1 {
            for row in rows {
                for column in columns {
                    let part = rows.count > 1 ? left[row].weight : right[column].weight
                    guard 2 * Int(shared[row * rightCount + column]) >= part else { return nil }
                }
            }
            guard joinsLeft > 0 else { return nil }
            joinsLeft -= 1
            let lefts = joined(left[rows])
            let rights = joined(right[columns])
            common = lefts.shared(with: rights, weights)
            weight = lefts.weight + rights.weight
        }
        guard 20 * common >= 3 * weight else { return nil }
        return 100 * common * 2 * common / max(1, weight)
    }

    private func joined(_ passages: ArraySlice<Counts>) -> Counts {
        passages.reduce(into: Counts()) { $0.add($1) }
    }
}
