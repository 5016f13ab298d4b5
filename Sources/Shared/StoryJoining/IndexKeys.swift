/// The keys under which a report is found by others that may tell its story.
///
/// A few come from MinHash: the shingles are dealt into bins by their hash, and the smallest of
/// each bin is a key. Two texts share the key of a bin as often as their shingles resemble each
/// other, so each bin is one band of one row (P. Indyk, R. Motwani, "Approximate nearest
/// neighbors", 1998; P. Li, A. Owen, C.-H. Zhang, "One permutation hashing", 2012). The others
/// are the words of the title and the first lines that tell most, names before all.
public struct IndexKeys: Hashable, Sendable {
    /// Each once, in no order.
    public let values: [Int64]

    static let bins = 4
    static let words = 8

    /// So many keys that two reports have in common make them worth comparing: two are shared by
    /// chance too often.
    public static let sharedByCandidates = 3

    /// A key that so many reports of a week have tells nothing about any of them.
    public static let mostArticles = 64

    /// The keys of a report with this text.
    public init(of text: ReportText) {
        var least = [UInt64](repeating: .max, count: Self.bins)
        Shingles.forEach(of: text.body) { shingle in
            let bin = Int(shingle >> 62)
            least[bin] = min(least[bin], shingle)
        }
        var keys = least.filter { $0 != .max }
        let terms = Terms(title: text.title, lead: text.body.prefix(Terms.leadLength))
        for term in Self.telling(terms) {
            let key = Shingles.mixed(term.stem)
            if !keys.contains(key) { keys.append(key) }
        }
        values = keys.map { Int64(bitPattern: $0) }
    }

    /// Those of `terms` that tell most.
    private static func telling(_ terms: Terms) -> [Term] {
        var best: [Term] = []
        for term in terms.entries where term.kind != .everydayWord && term.kind != .day {
            let place = best.firstIndex { term.tellsMore(than: $0) } ?? best.count
            guard place < words else { continue }
            if best.count == words { best.removeLast() }
            best.insert(term, at: place)
        }
        return best
    }
}

extension Term {
    private var rank: Double { isTitle ? weight * 1.5 : weight }

    fileprivate func tellsMore(than other: Term) -> Bool {
        rank == other.rank ? stem > other.stem : rank > other.rank
    }
}
