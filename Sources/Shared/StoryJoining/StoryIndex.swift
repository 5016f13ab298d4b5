import PortalModel

/// Reports in memory, joined as they come.
public struct StoryIndex {
    private var reports: [ArticleID: Report] = [:]
    private var places: [Int64: [ArticleID]] = [:]
    /// The pairs of reports that tell one story.
    private(set) var links: [Link] = []

    /// An index of no reports.
    public init() {}

    /// Takes a report in, and compares it with those that share keys with it.
    public mutating func add(_ id: ArticleID, _ report: Report, keys: IndexKeys) {
        guard reports[id] == nil else { return }
        var shared: [ArticleID: Int] = [:]
        for key in keys.values {
            let others = places[key, default: []]
            guard others.count < IndexKeys.crowd else { continue }
            for other in others { shared[other, default: 0] += 1 }
            places[key] = others + [id]
        }
        for (other, count) in shared where count >= IndexKeys.sharedByCandidates {
            guard let candidate = reports[other] else { continue }
            let strength = Verdict(over: Resemblance(report, candidate)).strength
            if strength > 0 { links.append(Link(id, other, strength: strength)) }
        }
        reports[id] = report
    }

    /// The stories of two reports or more.
    public var stories: [[ArticleID]] { Stories.grouping(links) }
}
