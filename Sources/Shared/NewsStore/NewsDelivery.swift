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
                // Most articles take some three kilobytes, of which smaller pages hold one each; a
                // file that is there keeps its own size.
                try database.execute(
                    sql: """
                        PRAGMA page_size = 8192;
                        PRAGMA journal_mode = WAL;
                        PRAGMA synchronous = NORMAL;
                        PRAGMA cache_size = -16384;
                        PRAGMA temp_store = MEMORY;
                        PRAGMA wal_autocheckpoint = 10000;
                        """)
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.alone(at: path) {
                try queue.inDatabase { try DatabaseKind.news.prepare($0, path: path) }
            }
            return queue
        }
    }

    /// Copies what the journal holds into the file, while others read it: what closing the file has
    /// to do, which keeps readers waiting, is little then.
    public func checkpoint() throws(StoreProblem) {
        try onDatabase(at: path) {
            try Self.alone(at: path) {
                _ = try queue.writeWithoutTransaction { try $0.checkpoint(.passive) }
            }
        }
    }

    func write<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try onDatabase(at: path) {
            try Self.alone(at: path) { try queue.write(work) }
        }
    }

    /// Runs `work` while no other process writes the news.db at `path`.
    ///
    /// SQLite would see to that too; but the version of Debian 12 (3.40.1) can damage a write-ahead
    /// log when two processes write and reset it at once.
    private static func alone<Value>(at path: String, _ work: () throws -> Value) throws -> Value {
        try withExtendedLifetime(FileLock.taken(at: path + ".lock")) { try work() }
    }
}
