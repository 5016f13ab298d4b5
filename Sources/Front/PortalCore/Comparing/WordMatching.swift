/// Which words of two texts are the same words: each at most one of the other text.
struct WordMatching {
    private let left: [Int]
    private let right: [Int]
    private let lexicon: Lexicon
    /// The words of the left text that the right one has.
    private(set) var isLeftShared: [Bool]
    /// The words of the right text that the left one has.
    private(set) var isRightShared: [Bool]
    private(set) var count = 0

    /// Words that follow each other in both texts.
    struct Run: Equatable {
        /// Where they begin.
        var left: Int
        var right: Int
        var count: Int
    }

    /// Of two words, for a pair of passages; longer ones share what `matchMovedPassages` finds.
    private static let mostComparisons = 2_000_000

    init(_ left: WordedText, _ right: WordedText, _ lexicon: Lexicon) {
        self.left = left.keys
        self.right = right.keys
        self.lexicon = lexicon
        isLeftShared = Array(repeating: false, count: self.left.count)
        isRightShared = Array(repeating: false, count: self.right.count)
    }

    /// Matches words of two passages that stand side by side: first in their order, then others.
    mutating func match(_ lefts: Range<Int>, _ rights: Range<Int>) {
        let head = zip(left[lefts], right[rights]).prefix { $0 == $1 }.count
        let restLeft = lefts.dropFirst(head)
        let restRight = rights.dropFirst(head)
        let tail = zip(left[restLeft].reversed(), right[restRight].reversed())
            .prefix { $0 == $1 }.count
        let middles = (restLeft.dropLast(tail), restRight.dropLast(tail))
        var runs = [Run(left: lefts.lowerBound, right: rights.lowerBound, count: head)]
        runs += longestCommonSequence(middles.0, middles.1)
        runs.append(
            Run(left: lefts.upperBound - tail, right: rights.upperBound - tail, count: tail))
        for run in withoutChance(joined(runs), lefts, rights) { accept(run) }
        matchMoved(lefts, rights, .besideEachOther)
    }

    /// Matches words that stand in another place in the other text.
    mutating func matchMovedPassages() {
        matchMoved(left.indices, right.indices, .anywhere)
    }

    private mutating func accept(_ run: Run) {
        for offset in 0..<run.count {
            isLeftShared[run.left + offset] = true
            isRightShared[run.right + offset] = true
        }
        count += run.count
    }

    /// The heaviest sequence of words that both have in this order, in runs.
    private func longestCommonSequence(_ lefts: Range<Int>, _ rights: Range<Int>) -> [Run] {
        let (rows, columns) = (lefts.count, rights.count)
        guard rows > 0, columns > 0, rows * columns <= Self.mostComparisons else { return [] }
        // Of the rest from a place on: the weight that is common.
        let width = columns + 1
        var best: [Int32] = Array(repeating: 0, count: (rows + 1) * width)
        for row in (0..<rows).reversed() {
            let key = left[lefts.lowerBound + row]
            let weight = Int32(lexicon.weights[key])
            for column in (0..<columns).reversed() {
                let place = row * width + column
                best[place] =
                    key == right[rights.lowerBound + column]
                    ? best[place + width + 1] + weight
                    : max(best[place + width], best[place + 1])
            }
        }
        var runs: [Run] = []
        var (row, column) = (0, 0)
        while row < rows, column < columns {
            let place = row * width + column
            if left[lefts.lowerBound + row] == right[rights.lowerBound + column] {
                runs.append(
                    Run(left: lefts.lowerBound + row, right: rights.lowerBound + column, count: 1))
                row += 1
                column += 1
            } else if best[place + width] >= best[place + 1] {
                row += 1
            } else {
                column += 1
            }
        }
        return runs
    }

    /// The runs with those made one that follow each other, and empty ones left out.
    private func joined(_ runs: [Run]) -> [Run] {
        var joined: [Run] = []
        for run in runs where run.count > 0 {
            if let last = joined.last, last.left + last.count == run.left,
                last.right + last.count == run.right
            {
                joined[joined.count - 1].count += run.count
            } else {
                joined.append(run)
            }
        }
        return joined
    }

