import PortalModel

/// What is compared of an article with others.
public struct ArticleFeatures: Sendable {
    /// Who brought it.
    let outlet: String
    /// When it appeared.
    let published: Timestamp
    /// Of the text.
    let shingles: Shingles
    /// Of the text's beginning.
    let leadShingles: Shingles
    /// Of the title and the text's beginning.
    let terms: Terms
    /// Of the title alone.
    let titleTerms: Terms
    /// Of the title and the text.
    let stems: Set<UInt64>

    /// Those of the report that `outlet` brought at `published`.
    public init(_ text: ReportText, outlet: String, published: Timestamp) {
        self.outlet = outlet
        self.published = published
        let lead = text.body.prefix(Terms.leadLength)
        shingles = Shingles(of: text.body)
        leadShingles = Shingles(of: lead)
        terms = Terms(title: text.title, lead: lead)
        titleTerms = Terms(titleOf: terms)
        stems = Set((text.title + text.body).map(\.stem))
    }
}
