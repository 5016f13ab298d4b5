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
struct StoryStore {
    let database: Database

    /// Stands in place of the articles of a key that too many have: before all others.
    static let overfull = Int64.min

    init(_ database: Database) {
        self.database = database
    }

    /// Compares `articles`, which were just stored, with the reports of the week.
    ///
    /// What is joined does not depend on how the articles of one `moment` are spread over calls,
    /// nor on their order: a key that becomes overfull nominates none of those that came at that
    /// moment, also not those that it nominated in a call before.
    func join(_ articles: [UnjoinedArticle], at moment: Timestamp) throws {
        guard !articles.isEmpty else { return }
        try prune(at: moment)
        var asked: [Entry] = []
        for (index, article) in articles.enumerated() {
            for key in article.keys.values {
                asked.append(Entry(key: key, article: Int64(index), moment: moment.seconds))
            }
        }
        // In the order of the table, so that neighbours are read and written together.
        asked.sort()
        var stored = try entries(under: asked)[...]
        // What shares a key with an article stands here once for each.
        var sharing: [[Int64]] = Array(repeating: [], count: articles.count)
        var fresh: [Entry] = []
        var overfull: [ArraySlice<Entry>] = []
        var rest = asked[...]
        while let key = rest.first?.key {
            let holders = stored.prefix { $0.key == key }
            stored = stored[holders.endIndex...]
            let askers = rest.prefix { $0.key == key }
            rest = rest[askers.endIndex...]
            guard holders.first?.article != Self.overfull else { continue }
            // What had the key before, with another text, does not count twice.
            let new = askers.map { articles[Int($0.article)].id.rawValue }.filter { id in
                !holders.contains { $0.article == id }
            }
            if holders.count + new.count < IndexKeys.mostArticles {
                for (number, asker) in askers.enumerated() {
                    let index = Int(asker.article)
                    for holder in holders where holder.article != articles[index].id.rawValue {
                        sharing[index].append(holder.article)
                    }
                    for other in askers.prefix(number) {
                        sharing[index].append(articles[Int(other.article)].id.rawValue)
                    }
                }
                for id in new {
                    fresh.append(Entry(key: key, article: id, moment: moment.seconds))
                }
            } else {
                overfull.append(holders)
                fresh.append(Entry(key: key, article: Self.overfull, moment: moment.seconds))
            }
        }
        let parted = try part(overfull, at: moment)
        try insert(fresh, at: moment)
        try compare(articles, sharing, parted)
    }

    /// Forgets who has each of some keys.
    ///
    /// - Returns: How many of them every two reports shared that were linked, where one of the two
    ///   came at this moment.
    private func part(
        _ overfull: [ArraySlice<Entry>], at moment: Timestamp
    ) throws -> [StoryEdge.Ends: Int] {
        var linked: [Int64: Set<Int64>] = [:]
        var parted: [StoryEdge.Ends: Int] = [:]
        for holders in overfull {
            guard let key = holders.first?.key else { continue }
            try database.cachedStatement(sql: "DELETE FROM story_key WHERE key = ?")
                .execute(arguments: [key])
            for holder in holders where holder.moment == moment.seconds {
                let others = try linked[holder.article] ?? neighbours(of: holder.article)
                linked[holder.article] = others
                for other in holders where others.contains(other.article) {
                    // Of two that came now, each meets the other.
                    if other.moment == moment.seconds, other.article < holder.article { continue }
                    let ends = StoryEdge.Ends(
                        ArticleID(rawValue: holder.article), ArticleID(rawValue: other.article))
                    parted[ends, default: 0] += 1
                }
            }
        }
        return parted
    }

    /// A key, and the article that has it: its id, or its index among those that are joined.
    private struct Entry: Comparable {
        let key: Int64
        let article: Int64
        /// When the article came, in seconds.
        let moment: Int64

        static func < (one: Entry, other: Entry) -> Bool {
            one.key == other.key ? one.article < other.article : one.key < other.key
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
            sql: "SELECT key, article, moment FROM story_key WHERE key IN (\(marks))")
        for start in stride(from: 0, to: keys.count, by: Self.chunk) {
            var some = Array(keys[start..<min(start + Self.chunk, keys.count)])
            // A key that is asked for twice is answered once.
            some += repeatElement(some[0], count: Self.chunk - some.count)
            try statement.forEachRow(numbers: some) { row in
                found.append(
                    Entry(
                        key: try row.number(0), article: try row.number(1),
                        moment: try row.number(2)))
            }
        }
        found.sort()
        return found
    }

