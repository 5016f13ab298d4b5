/// How many letters of a text have to be put in, taken out, replaced or swapped with the next one
/// to make another of it: the optimal string alignment distance (F. J. Damerau, "A technique for
/// computer detection and correction of spelling errors", 1964).
///
/// One object measures many texts from the same one without new memory. A measurement costs the
/// length of the text times the limit: only a band around the diagonal is filled in.
public struct EditDistance {
    private let letters: [UInt8]
    /// The three last rows of the table, one after another.
    private var cells: [Int]

    /// The distance from these letters, each of them a byte (`foldedBytes`).
    public init(from letters: [UInt8]) {
        self.letters = letters
        cells = Array(repeating: 0, count: 3 * (letters.count + 1))
    }

    /// The distance to `others`; nil where it is more than `limit`.
    public mutating func callAsFunction(
        to others: some RandomAccessCollection<UInt8>, limit: Int
    ) -> Int? {
        let count = letters.count
        guard abs(others.count - count) <= limit else { return nil }
        for column in 0...count { cells[column] = column }
        var previous: UInt8?
        for (row, other) in others.enumerated() {
            let above = row % 3 * (count + 1)
            let here = (row + 1) % 3 * (count + 1)
            let twoAbove = (row + 2) % 3 * (count + 1)
            // The band of this row; what lies outside it is too far anyway, and not filled in.
            let first = max(0, row - limit)
            cells[here + first] = first == 0 ? row + 1 : limit + 1
            var least = cells[here + first]
            for column in first..<max(first, min(count, row + limit + 1)) {
                let letter = letters[column]
                var best = cells[above + column] + (letter == other ? 0 : 1)
                if column < row + limit { best = min(best, cells[above + column + 1] + 1) }
                best = min(best, cells[here + column] + 1)
                if column > 0, letter == previous, letters[column - 1] == other {
                    best = min(best, cells[twoAbove + column - 1] + 1)
                }
                cells[here + column + 1] = best
                least = min(least, best)
            }
            guard least <= limit else { return nil }
            previous = other
        }
        let distance = cells[others.count % 3 * (count + 1) + count]
        return distance <= limit ? distance : nil
    }
}

extension Sequence where Element: StringProtocol {
    /// The one of these names that was probably meant by `name`: one that it begins, or the nearest
    /// with few enough letters wrong, case and accents aside; the first of several. Nil where none
    /// is near.
    public func nearest(to name: some StringProtocol) -> Element? {
        let typed = name.foldedBytes
        guard typed.count >= 2, typed.count <= 100 else { return nil }
        var distance = EditDistance(from: typed)
        var best: (name: Element, distance: Int)?
        for candidate in self {
            let letters = candidate.foldedBytes
            let limit = Swift.max(1, Swift.min(typed.count, letters.count) / 3)
            // What is only begun is as near as one wrong letter.
            let isBegun = typed.count >= 3 && letters.starts(with: typed)
            let found = isBegun ? Swift.min(1, letters.count - typed.count) : nil
            guard let steps = found ?? distance(to: letters, limit: limit),
                steps < best?.distance ?? .max
            else { continue }
            best = (candidate, steps)
        }
        return best?.name
    }
}

extension [SafeText] {
    /// The same of names that are safe to be shown.
    public func nearest(to name: SafeText) -> SafeText? {
        map(\.string).nearest(to: name.string).map { SafeText(line: $0) }
    }
}
