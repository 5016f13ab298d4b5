import Foundation
import GRDB
import PortalModel

/// What a check of one of the two databases found, without changing it.
public struct DatabaseCheck: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// What was delivered.
        case news
        /// The reader's own.
        case reader

        fileprivate var database: DatabaseKind { self == .news ? .news : .reader }
        fileprivate var tables: [Table] {
            self == .news ? [.article, .source] : [.read, .saved]
        }
    }

    public enum Table: String, Hashable, Sendable {
        case article
        case source
        /// Articles that were read, in reader.db.
        case read
        /// Articles that were saved, in reader.db.
        case saved
    }

    /// Bytes on the disk, journals included.
    public let size: Int64
    /// What SQLite's `quick_check` finds wrong, at most ten lines of it; none in a sound file.
    public let faults: [SafeText]
    /// The number of rows of each table that is counted.
    public let rows: [Table: Int]

    /// Checks the file at `path`, which must exist. Reads all of it: linear in its size.
    ///
    /// - Throws: `StoreProblem` when it cannot be opened as a database of this kind.
    public init(of kind: Kind, at path: String) throws(StoreProblem) {
        (size, faults, rows) = try onDatabase(at: path) {
            let size = try Self.files(of: path).reduce(into: Int64(0)) { sum, file in
                let attributes = try FileManager.default.attributesOfItem(atPath: file)
                sum += (attributes[.size] as? NSNumber)?.int64Value ?? 0
            }
            let connection = try GuardedConnection(
                to: kind.database, at: path, isReadOnly: true, lockTimeout: 2000,
                processorTime: 60_000)
            return try connection.readAtOnce { database in
                _ = try kind.database.inspect(database, path: path)
                let lines = try database.rows("PRAGMA quick_check(10)") { try $0.line(0) }
                var rows: [Table: Int] = [:]
                for table in kind.tables where try database.tableExists(table.rawValue) {
                    rows[table] = try database.row("SELECT count(*) FROM \(table.rawValue)") {
                        try $0.count(0)
                    }
                }
                return (size, lines.filter { $0 != "ok" }, rows)
            }
        }
    }

    /// The version of the SQLite that is in use, such as 3.40.1.
    public static func libraryVersion() throws(StoreProblem) -> SafeText {
        try onDatabase(at: "") {
            try DatabaseQueue().read { database in
                try database.row("SELECT sqlite_version()") { try $0.line(0) } ?? .empty
            }
        }
    }

    private static func files(of path: String) -> [String] {
        [path]
            + ["-wal", "-shm", "-journal"].map { path + $0 }
            .filter { FileManager.default.fileExists(atPath: $0) }
    }
}
