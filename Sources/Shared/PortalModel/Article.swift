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
    /// Whether the text is the feed's or its page's.
    public var page: PageState
    /// The language of its page as a language tag in lower case, such as "nl-be"; nil where the
    /// page was not read or does not say.
    public var language: SafeText?
    /// That it was changed since it was first delivered; nil when it was not.
    public var changes: Changes?

    /// The article of `headline`.
    public init(
        headline: Headline, updated: Timestamp? = nil, authors: [SafeText] = [],
        link: WebAddress? = nil, body: Document = Document(), page: PageState = .notRead,
        language: SafeText? = nil, changes: Changes? = nil
    ) {
        self.headline = headline
        self.updated = updated
        self.authors = authors
        self.link = link
        self.body = body
        self.page = page
        self.language = language
        self.changes = changes
    }

    /// Whether its page is worth reading: what the feed gave is no more than a teaser. Linear in
    /// the length of the text.
    public var isTeaser: Bool { isTeaser(ofWords: body.wordCount) }

    /// The same where the words of the text were counted before.
    public func isTeaser(ofWords count: Int) -> Bool {
        page == .notRead && link != nil && count < Article.wordsOfTeaser
    }

    /// A text of fewer words is taken for a teaser.
    static let wordsOfTeaser = 150

    /// The article's own identity is its headline's.
    public var id: ArticleID { headline.id }

    /// Minutes that an even reader (230 words a minute) takes, begun ones counted whole. Linear in
    /// the length of the text.
    public var readingMinutes: Int { Article.readingMinutes(ofWords: body.wordCount) }

    /// The same of a text whose words were counted before.
    public static func readingMinutes(ofWords count: Int) -> Int {
        max(1, (count + 229) / 230)
    }
}

/// What came of reading an article's page.
public enum PageState: Hashable, Sendable {
    /// It was not read; the text is the feed's.
    case notRead
    /// The text is the page's.
    case read
    /// The text is the page's, which shows the beginning and keeps the rest for subscribers.
    case beginning
    /// The page could not be used; the text is the feed's.
    case refused(DeliveryProblem)
}
