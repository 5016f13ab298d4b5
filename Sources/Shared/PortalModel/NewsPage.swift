/// A page that lists headlines.
public enum NewsPage: Hashable, Sendable {
    /// The front page of an edition: all its sections together.
    case front(EditionID)
    /// The page of one section.
    case section(SectionID)

    /// How it is kept.
    public var stored: String {
        switch self {
        case .front(let edition): "front \(edition.rawValue)"
        case .section(let section): "section \(section.rawValue)"
        }
    }

    /// The page that was kept as `stored`; nil when there is none such.
    public init?(stored: String) {
        let words = stored.split(separator: " ")
        guard words.count == 2, let number = Int64(words[1]) else { return nil }
        switch words[0] {
        case "front": self = .front(EditionID(rawValue: number))
        case "section": self = .section(SectionID(rawValue: number))
        default: return nil
        }
    }
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
