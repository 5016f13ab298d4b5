/// An article with all that is known of it, as it goes from one portal to others in an edition.
public struct PublishedArticle: Hashable, Sendable, Identifiable {
    public let id: ArticleID
    /// Where its feed is.
    public let source: Source
    public let section: SectionID
    public let title: SafeText
    /// Its first lines, or empty.
    public let teaser: SafeText
    public let published: Timestamp
    /// Whether its publisher told when it appeared; otherwise it is when it was first seen.
    public let isDated: Bool
    public let updated: Timestamp?
    public let authors: [SafeText]
    public let link: WebAddress?
    public let body: Document
    /// What its page told; nil where the page was not read.
    public let page: Page?
    /// The smallest article of those that tell the same story; nil where it tells it alone.
    public let story: ArticleID?
    /// How many outlets tell it.
    public let outlets: Int

    /// What the page of an article told beside its text.
    public struct Page: Hashable, Sendable {
        /// Whether the text is the beginning only, and the rest for subscribers.
        public let isBeginning: Bool
        public let byline: SafeText?
        public let published: Timestamp?
        /// As a language tag in lower case.
        public let language: SafeText?

        public init(
            isBeginning: Bool, byline: SafeText? = nil, published: Timestamp? = nil,
            language: SafeText? = nil
        ) {
            self.isBeginning = isBeginning
            self.byline = byline
            self.published = published
            self.language = language
        }
    }

    public init(
        id: ArticleID, source: Source, section: SectionID, title: SafeText, teaser: SafeText,
        published: Timestamp, isDated: Bool = true, updated: Timestamp? = nil,
        authors: [SafeText] = [], link: WebAddress? = nil, body: Document, page: Page? = nil,
        story: ArticleID? = nil, outlets: Int = 1
    ) {
        self.id = id
        self.source = source
        self.section = section
        self.title = title
        self.teaser = teaser
        self.published = published
        self.isDated = isDated
        self.updated = updated
        self.authors = authors
        self.link = link
        self.body = body
        self.page = page
        self.story = story
        self.outlets = outlets
    }
}
