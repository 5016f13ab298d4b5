import GRDB
import PortalModel

/// When a source may be asked again, and all that this is decided from next time.
public struct PollState: Hashable, Sendable {
    /// From this moment on it is asked by itself.
    public var next: Timestamp
    /// Before this moment it is not asked at all, not even when the reader wants it.
    public var notBefore: Timestamp
    /// How many times in a row it was asked in vain.
    public var failures: Int
    /// What its last readable feed asked for.
    public var terms: PollTerms
    /// Where it is asked instead of at its own address, since it has moved there for good.
    public var moved: WebAddress?

    /// A state of these parts; without any, that of a source that was never asked.
    public init(
        next: Timestamp = Timestamp(seconds: 0), notBefore: Timestamp = Timestamp(seconds: 0),
        failures: Int = 0, terms: PollTerms = PollTerms(), moved: WebAddress? = nil
    ) {
        self.next = next
        self.notBefore = notBefore
        self.failures = failures
        self.terms = terms
        self.moved = moved
    }
}

/// What a feed says about how often it wishes to be asked.
public struct PollTerms: Hashable, Sendable {
    /// Seconds between two changes.
    public var interval: Int64
    /// Hours in UTC, 0 to 23, in which nobody need ask.
    public var skippedHours: Set<Int>
    /// Days in UTC, 0 for Sunday to 6, on which nobody need ask.
    public var skippedDays: Set<Int>

    /// Terms of these parts; without any, no wishes.
    public init(interval: Int64 = 0, skippedHours: Set<Int> = [], skippedDays: Set<Int> = []) {
        self.interval = interval
        self.skippedHours = skippedHours
        self.skippedDays = skippedDays
    }
}

extension PollState {
    /// The columns of a source, in the order in which `init(_:startingAt:)` reads them.
    static let columns =
        "source.next_poll, source.not_before, source.failures, source.poll_interval,"
        + " source.skip_hours, source.skip_days, source.moved"

    /// Reads `columns`, the first of which has the number `first`.
    init(_ row: StoredRow, startingAt first: Int) throws {
        self.init(
            next: try row.moment(first), notBefore: try row.moment(first + 1),
            failures: try row.count(first + 2),
            terms: PollTerms(
                interval: try row.number(first + 3, in: 0...Timestamp.never.seconds),
                skippedHours: Set(bits: try row.number(first + 4, in: 0...(1 << 24 - 1))),
                skippedDays: Set(bits: try row.number(first + 5, in: 0...(1 << 7 - 1)))),
            moved: try row.optional(first + 6, row.address) ?? nil)
    }

    /// Makes this the state of `source`.
    func store(of source: SourceID, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE source SET next_poll = ?, not_before = ?, failures = ?, poll_interval = ?,
                  skip_hours = ?, skip_days = ?, moved = ?
                WHERE id = ?
                """
        ).execute(arguments: [
            next.seconds, notBefore.seconds, failures, terms.interval,
            terms.skippedHours.bits, terms.skippedDays.bits, moved?.string, source.rawValue,
        ])
    }
}

extension Set<Int> {
    /// The numbers of the bits that are set.
    fileprivate init(bits: Int64) {
        self = Set((0..<63).filter { bits >> Int64($0) & 1 == 1 })
    }

    /// A bit for each number from 0 to 62.
    fileprivate var bits: Int64 {
        reduce(0) { $0 | 1 << Int64($1) }
    }
}

extension SourceHealth {
    /// All sources in the order of the configuration, after the edition that brings others if there
    /// is one, which stands in no section.
    static func all(in database: Database) throws -> [SourceHealth] {
        try database.rows(
            """
            SELECT source.name, source.address, section.name, source.checked,
                   source.delivered, source.next_poll, source.problem
            FROM source LEFT JOIN section ON section.id = source.section
            ORDER BY section.position IS NULL DESC, section.position, source.position
            LIMIT 10000
            """, [], SourceHealth.init(row:)
        ).compactMap { $0 }
    }

    private init?(row: StoredRow) throws {
        guard let address = try row.address(1) else { return nil }
        let nextPoll = try row.moment(5)
        self.init(
            source: Source(name: try row.line(0), address: address),
            section: try row.optional(2, row.line) ?? .empty,
            checked: try row.optional(3, row.moment),
            delivered: try row.optional(4, row.moment),
            nextPoll: nextPoll.seconds > 0 ? nextPoll : nil,
            problem: try row.optional(6, row.problem))
    }
}
