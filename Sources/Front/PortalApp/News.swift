import NewsStore
import PortalCore
import PortalModel

/// Articles that there are to read: what was delivered, or the built-in edition.
public protocol News {
    /// The edition that they are from, whose times count from its own moment; nil for news that
    /// was delivered.
    var edition: BuiltInName? { get }

    /// Some headlines of a page in the order of its list.
    func headlines(
        on page: NewsPage, from cursor: ListCursor, count: Int
    ) throws(StoreProblem) -> [Headline]

    /// Some headlines of a section that is a search, the newest first.
    func headlines(
        matching query: SectionQuery, from cursor: ListCursor, count: Int
    ) throws(StoreProblem) -> [Headline]

    /// All articles of such a section as they are by now.
    func articles(
        matching query: SectionQuery
    ) throws(StoreProblem) -> [ArticleID: ArticleState]

    /// Why headlines stand where they do on a front page, where their scores decide that.
    func reasons(for headlines: [Headline]) throws(StoreProblem) -> [ArticleID: FrontScoreParts]

    /// The newest headlines of all editions together, in which no source and no section takes more
    /// than its share: those that come first are to be shown.
    func newest(of editions: [Edition], count: Int) throws(StoreProblem) -> [Headline]

    func newest(in section: SectionID, count: Int) throws(StoreProblem) -> [Headline]

    /// All that the list of a page has, in no order.
    func listed(on page: NewsPage) throws(StoreProblem) -> [ArticleID]

    /// All articles of a page as they are by now.
    func articles(on page: NewsPage) throws(StoreProblem) -> [ArticleID: ArticleState]

    /// Those of `articles` that are here, as they are by now.
    func states(of articles: [ArticleID]) throws(StoreProblem) -> [ArticleID: ArticleState]

    /// How many articles of a page are muted, as far as they are counted.
    func mutedCount(on page: NewsPage) throws(StoreProblem) -> Int

    func muted(on page: NewsPage) throws(StoreProblem) -> [MutedHeadline]

    func changes(of id: ArticleID) throws(StoreProblem) -> Changes?

    func search(_ words: SafeText, count: Int) throws(StoreProblem) -> SearchResults

    /// The article whole; nil when it is not here (any more).
    func article(_ id: ArticleID) throws(StoreProblem) -> Article?

    /// The other reports of the story that an article tells, the next one first.
    func otherReports(of id: ArticleID) throws(StoreProblem) -> [Headline]

    /// The newest stories that more than one outlet tells.
    func stories(count: Int) throws(StoreProblem) -> [[Headline]]

    /// How an article read before it was changed, the latest first.
    func earlierVersions(of id: ArticleID) throws(StoreProblem) -> [StoryReport]
}

extension News {
    public func reasons(
        for headlines: [Headline]
    ) throws(StoreProblem) -> [ArticleID: FrontScoreParts] { [:] }

    public func mutedCount(on page: NewsPage) throws(StoreProblem) -> Int { 0 }

    public func muted(on page: NewsPage) throws(StoreProblem) -> [MutedHeadline] { [] }
}

/// News that a courier brings.
public protocol DeliveredNews: News {
    func sources() throws(StoreProblem) -> [SourceHealth]

    /// The sections in which the courier saw the sources.
    func places() throws(StoreProblem) -> [SourceID: SectionID]

    /// When any source last gave a feed, or said that nothing had changed.
    func lastDelivered() throws(StoreProblem) -> Timestamp?

    /// The number of the article that was delivered last, the first being 1; 0 for none.
    func lastArrival() throws(StoreProblem) -> Int64

    /// The first that were delivered after the article of that number, the newest first.
    func arrivals(after number: Int64, count: Int) throws(StoreProblem) -> [Headline]

    /// Articles whose page was read and then gave way to another text of the feed.
    func articlesWithFormerPage(count: Int) throws(StoreProblem) -> [ArticleID]

    /// What tells the rules apart that articles are muted by.
    func muteRules() throws(StoreProblem) -> Set<Int64>

