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
    let connection: GuardedConnection
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

// Whoever may read a file can lock it too: a reader of a shared news.db could keep the courier from
// writing, or its journal from ever being emptied. Then a copy takes the place of the file, on
// which no such lock is; the portals of others see that it is another one, and open it.
extension NewsWriter {
    /// Whether readers keep this courier from writing, or the journal from being emptied. Waits
    /// for the former as any write does.
    public func isHeldByReaders() throws(StoreProblem) -> Bool {
        var status = stat()
        if stat(path + "-wal", &status) == 0, status.st_size > 4 * Self.journalSize { return true }
        do throws(StoreProblem) {
            try write { _ in }
            return false
        } catch {
            guard error.code == .inUse else { throw error }
            return true
        }
    }

    /// Puts a copy of the news.db at `path` in its place. Costs as much as copying it; nobody may
    /// have it open for writing, as whoever has the lock of the round sees to.
    public static func replaceByCopy(at path: String) throws(StoreProblem) {
        let copy = path + ".nieuw"
        try onDatabase(at: path) {
            try withExtendedLifetime(FileLock.acquire(at: path + ".lock")) {
                for end in ["", "-wal", "-shm"] { unlink(copy + end) }
                for end in ["", "-wal"] { try copyFile(at: path + end, to: copy + end) }
                try emptyJournal(of: copy)
                // Between these lines there is no journal: whoever reads then sees another file at
                // the next look.
                for end in ["-wal", "-shm"] { unlink(path + end) }
                guard rename(copy, path) == 0 else {
                    throw FileProblem.current(.notWritten, path)
                }
            }
        }
    }

    private static func emptyJournal(of path: String) throws {
        let connection = try GuardedConnection(
            to: .news, at: path, lockTimeout: 5000, processorTime: 30_000)
        try connection.use { _ = try $0.checkpoint(.truncate) }
    }

    /// Copies a file for all to read; one that is not there is none in the copy either.
    private static func copyFile(at path: String, to copy: String) throws {
        guard RegularFile.kind(of: path, followingLinks: false) != .nothing else { return }
        let source = try FileHandle(forReading: path)
        let target = FileHandle(
            fileDescriptor: try RegularFile.open(copy, for: .making, mode: 0o644),
            closeOnDealloc: true)
        while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty {
            try target.write(contentsOf: piece)
        }
    }
}

// An article goes when it appeared too long ago and its source no longer gives it. What a source
// still gives stays, however old: it would come back with the next delivery, and a source that
// seldom tells something would have nothing to show.
extension NewsWriter {
    /// Articles that go in one transaction, at the most, or twice as many as come in it: so a round
    /// is never held up, and what goes keeps up with what comes.
    static let forgottenAtOnce = 100

    /// Articles of silent sources that go in one round, at the most.
    static let silentForgotten = 500

    /// Forgets what appeared before `oldest` of sources that are gone, or that have not answered
    /// since then. At most some hundred articles, in several transactions; costs a look at each
    /// older one.
    ///
    /// What answering sources no longer give goes when they deliver.
    public func forgetSilent(before oldest: Timestamp) throws(StoreProblem) {
        // An article's row in the index begins with the time at which it appeared.
        let articles = try connection.read { database in
            try database.rows(
                """
                SELECT article.id, article.source FROM article
                LEFT JOIN source ON source.id = article.source
                WHERE article.indexed < ?1 AND ifnull(source.delivered, 0) < ?2
                ORDER BY article.indexed LIMIT ?3
                """, [oldest.seconds << 20, oldest.seconds, Self.silentForgotten]
            ) { (id: try $0.article(0), source: try $0.source(1)) }
        }
        for start in stride(from: 0, to: articles.count, by: Self.forgottenAtOnce) {
            let some = articles[start..<min(start + Self.forgottenAtOnce, articles.count)]
            try write { database in
                var search = try SearchIndex(database)
                for article in some { try Self.forget(article.id, &search, database) }
                // Or they would pass for known when their source speaks again.
                for source in Set(some.map(\.source)) { try FeedMemory.forget(source, database) }
                try search.finish()
            }
        }
    }

    /// Forgets at most `count` articles that `source` gave, except `present`, that appeared before
    /// `oldest`.
    ///
    /// - Returns: How many went.
    static func forget(
        of source: SourceID, before oldest: Timestamp, except present: Set<ArticleID>,
        atMost count: Int, _ search: inout SearchIndex, _ database: Database
    ) throws -> Int {
        let find = try database.cachedStatement(
            sql: """
                SELECT id FROM article WHERE source = ? AND published < ?
                ORDER BY published LIMIT ?
                """)
        let old = try find.rows([source.rawValue, oldest.seconds, count + present.count]) {
            try $0.article(0)
        }
        let gone = old.filter { !present.contains($0) }.prefix(count)
        for id in gone { try forget(id, &search, database) }
        return gone.count
    }

    /// Takes an article out of all tables; the room that it took is used again.
    private static func forget(
        _ id: ArticleID, _ search: inout SearchIndex, _ database: Database
    ) throws {
        let find = try database.cachedStatement(
            sql: """
                SELECT article.indexed, article.title, document.body
                FROM article JOIN document ON document.article = article.id WHERE article.id = ?
                """)
        let found = try find.row([id.rawValue]) { row in
            (indexed: try row.number(0), title: try row.text(1), body: try row.text(2))
        }
        if let found {
            try search.remove(found.indexed, title: found.title, body: found.body)
        }
        let storyStore = StoryStore(database)
        let others = try storyStore.unlink(id.rawValue).subtracting([id.rawValue])
        for place in [
            "document WHERE article", "revision WHERE article", "former_page WHERE article",
            "article WHERE id",
        ] {
            try database.cachedStatement(sql: "DELETE FROM \(place) = ?")
                .execute(arguments: [id.rawValue])
        }
        // Somebody else leads the story now, or nobody tells it any more.
        try storyStore.regroup(around: others)
    }
}
