/// A page that lists headlines.
public enum NewsPage: Hashable, Sendable {
    /// The front page of an edition: all its sections together.
    case front(EditionID)
    /// The page of one section.
    case section(SectionID)
}
