import PortalModel

/// Reports in memory, and what joins them.
public struct StoryIndex {
    private var articles: [ArticleID: ArticleFeatures] = [:]
    private var holders: [Int64: [ArticleID]] = [:]

    /// An index of no articles.
    public init() {}

    /// Takes a report in.
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
