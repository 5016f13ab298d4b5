import Foundation
import GRDB
import PortalModel

/// news.db as the front sees it: read only.
///
/// Every call is one indexed read that fetches no more rows than asked for, well under a
/// millisecond whatever is stored, and sees what the courier committed last. Calls throw
/// `StoreProblem`.
public struct NewsDatabase: Sendable {
    private let queue: DatabaseQueue
    private let path: String

    /// Opens the news.db at `path`, which must exist.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, the file should be kept aside, and when it is
    ///   `.outdated`, the courier will bring it up to date.
    public init(path: String) throws(StoreProblem) {
        self.path = path
        queue = try onDatabase(at: path) {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.foreignKeysEnabled = false
            // The last courier to go holds the file while it clears up behind itself.
            configuration.busyMode = .timeout(2)
            configuration.prepareDatabase { database in
                // One or two screens of rows need no more than a quarter of a megabyte.
                try database.execute(sql: "PRAGMA cache_size = -256")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let version = try queue.unsafeRead { try DatabaseKind.news.inspect($0, path: path) }
            guard version == DatabaseKind.news.version else {
                throw StoreProblem(.outdated, path: path)
            }
            return queue
        }
    }

    /// Some headlines of a page, newest first.
    public func headlines(
        on page: NewsPage, from place: ListPlace = .start, count: Int
    ) throws(StoreProblem) -> [Headline] {
        try read { database in
            // One column a statement, so that each has an index that gives the rows in order.
            var (condition, arguments): (String, StatementArguments) =
                switch page {
                case .front(let edition):
                    ("article.edition = ? AND article.follows_edition = 0", [edition.rawValue])
                case .section(let section):
                    ("article.section = ? AND article.follows_section = 0", [section.rawValue])
                }
            switch place {
            case .start, .end: break
            case .after(let headline):
                condition +=
                    " AND article.published <= ?"
                    + " AND (article.published < ? OR article.id > ?)"
                arguments += Self.place(of: headline)
            case .before(let headline):
                condition +=
                    " AND article.published >= ?"
                    + " AND (article.published > ? OR article.id < ?)"
                arguments += Self.place(of: headline)
            }
            arguments += [count]
            let order =
                place.isReadBackwards
                ? "article.published, article.id DESC" : "article.published DESC, article.id"
            let statement = try database.cachedStatement(
                sql: "\(Self.selectHeadline) WHERE \(condition) ORDER BY \(order) LIMIT ?")
            let headlines = try Row.fetchAll(statement, arguments: arguments)
                .map(Self.leadingHeadline)
            return place.isReadBackwards ? headlines.reversed() : headlines
        }
    }

    /// All articles of a page, in no order. Costs a look at each.
    public func articles(on page: NewsPage) throws(StoreProblem) -> [ArticleID] {
        try read { database in
            let ids =
                switch page {
                case .front(let edition):
                    try Int64.fetchAll(
                        database, sql: "SELECT id FROM article WHERE edition = ?",
                        arguments: [edition.rawValue])
                case .section(let section):
                    try Int64.fetchAll(
                        database, sql: "SELECT id FROM article WHERE section = ?",
                        arguments: [section.rawValue])
                }
            return ids.map(ArticleID.init(rawValue:))
        }
    }

    /// Which of `articles` are stored.
    public func stored(among articles: [ArticleID]) throws(StoreProblem) -> Set<ArticleID> {
        try read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT id FROM article WHERE id = ?")
            return try articles.reduce(into: []) { stored, article in
                if try Row.fetchOne(statement, arguments: [article.rawValue]) != nil {
                    stored.insert(article)
                }
            }
        }
    }

