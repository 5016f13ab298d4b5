import GRDB
import PortalModel

/// What one of our database files is, written into its header so that no other file is taken for
/// it (`PRAGMA application_id`), with the migrations that bring it up to date.
struct DatabaseKind: Sendable {
    /// "PNWS" or "PRDR" as four ASCII bytes.
    let applicationID: Int32
    /// Only ever added to: a file made by any version can be brought to this one.
    let migrations: [@Sendable (Database) throws -> Void]

    /// The number of migrations done, kept as `PRAGMA user_version`.
    var version: Int { migrations.count }

    /// Brings the file that `database` is open on up to date.
    ///
    /// - Throws: `StoreProblem` when the file is another program's or a newer version's; SQLite's
    ///   error when it is damaged.
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
            return .commit
        }
    }

    /// The number of migrations that the file has had; throws as `prepare` does.
    func inspect(_ database: Database, path: String) throws -> Int {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if owner != applicationID {
            let objects = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            guard owner == 0, found == 0, objects == 0 else {
                throw StoreProblem(.foreign, path: path)
            }
        }
        guard found <= version else { throw StoreProblem(.newer, path: path) }
        return found
    }
}
