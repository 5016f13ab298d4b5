import GRDB
import PortalModel

extension NewsDatabase {
    /// The most articles that a search looks at: of those that have the words, the newest.
    private static let candidates = 1000

    /// How many of the newest titles are looked through for a single letter.
    private static let titles = 300

    /// The articles in which every word of `words` begins a word, whatever its case and accents:
    /// of the newest thousand, those with the words in their titles first, each newest first. Then
    /// come those in which a word stands inside another, as "tunnel" does in "Westerscheldetunnel".
    /// Of those that tell one story the first stands for all.
    ///
    /// Anything may be typed: signs are no syntax. No words give no hits. A single letter says
    /// too little to look through all texts for it: beside longer words it is passed over, and
    /// alone it is looked for in the newest titles. Costs some milliseconds,
    /// more only for words that the newest 16,000 articles seldom have.
    public func search(_ words: SafeText, count: Int) throws(StoreProblem) -> SearchResults {
        try connection.readAtOnce { database in
            // The index's own: what it takes for one word is one here.
            let tokenizer = try database.makeTokenizer(.unicode61(diacritics: .remove))
            let tokens = try tokenizer.tokenize(query: words.string).map(\.token)
            guard !tokens.isEmpty else { return SearchResults() }
            let long = tokens.filter { $0.count > 1 }
            guard !long.isEmpty else {
                return try Self.newest(with: tokens, tokenizer, count, database)
            }
            var search = try FullTextSearch(long, database, candidates: Self.candidates)
            try search.run()
            var results = try Self.results(of: search.rows, count, database)
            results.isCut = search.rows.count >= Self.candidates
            if search.rows.isEmpty {
                results.suggestion = try Self.suggestion(for: words, search, database)
            }
            return results
        }
    }

    /// The first of the articles in `rows`, one a story.
    private static func results(
        of rows: [Int64], _ count: Int, _ database: Database
    ) throws -> SearchResults {
        let statement = try database.cachedStatement(
            sql: """
                \(selectHeadline)
                JOIN json_each(?) AS hit ON article.indexed = hit.value ORDER BY hit.key
                """)
        var results = SearchResults()
        results.total = rows.count
        var stories: Set<ArticleID> = []
        try statement.walk([rows.jsonArray]) { row in
            let headline = try leadingHeadline(row)
            if let story = headline.story, !stories.insert(story).inserted { return true }
            results.headlines.append(headline)
            return results.headlines.count < count
        }
        return results
    }

    private static func newest(
        with letters: [String], _ tokenizer: any FTS5Tokenizer, _ count: Int,
        _ database: Database
    ) throws -> SearchResults {
        let statement = try database.cachedStatement(
            sql: "\(selectHeadline) ORDER BY article.indexed DESC LIMIT ?")
        let hits = try statement.rows([titles], deliveredHeadline).filter {
            let words = try tokenizer.tokenize(document: $0.title.string).map(\.token)
            return letters.allSatisfy { letter in words.contains { $0.hasPrefix(letter) } }
        }
        return SearchResults(headlines: Array(hits.prefix(count)), total: hits.count)
    }
}

/// A search for words of more than one letter.
private struct FullTextSearch {
    let words: [String]
    let typed: [TypedWord?]
    private let database: Database
    private let parts: [SearchTables.Part]
    private let candidates: Int
    /// The rows of the index that were found, the best first.
    private(set) var rows: [Int64] = []
    /// For each word those that hold it, once they were looked for.
    private(set) var compounds: [[String]] = []

    init(_ words: [String], _ database: Database, candidates: Int) throws {
        self.words = words
        self.database = database
        parts = try SearchTables(database).parts
        self.candidates = candidates
        typed = words.map { TypedWord(folded: $0) }
    }

    mutating func run() throws {
        rows = try best(matching: words.map { "\"\($0)\"*" }.joined(separator: " AND "))
        guard rows.count < candidates else { return }
        compounds = try Vocabulary.compounds(of: typed, in: database)
        guard compounds.contains(where: { !$0.isEmpty }) else { return }
        let groups = zip(words, compounds).map { word, compounds in
            let others = compounds.filter { !$0.hasPrefix(word) }.map { " OR \"\($0)\"" }
            return "(\"\(word)\"*\(others.joined()))"
        }
        let known = Set(rows)
        let more = try best(matching: groups.joined(separator: " AND "))
        rows += more.lazy.filter { !known.contains($0) }.prefix(candidates - rows.count)
    }

    private func best(matching pattern: String) throws -> [Int64] {
        let title = "{title} : (\(pattern))"
        var hits: [Int64] = []
        var titles: Set<Int64> = []
        // What follows is older, and looked through only if there are too few.
        for part in parts where hits.count < candidates {
            let missing = candidates - hits.count
            hits += try part.rows(matching: pattern, count: missing, database)
            titles.formUnion(try part.rows(matching: title, count: missing, database))
        }
        return hits.filter(titles.contains) + hits.filter { !titles.contains($0) }
    }

