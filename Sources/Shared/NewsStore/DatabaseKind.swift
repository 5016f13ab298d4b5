import GRDB
import PortalModel

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
