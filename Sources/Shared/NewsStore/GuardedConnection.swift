import CSQLite
import Foundation
import GRDB
import GRDBSQLite
import PortalModel
import Synchronization

/// A connection to a file that anybody may have written: nothing in the file runs by itself, values
/// have limits, and no call goes on without an end (`sqlite_guard`).
struct GuardedConnection: Sendable {
    /// The file; empty for a database in memory.
    let path: String
    private let kind: DatabaseKind
    private let processorTime: Int32
    private let holder: QueueHolder
    private var queue: DatabaseQueue { holder.queue }

    /// Opens the file at `path` and runs `pragmas` on it. What it is is not looked at yet.
    ///
    /// - Parameters:
    ///   - lockTimeout: Milliseconds to wait for another process that works on the file.
    ///   - processorTime: Milliseconds of processor time that a call may take.
    ///   - keepsJournal: Whether the files of the journal stay when nobody has the file open any
    ///     more, for those who may only read it.
    init(
        to kind: DatabaseKind, at path: String, isReadOnly: Bool = false,
        lockTimeout: Int32, processorTime: Int32, keepsJournal: Bool = false, pragmas: String? = nil
    ) throws(StoreProblem) {
        if !path.isEmpty { try checkFiles(of: path) }
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(Double(lockTimeout) / 1000)
        configuration.prepareDatabase { database in
            sqlite_guard(database.sqliteConnection, Int32(StoredRow.textLength))
            sqlite_guard_begin(processorTime)
            // GRDB notes what each statement reads, for observers, of which there are none.
            if isReadOnly { sqlite3_set_authorizer(database.sqliteConnection, nil, nil) }
            if keepsJournal, sqlite_keep_journal(database.sqliteConnection) != 0 {
                throw StoreProblem(.other, path: path)
            }
            if let pragmas { try database.execute(sql: pragmas) }
        }
        self.path = path
        self.kind = kind
        self.processorTime = processorTime
        holder = QueueHolder(
            try onDatabase(at: path) {
                path.isEmpty
                    ? try DatabaseQueue(configuration: configuration)
                    : try DatabaseQueue(path: path, configuration: configuration)
            })
    }

    /// Runs `work`, which is one statement: that sees one state of the file without a transaction
    /// around it, for which GRDB would run four more.
    func read<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try attempt { try queue.unsafeRead { try begin($0, work) } }
    }

    /// Runs `work`, whose statements see one state of the file together. For connections that only
    /// read: any other GRDB tells not to write meanwhile, and for SQLite that makes all prepared
    /// statements stale.
    func readAtOnce<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try attempt { try queue.read { try begin($0, work) } }
    }

    /// Runs `work` in a transaction: all of it is done, or nothing.
    func write<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try attempt { try queue.write { try begin($0, work) } }
    }

    /// Runs `work`, which sees to its transactions itself.
    func use<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try attempt { try queue.inDatabase { try begin($0, work) } }
    }

    /// From now on waits so many milliseconds for another process that works on the file.
    func waitForLocks(_ milliseconds: Int32) {
        queue.inDatabase { _ = sqlite3_busy_timeout($0.sqliteConnection, milliseconds) }
    }

    private func begin<Value>(
        _ database: Database, _ work: (Database) throws -> Value
    ) throws -> Value {
        sqlite_guard_begin(processorTime)
        return try work(database)
    }

    private func attempt<Value>(_ work: () throws -> Value) throws(StoreProblem) -> Value {
        do throws(StoreProblem) {
            return try onDatabase(at: path, work)
        } catch {
            guard error.code == .other else { throw error }
            // Somebody may have put a view in the place of a table while the file was open.
            _ = try onDatabase(at: path) {
                try queue.unsafeRead { try begin($0) { try kind.inspect($0, path: path) } }
            }
            throw error
        }
    }
}

/// Closes a database with the last that holds it, and keeps what GRDB has for it until the process
/// ends: its queue would be freed by a thread of libdispatch, which looks into /proc, and traps in
/// the courier's cage, where it may not.
private final class QueueHolder: Sendable {
    let queue: DatabaseQueue
    private static let closed = Mutex<[DatabaseQueue]>([])

    init(_ queue: DatabaseQueue) {
        self.queue = queue
    }

    deinit {
        do {
            try queue.close()
        } catch {
            // It is closed with the process.
        }
        let queue = queue
        Self.closed.withLock { $0.append(queue) }
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
