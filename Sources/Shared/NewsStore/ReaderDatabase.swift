import Foundation
import GRDB
import PortalModel

/// reader.db: what the reader chose and did. The front alone opens it.
///
/// Every change is on the disk when its call returns (rollback journal, `synchronous=FULL`).
/// Calls throw `StoreProblem`; then nothing was changed.
public struct ReaderDatabase: Sendable {
    let connection: GuardedConnection

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
        try connection.write { database in
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
        try connection.read { database in
            try database.rows("PRAGMA data_version") { try $0.count(0) }.first ?? 0
        }
    }

    /// How many of `articles` were not read. Costs a look into the index for each of them, and
    /// nothing for others that were read.
    public func unreadCount(among articles: [ArticleID]) throws(StoreProblem) -> Int {
        try connection.read { database in
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
        return try connection.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT value, EXISTS (SELECT 1 FROM saved WHERE article = value),
                      read.moment, read.revisions, read.outlets
                    FROM json_each(?) LEFT JOIN read ON read.article = value
                    """)
            var read: [ArticleID: ReadRecord] = [:]
            var saved: Set<ArticleID> = []
            try statement.forEachRow([articles.jsonArray]) { row in
                let id = try row.article(0)
                if try row.flag(1) { saved.insert(id) }
                guard let moment = try row.optional(2, row.moment) else { return }
                read[id] = ReadRecord(
                    moment: moment, revisions: try row.optional(3, row.count),
                    outlets: try row.optional(4, row.count))
            }
            return (read, saved)
        }
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

extension ReaderDatabase {
    /// Keeps `article` whole, for as long as the reader wants, whatever its source drops. One that
    /// is kept already is renewed and keeps its place among the others.
    public func save(_ article: Article, at moment: Timestamp) throws(StoreProblem) {
        try save([article], at: moment)
    }

    /// Keeps several likewise, all of them or none.
    public func save(_ articles: [Article], at moment: Timestamp) throws(StoreProblem) {
        try connection.write { database in
            let save = try database.cachedStatement(
                sql: """
                    INSERT INTO saved (article, moment, section, section_name, source,
                      published, updated, title, teaser, authors, link, body, is_dated)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (article) DO UPDATE SET
                      section = excluded.section, section_name = excluded.section_name,
                      source = excluded.source, published = excluded.published,
                      updated = excluded.updated, title = excluded.title,
                      teaser = excluded.teaser, authors = excluded.authors,
                      link = excluded.link, body = excluded.body, is_dated = excluded.is_dated
                    """)
            for article in articles {
                let headline = article.headline
                try save.execute(arguments: [
                    article.id.rawValue, moment.seconds, headline.section.rawValue,
                    headline.sectionName.string, headline.source.string,
                    headline.published.seconds, article.updated?.seconds, headline.title.string,
                    headline.teaser.string, article.authors.stored, article.link?.string,
                    article.body.stored, headline.isDated,
                ])
            }
        }
    }

    /// Lets go of saved articles. Until this database is closed, `restoreSaved` can bring them
    /// back.
    public func unsave(_ articles: [ArticleID]) throws(StoreProblem) {
        try connection.write { database in
            // A source may have dropped its article: then this was the last of it.
            for id in articles {
                try database.execute(
                    sql: """
                        CREATE TEMP TABLE IF NOT EXISTS released AS SELECT * FROM saved WHERE 0;
                        DELETE FROM released WHERE article = ?1;
                        INSERT INTO released SELECT * FROM saved WHERE article = ?1;
                        DELETE FROM saved WHERE article = ?1
                        """, arguments: [id.rawValue, id.rawValue, id.rawValue])
            }
        }
    }

    /// Keeps articles again that were let go of, exactly as they were kept before.
    public func restoreSaved(_ articles: [ArticleID]) throws(StoreProblem) {
        try connection.write { database in
            guard try database.tableExists("released") else { return }
            for id in articles {
                try database.execute(
                    sql: """
                        INSERT OR IGNORE INTO saved SELECT * FROM released WHERE article = ?
                        """, arguments: [id.rawValue])
            }
        }
    }

    /// The saved articles' headlines, the last saved first: all, or those with a label.
    public func savedHeadlines(
        labelled label: SafeText? = nil
    ) throws(StoreProblem) -> [Headline] {
        try connection.read { database in
            try database.rows(
                """
                SELECT article, title, teaser, section, section_name, source, published, is_dated
                FROM saved
                WHERE ?1 IS NULL OR article IN (SELECT article FROM label WHERE name = ?1)
                ORDER BY moment DESC, article LIMIT 10000
                """, [label?.string]
            ) { row in
                var headline = try NewsDatabase.headline(row)
                headline.isDated = try row.flag(7)
                return headline
            }
        }
    }

    /// A saved article whole; nil when it is not saved.
    public func savedArticle(_ id: ArticleID) throws(StoreProblem) -> Article? {
        try connection.read { database in
            try database.row(
                """
                SELECT article, title, teaser, section, section_name, source, published,
                       updated, authors, link, body, is_dated
                FROM saved WHERE article = ?
                """, [id.rawValue]
            ) { row in
                var article = try NewsDatabase.article(row)
                article.headline.isDated = try row.flag(11)
                return article
            }
        }
    }
}

extension ReaderDatabase {
    /// The top-level block that was on top of the screen when the reader last read `article`.
    public func position(in article: ArticleID) throws(StoreProblem) -> Int? {
        try connection.read { database in
            try database.row(
                "SELECT block FROM position WHERE article = ?", [article.rawValue]
            ) { try $0.count(0) }
        }
    }

    /// Keeps how far the reader is; the beginning needs no keeping.
    public func setPosition(
        _ block: Int, in article: ArticleID, at moment: Timestamp
    ) throws(StoreProblem) {
        try connection.write { database in
            if block > 0 {
                try database.execute(
                    sql: """
                        INSERT OR REPLACE INTO position (article, block, moment)
                        VALUES (?, ?, ?)
                        """, arguments: [article.rawValue, block, moment.seconds])
            } else {
                try database.execute(
                    sql: "DELETE FROM position WHERE article = ?", arguments: [article.rawValue])
            }
        }
    }
}

extension ReaderDatabase {
    private static let tidied = "tidied"

    /// Articles that are not saved and were read, or left somewhere, before `moment`: the next
    /// `count` of them at most, and after the last the first again. Costs a look at all marks.
    public func agedMarks(
        before moment: Timestamp, count: Int
    ) throws(StoreProblem) -> [ArticleID] {
        let last = try setting(Self.tidied).flatMap { Int64($0) }
        let aged = try connection.read { database in
            try database.rows(
                """
                SELECT article FROM (
                  SELECT article FROM read WHERE moment < ?1
                  UNION SELECT article FROM position WHERE moment < ?1
                )
                WHERE article > ?2 AND article NOT IN (SELECT article FROM saved)
                ORDER BY article LIMIT ?3
                """, [moment.seconds, last ?? .min, count]
            ) { try $0.number(0) }
        }
        let next = aged.count < count ? nil : aged.last
        if next != last { try set(Self.tidied, to: next.map { String($0) }) }
        return aged.map(ArticleID.init(rawValue:))
    }

    /// Forgets that articles were read, and where the reader was in them.
    public func forgetMarks(of articles: [ArticleID]) throws(StoreProblem) {
        guard !articles.isEmpty else { return }
        try connection.write { database in
            for table in ["read", "position"] {
                let statement = try database.cachedStatement(
                    sql: "DELETE FROM \(table) WHERE article = ?")
                for article in articles { try statement.execute(arguments: [article.rawValue]) }
            }
        }
    }
}
