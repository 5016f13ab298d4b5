import GRDB
import PortalModel
import StoryJoining

/// An article that was just stored, under the id that it has in the store.
struct UnjoinedArticle {
    let id: ArticleID
    let keys: IndexKeys
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
        var asked: [Entry] = []
        for (index, article) in articles.enumerated() {
            for key in article.keys.values { asked.append(Entry(key: key, place: Int64(index))) }
        }
        // In the order of the table, so that neighbours are read and written together.
        asked.sort()
        var stored = try entries(under: asked)[...]
        // What shares a key with an article stands here once for each.
        var sharing: [[Int64]] = Array(repeating: [], count: articles.count)
        var fresh: [Entry] = []
        var holders: [Int64] = []
        var rest = asked[...]
        while let key = rest.first?.key {
            holders.removeAll(keepingCapacity: true)
            while let entry = stored.first, entry.key == key {
                holders.append(entry.place)
                stored.removeFirst()
            }
            let kept = holders.count
            let isCrowded = holders.first == Self.crowd
            while let entry = rest.first, entry.key == key {
                rest.removeFirst()
                if isCrowded { continue }
                let index = Int(entry.place)
                let id = articles[index].id.rawValue
                for other in holders where other != id { sharing[index].append(other) }
                // What had the key before, with another text, does not count twice.
                if holders.count < IndexKeys.crowd, !holders.contains(id) { holders.append(id) }
            }
            if isCrowded { continue }
            if holders.count < IndexKeys.crowd {
                for id in holders[kept...] { fresh.append(Entry(key: key, place: id)) }
            } else {
                try database.cachedStatement(sql: "DELETE FROM story_key WHERE key = ?")
                    .execute(arguments: [key])
                fresh.append(Entry(key: key, place: Self.crowd))
            }
        }
        try insert(fresh, day)
        try compare(articles, sharing)
    }

    /// A key, and the article that has it: its id, or its index among those that are joined.
    private struct Entry: Comparable {
        let key: Int64
        let place: Int64

        static func < (one: Entry, other: Entry) -> Bool {
            one.key == other.key ? one.place < other.place : one.key < other.key
        }
    }

    /// How many keys a statement reads or writes: one by one, statements cost more than keys.
    private static let chunk = 64

    /// What is stored under the keys of `asked`, in rising order.
    private func entries(under asked: [Entry]) throws -> [Entry] {
        var keys: [Int64] = []
        keys.reserveCapacity(asked.count)
        for entry in asked where entry.key != keys.last { keys.append(entry.key) }
        var found: [Entry] = []
        let marks = databaseQuestionMarks(count: Self.chunk)
        let statement = try database.cachedStatement(
            sql: "SELECT key, article FROM story_key WHERE key IN (\(marks))")
        for start in stride(from: 0, to: keys.count, by: Self.chunk) {
            var some = Array(keys[start..<min(start + Self.chunk, keys.count)])
            // A key that is asked for twice is answered once.
            some += repeatElement(some[0], count: Self.chunk - some.count)
            try statement.forEachRow(StatementArguments(some)) { row in
                found.append(Entry(key: try row.number(0), place: try row.number(1)))
            }
        }
        found.sort()
        return found
    }

    private func insert(_ entries: [Entry], _ day: Int64) throws {
        let values = repeatElement("(?, ?, \(day))", count: Self.chunk).joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO story_key (key, article, day) VALUES \(values)")
        var some: [Int64] = []
        for start in stride(from: 0, to: entries.count, by: Self.chunk) {
            some.removeAll(keepingCapacity: true)
            for place in start..<start + Self.chunk {
                // A row that is put twice is ignored once.
                let entry = entries[min(place, entries.count - 1)]
                some.append(entry.key)
                some.append(entry.place)
            }
            try statement.execute(arguments: StatementArguments(some))
        }
    }

    /// Keeps the links of `articles` to those with which they share enough keys, and makes stories
    /// of what hangs together.
    private func compare(_ articles: [UnjoinedArticle], _ sharing: [[Int64]]) throws {
        var reports: [Int64: Report] = [:]
        var touched: Set<Int64> = []
        for (article, others) in zip(articles, sharing) {
            let id = article.id.rawValue
            // An article whose text has changed may tell another story now.
            if article.isChanged { touched.formUnion(try unlink(id)) }
            for other in Self.frequent(others) {
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

    /// Those that occur often enough among `articles` to be worth comparing.
    private static func frequent(_ articles: [Int64]) -> [Int64] {
        guard articles.count >= IndexKeys.sharedByCandidates else { return [] }
        let sorted = articles.sorted()
        var frequent: [Int64] = []
        var count = 0
        for (place, article) in sorted.enumerated() {
            count = place > 0 && sorted[place - 1] == article ? count + 1 : 1
            if count == IndexKeys.sharedByCandidates { frequent.append(article) }
        }
        return frequent
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
        let report = try statement.row([id]) { row in
            Report(
                ReportText(
                    title: try row.line(0), teaser: try row.line(1),
                    body: Document(stored: try row.text(2))),
                outlet: try row.optional(3, row.line)?.string ?? String(try row.number(4)),
                published: try row.moment(5))
        }
        known[id] = report
        return report
    }

    private func prune(before day: Int64) throws {
        let first =
            try database.row("SELECT min(day) FROM story_day") { row in
                try row.optional(0, row.number)
            } ?? nil
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
    /// The words of an article; its teaser stands in for a text that it does not have.
    public init(title: SafeText, teaser: SafeText, body: Document) {
        self.init(title: title, teaser: teaser, text: body.searchText)
    }

    /// The words of an article whose body is `text` without markup.
    init(title: SafeText, teaser: SafeText, text: String) {
        self.init(title: title, text: text.isEmpty ? teaser.string : text)
    }
}
