import Foundation
import GRDB
import PortalModel

/// reader.db: what the reader chose and did. The front alone opens it.
///
/// Every change is on the disk when its call returns (rollback journal, `synchronous=FULL`).
/// Calls throw `StoreProblem`; then nothing was changed.
public struct ReaderDatabase: Sendable {
    private let connection: GuardedConnection

    /// Opens the reader.db at `path`, which is made, for its owner only, when there is none.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, the file should be kept aside.
    public init(path: String) throws(StoreProblem) {
        // SQLite would let everybody read a file that it makes. One that is there stays closed,
        // since closing it would give up SQLite's locks on it; and where none can be made, SQLite
        // says why.
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        try self.init(
            at: path,
            pragmas: """
                PRAGMA synchronous = FULL; PRAGMA cache_size = -256; PRAGMA temp_store = MEMORY
                """)
    }

    /// A reader.db in memory, for when none can be kept on the disk, and for tests.
    public init() throws(StoreProblem) {
        try self.init(at: "", pragmas: nil)
    }

    private init(at path: String, pragmas: String?) throws(StoreProblem) {
        // Two portals may be open at once; a write of one takes the other a moment.
        connection = try GuardedConnection(
            to: .reader, at: path, lockTimeout: Self.lockTimeout, processorTime: 2000,
            pragmas: pragmas)
        try connection.use { try DatabaseKind.reader.prepare($0, path: path) }
    }

    /// The file; empty for a database in memory.
    public var path: String { connection.path }

    /// Whether what it holds ends with the process.
    public var isInMemory: Bool { path.isEmpty }

    /// Does `work`, in which a lock of another portal is waited for no longer than so many
    /// milliseconds; else it is two seconds.
    public func waitingForLocks<Value>(
        _ milliseconds: Int32, _ work: () throws(StoreProblem) -> Value
    ) throws(StoreProblem) -> Value {
        connection.waitForLocks(milliseconds)
        defer { connection.waitForLocks(Self.lockTimeout) }
        return try work()
    }

    private static let lockTimeout: Int32 = 2000

    /// Marks articles as read at `moment`, as what they are by now as far as `states` tells, or,
    /// with nil, as unread.
    public func setRead(
        _ articles: [ArticleID], at moment: Timestamp?, as states: [ArticleID: ArticleState] = [:]
    ) throws(StoreProblem) {
        try setReadRecords(of: articles) { article in
            moment.map { moment in
                let state = states[article]
                return ReadRecord(
                    moment: moment, revisions: state?.revisions, outlets: state?.outlets)
            }
        }
    }

    /// Has articles read when and as what `record` says, and unread where it gives nil.
    public func setReadRecords(
        of articles: [ArticleID], to record: (ArticleID) -> ReadRecord?
    ) throws(StoreProblem) {
        try write { database in
            let forget = try database.cachedStatement(sql: "DELETE FROM read WHERE article = ?")
            let keep = try database.cachedStatement(
                sql: """
                    INSERT INTO read (article, moment, revisions, outlets) VALUES (?, ?, ?, ?)
                    ON CONFLICT (article) DO UPDATE SET moment = excluded.moment,
                      revisions = excluded.revisions, outlets = excluded.outlets
                    """)
            for article in articles {
                if let record = record(article) {
                    try keep.execute(arguments: [
                        article.rawValue, record.moment.seconds, record.revisions,
                        record.outlets,
                    ])
                } else {
                    try forget.execute(arguments: [article.rawValue])
                }
            }
        }
    }

    /// A number that is another one once another portal has written; no row is read for it.
    public func version() throws(StoreProblem) -> Int {
        try read { database in
            try database.rows("PRAGMA data_version") { try $0.count(0) }.first ?? 0
        }
    }

    /// How many of `articles` were not read. Costs a look into the index for each of them, and
    /// nothing for others that were read.
    public func unreadCount(among articles: [ArticleID]) throws(StoreProblem) -> Int {
        try read { database in
            var count = 0
            for start in stride(from: 0, to: articles.count, by: Self.articlesAtOnce) {
                let part = Array(articles[start...].prefix(Self.articlesAtOnce))
                count +=
                    try database.row(Self.unread, [part.jsonArray]) { try $0.count(0) } ?? 0
            }
            return count
        }
    }

    /// Articles that are asked for in one statement, whose length is limited.
    private static let articlesAtOnce = 50_000

    static let unread = """
        SELECT count(*) FROM json_each(?) LEFT JOIN read ON read.article = value
        WHERE read.article IS NULL
        """

    /// Which of `articles` were read, when and as what, and which are saved.
    public func marks(
        of articles: [ArticleID]
    ) throws(StoreProblem) -> (read: [ArticleID: ReadRecord], saved: Set<ArticleID>) {
        guard !articles.isEmpty else { return ([:], []) }
        return try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT value, EXISTS (SELECT 1 FROM saved WHERE article = value),
                      read.moment, read.revisions, read.outlets
                    FROM json_each(?) LEFT JOIN read ON read.article = value
                    """)
            var read: [ArticleID: ReadRecord] = [:]
            var saved: Set<ArticleID> = []
            try statement.forEachRow([articles.jsonArray]) { row in
                let id = ArticleID(rawValue: try row.number(0))
                if try row.flag(1) { saved.insert(id) }
                guard let moment = try row.optional(2, row.moment) else { return }
                read[id] = ReadRecord(
                    moment: moment, revisions: try row.optional(3, row.count),
                    outlets: try row.optional(4, row.count))
            }
            return (read, saved)
        }
    }

    /// Runs `work`, which is one statement.
    func read<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try connection.read(work)
    }

    /// Runs `work` in a transaction.
    func write(_ work: (Database) throws -> Void) throws(StoreProblem) {
        try connection.write(work)
    }
}

/// How often an article was changed by now, and how many outlets tell its story.
public struct ArticleState: Hashable, Sendable {
    public let revisions: Int
    public let outlets: Int

    public init(revisions: Int, outlets: Int) {
        self.revisions = revisions
        self.outlets = outlets
    }
}
