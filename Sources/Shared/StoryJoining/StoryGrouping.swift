import PortalModel

/// Two reports that tell one story, as far as the two alone are concerned.
public struct StoryEdge: Hashable, Sendable {
    /// The two, the smaller number first.
    public let one: ArticleID
    /// The other of the two.
    public let other: ArticleID
    /// `Verdict.strength`.
    public let strength: Double

    /// An edge between two reports, in any order.
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
        /// The other of the two.
        public let other: ArticleID

        /// These two.
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
