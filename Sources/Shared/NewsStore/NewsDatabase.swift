import Foundation
import GRDB
import PortalModel

/// news.db as the front sees it: read only.
///
/// Every call is one indexed read that fetches no more rows than asked for, well under a
/// millisecond whatever is stored, and sees what the courier committed last. Calls throw
/// `StoreProblem`.
public struct NewsDatabase: Sendable {
    let connection: GuardedConnection

    /// Opens the news.db at `path`, which must exist.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, the file should be kept aside, and when it is
    ///   `.outdated`, the courier will bring it up to date.
    public init(path: String) throws(StoreProblem) {
        // The last courier to go holds the file while it clears up behind itself. One or two
        // screens of rows need no more than a quarter of a megabyte.
        connection = try GuardedConnection(
            to: .news, at: path, isReadOnly: true, lockTimeout: 2000, processorTime: 2000,
            pragmas: "PRAGMA cache_size = -256")
        let version = try connection.read { try DatabaseKind.news.inspect($0, path: path) }
        guard version == DatabaseKind.news.version else {
            throw StoreProblem(.outdated, path: path)
        }
    }

    /// A number that changes when the courier has committed something.
    public func version() throws(StoreProblem) -> Int {
        try connection.read {
            try $0.row("PRAGMA data_version") { Int(try $0.number(0, in: 0...Int64(UInt32.max))) }
                ?? 0
        }
    }

    /// Some headlines of a page: those of a section newest first, those of a front page as they
    /// matter.
    public func headlines(
        on page: NewsPage, from cursor: ListCursor = .start, count: Int
    ) throws(StoreProblem) -> [Headline] {
        switch page {
        case .front(let edition): try frontPage(of: edition, from: cursor, count: count)
        case .section(let section): try headlines(of: section, from: cursor, count: count)
        }
    }

