import PortalModel

/// Two reports that tell one story, as far as the two alone are concerned.
public struct Link: Hashable, Sendable {
    /// The two, the smaller number first.
    public let one: ArticleID
    /// The other of the two.
    public let other: ArticleID
    /// `Verdict.strength`.
    public let strength: Double

    /// A link between two reports, in any order.
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
public enum Stories {
    /// The groups that `links` make, each of two reports or more, in rising order.
    ///
    /// The strongest link is taken first, and two groups become one when at least half of the
    /// pairs across them are linked (average linkage: R. Sokal, C. Michener, 1958). So a report
    /// that resembles one of a story, and none of the others, does not draw a second story in.
    /// Depends on the set of links alone, not on their order.
    public static func grouping(_ links: some Sequence<Link>) -> [[ArticleID]] {
        var groups: [ArticleID: [ArticleID]] = [:]
        let links = Set(links)
        let pairs = Set(links.map { Link.Ends($0.one, $0.other) })
        let ordered = links.sorted {
            ($0.strength, $1.one.rawValue, $1.other.rawValue)
                > ($1.strength, $0.one.rawValue, $0.other.rawValue)
        }
        for link in ordered {
            let left = groups[link.one] ?? [link.one]
            let right = groups[link.other] ?? [link.other]
            guard left[0] != right[0] else { continue }
            var linked = 0
            for one in left {
                for other in right where pairs.contains(Link.Ends(one, other)) { linked += 1 }
            }
            guard linked * 2 >= left.count * right.count else { continue }
            let group = (left + right).sorted { $0.rawValue < $1.rawValue }
            for id in group { groups[id] = group }
        }
        return Set(groups.values).sorted { $0[0].rawValue < $1[0].rawValue }
    }
}
