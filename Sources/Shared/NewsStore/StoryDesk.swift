import GRDB
import PortalModel
import StoryJoining

/// An article that was just stored, under the id that it has in the store.
struct UnjoinedArticle {
    let id: ArticleID
    let article: DeliveredArticle
}

/// Joins what was delivered with what was stored before, inside the transaction that stores it.
///
/// An article costs a look-up and a row for each of its keys, and a reading of the few articles
/// that share two of them, whatever is stored.
struct StoryDesk {
    let database: Database

    /// Stands in place of the articles of a key that too many have: before all others.
    static let crowd = Int64.min

    init(_ database: Database) {
        self.database = database
    }

    /// Compares `articles`, which were just stored, with the reports of the week.
    func join(_ articles: [UnjoinedArticle], at moment: Timestamp) throws {
        guard !articles.isEmpty else { return }
        let day = moment.seconds / 86_400
        try prune(before: day - 7)
        var places: [Int64: [Int]] = [:]
        for (index, article) in articles.enumerated() {
            let keys = IndexKeys(of: ReportText(article.article))
            for key in keys.values { places[key, default: []].append(index) }
        }
        var shared: [Pair: Int] = [:]
        let insert = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO story_key (key, article, day) VALUES (?, ?, ?)")
        // In the order of the table, so that neighbours are written together.
        for (key, indices) in places.sorted(by: { $0.key < $1.key }) {
            var known = try reports(under: key)
            guard known.first != Self.crowd else { continue }
            for index in indices {
                let id = articles[index].id.rawValue
                for other in known where other != id {
                    shared[Pair(index, other), default: 0] += 1
                }
                if known.count >= IndexKeys.crowd {
                    try insert.execute(arguments: [key, Self.crowd, day])
                    break
                }
                known.append(id)
                try insert.execute(arguments: [key, id, day])
            }
        }
        try compare(articles, shared)
    }

    /// An article that was delivered, by its place, and one that shares keys with it.
    private struct Pair: Hashable {
        let index: Int
        let other: Int64

        init(_ index: Int, _ other: Int64) {
            self.index = index
            self.other = other
        }
    }

    private func reports(under key: Int64) throws -> [Int64] {
        let statement = try database.cachedStatement(
            sql: "SELECT article FROM story_key WHERE key = ?")
        let cursor = try Int64.fetchCursor(statement, arguments: [key])
        var found: [Int64] = []
        while let article = try cursor.next() {
            found.append(article)
            if article == Self.crowd { break }
        }
        return found
    }

    /// Keeps the links of `articles` to those with which they share enough keys, and makes stories
    /// of what hangs together.
    private func compare(_ articles: [UnjoinedArticle], _ shared: [Pair: Int]) throws {
        var candidates: [Int: [Int64]] = [:]
        for (pair, count) in shared where count >= IndexKeys.sharedByCandidates {
            candidates[pair.index, default: []].append(pair.other)
        }
        var reports: [Int64: Report] = [:]
        var touched: Set<Int64> = []
        for (index, article) in articles.enumerated() {
            let id = article.id.rawValue
            // An article whose text has changed may tell another story now.
            touched.formUnion(try unlink(id))
            for other in candidates[index, default: []] {
                guard let one = try report(id, &reports), let two = try report(other, &reports)
                else { continue }
                let strength = Verdict(over: Resemblance(one, two)).strength
                guard strength > 0 else { continue }
                try link(Link(article.id, ArticleID(rawValue: other), strength: strength))
                touched.formUnion([id, other])
            }
        }
        try regroup(around: touched)
    }

    /// The report that an article is, read from the store once.
    private func report(_ id: Int64, _ known: inout [Int64: Report]) throws -> Report? {
        if let report = known[id] { return report }
        let statement = try database.cachedStatement(
            sql: """
                SELECT article.title, article.teaser, document.body, source.name, article.source,
                       article.published
                FROM article
                JOIN document ON document.article = article.id
                LEFT JOIN source ON source.id = article.source
                WHERE article.id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        let text = ReportText(
            title: SafeText(cleaning: row[0] as String),
            teaser: SafeText(cleaning: row[1] as String),
            body: Document(stored: row[2] as String))
        let report = Report(
            text, outlet: row[3] ?? String(row[4] as Int64),
            published: Timestamp(seconds: row[5]))
        known[id] = report
        return report
    }

    private func prune(before day: Int64) throws {
        let first = try Int64.fetchOne(database, sql: "SELECT min(day) FROM story_day")
        if first != day + 7 {
            try database.execute(
                sql: "INSERT OR IGNORE INTO story_day (day) VALUES (?)", arguments: [day + 7])
        }
        // Looks at every key, but no more than once a day.
        guard let first, first < day else { return }
        try database.execute(sql: "DELETE FROM story_key WHERE day < ?", arguments: [day])
        try database.execute(sql: "DELETE FROM story_day WHERE day < ?", arguments: [day])
    }
}

extension ReportText {
    /// The words of an article as it was delivered.
    init(_ article: DeliveredArticle) {
        self.init(title: article.title, teaser: article.teaser, body: article.body)
    }

    /// The words of an article; its teaser stands in for a text that it does not have.
    public init(title: SafeText, teaser: SafeText, body: Document) {
        self.init(title: title, text: body.isEmpty ? teaser.string : body.plainText)
    }
}
