import GRDB
import PortalModel

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
