import GRDB
import PortalModel
import StoryJoining

/// An article that was just stored, under the id that it has in the store.
struct UnjoinedArticle {
    let id: ArticleID
    let article: DeliveredArticle
    /// Whether it was stored before with another title or text.
    let isChanged: Bool
}

/// Joins what was delivered with what was stored before, inside the transaction that stores it.
///
/// An article costs a look-up and a row for each of its keys, and a reading of the few articles
/// that share three of them, whatever is stored.
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
        // In the order of the table, so that neighbours are read and written together.
        let keys = places.keys.sorted()
        var known = try reports(under: keys)
        var shared: [Pair: Int] = [:]
        var rows: [(key: Int64, article: Int64)] = []
        for key in keys {
            var reports = known.removeValue(forKey: key) ?? []
            guard reports.first != Self.crowd else { continue }
            let kept = reports.count
            for index in places[key, default: []] {
                let id = articles[index].id.rawValue
                for other in reports where other != id {
                    shared[Pair(index, other), default: 0] += 1
                }
                if reports.count < IndexKeys.crowd { reports.append(id) }
            }
            if reports.count < IndexKeys.crowd {
                for id in reports[kept...] { rows.append((key, id)) }
            } else {
                try database.cachedStatement(sql: "DELETE FROM story_key WHERE key = ?")
                    .execute(arguments: [key])
                rows.append((key, Self.crowd))
            }
        }
        try insert(rows, day)
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

    /// How many keys a statement reads or writes: one by one, statements cost more than keys.
    private static let chunk = 64

    /// The articles that have each of `keys`.
    private func reports(under keys: [Int64]) throws -> [Int64: [Int64]] {
        var found: [Int64: [Int64]] = [:]
        let marks = databaseQuestionMarks(count: Self.chunk)
        let statement = try database.cachedStatement(
            sql: "SELECT key, article FROM story_key WHERE key IN (\(marks))")
        for start in stride(from: 0, to: keys.count, by: Self.chunk) {
            var some = Array(keys[start..<min(start + Self.chunk, keys.count)])
            // A key that is asked for twice is answered once.
            some += Array(repeating: some[0], count: Self.chunk - some.count)
            let rows = try Row.fetchCursor(statement, arguments: StatementArguments(some))
            while let row = try rows.next() { found[row[0], default: []].append(row[1]) }
        }
        return found
    }

    private func insert(_ rows: [(key: Int64, article: Int64)], _ day: Int64) throws {
        let values = repeatElement("(?, ?, ?)", count: Self.chunk).joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO story_key (key, article, day) VALUES \(values)")
        for start in stride(from: 0, to: rows.count, by: Self.chunk) {
            var some = Array(rows[start..<min(start + Self.chunk, rows.count)])
            // A row that is put twice is ignored once.
            some += Array(repeating: some[0], count: Self.chunk - some.count)
            try statement.execute(
                arguments: StatementArguments(some.flatMap { [$0.key, $0.article, day] }))
        }
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
            if article.isChanged { touched.formUnion(try unlink(id)) }
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
