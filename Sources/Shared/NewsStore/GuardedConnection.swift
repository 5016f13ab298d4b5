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