    /// The article whole; nil when it is not stored (any more).
    public func article(_ id: ArticleID) throws(StoreProblem) -> Article? {
        try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT article.id, article.title, article.teaser, article.section,
                           section.name, source.name, article.published, article.updated,
                           article.authors, article.link, document.body, document.is_page,
                           document.page_problem, change.count, change.last
                    FROM article
                    LEFT JOIN section ON section.id = article.section
                    LEFT JOIN source ON source.id = article.source
                    LEFT JOIN document ON document.article = article.id
                    LEFT JOIN (SELECT is_page, max(number) AS count, max(until) AS last
                               FROM revision WHERE article = ?1 GROUP BY is_page) AS change
                      ON change.is_page = document.is_page
                    WHERE article.id = ?1
                    """)
            return try Row.fetchOne(statement, arguments: [id.rawValue]).map { row in
                var article = Self.article(row)
                article.page = try Self.page(isRead: row[11] ?? false, problem: row[12])
                if let count = row[13] as Int?, let last = row[14] as Int64? {
                    article.changes = Changes(count: count, last: Timestamp(seconds: last))
                }
                return article
            }
        }
    }

    /// How each source is doing, in the order of the configuration.
    public func sources() throws(StoreProblem) -> [SourceHealth] {
        try read { try SourceHealth.fetchAll($0) }
    }

    /// The section that each source stands in, as the courier last had it.
    public func places() throws(StoreProblem) -> [SourceID: SectionID] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT id, section FROM source")
            return Dictionary(
                rows.map { (SourceID(rawValue: $0[0]), SectionID(rawValue: $0[1])) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// When the courier last heard from any source; nil when never.
    public func lastChecked() throws(StoreProblem) -> Timestamp? {
        try read { database in
            try Int64.fetchOne(database, sql: "SELECT max(checked) FROM source")
                .map(Timestamp.init(seconds:))
        }
    }

    /// Runs `work`, which is one statement: that sees one state of the file without a transaction
    /// around it.
    func read<Value>(
        _ work: (Database) throws -> Value
    ) throws(StoreProblem) -> Value {
        try onDatabase(at: path) { try queue.unsafeRead(work) }
    }

    private static func place(of headline: Headline) -> StatementArguments {
        let published = headline.published.seconds
        return [published, published, headline.id.rawValue]
    }

    static let selectHeadline = """
        SELECT article.id, article.title, article.teaser, article.section, section.name,
               source.name, article.published, article.outlets
        FROM article
        LEFT JOIN section ON section.id = article.section
        LEFT JOIN source ON source.id = article.source
        """

    static func headline(_ row: Row) -> Headline {
        Headline(
            id: ArticleID(rawValue: row[0]), title: SafeText(cleaning: row[1] as String),
            teaser: SafeText(cleaning: row[2] as String),
            section: SectionID(rawValue: row[3]),
            sectionName: SafeText(cleaning: (row[4] as String?) ?? ""),
            source: SafeText(cleaning: (row[5] as String?) ?? ""),
            published: Timestamp(seconds: row[6]))
    }

    /// The headline of a row of `selectHeadline` that stands for its whole story.
    static func leadingHeadline(_ row: Row) -> Headline {
        var headline = headline(row)
        headline.outlets = row[7]
        return headline
    }

    static func page(isRead: Bool, problem: String?) throws -> PageState {
        guard let problem else { return isRead ? .read : .notRead }
        return .refused(try JSONDecoder().decode(DeliveryProblem.self, from: Data(problem.utf8)))
    }

    /// A row of a headline's columns, then updated, authors, link and body.
    static func article(_ row: Row) -> Article {
        let authors: String = row[8]
        let link: String? = row[9]
        let body: String? = row[10]
        return Article(
            headline: headline(row), updated: (row[7] as Int64?).map(Timestamp.init(seconds:)),
            authors: authors.split(separator: "\u{1F}").map { SafeText(line: $0) },
            link: link.flatMap { WebAddress($0) },
            body: body.map(Document.init(stored:)) ?? Document())
    }
}

extension ListPlace {
    /// Whether the index is walked from the oldest headline to the newest.
    fileprivate var isReadBackwards: Bool {
        switch self {
        case .start, .after: false
        case .before, .end: true
        }
    }
}

extension [SafeText] {
    /// Authors in one column: parted by U+001F, which safe text never contains.
    var stored: String { map(\.string).joined(separator: "\u{1F}") }
}
