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

/// A database that could not be used and was moved aside for a new one, byte for byte.
public struct SetAsideDatabase: Hashable, Sendable {
    /// Why it could not be used.
    let problem: StoreProblem
    /// Where it is now.
    public let path: String

    /// Moves the file that `problem` names, with its journals, to a free name beside it:
    /// `news.db.opzij`, `news.db.opzij-2`, …
    ///
    /// - Throws: `StoreProblem.notAllowed` when the file system refuses; then nothing was moved
    ///   or the rest lies where it was.
    public init(_ problem: StoreProblem) throws(StoreProblem) {
        let files = FileManager.default
        var free = problem.path + ".opzij"
        var number = 2
        while files.fileExists(atPath: free) {
            free = problem.path + ".opzij-\(number)"
            number += 1
        }
        for end in ["", "-wal", "-shm", "-journal"] {
            let isThere = end.isEmpty || files.fileExists(atPath: problem.path + end)
            guard !isThere || rename(problem.path + end, free + end) == 0 else {
                throw StoreProblem(
                    .notAllowed, path: problem.path, cause: SystemError.last.reason)
            }
        }
        self.problem = problem
        path = free
    }

    /// One Dutch sentence for the reader.
    public var sentence: SafeText {
        "\(problem.sentence) Het bestand staat nu opzij als \(SafeText(line: path))."
    }
}

/// What one of our database files is, written into its header so that no other file is taken for
/// it (`PRAGMA application_id`), with the migrations that bring it up to date.
struct DatabaseKind: Sendable {
    /// "PNWS" or "PRDR" as four ASCII bytes.
    let applicationID: Int32
    /// Only ever added to: a file made by any version can be brought to this one.
    let migrations: [@Sendable (Database) throws -> Void]
    /// The digest of what the migrations make (`schemaDigest`); nil where that is not looked at.
    var schema: Int64?

    /// The number of migrations done, kept as `PRAGMA user_version`.
    var version: Int { migrations.count }

    /// Brings the file that `database` is open on up to date.
    ///
    /// - Throws: `StoreProblem` when the file is another program's or a newer version's, or its
    ///   tables are not what the migrations make; SQLite's error when it is damaged.
    func prepare(_ database: Database, path: String) throws {
        let found = try inspect(database, path: path)
        guard found < version else { return }
        try database.inTransaction(.immediate) {
            // Another process may have been quicker between the look and the lock.
            for migration in migrations[try inspect(database, path: path)...] {
                try migration(database)
            }
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: "PRAGMA user_version = \(version)")
            try expectOwnSchema(database, path: path)
            return .commit
        }
    }

    /// The number of migrations that the file has had; throws as `prepare` does.
    func inspect(_ database: Database, path: String) throws -> Int {
        let range = Int64(Int32.min)...Int64(Int32.max)
        let found = try database.row("PRAGMA user_version") { try $0.number(0, in: range) } ?? 0
        let owner = try database.row("PRAGMA application_id") { try $0.number(0, in: range) } ?? 0
        if owner != Int64(applicationID) {
            let isEmpty = try database.row("SELECT 1 FROM sqlite_schema LIMIT 1") { _ in } == nil
            guard owner == 0, found == 0, isEmpty else {
                throw StoreProblem(.foreign, path: path)
            }
        }
        guard found >= 0 else { throw StoreProblem(.damaged, path: path) }
        guard found <= version else { throw StoreProblem(.newer, path: path) }
        if found == version { try expectOwnSchema(database, path: path) }
        return Int(found)
    }

    /// Throws where there is a view, a trigger or anything else that the migrations do not make.
    func expectOwnSchema(_ database: Database, path: String) throws {
        guard try schema == nil || schema == Self.schemaDigest(database) else {
            throw StoreProblem(.damaged, path: path)
        }
    }

    /// Tells one schema from another: a digest of the text of all that it holds. How FTS5 writes
    /// its own tables, and what `ANALYZE` adds, may differ from one SQLite to another.
    static func schemaDigest(_ database: Database) throws -> Int64 {
        StableHash.of(
            try database.rows(
                """
                SELECT type || ' ' || name || ' ' || tbl_name || ' '
                  || iif(substr(name, 1, 7) = 'search_', '', ifnull(sql, ''))
                FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_' ORDER BY name LIMIT 100
                """
            ) { try $0.text(0, upTo: 10_000) })
    }
}
