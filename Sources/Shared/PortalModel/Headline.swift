/// What a list shows of an article.
public struct Headline: Hashable, Sendable, Identifiable {
    /// The article that it leads to.
    public let id: ArticleID
    /// Never empty.
    public let title: SafeText
    /// The first lines of the article, or empty.
    public let teaser: SafeText
    /// The section that it stands in.
    public let section: SectionID
    /// That section's name.
    public let sectionName: SafeText
    /// Who published it.
    public let source: SafeText
    /// When it appeared, as far as can be trusted: never later than it was first seen.
    public var published: Timestamp
    /// How many outlets tell its story, where the headline stands for all their reports; else 1.
    public var outlets: Int

    /// A headline of these parts.
    public init(
        id: ArticleID, title: SafeText, teaser: SafeText, section: SectionID,
        sectionName: SafeText, source: SafeText, published: Timestamp, outlets: Int = 1
    ) {
        self.id = id
        self.title = title
        self.teaser = teaser
        self.section = section
        self.sectionName = sectionName
        self.source = source
        self.published = published
        self.outlets = outlets
    }
}
