import Foundation
import GRDB
import PortalModel

/// reader.db: what the reader chose and did. The front alone opens it.
///
/// Every change is on the disk when its call returns (rollback journal, `synchronous=FULL`).
/// Calls throw `StoreProblem`; then nothing was changed.
public struct ReaderDatabase: Sendable {
    private let queue: DatabaseQueue
    private let path: String

    /// Opens the reader.db at `path`, which is made, for its owner only, when there is none.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, the file should be kept aside.
    public init(path: String) throws(StoreProblem) {
        self.path = path
        queue = try onDatabase(at: path) {
            var configuration = Configuration()
            // Two portals may be open at once; a write of one takes the other a moment.
            configuration.busyMode = .timeout(2)
            configuration.prepareDatabase { database in
                try database.execute(
                    sql: """
                        PRAGMA synchronous = FULL; PRAGMA cache_size = -256;
                        PRAGMA temp_store = MEMORY
                        """)
            }
            // SQLite would let everybody read a file that it makes. One that is there stays
            // closed, since closing it would give up SQLite's locks on it; and where none can be
            // made, SQLite says why.
            let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file >= 0 { close(file) }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { try DatabaseKind.reader.prepare($0, path: path) }
            return queue
        }
    }

    /// A reader.db in memory, for when none can be kept on the disk, and for tests.
    public init() throws(StoreProblem) {
        path = ""
        queue = try onDatabase(at: path) {
            let queue = try DatabaseQueue()
            try queue.inDatabase { try DatabaseKind.reader.prepare($0, path: "") }
            return queue
        }
    }

    /// Whether what it holds ends with the process.
    public var isInMemory: Bool { path.isEmpty }

    /// The webmail that the reader chose; nil as long as none was.
    public func webmail() throws(StoreProblem) -> WebmailProvider? {
        try setting("webmail").flatMap(WebmailProvider.init(rawValue:))
    }

    /// Keeps the choice; nil asks anew at the next start.
    public func setWebmail(_ choice: WebmailProvider?) throws(StoreProblem) {
        try set("webmail", to: choice?.rawValue)
    }

    /// The theme that the reader chose by name; nil as long as none was.
    public func theme() throws(StoreProblem) -> SafeText? {
        try setting("theme").map { SafeText(line: $0) }
    }

    /// Keeps the name of the theme.
    public func setTheme(_ name: SafeText) throws(StoreProblem) {
        try set("theme", to: name.string)
    }

    /// The page that the reader had open last; nil as long as none was kept.
    public func page() throws(StoreProblem) -> NewsPage? {
        try setting("page").flatMap(NewsPage.init(stored:))
    }

    /// Keeps the page that is open.
    public func setPage(_ page: NewsPage) throws(StoreProblem) {
        try set("page", to: page.stored)
    }

    /// Which of `articles` were read.
    public func read(among articles: [ArticleID]) throws(StoreProblem) -> Set<ArticleID> {
        try marked(articles, in: "read")
    }

    /// Marks articles as read at `moment` or, with nil, as unread.
    public func setRead(
        _ articles: [ArticleID], at moment: Timestamp?
    ) throws(StoreProblem) {
        try write { database in
            let statement = try database.cachedStatement(
                sql: moment == nil
                    ? "DELETE FROM read WHERE article = ?1"
                    : "INSERT OR IGNORE INTO read (article, moment) VALUES (?1, ?2)")
            for article in articles {
                var arguments: StatementArguments = [article.rawValue]
                if let moment { arguments += [moment.seconds] }
                try statement.execute(arguments: arguments)
            }
        }
    }

    /// Which of `articles` have a row in `table`, one of our own names.
    func marked(
        _ articles: [ArticleID], in table: String
    ) throws(StoreProblem) -> Set<ArticleID> {
        guard !articles.isEmpty else { return [] }
        return try read { database in
            // A JSON array keeps the statement the same for any number of articles.
            let list = "[" + articles.map { String($0.rawValue) }.joined(separator: ",") + "]"
            let statement = try database.cachedStatement(
                sql: "SELECT article FROM \(table) WHERE article IN"
                    + " (SELECT value FROM json_each(?))")
            return Set(
                try Int64.fetchAll(statement, arguments: [list]).map(ArticleID.init(rawValue:)))
        }
    }

    func setting(_ name: String) throws(StoreProblem) -> String? {
        try read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT value FROM setting WHERE name = ?")
            return try String.fetchOne(statement, arguments: [name])
        }
    }

    func set(_ name: String, to value: String?) throws(StoreProblem) {
        try write { database in
            if let value {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                    arguments: [name, value])
            } else {
                try database.execute(
                    sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
            }
        }
    }

    func read<Value>(_ work: (Database) throws -> Value) throws(StoreProblem) -> Value {
        try onDatabase(at: path) { try queue.read(work) }
    }

    func write(_ work: (Database) throws -> Void) throws(StoreProblem) {
        try onDatabase(at: path) { try queue.write(work) }
    }
}
