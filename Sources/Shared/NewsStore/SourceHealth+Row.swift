import Foundation
import GRDB
import PortalModel

extension SourceHealth {
    /// All sources in the order of the configuration.
    static func fetchAll(_ database: Database) throws -> [SourceHealth] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT source.name, source.address, section.name, source.checked,
                       source.delivered, source.next_poll, source.problem
                FROM source JOIN section ON section.id = source.section
                ORDER BY section.position, source.position
                """
        ).compactMap(SourceHealth.init(row:))
    }

    private init?(row: Row) throws {
        guard let address = WebAddress(row[1] as String) else { return nil }
        let nextPoll: Int64 = row[5]
        self.init(
            source: Source(name: SafeText(cleaning: row[0] as String), address: address),
            section: SafeText(cleaning: row[2] as String),
            checked: (row[3] as Int64?).map(Timestamp.init(seconds:)),
            delivered: (row[4] as Int64?).map(Timestamp.init(seconds:)),
            nextPoll: nextPoll > 0 ? Timestamp(seconds: nextPoll) : nil,
            problem: try (row[6] as String?).map {
                try JSONDecoder().decode(DeliveryProblem.self, from: Data($0.utf8))
            })
    }
}