    /// How many articles have the word itself, of the newest ones or else of all, as far as that
    /// matters; and one of them.
    func articles(with word: String) throws -> (count: Int, first: Int64?) {
        for part in parts {
            let rows = try part.rows(
                matching: "\"\(word)\"", count: Self.enough, database)
            if !rows.isEmpty { return (rows.count, rows.first) }
        }
        return (0, nil)
    }

    /// Articles that make a word a common one.
    private static let enough = 50

    /// Whether there are articles with a word that begins with this one.
    func isBegun(_ word: String) throws -> Bool {
        try parts.contains {
            try !$0.rows(matching: "\"\(word)\"*", count: 1, database).isEmpty
        }
    }
}

extension NewsDatabase {
    /// Words nearest to a misspelled one that are looked for, at the most.
    private static let mostNearest = 8

    /// `query`, in which nothing was found, with each word that no article has replaced by the
    /// nearest that one has, the commoner of equals; nil where that finds nothing either.
    private static func suggestion(
        for query: SafeText, _ search: FullTextSearch, _ database: Database
    ) throws -> SafeText? {
        var words = search.words
        var changed: [Int: String] = [:]
        for (index, word) in words.enumerated() {
            let isCompound =
                search.compounds.indices.contains(index)
                && !search.compounds[index].isEmpty
            guard !isCompound, try !search.isBegun(word) else { continue }
            guard let typed = search.typed[index],
                let found = try nearest(to: typed, search, database)
            else { return nil }
            words[index] = found.folded
            changed[index] = found.written
        }
        guard !changed.isEmpty else { return nil }
        var other = try FullTextSearch(words, database, candidates: 1)
        try other.run()
        guard !other.rows.isEmpty else { return nil }
        // As they were typed, as far as they were right.
        let written = query.string.plainWords.filter { $0.count > 1 }.map(String.init)
        let kept = written.count == words.count ? written : words
        return SafeText(
            line: kept.enumerated().map { changed[$0.offset] ?? $0.element }.joined(separator: " "))
    }

    private static func nearest(
        to typed: TypedWord, _ search: FullTextSearch, _ database: Database
    ) throws -> (folded: String, written: String)? {
        var best: (word: String, row: Int64, count: Int, distance: Int)?
        var distance = EditDistance(from: typed.letters)
        for word in try Vocabulary.nearest(to: typed, count: mostNearest, in: database) {
            // What is stored may be anything; it goes on as letters only.
            guard TypedWord(folded: word) != nil,
                let steps = distance(to: Array(word.utf8), limit: typed.mistakes)
            else { continue }
            if let best, best.distance < steps { break }
            let found = try search.articles(with: word)
            guard let row = found.first, found.count > best?.count ?? 0 else { continue }
            best = (word, row, found.count, steps)
        }
        guard let best else { return nil }
        return (best.word, try written(best.word, inRow: best.row, database) ?? best.word)
    }

    /// The word as an article writes it, with its capitals and accents.
    private static func written(
        _ word: String, inRow row: Int64, _ database: Database
    ) throws -> String? {
        try database.row(
            """
            SELECT article.title, document.body
            FROM article JOIN document ON document.article = article.id
            WHERE article.indexed = ?
            """, [row]
        ) { row in
            let letters = Array(word.utf8)
            for text in [try row.text(0), Document(stored: try row.text(1)).searchText] {
                if let found = text.plainWords.first(where: { $0.foldedBytes == letters }) {
                    return String(found)
                }
            }
            return nil
        } ?? nil
    }
}

extension NewsDatabase {
    /// More muted articles of a page are neither counted nor shown.
    public static let mostMuted = 1000

    /// How many articles of a page are muted, up to `mostMuted`.
    public func mutedCount(on page: NewsPage) throws(StoreProblem) -> Int {
        try connection.read { database in
            let (column, value) = page.column
            return try database.row(
                """
                SELECT count(*) FROM
                  (SELECT 1 FROM article WHERE \(column) = ? AND muted <> 0
                   LIMIT \(Self.mostMuted))
                """, [value]
            ) { try $0.count(0) } ?? 0
        }
    }

    /// The newest articles of a page that are muted, each with the rule that it goes by.
    public func muted(on page: NewsPage) throws(StoreProblem) -> [MutedHeadline] {
        try connection.read { database in
            let (column, value) = page.column
            return try database.rows(
                """
                SELECT shown.*, mute_rule.rule FROM
                  (\(Self.selectHeadline) WHERE article.\(column) = ? AND article.muted <> 0
                   ORDER BY article.published DESC, article.id LIMIT \(Self.mostMuted)) AS shown
                LEFT JOIN mute_rule ON mute_rule.id = shown.muted
                ORDER BY shown.published DESC, shown.id
                """, [value]
            ) { row in
                MutedHeadline(
                    headline: try Self.deliveredHeadline(row),
                    rule: try row.optional(16) { try row.json($0, of: MuteRule.self) })
            }
        }
    }

    /// What tells the rules apart that articles are muted by.
    public func muteRules() throws(StoreProblem) -> Set<Int64> {
        try connection.read { database in
            Set(try database.rows("SELECT id FROM mute_rule LIMIT 10000") { try $0.number(0) })
        }
    }
}
