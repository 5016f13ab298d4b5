import Foundation
import GRDB
import PortalModel
import System

/// news.db as the courier sees it, which alone writes it.
///
/// Each call is one transaction: a reader sees all of it or nothing. Calls throw `StoreProblem`;
/// then nothing was changed. In write-ahead mode with `synchronous=NORMAL`, power loss may take
/// the last deliveries, never the file.
public struct NewsWriter: Sendable {
    private let connection: GuardedConnection
    /// Bytes that the file takes at the most.
    private let largest: Int
    let muteMatchers = MuteMatcherCache()
    /// The file.
    var path: String { connection.path }

    /// Bytes that the journal takes between two transactions, somewhat at the most.
    static let journalSize = 8 << 20

    /// Opens the news.db at `path`, which is made when there is none, and grows to no more than
    /// `largest` bytes. One that is shared can be read by others who may not write it.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, the file should be kept aside.
    public init(
        path: String, largest: Int = 64 << 30, isShared: Bool = false
    ) throws(StoreProblem) {
        self.largest = largest
        // Most articles take some three kilobytes, of which smaller pages hold one each; a file
        // that is there keeps its own size.
        connection = try GuardedConnection(
            to: .news, at: path, lockTimeout: 5000, processorTime: 30_000, keepsJournal: isShared,
            pragmas: """
                PRAGMA page_size = 16384;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = NORMAL;
                PRAGMA cache_size = -16384;
                PRAGMA temp_store = MEMORY;
                PRAGMA journal_size_limit = \(Self.journalSize);
                """)
        try alone { () throws(StoreProblem) in
            try connection.use { database in
                let pageSize = try Self.number("page_size", database)
                // A reader who comes after a courier that was killed reads through the journal.
                try database.execute(
                    sql: """
                        PRAGMA wal_autocheckpoint = \(Self.journalSize / pageSize);
                        PRAGMA max_page_count = \(largest / pageSize);
                        """)
                try DatabaseKind.news.prepare(database, path: path)
                // What such a courier has left goes into the file.
                try database.checkpoint(.passive)
            }
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
        do throws(StoreProblem) {
            return try alone { () throws(StoreProblem) in try connection.write(work) }
        } catch {
            guard error.code == .full, try isGrown() else { throw error }
            throw StoreProblem(.grown(gigabytes: (largest + (1 << 29)) >> 30), path: path)
        }
    }

    /// Whether the file has hardly room for more pages, whatever room the disk has.
    private func isGrown() throws(StoreProblem) -> Bool {
        try connection.use { database in
            let used =
                try Self.number("page_count", database)
                - Self.number("freelist_count", database)
            // What failed wanted some megabytes at once.
            return used + 1024 > (try Self.number("max_page_count", database))
        }
    }

    private static func number(_ pragma: String, _ database: Database) throws -> Int {
        try database.row("PRAGMA \(pragma)") {
            Int(try $0.number(0, in: 0...Int64(UInt32.max)))
        } ?? 0
    }

    /// Runs `work`, which is one statement: that sees one state of the file without a transaction
    /// around it.
    func read<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try connection.read(work)
    }

    /// Runs `work` while no other process writes this news.db.
    ///
    /// SQLite would see to that too; but the version of Debian 12 (3.40.1) can damage a write-ahead
    /// log when two processes write and reset it at once.
    private func alone<Value>(
        _ work: () throws(StoreProblem) -> Value
    ) throws(StoreProblem) -> Value {
        try onDatabase(at: path) {
            try withExtendedLifetime(FileLock.acquire(at: path + ".lock")) { try work() }
        }
    }
}
