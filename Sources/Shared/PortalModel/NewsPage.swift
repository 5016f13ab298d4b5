/// A page that lists headlines.
public enum NewsPage: Hashable, Sendable {
    /// The front page of an edition: all its sections together.
    case front(EditionID)
    /// The page of one section.
    case section(SectionID)
}

/// Which headlines of a page's list are read.
public enum ListPlace: Hashable, Sendable {
    /// The newest.
    case start
    /// Those right after a headline.
    case after(Headline)
    /// Those right before a headline.
    case before(Headline)
    /// The oldest.
    case end
}
