/// Finds what two texts share in different places, by greedy string tiling.
struct MovedPassages {
    /// What is too little to be more than chance.
    struct Threshold {
        /// The fewest words in a row.
        let words: Int
        /// The least that they weigh together.
        let weight: Int

        /// In passages that stand side by side: a word of five letters, or several that weigh as
        /// much.
        static let besideEachOther = Threshold(words: 1, weight: 3)
        /// Anywhere in the texts.
        static let anywhere = Threshold(words: 5, weight: 5)
    }

    /// As many places of the same words are looked at.
    private static let mostPlaces = 16
    /// As many times all is searched for what was covered by longer runs.
    private static let mostPasses = 8

    private let left: ArraySlice<Int>
    private let right: ArraySlice<Int>
    private var isLeftTaken: [Bool]
    private var isRightTaken: [Bool]
    private let threshold: Threshold
    private let weights: [Int]
    /// What was found, each word of a text in one run at most.
    private(set) var runs: [WordMatching.Run] = []

    /// Searches those of the words `left` and `right` that are not shared yet.
    init(
        _ left: ArraySlice<Int>, _ right: ArraySlice<Int>, in matching: WordMatching,
        _ threshold: Threshold
    ) {
        self.left = left
        self.right = right
        isLeftTaken = matching.isLeftShared
        isRightTaken = matching.isRightShared
        self.threshold = threshold
        weights = matching.lexicon.weights
        for _ in 0..<Self.mostPasses {
            let before = runs.count
            for run in candidates() where isFree(run) { take(run) }
            if runs.count == before { return }
        }
    }

    /// Runs that cannot be longer on either side, the longest first.
    private func candidates() -> [WordMatching.Run] {
        var places: [ArraySlice<Int>: [Int]] = [:]
        for start in right.indices.dropLast(threshold.words - 1)
        where !isRightTaken[start..<start + threshold.words].contains(true) {
            let words = right[start..<start + threshold.words]
            if places[words, default: []].count < Self.mostPlaces {
                places[words, default: []].append(start)
            }
        }
        guard !places.isEmpty else { return [] }
        var found: [WordMatching.Run] = []
        for start in left.indices.dropLast(threshold.words - 1)
        where !isLeftTaken[start..<start + threshold.words].contains(true) {
            for place in places[left[start..<start + threshold.words]] ?? []
            where !isShared(start - 1, place - 1) {
                var count = threshold.words
                while isShared(start + count, place + count) { count += 1 }
                let weight = left[start..<start + count].reduce(0) { $0 + weights[$1] }
                guard weight >= threshold.weight else { continue }
                found.append(WordMatching.Run(left: start, right: place, count: count))
            }
        }
        return found.sorted { ($1.count, $0.left, $0.right) < ($0.count, $1.left, $1.right) }
    }

    /// Whether two words are the same and free; none that are outside the texts.
    private func isShared(_ leftWord: Int, _ rightWord: Int) -> Bool {
        left.indices.contains(leftWord) && right.indices.contains(rightWord)
            && left[leftWord] == right[rightWord] && !isLeftTaken[leftWord]
            && !isRightTaken[rightWord]
    }

    private func isFree(_ run: WordMatching.Run) -> Bool {
        !isLeftTaken[run.left..<run.left + run.count].contains(true)
            && !isRightTaken[run.right..<run.right + run.count].contains(true)
    }

    private mutating func take(_ run: WordMatching.Run) {
        for offset in 0..<run.count {
            isLeftTaken[run.left + offset] = true
            isRightTaken[run.right + offset] = true
        }
        runs.append(run)
    }
}
