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
