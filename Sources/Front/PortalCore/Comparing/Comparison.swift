import PortalModel

/// Two texts beside each other: which of their paragraphs tell the same, and which words only one
/// of them has.
///
/// How that is found out is told in the README beside this file. Pure, and the same every time. Two
/// articles of 500 words take about a millisecond and two of 5,000 about fifteen; `limits` see to
/// it that no two texts take a second.
public struct Comparison: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        /// Blocks of the first text; none where only the second has this.
        public let left: [Block]
        /// Blocks of the second text; none where only the first has this.
        public let right: [Block]

        public var isSame: Bool { left == right }

        /// Whether one side has nothing because the other text has most of this in another place.
        public var isElsewhere: Bool {
            guard left.isEmpty || right.isEmpty else { return false }
            let blocks = left + right
            let length = blocks.reduce(0) { $0 + $1.plainText.utf8.count }
            let unmatched = blocks.flatMap(\.unmatchedTexts).reduce(0) {
                $0 + $1.string.utf8.count
            }
            return 2 * unmatched < length
        }
    }

    /// From top to bottom: the titles, and then all blocks of both texts, each text in its order.
    ///
    /// The words that the other text does not have are set as `SpanStyle.unmatched`; this is the
    /// only style there is, and links, pictures and rules are left out. A row with blocks on both
    /// sides has one on one side at least.
    public let rows: [Row]

    /// The share of the words of both texts, titles included, that the other text has too: in
    /// per cent, rounded down, and 100 only where both texts are equal to the letter.
    public let likeness: Int

    /// Whether a text was longer than is compared: `limits` hold.
    public let isCut: Bool

    /// What is compared of one text; what comes after it is left out.
    public static let limits = (blocks: 600, words: 20_000)

    public init(_ left: StoryReport, _ right: StoryReport) {
        var lexicon = Lexicon()
        let texts = (WordedText(left, &lexicon), WordedText(right, &lexicon))
        var matching = WordMatching(texts.0, texts.1, lexicon)
        let pairs = alignedPassages(texts.0, texts.1, lexicon)
        for pair in pairs where !pair.left.isEmpty && !pair.right.isEmpty {
            matching.match(texts.0.words(of: pair.left), texts.1.words(of: pair.right))
        }
        matching.matchMovedPassages()
        rows = pairs.map { pair in
            Row(
                left: pair.left.map { texts.0.marked($0, matching.isLeftShared) },
                right: pair.right.map { texts.1.marked($0, matching.isRightShared) })
        }
        isCut = texts.0.isCut || texts.1.isCut
        let count = texts.0.keys.count + texts.1.keys.count
        let share = count == 0 ? 100 : 200 * matching.count / count
        likeness = texts.0.hasSameText(as: texts.1) ? 100 : min(99, share)
    }
}

/// Passages that stand side by side; one of the sides may have none.
struct AlignedPassages: Equatable {
    let left: Range<Int>
    let right: Range<Int>
}

/// The titles first, then those alignments of the rest that have most in common.
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

    private struct Counts {
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
