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
    /// When it may be asked.
    public let poll: PollState
    /// Seconds that the reader wants between two polls; nil where that is left to the source.
    public var interval: Int64?
}

extension NewsWriter {
    /// The sources of one section, or of all with nil, in the order of the configuration.
    public func sources(in section: SectionID?) throws(StoreProblem) -> [SourceState] {
        try read { database in
            try database.rows(
                """
                SELECT source.name, source.address, source.section, source.etag,
                       source.last_modified, \(PollState.columns)
                FROM source JOIN section ON section.id = source.section
                WHERE ?1 IS NULL OR source.section = ?1
                ORDER BY section.position, source.position
                """, [section?.rawValue]
            ) { row -> SourceState? in
                guard let address = try row.address(1) else { return nil }
                func validator(_ column: Int) throws -> String {
                    try row.text(column, upTo: StoredRow.lineLength)
                }
                return SourceState(
                    source: Source(name: try row.line(0), address: address),
                    section: SectionID(rawValue: try row.number(2)),
                    etag: try row.optional(3, validator),
                    lastModified: try row.optional(4, validator),
                    poll: try PollState(row, startingAt: 5))
            }.compactMap { $0 }
        }
    }

    /// Notes that a source was asked at `moment` and had nothing new.
    public func noteUnchanged(
        _ source: SourceID, at moment: Timestamp, _ poll: PollState
    ) throws(StoreProblem) {
        try write { database in
            try database.cachedStatement(
                sql: """
                    UPDATE source SET checked = ?1, delivered = ?1, problem = NULL WHERE id = ?2
                    """
            ).execute(arguments: [moment.seconds, source.rawValue])
            try poll.store(of: source, database)
        }
    }

    /// Notes that a source was asked at `moment` in vain. Its articles and validators stay.
    public func noteFailure(
        _ source: SourceID, at moment: Timestamp, _ problem: DeliveryProblem, _ poll: PollState
    ) throws(StoreProblem) {
        try write { database in
            let json = String(decoding: try JSONEncoder().encode(problem), as: UTF8.self)
            try database.execute(
                sql: "UPDATE source SET checked = ?, problem = ? WHERE id = ?",
                arguments: [moment.seconds, json, source.rawValue])
            try poll.store(of: source, database)
        }
    }
}
