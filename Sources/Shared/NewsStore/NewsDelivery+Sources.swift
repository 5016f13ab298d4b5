import Foundation
import GRDB
import PortalModel

/// What the courier must know of a source before it asks.
public struct SourceState: Hashable, Sendable {
    /// The source.
    public let source: Source
    /// The section that it fills.
    public let section: SectionID
    /// The `ETag` of the last feed that could be read, byte for byte.
    public let etag: String?
    /// The `Last-Modified` of the last feed that could be read, byte for byte.
    public let lastModified: String?
    /// The moment from which it is asked again by itself.
    public let nextPoll: Timestamp
    /// The moment before which it is not asked at all, not even when the reader wants it.
    public let notBefore: Timestamp
}

/// When a source may be asked again.
public struct PollTimes: Hashable, Sendable {
    /// From this moment on it is asked by itself.
    public let next: Timestamp
    /// Before this moment it is not asked at all.
    public let notBefore: Timestamp

    /// Asked again at `next`, and on the reader's wish from `notBefore` on.
    public init(next: Timestamp, notBefore: Timestamp = Timestamp(seconds: 0)) {
        self.next = next
        self.notBefore = notBefore
    }
}

extension NewsDelivery {
    /// The sources of one section, or of all with nil, in the order of the configuration.
    public func sources(in section: SectionID?) throws(StoreProblem) -> [SourceState] {
        try onDatabase(at: path) {
            try queue.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT source.name, source.address, source.section, source.etag,
                               source.last_modified, source.next_poll, source.not_before
                        FROM source JOIN section ON section.id = source.section
                        WHERE ?1 IS NULL OR source.section = ?1
                        ORDER BY section.position, source.position
                        """, arguments: [section?.rawValue]
                ).compactMap { row in
                    guard let address = WebAddress(row[1] as String) else { return nil }
                    return SourceState(
                        source: Source(
                            name: SafeText(cleaning: row[0] as String), address: address),
                        section: SectionID(rawValue: row[2]), etag: row[3], lastModified: row[4],
                        nextPoll: Timestamp(seconds: row[5]), notBefore: Timestamp(seconds: row[6]))
                }
            }
        }
    }

    /// Notes that a source was asked at `moment` and had nothing new.
    public func noteUnchanged(
        _ source: SourceID, at moment: Timestamp, _ poll: PollTimes
    ) throws(StoreProblem) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE source SET checked = ?1, delivered = ?1, problem = NULL,
                      next_poll = ?2, not_before = ?3
                    WHERE id = ?4
                    """,
                arguments: [
                    moment.seconds, poll.next.seconds, poll.notBefore.seconds, source.rawValue,
                ])
        }
    }

    /// Notes that a source was asked at `moment` in vain. Its articles and validators stay.
    public func noteFailure(
        _ source: SourceID, at moment: Timestamp, _ problem: DeliveryProblem, _ poll: PollTimes
    ) throws(StoreProblem) {
        try write { database in
            let json = String(decoding: try JSONEncoder().encode(problem), as: UTF8.self)
            try database.execute(
                sql: """
                    UPDATE source SET checked = ?, problem = ?, next_poll = ?, not_before = ?
                    WHERE id = ?
                    """,
                arguments: [
                    moment.seconds, json, poll.next.seconds, poll.notBefore.seconds,
                    source.rawValue,
                ])
        }
    }
}
