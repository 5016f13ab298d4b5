/// One of the texts that tell a story: an article as it is, or as it was before its publisher
/// changed it.
public struct Version: Hashable, Sendable {
    /// The article whose text it is or was.
    public let article: ArticleID
    /// Its title, then or now.
    public let title: SafeText
    /// Who published it.
    public let source: SafeText
    /// Since when it reads like this, as far as that is known.
    public let since: Timestamp
    /// Whether the article reads otherwise by now.
    public let isEarlier: Bool
    /// The text.
    public let body: Document

    /// A version of these parts.
    public init(
        article: ArticleID, title: SafeText, source: SafeText, since: Timestamp,
        isEarlier: Bool = false, body: Document
    ) {
        self.article = article
        self.title = title
        self.source = source
        self.since = since
        self.isEarlier = isEarlier
        self.body = body
    }

    /// The article as it is.
    public init(_ article: Article) {
        self.init(
            article: article.id, title: article.headline.title, source: article.headline.source,
            since: article.changes?.last ?? article.headline.published, body: article.body)
    }
}

/// That an article was changed after it had been delivered.
public struct Changes: Hashable, Sendable {
    /// How often, at least once.
    public let count: Int
    /// When that was last noticed.
    public let last: Timestamp

    /// `count` changes, the last one at `last`.
    public init(count: Int, last: Timestamp) {
        self.count = count
        self.last = last
    }
}
