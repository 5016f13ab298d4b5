/// An article whole: its headline and its text.
public struct Article: Hashable, Sendable, Identifiable {
    /// What a list shows of it.
    public var headline: Headline
    /// When the publisher last changed it, where that is told and later than its publication.
    public var updated: Timestamp?
    /// Who wrote it.
    public var authors: [SafeText]
    /// Its page on the web.
    public var link: WebAddress?
    /// Its text; empty where the source gave none.
    public var body: Document

    /// The article of `headline`.
    public init(
        headline: Headline, updated: Timestamp? = nil, authors: [SafeText] = [],
        link: WebAddress? = nil, body: Document = Document()
    ) {
        self.headline = headline
        self.updated = updated
        self.authors = authors
        self.link = link
        self.body = body
    }

    /// The article's own identity is its headline's.
    public var id: ArticleID { headline.id }

    /// Minutes that an even reader (230 words a minute) takes, begun ones counted whole.
    public var readingMinutes: Int {
        max(1, (body.wordCount + 229) / 230)
    }
}
