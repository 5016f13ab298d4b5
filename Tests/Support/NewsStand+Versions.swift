import BuiltInEdition
import PortalModel

extension NewsStand {
    /// Lets the lead of the built-in edition have read otherwise twice before: first it ended
    /// after the second paragraph, and then one sentence of that was another.
    public mutating func change() {
        guard let article = BuiltInEdition.articles.first else { return }
        let blocks = article.body.blocks
        let published = article.headline.published
        earlier[article.id] = [
            version(
                of: article, title: article.headline.title, since: published + 600,
                blocks.prefix(1) + [
                    .paragraph([
                        """
                        Een week eerder kwam de NAVO-Ruslandraad bijeen, na een stilte van meer dan \
                        een jaar. Moskou zegde dinsdag nog niets toe.
                        """
                    ])
                ]),
            version(
                of: article, title: "NAVO nodigt Rusland opnieuw uit", since: published,
                blocks.prefix(1)),
        ]
    }

    /// The last change came ten minutes after the text before it.
    func changes(of article: ArticleID) -> Changes? {
        guard let versions = earlier[article], let latest = versions.first else { return nil }
        return Changes(count: versions.count, last: latest.since + 600)
    }

    /// The article as it is, other reports of its story, and the article as it was.
    func versions(of article: Article) -> [Version] {
        let others = Set(BuiltInEdition.otherReports(of: article.id).map(\.id))
        let reports = [article] + BuiltInEdition.articles.filter { others.contains($0.id) }
        return reports.map { Version($0) } + (earlier[article.id] ?? [])
    }

    private func version(
        of article: Article, title: SafeText, since: Timestamp, _ blocks: ArraySlice<Block>
    ) -> Version {
        Version(
            article: article.id, title: title, source: article.headline.source, since: since,
            isEarlier: true, body: Document(Array(blocks)))
    }
}
