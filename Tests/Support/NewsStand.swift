import NewsStore
import PortalApp
import PortalCore
import PortalModel

/// News in memory, which a courier's script adds to: as long as there is none, the built-in edition
/// is shown.
public final class NewsStand: DeliveredNews, NewsProvider {
    /// In the order of a list.
    public private(set) var articles: [Article]
    /// What there is to read.
    public let editions: [Edition]
    /// In the order in which they came.
    private var arrived: [Headline]
    /// How articles read before they were changed, the latest first.
    var earlier: [ArticleID: [StoryReport]] = [:]
    /// How the sources are doing.
    public var health: [SourceHealth] = Newsroom.health
    /// Whether the courier has seen the sources where they stand.
    var knowsSources = true
    /// When a source was last heard.
    var lastHeard: Timestamp?
    /// Articles whose page may have changed.
    public var outdatedPages: [ArticleID] = []
    /// A number that is another one after each delivery of another portal's.
    public var deliveries = 0
    /// Articles that tell the same.
    public var oneStory: [ArticleID] = []
    /// What articles are muted by.
    var muting: [MuteRule] = []

    init(articles: [Article], editions: [Edition] = Newsroom.editions) {
        self.articles = articles
        arrived = articles.map(\.headline)
        self.editions = editions
    }

    /// Puts articles that the courier brought among the others.
    public func deliver(_ new: [Article]) {
        arrived += new.map(\.headline)
        articles = (articles + new).sorted { left, right in
            left.headline.published == right.headline.published
                ? left.id.rawValue < right.id.rawValue
                : left.headline.published > right.headline.published
        }
    }

    /// Lets another outlet tell the story of an article.
    public func grow(_ id: ArticleID) {
        guard let index = articles.firstIndex(where: { $0.id == id }) else { return }
        articles[index].headline.outlets += 1
    }

    /// Gives an article another title and text, a minute before now.
    public func revise(_ id: ArticleID, _ title: SafeText, _ body: Document) {
        guard let index = articles.firstIndex(where: { $0.id == id }) else { return }
        let old = articles[index]
        let former = StoryReport(
            article: id, title: old.headline.title, source: old.headline.source,
            since: old.headline.published, isEarlier: true, body: old.body)
        earlier[id, default: []].insert(former, at: 0)
        let headline = old.headline
        var revised = Headline(
            id: id, title: title, teaser: headline.teaser, section: headline.section,
            sectionName: headline.sectionName, source: headline.source,
            published: headline.published, outlets: headline.outlets)
        let changes = Changes(count: earlier[id]?.count ?? 1, last: PinnedClock.now + -60)
        revised.changes = changes
        articles[index].headline = revised
        articles[index].changes = changes
        articles[index].body = body
    }

    /// Puts the text of an article's page in the place of the feed's.
    func readPage(of id: ArticleID, _ body: Document) {
        guard let index = articles.firstIndex(where: { $0.id == id }) else { return }
        articles[index].body = body
        articles[index].page = .read
    }

    public func articlesWithFormerPage(count: Int) -> [ArticleID] { outdatedPages }

    public func version() -> Int? { deliveries }

    public var hasNews: Bool { !articles.isEmpty }

    public func lastArrival() -> Int64 { Int64(arrived.count) }

    public func arrivals(after number: Int64, count: Int) -> [Headline] {
        Array(arrived.dropFirst(Int(number)).prefix(count)).sorted { $0.published > $1.published }
    }

    public func listed(on page: NewsPage) -> [ArticleID] {
        headlines(on: page, from: .start, count: .max).map(\.id)
    }

    public func open() -> (any DeliveredNews)? { self }

    public func setAside(_ problem: StoreProblem) -> SafeText? { nil }

    public var edition: BuiltInName? { nil }

    public func headlines(on page: NewsPage, from cursor: ListCursor, count: Int) -> [Headline] {
        let all = articles.filter { isOn(page, $0.headline) && rule(muting: $0) == nil }
            .map(listed)
        let part: ArraySlice<Headline> =
            switch cursor {
            case .start: all.prefix(count)
            case .after(let last): all.drop { $0.id != last.id }.dropFirst().prefix(count)
            case .before(let first): all.prefix { $0.id != first.id }.suffix(count)
            case .end: all.suffix(count)
            }
        return Array(part)
    }