    /// The runs without those that are likely chance: one or two words of at most four letters
    /// between two differences of at least as many words.
    private func withoutChance(
        _ runs: [Run], _ lefts: Range<Int>, _ rights: Range<Int>
    ) -> [Run] {
        var kept: [Run] = []
        for (index, run) in runs.enumerated() {
            let before = max(
                run.left - (kept.last.map { $0.left + $0.count } ?? lefts.lowerBound),
                run.right - (kept.last.map { $0.right + $0.count } ?? rights.lowerBound))
            let next = index + 1 < runs.count ? runs[index + 1] : nil
            let after =
                max(
                    (next?.left ?? lefts.upperBound) - run.left,
                    (next?.right ?? rights.upperBound) - run.right) - run.count
            let isShort =
                run.count <= 2
                && left[run.left..<run.left + run.count].allSatisfy { lexicon.lengths[$0] <= 4 }
            if !(isShort && before >= run.count && after >= run.count) { kept.append(run) }
        }
        return kept
    }

    // MARK: - Words in another place

    /// What is too little to be more than chance.
    struct Threshold {
        let words: Int
        /// The least that they weigh together.
        let weight: Int

        /// A word of five letters, or several that weigh as much.
        static let besideEachOther = Threshold(words: 1, weight: 3)
        /// Anywhere in the texts.
        static let anywhere = Threshold(words: 5, weight: 5)
    }

    /// As many places of the same words are looked at.
    private static let mostPlaces = 16
    /// As many times all is searched for what was covered by longer runs.
    private static let mostPasses = 8

    /// Matches what both share in different places, by greedy string tiling.
    private mutating func matchMoved(
        _ lefts: Range<Int>, _ rights: Range<Int>, _ threshold: Threshold
    ) {
        for _ in 0..<Self.mostPasses {
            let before = count
            for run in candidates(lefts, rights, threshold) where isFree(run) { accept(run) }
            if count == before { return }
        }
    }

    /// Runs that cannot be longer on either side, the longest first.
    private func candidates(
        _ lefts: Range<Int>, _ rights: Range<Int>, _ threshold: Threshold
    ) -> [Run] {
        /// Whether two words are the same and free; none that are outside the passages.
        func isShared(_ leftWord: Int, _ rightWord: Int) -> Bool {
            lefts.contains(leftWord) && rights.contains(rightWord)
                && left[leftWord] == right[rightWord] && !isLeftShared[leftWord]
                && !isRightShared[rightWord]
        }
        var places: [ArraySlice<Int>: [Int]] = [:]
        for start in rights.dropLast(threshold.words - 1)
        where !isRightShared[start..<start + threshold.words].contains(true) {
            let words = right[start..<start + threshold.words]
            if places[words, default: []].count < Self.mostPlaces {
                places[words, default: []].append(start)
            }
        }
        guard !places.isEmpty else { return [] }
        var found: [Run] = []
        for start in lefts.dropLast(threshold.words - 1)
        where !isLeftShared[start..<start + threshold.words].contains(true) {
            for place in places[left[start..<start + threshold.words]] ?? []
            where !isShared(start - 1, place - 1) {
                var count = threshold.words
                while isShared(start + count, place + count) { count += 1 }
                let weight = left[start..<start + count].reduce(0) { $0 + lexicon.weights[$1] }
                guard weight >= threshold.weight else { continue }
                found.append(Run(left: start, right: place, count: count))
            }
        }
        return found.sorted { ($1.count, $0.left, $0.right) < ($0.count, $1.left, $1.right) }
    }

    private func isFree(_ run: Run) -> Bool {
        !isLeftShared[run.left..<run.left + run.count].contains(true)
            && !isRightShared[run.right..<run.right + run.count].contains(true)
    }
}