    private func insert(_ entries: [Entry], at moment: Timestamp) throws {
        let values = (0..<Self.chunk).map { "(?\(2 * $0 + 2), ?\(2 * $0 + 3), ?1)" }
        let statement = try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO story_key (key, article, moment)
                VALUES \(values.joined(separator: ", "))
                """)
        var some: [Int64] = []
        for start in stride(from: 0, to: entries.count, by: Self.chunk) {
            some.removeAll(keepingCapacity: true)
            some.append(moment.seconds)
            for place in start..<start + Self.chunk {
                // A row that is put twice is ignored once.
                let entry = entries[min(place, entries.count - 1)]
                some.append(entry.key)
                some.append(entry.article)
            }
            try statement.forEachRow(numbers: some)
        }
    }

    /// Keeps the edges between `articles` and those with which they share enough keys, drops those
    /// that no longer do, and makes stories of what hangs together.
    private func compare(
        _ articles: [UnjoinedArticle], _ sharing: [[Int64]], _ parted: [StoryEdge.Ends: Int]
    ) throws {
        var known: [Int64: ArticleFeatures] = [:]
        var touched: Set<Int64> = []
        // An article whose text has changed may tell another story now.
        for article in articles where article.isChanged {
            touched.formUnion(try unlink(article.id.rawValue))
        }
        for (ends, count) in parted where try reduceSharedKeys(ends, by: count) {
            touched.formUnion([ends.one.rawValue, ends.other.rawValue])
        }
        for (article, others) in zip(articles, sharing) {
            let id = article.id.rawValue
            for (other, shared) in Self.frequent(others) {
                guard let one = try features(of: id, &known),
                    let two = try features(of: other, &known)
                else { continue }
                let strength = Verdict(over: ArticleSimilarity(one, two)).strength
                guard strength > 0 else { continue }
                try link(
                    StoryEdge(article.id, ArticleID(rawValue: other), strength: strength),
                    sharedKeys: shared)
                touched.formUnion([id, other])
            }
        }
        try regroup(around: touched)
    }

    /// Those that occur often enough among `articles` to be worth comparing, and how often.
    private static func frequent(_ articles: [Int64]) -> [(article: Int64, count: Int)] {
        guard articles.count >= IndexKeys.sharedByCandidates else { return [] }
        var rest = articles.sorted()[...]
        var frequent: [(Int64, Int)] = []
        while let article = rest.first {
            let count = rest.prefix { $0 == article }.count
            rest = rest.dropFirst(count)
            if count >= IndexKeys.sharedByCandidates { frequent.append((article, count)) }
        }
        return frequent
    }

    /// What is compared of an article, read from the store once.
    private func features(of id: Int64, _ known: inout [Int64: ArticleFeatures]) throws
        -> ArticleFeatures?
    {
        if let features = known[id] { return features }
        let statement = try database.cachedStatement(
            sql: """
                SELECT article.title, article.teaser, document.body, source.name, article.source,
                       article.published
                FROM article
                JOIN document ON document.article = article.id
                LEFT JOIN source ON source.id = article.source
                WHERE article.id = ?
                """)
        let features = try statement.row([id]) { row in
            ArticleFeatures(
                ReportText(
                    title: try row.line(0), teaser: try row.line(1),
                    body: Document(stored: try row.text(2))),
                outlet: try row.optional(3, row.line)?.string ?? String(try row.number(4)),
                published: try row.moment(5))
        }
        known[id] = features
        return features
    }

    /// Forgets the keys of reports that came a week before `moment`. Looks at every key, but no
    /// more than once a day.
    private func prune(at moment: Timestamp) throws {
        let day = moment.seconds / 86_400
        let first =
            try database.row("SELECT min(day) FROM story_day") { row in
                try row.optional(0, row.number)
            } ?? nil
        if first != day {
            try database.execute(
                sql: "INSERT OR IGNORE INTO story_day (day) VALUES (?)", arguments: [day])
        }
        guard let first, first < day - 7 else { return }
        try database.execute(
            sql: "DELETE FROM story_key WHERE moment < ?", arguments: [(day - 7) * 86_400])
        try database.execute(sql: "DELETE FROM story_day WHERE day < ?", arguments: [day - 7])
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
