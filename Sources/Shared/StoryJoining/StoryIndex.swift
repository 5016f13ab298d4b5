import PortalModel

/// Reports in memory, and what joins them.
public struct StoryIndex {
    private var reports: [ArticleID: Report] = [:]
    private var holders: [Int64: [ArticleID]] = [:]

    /// An index of no reports.
    public init() {}

    /// Takes a report in.
    public mutating func add(_ id: ArticleID, _ report: Report, keys: IndexKeys) {
        guard reports.updateValue(report, forKey: id) == nil else { return }
        for key in keys.values { holders[key, default: []].append(id) }
    }

    /// The pairs of reports that tell one story: each is compared with those that share keys with
    /// it which few enough have.
    var links: [Link] {
        var shared: [Link.Ends: Int] = [:]
        for ids in holders.values where ids.count < IndexKeys.mostArticles {
            for (place, one) in ids.enumerated() {
                for other in ids[..<place] { shared[Link.Ends(one, other), default: 0] += 1 }
            }
        }
        return shared.compactMap { ends, count in
            guard count >= IndexKeys.sharedByCandidates, let one = reports[ends.one],
                let other = reports[ends.other]
            else { return nil }
            let strength = Verdict(over: Resemblance(one, other)).strength
            return strength > 0 ? Link(ends.one, ends.other, strength: strength) : nil
        }
    }

    /// The stories of two reports or more.
    public var stories: [[ArticleID]] { Stories.grouping(links) }
}
