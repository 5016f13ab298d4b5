import PortalModel

/// Reports in memory, and what joins them.
public struct StoryIndex {
    private var articles: [ArticleID: ArticleFeatures] = [:]
    private var holders: [Int64: [ArticleID]] = [:]

    public init() {}

    public mutating func add(_ id: ArticleID, _ features: ArticleFeatures, keys: IndexKeys) {
        guard articles.updateValue(features, forKey: id) == nil else { return }
        for key in keys.values { holders[key, default: []].append(id) }
    }

    /// The pairs of reports that tell one story: each is compared with those that share keys with
    /// it which few enough have.
    var edges: [StoryEdge] {
        var shared: [StoryEdge.Ends: Int] = [:]
        for ids in holders.values where ids.count < IndexKeys.mostArticles {
            for (place, one) in ids.enumerated() {
                for other in ids[..<place] { shared[StoryEdge.Ends(one, other), default: 0] += 1 }
            }
        }
        return shared.compactMap { ends, count in
            guard count >= IndexKeys.sharedByCandidates, let one = articles[ends.one],
                let other = articles[ends.other]
            else { return nil }
            let strength = Verdict(over: ArticleSimilarity(one, other)).strength
            return strength > 0 ? StoryEdge(ends.one, ends.other, strength: strength) : nil
        }
    }

    /// The stories of two reports or more.
    public var stories: [[ArticleID]] { StoryGrouping.stories(of: edges) }
}

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

/// Two reports that tell one story, as far as the two alone are concerned.
public struct StoryEdge: Hashable, Sendable {
    /// The two, the smaller number first.
    public let one: ArticleID
    public let other: ArticleID
    /// `Verdict.strength`.
    public let strength: Double

    /// The reports may come in any order.
    public init(_ one: ArticleID, _ other: ArticleID, strength: Double) {
        let ends = Ends(one, other)
        self.one = ends.one
        self.other = ends.other
        self.strength = strength
    }

    /// Two reports, in any order.
    public struct Ends: Hashable, Sendable {
        /// The one with the smaller number.
        public let one: ArticleID
        public let other: ArticleID

        public init(_ one: ArticleID, _ other: ArticleID) {
            self.one = one.rawValue < other.rawValue ? one : other
            self.other = one.rawValue < other.rawValue ? other : one
        }
    }
}

/// The grouping of reports into stories.
public enum StoryGrouping {
    /// The groups that `edges` make, each of two reports or more, in rising order.
    ///
    /// The strongest edge is taken first, and two groups become one when at least half of the
    /// pairs across them are linked (average linkage: R. Sokal, C. Michener, 1958). So a report
    /// that resembles one of a story, and none of the others, does not draw a second story in.
    /// Depends on the set of edges alone, not on their order.
    public static func stories(of edges: some Sequence<StoryEdge>) -> [[ArticleID]] {
        var groups: [ArticleID: [ArticleID]] = [:]
        let edges = Set(edges)
        let pairs = Set(edges.map { StoryEdge.Ends($0.one, $0.other) })
        let ordered = edges.sorted {
            ($0.strength, $1.one.rawValue, $1.other.rawValue)
                > ($1.strength, $0.one.rawValue, $0.other.rawValue)
        }
        for edge in ordered {
            let left = groups[edge.one] ?? [edge.one]
            let right = groups[edge.other] ?? [edge.other]
            guard left[0] != right[0] else { continue }
            var linked = 0
            for one in left {
                for other in right where pairs.contains(StoryEdge.Ends(one, other)) { linked += 1 }
            }
            guard linked * 2 >= left.count * right.count else { continue }
            let group = (left + right).sorted { $0.rawValue < $1.rawValue }
            for id in group { groups[id] = group }
        }
        return Set(groups.values).sorted { $0[0].rawValue < $1[0].rawValue }
    }
}