    private func listed(_ article: Article) -> Headline {
        var headline = article.headline
        if oneStory.contains(article.id) { headline.story = oneStory.first }
        return headline
    }

    func rule(muting article: Article) -> MuteRule? {
        let headline = article.headline
        return MuteMatcher(muting).rule(
            muting: headline.title, teaser: headline.teaser, authors: article.authors,
            of: MuteScope(source: headline.source, section: headline.sectionName),
            text: article.body.searchText)
    }

    /// Mutes by another rule, as a courier would.
    public func note(_ rule: MuteRule) { muting.append(rule) }

    public func mutedCount(on page: NewsPage) -> Int { muted(on: page).count }

    public func muted(on page: NewsPage) -> [MutedHeadline] {
        articles.filter { isOn(page, $0.headline) }.compactMap { article in
            rule(muting: article).map { rule in
                var headline = article.headline
                headline.isMuted = true
                return MutedHeadline(headline: headline, rule: rule)
            }
        }
    }

    public func muteRules() -> Set<Int64> { Set(muting.map(\.id)) }

    public func headlines(
        matching query: SectionQuery, from cursor: ListCursor, count: Int
    ) -> [Headline] {
        guard cursor == .start || cursor == .end else { return [] }
        return Array(articles.filter(query.matches).map(\.headline).prefix(count))
    }

    public func articles(matching query: SectionQuery) -> [ArticleID: ArticleState] {
        states(of: headlines(matching: query, from: .start, count: .max).map(\.id))
    }

    private func isOn(_ page: NewsPage, _ headline: Headline) -> Bool {
        switch page {
        case .section(let section): headline.section == section
        case .front(let edition):
            editions.contains {
                $0.id == edition && $0.sections.contains { $0.id == headline.section }
            }
        }
    }

    public func newest(of editions: [Edition], count: Int) -> [Headline] {
        articles.prefix(count).map(listed)
    }

    public func newest(in section: SectionID, count: Int) -> [Headline] {
        headlines(on: .section(section), from: .start, count: count)
    }

    public func articles(on page: NewsPage) -> [ArticleID: ArticleState] {
        states(of: headlines(on: page, from: .start, count: .max).map(\.id))
    }

    public func states(of ids: [ArticleID]) -> [ArticleID: ArticleState] {
        let states = articles.filter { ids.contains($0.id) }.map { article in
            let headline = article.headline
            return (
                headline.id,
                ArticleState(
                    revisions: headline.changes?.count ?? 0, outlets: headline.outlets)
            )
        }
        return Dictionary(states) { first, _ in first }
    }

    public func changes(of id: ArticleID) -> Changes? { article(id)?.headline.changes }

    public func search(_ words: SafeText, count: Int) -> SearchResults {
        SearchResults(of: words, among: articles, count: count)
    }

    public func article(_ id: ArticleID) -> Article? {
        articles.first { $0.id == id }
    }

    public func otherReports(of id: ArticleID) -> [Headline] {
        guard oneStory.contains(id) else { return [] }
        return oneStory.filter { $0 != id }.compactMap { article($0)?.headline }
    }

    public func stories(count: Int) -> [[Headline]] { [] }

    public func earlierVersions(of id: ArticleID) -> [StoryReport] { earlier[id] ?? [] }

    public func sources() -> [SourceHealth] { health }

    public func places() -> [SourceID: SectionID] {
        guard knowsSources else { return [:] }
        let places = editions.flatMap(\.sections).flatMap { section in
            section.sources.map { ($0.id, section.id) }
        }
        return Dictionary(places) { _, last in last }
    }

    public func lastDelivered() -> Timestamp? { lastHeard }

    public func stored(among articles: [ArticleID]) -> Set<ArticleID> {
        Set(self.articles.map(\.id)).intersection(articles)
    }
}
