import PortalModel

/// What a feed says, whatever its format.
public struct ParsedFeed: Hashable, Sendable {
    /// The format that it is written in.
    public var format: FeedFormat
    /// Its name; empty where it has none.
    public var title: SafeText = .empty
    /// The page that it belongs to.
    public var link: WebAddress?
    /// Its items in the feed's own order, at most `maximumItems`.
    public var items: [ParsedItem] = []
    /// When it wishes to be asked again.
    public var schedule = Schedule()
    /// Whether its end was there.
    public var isWhole = true

    /// Items after this many are left out.
    public static let maximumItems = 10_000

    /// A feed larger than this, in bytes, is refused.
    public static let maximumLength = 10_000_000

    /// When a feed wishes to be asked.
    public struct Schedule: Hashable, Sendable {
        /// Minutes for which it stays fresh (RSS 2.0, `ttl`).
        public var timeToLive: Int?
        /// Minutes between two changes (RSS 1.0 Syndication module).
        public var updateInterval: Int?
        /// Hours in UTC, 0 to 23, in which nobody need ask (RSS 0.91, `skipHours`).
        public var skipHours: Set<Int> = []
        /// Days in UTC, 0 for Sunday to 6, on which nobody need ask (RSS 0.91, `skipDays`).
        public var skipDays: Set<Int> = []

        /// No wishes.
        init() {}
    }

    /// A feed without items.
    init(format: FeedFormat) {
        self.format = format
    }
}

/// The language of a feed.
public struct FeedFormat: Hashable, Sendable {
    /// The families that formats belong to.
    public enum Family: String, Hashable, Sendable {
        /// RSS 0.9x and 2.0.
        case rss
        /// RSS 0.90 and 1.0, which are RDF.
        case rdf
        /// Atom 0.3 and 1.0.
        case atom
        /// JSON Feed.
        case json
    }

    /// The family.
    public var family: Family
    /// The version, such as 2.0; empty where the feed does not tell.
    var version: SafeText

    /// Family and version: `rss 2.0`.
    public var text: SafeText {
        let name = SafeText(cleaning: family.rawValue)
        return version.isEmpty ? name : "\(name) \(version)"
    }
}
