import NewsStore
import PortalApp
import PortalCore
import PortalModel

/// The built-in edition, of which the lead read otherwise twice before: first it ended after the
/// second paragraph, and then one sentence of that was another.
struct ChangedEdition: News {
    private let original: BuiltInNews
    private let earlier: [StoryReport]

    init(_ original: BuiltInNews) {
        self.original = original
        earlier = BuiltInEdition.articles.first.map(Self.earlierReports) ?? []
    }

    private static func earlierReports(of article: Article) -> [StoryReport] {
        let blocks = article.body.blocks
        let published = article.headline.published
        let sentence: Block = .paragraph([
            """
            Een week eerder kwam de NAVO-Ruslandraad bijeen, na een stilte van meer dan een jaar. \
            Moskou zegde dinsdag nog niets toe.
            """
        ])
        return [
            report(
                of: article, title: article.headline.title, since: published + 600,
                blocks.prefix(1) + [sentence]),
            report(
                of: article, title: "NAVO nodigt Rusland opnieuw uit", since: published,
                blocks.prefix(1)),
        ]
    }

    private static func report(
        of article: Article, title: SafeText, since: Timestamp, _ blocks: ArraySlice<Block>
    ) -> StoryReport {
        StoryReport(
            article: article.id, title: title, source: article.headline.source, since: since,
            isEarlier: true, body: Document(Array(blocks)))
    }

    func earlierVersions(of id: ArticleID) -> [StoryReport] {
        earlier.filter { $0.article == id }
    }

    /// The last change came ten minutes after the text before it.
    func article(_ id: ArticleID) -> Article? {
        var article = original.article(id)
        if let latest = earlierVersions(of: id).first?.since {
            article?.changes = Changes(count: earlier.count, last: latest + 600)
        }
        return article
    }

    var edition: BuiltInName? { original.edition }

    func listed(on page: NewsPage) -> [ArticleID] {
        original.listed(on: page)
    }

    func headlines(on page: NewsPage, from cursor: ListCursor, count: Int) -> [Headline] {
        original.headlines(on: page, from: cursor, count: count)
    }

    func headlines(
        matching query: SectionQuery, from cursor: ListCursor, count: Int
    ) -> [Headline] {
        original.headlines(matching: query, from: cursor, count: count)
    }

    func articles(
        matching query: SectionQuery
    ) -> [ArticleID: ArticleState] {
        original.articles(matching: query)
    }

    func newest(of editions: [Edition], count: Int) -> [Headline] {
        original.newest(of: editions, count: count)
    }

    func newest(in section: SectionID, count: Int) -> [Headline] {
        original.newest(in: section, count: count)
    }

    func articles(on page: NewsPage) -> [ArticleID: ArticleState] {
        original.articles(on: page)
    }

    func states(of articles: [ArticleID]) -> [ArticleID: ArticleState] {
        original.states(of: articles)
    }

    func changes(of id: ArticleID) -> Changes? { nil }

    func search(_ words: SafeText, count: Int) -> SearchResults {
        original.search(words, count: count)
    }

    func otherReports(of id: ArticleID) -> [Headline] { original.otherReports(of: id) }

    func stories(count: Int) -> [[Headline]] { original.stories(count: count) }
}
