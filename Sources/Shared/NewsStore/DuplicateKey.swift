import PortalModel

/// What two articles of one source share when they may be one: the same link and the same title.
///
/// Some sources give every article a new guid at each poll, and with it a new id. But one link and
/// one title may also serve many articles, such as the weather of each day, so that
/// `ArticleSignature` has the last word.
struct DuplicateKey: RawRepresentable, Hashable {
    /// As it is stored; 0 for an article without a link, which is like no other.
    let rawValue: Int64

    /// What is stored as `rawValue`.
    init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// That of an article of `source` with this link and this title.
    init(source: Int64, link: String?, title: String) {
        rawValue = link.map { StableHash.of([String(source), $0, title]) } ?? 0
    }
}

/// What tells whether two articles with the same duplicate key are one.
struct ArticleSignature: Hashable {
    /// When it appeared, as far as its source says.
    let published: Timestamp?
    /// The digest of its title, teaser, authors, link and text.
    let digest: Int64

    /// Whether the articles are one: they appeared at the same moment, or they read the same. Two
    /// reports under one heading differ in both.
    func isSameArticle(as other: ArticleSignature) -> Bool {
        digest == other.digest || (published != nil && published == other.published)
    }
}