    func stored(among articles: [ArticleID]) throws(StoreProblem) -> Set<ArticleID>
}

extension NewsDatabase: DeliveredNews {
    public var edition: BuiltInName? { nil }

    public func newest(of editions: [Edition], count: Int) throws(StoreProblem) -> [Headline] {
        try newest(of: editions.map(\.id), count: count)
    }
}

/// The built-in edition as news: it fills one front page, and the section that its articles name.
public struct BuiltInNews: News {
    private let front: EditionID?

    public init(front: EditionID?) {
        self.front = front
    }

    public var edition: BuiltInName? {
        BuiltInName(text: BuiltInEdition.name, moment: BuiltInEdition.moment)
    }

    public func headlines(on page: NewsPage, from cursor: ListCursor, count: Int) -> [Headline] {
        cursor == .start || cursor == .end ? headlines(on: page) : []
    }

    private func headlines(on page: NewsPage) -> [Headline] {
        switch page {
        case .front(let edition): edition == front ? BuiltInEdition.headlines : []
        case .section(let section): BuiltInEdition.headlines.filter { $0.section == section }
        }
    }

    public func headlines(
        matching query: SectionQuery, from cursor: ListCursor, count: Int
    ) -> [Headline] {
        guard cursor == .start || cursor == .end else { return [] }
        let found = BuiltInEdition.articles.filter(query.matches).map(\.headline)
        return Array(Self.leading(among: found).prefix(count))
    }

    public func articles(matching query: SectionQuery) -> [ArticleID: ArticleState] {
        Self.states(of: BuiltInEdition.articles.filter(query.matches).map(\.headline))
    }

    /// The first report of a story stands for the others.
    private static func leading(among headlines: [Headline]) -> [Headline] {
        var told: Set<ArticleID> = []
        return headlines.filter { headline in
            guard !told.contains(headline.id) else { return false }
            told.formUnion(BuiltInEdition.otherReports(of: headline.id).map(\.id))
            return true
        }
    }

    public func newest(of editions: [Edition], count: Int) -> [Headline] {
        Array(Self.newest.prefix(count))
    }

    public func newest(in section: SectionID, count: Int) -> [Headline] {
        Array(Self.newest.lazy.filter { $0.section == section }.prefix(count))
    }

    private static let newest = BuiltInEdition.headlines.sorted { $0.published > $1.published }

    public func listed(on page: NewsPage) -> [ArticleID] { headlines(on: page).map(\.id) }

    public func articles(on page: NewsPage) -> [ArticleID: ArticleState] {
        Self.states(of: headlines(on: page))
    }

    public func states(of articles: [ArticleID]) -> [ArticleID: ArticleState] {
        Self.states(of: BuiltInEdition.headlines.filter { articles.contains($0.id) })
    }

    private static func states(of headlines: [Headline]) -> [ArticleID: ArticleState] {
        let states = headlines.map { ($0.id, ArticleState(revisions: 0, outlets: $0.outlets)) }
        return Dictionary(states) { first, _ in first }
    }

    public func changes(of id: ArticleID) -> Changes? { nil }

    public func search(_ words: SafeText, count: Int) -> SearchResults {
        var results = SearchResults(of: words, among: BuiltInEdition.articles, count: .max)
        let leading = Self.leading(among: results.headlines)
        let listed = Dictionary(BuiltInEdition.headlines.map { ($0.id, $0) }) { first, _ in first }
        results.headlines = leading.prefix(count).map { listed[$0.id] ?? $0 }
        return results
    }

    public func article(_ id: ArticleID) -> Article? {
        BuiltInEdition.articles.first { $0.id == id }
    }

    public func otherReports(of id: ArticleID) -> [Headline] {
        BuiltInEdition.otherReports(of: id)
    }

    public func stories(count: Int) -> [[Headline]] {
        BuiltInEdition.headlines.filter { $0.outlets > 1 }.map {
            [$0] + BuiltInEdition.otherReports(of: $0.id)
        }
    }

    public func earlierVersions(of id: ArticleID) -> [StoryReport] { [] }
}
