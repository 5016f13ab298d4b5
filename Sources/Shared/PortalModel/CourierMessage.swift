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
    case source(SourceReport)
    case page(PageReport)
    case picture(PictureReport)
    /// The stored articles were gone through for what is muted.
    case filtered(MuteReport)
    /// The round is over and everything stored.
    case finished(RoundTotals)
    /// The round could not be done at all.
    case failed(problem: DeliveryProblem)
}

extension CourierMessage: Codable {
    private enum Key: String, CodingKey {
        case event, sources, problem
    }

    private enum Kind: String, Codable {
        case started, source, page, picture, filtered, finished, failed
    }

    /// Throws when it is none of the messages of this version.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self =
            switch try container.decode(Kind.self, forKey: .event) {
            case .started: .started(sources: try container.decodeCount(forKey: .sources))
            case .source: .source(try SourceReport(from: decoder))
            case .page: .page(try PageReport(from: decoder))
            case .picture: .picture(try PictureReport(from: decoder))
            case .filtered: .filtered(try MuteReport(from: decoder))
            case .finished: .finished(try RoundTotals(from: decoder))
            case .failed:
                .failed(problem: try container.decode(DeliveryProblem.self, forKey: .problem))
            }
    }

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
        case .filtered(let report):
            try container.encode(Kind.filtered, forKey: .event)
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
    public let article: ArticleID
    /// Why the page could not be used; nil when its text is stored.
    public let problem: DeliveryProblem?

    public init(article: ArticleID, problem: DeliveryProblem? = nil) {
        self.article = article
        self.problem = problem
    }
}

/// How it went with one source.
public struct SourceReport: Hashable, Sendable, Codable {
    public enum Outcome: String, Hashable, Sendable, Codable {
        case fetched
        case unchanged
        /// It gave nothing that could be used; `problem` says why.
        case failed
    }

    public let id: SourceID
    public let name: SafeText
    public let outcome: Outcome
    /// Articles never seen before.
    public let new: Int
    /// Articles whose text had changed.
    public let changed: Int
    public let problem: DeliveryProblem?

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
public struct RoundTotals: Hashable, Sendable, Codable {
    /// Sources that gave a feed, had nothing new, or gave nothing that could be used.
    public var fetched = 0, unchanged = 0, failed = 0
    /// Sources that were not asked, since they failed before and want to be left alone for a time.
    public var waiting = 0
    /// Articles of all sources.
    public var new = 0, changed = 0

    public init() {}

    /// Throws at a count that no round can have.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        fetched = try container.decodeCount(forKey: .fetched)
        unchanged = try container.decodeCount(forKey: .unchanged)
        failed = try container.decodeCount(forKey: .failed)
        waiting = try container.decodeCount(forKey: .waiting)
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

/// What became of the articles that are stored when the rules changed by which they are muted.
public struct MuteReport: Hashable, Sendable, Codable {
    /// Muted now, but not before.
    public var muted: Int
    /// Muted no longer.
    public var shown: Int

    public init(muted: Int = 0, shown: Int = 0) {
        self.muted = muted
        self.shown = shown
    }

    /// Throws at a count that no change can have.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        muted = try container.decodeCount(forKey: .muted)
        shown = try container.decodeCount(forKey: .shown)
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

/// What came of drawing the lead picture of one article.
public struct PictureReport: Hashable, Sendable, Codable {
    public let article: ArticleID
    public let picture: Picture?
    /// Why there is no picture.
    public let problem: DeliveryProblem?

    public init(
        article: ArticleID, picture: Picture? = nil, problem: DeliveryProblem? = nil
    ) {
        self.article = article
        self.picture = picture
        self.problem = problem
    }
}

/// How many colours a picture is drawn in.
public enum PictureColors: String, Hashable, Sendable, CaseIterable {
    /// As many as there are.
    case full
    /// Those of xterm but for the first sixteen, which many readers have given other values.
    case palette = "256"
    /// The first sixteen.
    case named = "16"
}

extension Document {
    /// The first picture with an address that stands by itself: the index of its block, and the
    /// address.
    public var leadPicture: (block: Int, address: WebAddress)? {
        for (index, block) in blocks.enumerated() {
            if case .image(_, let address?) = block { return (index, address) }
        }
        return nil
    }
}

/// Which bars stand around the courier while it reads what strangers wrote.
public struct CageReport: Hashable, Sendable, Codable {
    /// Limits on memory, processor time, open files and the size of files.
    public let limits: Bool
    /// No program can give it more rights than it has.
    public let privileges: Bool
    /// No files but its own (Landlock).
    public let files: Bool
    /// No programs, no other processes (seccomp).
    public let calls: Bool

    public init(limits: Bool, privileges: Bool, files: Bool, calls: Bool) {
        self.limits = limits
        self.privileges = privileges
        self.files = files
        self.calls = calls
    }
}

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
