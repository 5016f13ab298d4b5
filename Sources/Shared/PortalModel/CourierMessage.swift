/// What the courier tells while it works: one JSON object a line on its standard output, with the
/// case's name as its only key.
public enum CourierMessage: Hashable, Sendable, Codable {
    /// The round begins; this many sources are asked.
    case started(sources: Int)
    /// A source is done.
    case source(SourceReport)
    /// The round is over and everything stored.
    case finished(RoundReport)
    /// The round could not be done at all.
    case failed(problem: DeliveryProblem)
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
