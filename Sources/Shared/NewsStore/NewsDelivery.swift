import Foundation
import GRDB
import PortalModel

/// news.db as the courier sees it, which alone writes it.
///
/// Each call is one transaction: a reader sees all of it or nothing. Calls throw `StoreProblem`;
/// then nothing was changed. In write-ahead mode with `synchronous=NORMAL`, power loss may take
/// the last deliveries, never the file.
public struct NewsDelivery: Sendable {
    private let connection: GuardedConnection
    /// The file.
    var path: String { connection.path }

    /// Opens the news.db at `path`, which is made when there is none.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, the file should be kept aside.
    public init(path: String) throws(StoreProblem) {
        // Most articles take some three kilobytes, of which smaller pages hold one each; a file
        // that is there keeps its own size.
        connection = try GuardedConnection(
            to: .news, at: path, lockTimeout: 5000, patience: 30_000,
            pragmas: """
                PRAGMA page_size = 8192;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = NORMAL;
                PRAGMA cache_size = -16384;
                PRAGMA temp_store = MEMORY;
                PRAGMA wal_autocheckpoint = 10000;
                """)
        try alone { () throws(StoreProblem) in
            try connection.use { try DatabaseKind.news.prepare($0, path: path) }
        }
    }

    /// Copies what the journal holds into the file, while others read it: what closing the file has
    /// to do, which keeps readers waiting, is little then.
    public func checkpoint() throws(StoreProblem) {
        try alone { () throws(StoreProblem) in
            try connection.use { _ = try $0.checkpoint(.passive) }
        }
    }

    func write<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try alone { () throws(StoreProblem) in try connection.write(work) }
    }

    /// Runs `work`, whose statements see one state of the file together.
    func read<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try connection.readAtOnce(work)
    }

    /// Runs `work` while no other process writes this news.db.
    ///
    /// SQLite would see to that too; but the version of Debian 12 (3.40.1) can damage a write-ahead
    /// log when two processes write and reset it at once.
    private func alone<Value>(
        _ work: () throws(StoreProblem) -> Value
    ) throws(StoreProblem) -> Value {
        try onDatabase(at: path) {
            try withExtendedLifetime(FileLock.taken(at: path + ".lock")) { try work() }
        }
    }
}
