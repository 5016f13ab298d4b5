/// A part of the news with a name, such as Buitenland, and the sources that fill it.
public struct Section: Hashable, Sendable, Identifiable {
    public let id: SectionID
    /// As it stands in the row of sections.
    public let name: SafeText
    public let edition: SafeText
    /// In the reader's order: the first one leads. None where it is a search.
    public var sources: [Source]
    /// What it finds among the articles of other sections; nil for one of sources.
    public let query: SectionQuery?

    public init(
        name: SafeText, edition: SafeText, sources: [Source], query: SectionQuery? = nil
    ) {
        id = SectionID(edition: edition, name: name)
        self.name = name
        self.edition = edition
        self.sources = sources
        self.query = query
    }

    /// Whether it can have anything to show.
    public var isUsable: Bool { !sources.isEmpty || query != nil }

    /// The section without the sources that are asked with a password, which are nobody else's
    /// business.
    public var withoutPrivateSources: Section {
        var section = self
        section.sources.removeAll { $0.access != nil || $0.address.withoutUser != $0.address }
        return section
    }
}

/// A front page of its own with the sections below it, such as Zeeland.
public struct Edition: Hashable, Sendable, Identifiable {
    public let id: EditionID
    /// As the reader knows it.
    public let name: SafeText
    /// In the reader's order.
    public var sections: [Section]

    init(name: SafeText, sections: [Section]) {
        id = EditionID(name: name)
        self.name = name
        self.sections = sections
    }

    /// The editions that these sections make up, in the order in which they are first named.
    public static func grouping(_ sections: [Section]) -> [Edition] {
        var editions: [Edition] = []
        for section in sections {
            if let index = editions.firstIndex(where: { $0.name == section.edition }) {
                editions[index].sections.append(section)
            } else {
                editions.append(Edition(name: section.edition, sections: [section]))
            }
        }
        return editions
    }
}

/// A feed that somebody publishes.
public struct Source: Hashable, Sendable, Identifiable {
    public let id: SourceID
    /// The outlet's name, as it stands below a headline.
    public internal(set) var name: SafeText
    public let address: WebAddress
    /// How it is asked for; nil for what everybody can read.
    public var access: SourceAccess?
    /// Whether it is not asked for the time being.
    public var isPaused = false
    /// Seconds between two polls, where the reader wants more than it asks for itself.
    public var interval: Int64?

    /// What `interval` may be: a source is asked no more than once an hour by itself.
    public static let intervals: ClosedRange<Int64> = 3600...31_536_000

    public init(name: SafeText, address: WebAddress, access: SourceAccess? = nil) {
        id = SourceID(address: address)
        self.name = name
        self.address = address
        self.access = access
    }
}

/// A page that lists headlines.
public enum NewsPage: Hashable, Sendable {
    /// The front page of an edition: all its sections together.
    case front(EditionID)
    case section(SectionID)

    /// How it is kept.
    public var stored: String {
        switch self {
        case .front(let edition): "front \(edition.rawValue)"
        case .section(let section): "section \(section.rawValue)"
        }
    }

    /// The page that was kept as `stored`; nil for any other text.
    public init?(stored: String) {
        let words = stored.split(separator: " ")
        guard words.count == 2, let number = Int64(words[1]) else { return nil }
        switch words[0] {
        case "front": self = .front(EditionID(rawValue: number))
        case "section": self = .section(SectionID(rawValue: number))
        default: return nil
        }
    }

    public var isFront: Bool { if case .front = self { true } else { false } }

    /// The order of the list: newest first or, on a front page, by score; then by id. Where shares
    /// are given on a front page, it departs from this.
    public func precedes(_ one: Headline, _ other: Headline) -> Bool {
        let (first, second) =
            switch self {
            case .front: (one.score, other.score)
            case .section: (one.published.seconds, other.published.seconds)
            }
        return first == second ? one.id.rawValue < other.id.rawValue : first > second
    }
}

/// Which headlines of a page's list are read.
public enum ListCursor: Hashable, Sendable {
    /// The first.
    case start
    /// Those right after a headline.
    case after(Headline)
    /// Those right before a headline.
    case before(Headline)
    /// The last.
    case end
}

/// A source and how its last deliveries went.
public struct SourceHealth: Hashable, Sendable {
    public var source: Source
    /// The name of the section that it fills.
    public var section: SafeText
    public let checked: Timestamp?
    /// When it last gave a feed, or said that nothing had changed.
    public let delivered: Timestamp?
    /// The moment from which it is asked again by itself.
    public let nextPoll: Timestamp?
    /// Why the last attempt failed, or did not bring all that there was; nil when all went well.
    public let problem: DeliveryProblem?

    /// Whether it is an edition, which stands in no section and brings what others published.
    public var isEdition: Bool { section.isEmpty }

    /// Its name after that of its section.
    public var title: SafeText { isEdition ? source.name : "\(section) · \(source.name)" }

    /// Whether the last attempt brought nothing.
    public var isFailing: Bool { problem != nil && (delivered == nil || delivered != checked) }

    /// All nil when it was never asked.
    public init(
        source: Source, section: SafeText, checked: Timestamp? = nil,
        delivered: Timestamp? = nil, nextPoll: Timestamp? = nil, problem: DeliveryProblem? = nil
    ) {
        self.source = source
        self.section = section
        self.checked = checked
        self.delivered = delivered
        self.nextPoll = nextPoll
        self.problem = problem
    }
}
