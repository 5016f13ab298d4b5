import PortalModel

/// An article as its page tells it.
public struct ReadPage: Hashable, Sendable {
    /// The headline; empty where the page has none.
    public var title: SafeText
    /// Who wrote it, several parted by commas; nil where the page does not say.
    public var byline: SafeText?
    /// The name of the publication; nil where the page does not say.
    public var site: SafeText?
    /// When it appeared; nil where the page does not say.
    public var published: Timestamp?
    /// The language of the page as a language tag (BCP 47) in lower case, such as "nl" or
    /// "nl-be"; nil where the page does not say.
    public var language: String?
    /// The text, never empty, without the headline.
    public var body: Document
    /// The picture that leads the article; nil where there is none.
    public var leadImage: LeadImage?

    /// The picture that leads an article.
    public struct LeadImage: Hashable, Sendable {
        /// Where it can be fetched.
        public var address: WebAddress
        /// What it shows, for who cannot see it; empty where the page does not say.
        public var alternative: SafeText
        /// The words under it; empty where there are none.
        public var caption: SafeText
    }
}