    private func headlines(
        of section: SectionID, from cursor: ListCursor, count: Int
    ) throws(StoreProblem) -> [Headline] {
        try connection.read { database in
            var condition =
                "article.section = ? AND article.follows_section = 0 AND article.muted = 0"
            var arguments: StatementArguments = [section.rawValue]
            switch cursor {
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
                cursor.isReadBackwards
                ? "article.published, article.id DESC" : "article.published DESC, article.id"
            let statement = try database.cachedStatement(
                sql: "\(Self.selectHeadline) WHERE \(condition) ORDER BY \(order) LIMIT ?")
            let headlines = try statement.rows(arguments, Self.leadingHeadline)
            return cursor.isReadBackwards ? headlines.reversed() : headlines
        }
    }

    /// All articles of a page as they are by now, but for those that are muted. Costs a look at
    /// each.
    public func articles(on page: NewsPage) throws(StoreProblem) -> [ArticleID: ArticleState] {
        try connection.read { database in
            let (column, value) = page.column
            return try Self.states("\(column) = ? AND muted = 0", [value], database)
        }
    }

    /// Those of `articles` that are stored, as they are by now.
    public func states(
        of articles: [ArticleID]
    ) throws(StoreProblem) -> [ArticleID: ArticleState] {
        try connection.read { database in
            try Self.states(
                "id IN (SELECT value FROM json_each(?))", [articles.jsonArray], database)
        }
    }

    private static func states(
        _ condition: String, _ arguments: StatementArguments, _ database: Database
    ) throws -> [ArticleID: ArticleState] {
        let states = try database.rows(
            "SELECT id, revisions, outlets FROM article WHERE \(condition)", arguments
        ) {
            (try $0.article(0), ArticleState(revisions: try $0.count(1), outlets: try $0.count(2)))
        }
        return Dictionary(states) { first, _ in first }
    }

    /// Which of `articles` are stored.
    public func stored(among articles: [ArticleID]) throws(StoreProblem) -> Set<ArticleID> {
        try connection.read { database in
            Set(
                try database.rows(
                    "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?))",
                    [articles.jsonArray]
                ) { try $0.article(0) })
        }
    }

    /// The article whole; nil when it is not stored (any more).
    public func article(_ id: ArticleID) throws(StoreProblem) -> Article? {
        try connection.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT article.id, article.title, article.teaser, article.section,
                           section.name, source.name, article.published, article.updated,
                           article.authors, article.link, document.body, document.is_page,
                           document.page_problem, article.revisions, article.revised,
                           document.page_byline, document.language,
                           iif(article.is_dated, NULL, document.page_published),
                           article.is_dated
                    FROM article
                    LEFT JOIN section ON section.id = article.section
                    LEFT JOIN source ON source.id = article.source
                    LEFT JOIN document ON document.article = article.id
                    WHERE article.id = ?
                    """)
            return try statement.row([id.rawValue]) { row in
                var article = try Self.article(row)
                article.page = try Self.page(
                    isRead: row.optional(11, row.flag) ?? false,
                    problem: row.optional(12, row.problem))
                if let count = try row.optional(13, row.count), count > 0,
                    let last = try row.optional(14, row.moment)
                {
                    article.changes = Changes(count: count, last: last)
                }
                // What the feed does not tell of the article, its page may.
                if article.authors.isEmpty, let byline = try row.optional(15, row.line) {
                    article.authors = [byline]
                }
                article.language = try row.optional(16, row.line)
                article.headline.isDated = try row.flag(18)
                if let published = try row.optional(17, row.moment) {
                    article.headline.published = published
                    article.headline.isDated = true
                }
                return article
            }
        }
    }

    /// Where the source of an article is asked; nil when the article or its source is gone.
    public func sourceAddress(of article: ArticleID) throws(StoreProblem) -> WebAddress? {
        try connection.read { database in
            try database.row(
                """
                SELECT coalesce(source.moved, source.address)
                FROM article JOIN source ON source.id = article.source WHERE article.id = ?
                """, [article.rawValue]
            ) { try $0.address(0) } ?? nil
        }
    }

    /// How each source is doing, in the order of the configuration.
    public func sources() throws(StoreProblem) -> [SourceHealth] {
        try connection.read { try SourceHealth.all(in: $0) }
    }

    /// The section that each source stands in, as the courier last had it; an edition stands in
    /// none.
    public func places() throws(StoreProblem) -> [SourceID: SectionID] {
        try connection.read { database in
            let places = try database.rows("SELECT id, section FROM source WHERE section <> 0") {
                (try $0.source(0), try $0.section(1))
            }
            return Dictionary(places) { first, _ in first }
        }
    }

    /// When any source last gave a feed, or said that nothing had changed; nil when none ever did.
    public func lastDelivered() throws(StoreProblem) -> Timestamp? {
        try connection.read { database in
            try database.row("SELECT max(delivered) FROM source") { row in
                try row.optional(0, row.moment)
            } ?? nil
        }
    }

    private static func place(of headline: Headline) -> StatementArguments {
        let published = headline.published.seconds
        return [published, published, headline.id.rawValue]
    }

    static let selectHeadline = """
        SELECT article.id, article.title, article.teaser, article.section, section.name,
               source.name, article.published, article.outlets, article.score, article.demotion,
               article.arrived, article.revisions, article.revised, article.story,
               article.muted, article.is_dated
        FROM article
        LEFT JOIN section ON section.id = article.section
        LEFT JOIN source ON source.id = article.source
        """

    static func headline(_ row: StoredRow) throws -> Headline {
        Headline(
            id: try row.article(0), title: try row.line(1),
            teaser: try row.line(2), section: try row.section(3),
            sectionName: try row.optional(4, row.line) ?? .empty,
            source: try row.optional(5, row.line) ?? .empty, published: try row.moment(6))
    }

    /// The headline of a row of `selectHeadline`.
    static func deliveredHeadline(_ row: StoredRow) throws -> Headline {
        var headline = try headline(row)
        headline.arrived = try row.moment(10)
        let revisions = try row.count(11)
        if revisions > 0, let last = try row.optional(12, row.moment) {
            headline.changes = Changes(count: revisions, last: last)
        }
        headline.story = try row.optional(13, row.number).map(ArticleID.init(rawValue:))
        headline.isMuted = try row.number(14) != 0
        headline.isDated = try row.flag(15)
        return headline
    }

    /// The same of one that stands for its whole story.
    static func leadingHeadline(_ row: StoredRow) throws -> Headline {
        var headline = try deliveredHeadline(row)
        headline.outlets = try row.count(7)
        headline.score = try row.number(8, in: -(1 << 60)...1 << 60)
        return headline
    }

    private static func page(isRead: Bool, problem: DeliveryProblem?) -> PageState {
        guard let problem else { return isRead ? .read : .notRead }
        return isRead ? .beginning : .refused(problem)
    }

    /// A row of a headline's columns, then updated, authors, link and body.
    static func article(_ row: StoredRow) throws -> Article {
        Article(
            headline: try headline(row), updated: try row.optional(7, row.moment),
            authors: try row.authors(8), link: try row.optional(9, row.address) ?? nil,
            body: try row.optional(10, row.document) ?? Document())
    }
}

extension NewsPage {
    /// The column of an article that says whether it is of this page, and what stands there.
    var column: (name: String, value: Int64) {
        switch self {
        case .front(let edition): ("edition", edition.rawValue)
        case .section(let section): ("section", section.rawValue)
        }
    }
}

extension ListCursor {
    /// Whether the index is walked from the oldest headline to the newest.
    var isReadBackwards: Bool {
        switch self {
        case .start, .after: false
        case .before, .end: true
        }
    }
}

extension [ArticleID] {
    /// Any number of articles as one argument, for `json_each`: the statement stays the same.
    var jsonArray: String {
        map(\.rawValue).jsonArray
    }
}

extension [Int64] {
    /// For `json_each`.
    var jsonArray: String {
        "[" + map { String($0) }.joined(separator: ",") + "]"
    }
}

/// Bytes of the authors of an article, at the most.
private let authorsLength = 1_000_000

extension [SafeText] {
    /// Authors in one column: parted by U+001F, which safe text never contains. Those that would
    /// make it longer than a column may be are left out.
    var stored: String {
        var text = ""
        for author in self where text.utf8.count + author.string.utf8.count < authorsLength {
            text += (text.isEmpty ? "" : "\u{1F}") + author.string
        }
        return text
    }
}

extension StoredRow {
    /// What `stored` of authors wrote.
    func authors(_ column: Int) throws -> [SafeText] {
        try text(column, upTo: authorsLength).split(separator: "\u{1F}", maxSplits: 100)
            .prefix(100).map { SafeText(line: $0) }
    }

    /// An address; nil for text that is none.
    func address(_ column: Int) throws -> WebAddress? {
        WebAddress(try text(column, upTo: WebAddress.maximumLength))
    }

    /// Why something could not be delivered.
    func problem(_ column: Int) throws -> DeliveryProblem {
        try json(column, of: DeliveryProblem.self)
    }

    /// A value as `json` of it wrote it.
    func json<Value: Decodable>(_ column: Int, of type: Value.Type) throws -> Value {
        let json = Data(try text(column, upTo: Self.lineLength).utf8)
        do {
            return try JSONDecoder().decode(type, from: json)
        } catch {
            throw StoreDamage(what: "column \(column): no \(type)")
        }
    }
}

extension Encodable {
    /// As it stands in a column.
    var json: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }
}
