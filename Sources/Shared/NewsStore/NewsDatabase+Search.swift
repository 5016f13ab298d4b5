import GRDB
import PortalModel

extension NewsDatabase {
    /// How many of the newest hits are looked at to find the best among them.
    private static let candidates = 300

    /// The articles in which every word of `words` begins a word, whatever its case and accents:
    /// of the newest few hundred, those with the words in their titles first, each newest first.
    ///
    /// Anything may be typed: signs are no syntax. No words give no hits. A single letter says
    /// too little to look through all texts for it: beside longer words it is passed over, and
    /// alone it is looked for in the newest titles. Costs some milliseconds,
    /// more only for words that the newest 16,000 articles seldom have.
    public func search(_ words: SafeText, count: Int) throws(StoreProblem) -> [Headline] {
        try read { database in
            // The index's own: what it takes for one word is one here.
            let tokenizer = try database.makeTokenizer(.unicode61(diacritics: .remove))
            let words = try tokenizer.tokenize(query: words.string).map(\.token)
            let pattern = words.filter { $0.count > 1 }.map { "\"\($0)\"*" }
                .joined(separator: " ")
            return pattern.isEmpty
                ? try Self.newest(with: words, tokenizer, count, database)
                : try Self.best(matching: pattern, count, database)
        }
    }

    private static func best(
        matching pattern: String, _ count: Int, _ database: Database
    ) throws -> [Headline] {
        let title = "{title} : (\(pattern))"
        var hits = try rows(of: "search_newest", matching: pattern, candidates, database)
        var titles = Set(try rows(of: "search_newest", matching: title, candidates, database))
        // All others are older, and looked through only if these are too few.
        if hits.count < candidates {
            let missing = candidates - hits.count
            hits += try rows(of: "search", matching: pattern, missing, database)
            titles.formUnion(try rows(of: "search", matching: title, missing, database))
        }
        let best = hits.filter(titles.contains) + hits.filter { !titles.contains($0) }
        let statement = try database.cachedStatement(
            sql: """
                \(selectHeadline)
                JOIN json_each(?) AS hit ON article.indexed = hit.value ORDER BY hit.key
                """)
        let wanted = "[\(best.prefix(count).map { String($0) }.joined(separator: ","))]"
        return try statement.rows([wanted], deliveredHeadline)
    }

    /// The newest rows of one of the two indices that match.
    private static func rows(
        of index: String, matching pattern: String, _ count: Int, _ database: Database
    ) throws -> [Int64] {
        try database.rows(
            "SELECT rowid FROM \(index) WHERE \(index) MATCH ? ORDER BY rowid DESC LIMIT ?",
            [pattern, count]
        ) { try $0.number(0) }
    }

    private static func newest(
        with letters: [String], _ tokenizer: any FTS5Tokenizer, _ count: Int,
        _ database: Database
    ) throws -> [Headline] {
        guard !letters.isEmpty else { return [] }
        let statement = try database.cachedStatement(
            sql: "\(selectHeadline) ORDER BY article.indexed DESC LIMIT ?")
        let hits = try statement.rows([candidates], deliveredHeadline).filter {
            let words = try tokenizer.tokenize(document: $0.title.string).map(\.token)
            return letters.allSatisfy { letter in words.contains { $0.hasPrefix(letter) } }
        }
        return Array(hits.prefix(count))
    }
}
