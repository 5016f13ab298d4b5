/// What the courier tells while it works: one JSON object a line on its standard output, whose key
/// `event` says which of these it is. Every field has a range that is checked where it is read: a
/// courier may have fallen to what it parsed.
///
///     {"event":"started","sources":12}
///     {"event":"source","name":"NOS","outcome":"fetched","new":3,"changed":0,…}
///     {"event":"finished","fetched":11,"failed":1,…}
public enum CourierMessage: Hashable, Sendable {
    /// The round begins; this many sources are asked.
    case started(sources: Int)
    /// A source is done.
    case source(SourceReport)
    /// The page of an article is done.
    case page(PageReport)
    /// The lead picture of an article is done.
    case picture(PictureReport)
    /// The round is over and everything stored.
    case finished(RoundReport)
    /// The round could not be done at all.
    case failed(problem: DeliveryProblem)
}

extension CourierMessage: Codable {
    private enum Key: String, CodingKey {
        case event, sources, problem
    }

    private enum Kind: String, Codable {
        case started, source, page, picture, finished, failed
    }

    /// Reads one object; throws when it is none of the messages of this version.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self =
            switch try container.decode(Kind.self, forKey: .event) {
            case .started: .started(sources: try container.decodeCount(forKey: .sources))
            case .source: .source(try SourceReport(from: decoder))
            case .page: .page(try PageReport(from: decoder))
            case .picture: .picture(try PictureReport(from: decoder))
            case .finished: .finished(try RoundReport(from: decoder))
            case .failed:
                .failed(problem: try container.decode(DeliveryProblem.self, forKey: .problem))
            }
    }

    /// Writes the fields of a report beside its `event`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .started(let sources):
            try container.encode(Kind.started, forKey: .event)
            try container.encode(sources, forKey: .sources)
        case .source(let report):
            try container.encode(Kind.source, forKey: .event)
            try report.encode(to: encoder)
        case .page(let report):
            try container.encode(Kind.page, forKey: .event)
            try report.encode(to: encoder)
        case .picture(let report):
            try container.encode(Kind.picture, forKey: .event)
            try report.encode(to: encoder)
        case .finished(let report):
            try container.encode(Kind.finished, forKey: .event)
            try report.encode(to: encoder)
        case .failed(let problem):
            try container.encode(Kind.failed, forKey: .event)
            try container.encode(problem, forKey: .problem)
        }
    }
}

/// How it went with the page of one article.
public struct PageReport: Hashable, Sendable, Codable {
    /// The article.
    public let article: ArticleID
    /// Why the page could not be used; nil when its text is stored.
    public let problem: DeliveryProblem?

    /// A report of these parts.
    public init(article: ArticleID, problem: DeliveryProblem? = nil) {
        self.article = article
        self.problem = problem
    }
}

/// How it went with one source.
public struct SourceReport: Hashable, Sendable, Codable {
    /// What came of asking.
    public enum Outcome: String, Hashable, Sendable, Codable {
        /// It gave a feed.
        case fetched
        /// It has not changed since last time.
        case unchanged
        /// It gave nothing that could be used; `problem` says why.
        case failed
    }

    /// The source asked.
    public let id: SourceID
    /// Its name.
    public let name: SafeText
    /// What came of it.
    public let outcome: Outcome
    /// Articles never seen before.
    public let new: Int
    /// Articles whose text had changed.
    public let changed: Int
    /// Why it failed.
    public let problem: DeliveryProblem?

    /// A report of these parts.
    public init(
        id: SourceID, name: SafeText, outcome: Outcome, new: Int = 0, changed: Int = 0,
        problem: DeliveryProblem? = nil
    ) {
        self.id = id
        self.name = name
        self.outcome = outcome
        self.new = new
        self.changed = changed
        self.problem = problem
    }

    /// Throws at a count that no source can have.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(SourceID.self, forKey: .id),
            name: try container.decodeLine(forKey: .name),
            outcome: try container.decode(Outcome.self, forKey: .outcome),
            new: try container.decodeCount(forKey: .new),
            changed: try container.decodeCount(forKey: .changed),
            problem: try container.decodeIfPresent(DeliveryProblem.self, forKey: .problem))
    }
}

/// A whole round in numbers.
public struct RoundReport: Hashable, Sendable, Codable {
    /// Sources that gave a feed.
    public var fetched = 0
    /// Sources without news.
    public var unchanged = 0
    /// Sources that failed.
    public var failed = 0
    /// New articles of all sources.
    public var new = 0
    /// Changed articles of all sources.
    public var changed = 0

    /// Nothing asked yet.
    public init() {}

    /// Throws at a count that no round can have.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        fetched = try container.decodeCount(forKey: .fetched)
        unchanged = try container.decodeCount(forKey: .unchanged)
        failed = try container.decodeCount(forKey: .failed)
        new = try container.decodeCount(forKey: .new)
        changed = try container.decodeCount(forKey: .changed)
    }

    /// Adds what one source gave.
    public mutating func add(_ report: SourceReport) {
        switch report.outcome {
        case .fetched: fetched += 1
        case .unchanged: unchanged += 1
        case .failed: failed += 1
        }
        new += report.new
        changed += report.changed
    }
}

extension KeyedDecodingContainer {
    /// A number of sources or articles: at most a thousand million, so that a few can be added.
    fileprivate func decodeCount(forKey key: Key) throws -> Int {
        let count = try decode(Int.self, forKey: key)
        guard (0...1_000_000_000).contains(count) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "no count")
        }
        return count
    }

    /// Text of one line.
    func decodeLine(forKey key: Key, limit: Int = 1000) throws -> SafeText {
        SafeText(line: try decode(String.self, forKey: key), limit: limit)
    }
}
