/// A feed that a page or a list of subscriptions names.
public struct FoundFeed: Hashable, Sendable, Codable {
    /// Its name; empty where it has none.
    public let title: SafeText
    public let address: WebAddress

    public init(title: SafeText, address: WebAddress) {
        self.title = title
        self.address = address
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            title: try container.decodeLine(forKey: .title),
            address: try container.decode(WebAddress.self, forKey: .address))
    }
}

/// What the courier found at an address: one JSON object on a line, whose only key says which of
/// these it is:
///
///     {"feed":{"_0":{"title":"NOS","address":"https://…"}}}
///     {"page":{"feeds":[{"title":"RSS","address":"https://…"}],"others":[]}}
///     {"failed":{"problem":{"code":"hostNotFound","context":"…"}}}
public enum FeedSearchAnswer: Hashable, Sendable, Codable {
    /// A feed; its address is where it is to be asked from now on.
    case feed(FoundFeed)
    /// A page, and the feeds that it names, the likeliest to be meant first; `others` are where
    /// there may be a feed when none of those is one.
    case page(feeds: [FoundFeed], others: [FoundFeed] = [])
    case failed(problem: DeliveryProblem)
}

/// What the courier read in an OPML file: one JSON object a line, whose only key says which of
/// these it is.
public enum OPMLMessage: Hashable, Sendable, Codable {
    /// A subscription in the folder `section`, or in none.
    case source(FoundFeed, section: SafeText?, edition: SafeText?)
    /// An entry that is no address on the web and is left out: its name, and what it asks for.
    case skipped(name: SafeText, address: SafeText)
    /// More entries came than are read.
    case cut(limit: Int)
    /// The file is not well-formed XML, so that something in it may have been missed.
    case damaged
    /// The end: everything was told.
    case finished
    /// The file could not be read, told in a Dutch sentence.
    case failed(sentence: SafeText)
}
