import Foundation
import GRDB
import PortalModel

/// news.db as the courier sees it, which alone writes it.
///
/// Each call is one transaction: a reader sees all of it or nothing. Calls throw `StoreProblem`;
/// then nothing was changed. In write-ahead mode with `synchronous=NORMAL`, power loss may take
/// the last deliveries, never the file.
public struct NewsDelivery: Sendable {
    let queue: DatabaseQueue
    let path: String

    /// Opens the news.db at `path`, which is made when there is none.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, the file should be kept aside.
    public init(path: String) throws(StoreProblem) {
        self.path = path
        queue = try onDatabase(at: path) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { database in
                try database.execute(
                    sql: """
                        PRAGMA journal_mode = WAL;
                        PRAGMA synchronous = NORMAL;
                        PRAGMA cache_size = -16384;
                        PRAGMA wal_autocheckpoint = 4000;
                        """)
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { try DatabaseKind.news.prepare($0, path: path) }
            return queue
        }
    }

    /// Makes the stored sections and sources those of `editions`.
    ///
    /// The state of a source stays with its address. Articles follow their source to another
    /// section; those of a source that is gone stay, without a list to stand in.
    public func synchronise(_ editions: [Edition]) throws(StoreProblem) {
        try write { database in
            try database.execute(sql: "DELETE FROM section")
            try database.execute(sql: "UPDATE source SET section = 0")
            var position = 0
            for edition in editions {
                for section in edition.sections {
                    position += 1
                    try database.execute(
                        sql: """
                            INSERT OR REPLACE INTO section
                              (id, name, edition, position) VALUES (?, ?, ?, ?)
                            """,
                        arguments: [
                            section.id.rawValue, section.name.string, edition.id.rawValue,
                            position,
                        ])
                    try place(section.sources, of: section, in: edition, database)
                }
            }
            try database.execute(
                sql: """
                    UPDATE article SET section = 0, edition = 0 WHERE source IN
                      (SELECT id FROM source WHERE section = 0);
                    DELETE FROM source WHERE section = 0;
                    """)
        }
    }

    private func place(
        _ sources: [Source], of section: Section, in edition: Edition, _ database: Database
    ) throws {
        for (position, source) in sources.enumerated() {
            try database.execute(
                sql: """
                    INSERT INTO source (id, section, name, address, position)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET
                      section = excluded.section, name = excluded.name,
                      position = excluded.position
                    """,
                arguments: [
                    source.id.rawValue, section.id.rawValue, source.name.string,
                    source.address.string, position,
                ])
            try database.execute(
                sql: """
                    UPDATE article SET section = ?, edition = ?
                    WHERE source = ? AND section <> ?
                    """,
                arguments: [
                    section.id.rawValue, edition.id.rawValue, source.id.rawValue,
                    section.id.rawValue,
                ])
        }
    }

    func write<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try onDatabase(at: path) {
            try queue.write(work)
        }
    }
}
