import GRDB
import PortalModel

extension NewsDatabase {
    /// How many of the newest hits are looked at to find the best among them.
    private static let candidates = 300

    /// The articles in which every word of `words` begins a word, whatever its case and accents:
    /// of the newest few hundred, those with the words in their titles first, each newest first.
    ///
    /// Anything may be typed: signs are no syntax. No words give no hits. Costs some
    /// milliseconds in 100,000 articles, most with a single letter.
    public func search(_ words: SafeText, count: Int) throws(StoreProblem) -> [Headline] {
        guard let pattern = FTS5Pattern(matchingAllPrefixesIn: words.string) else { return [] }
        return try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    \(Self.selectHeadline)
                    JOIN (SELECT rowid AS hit FROM search WHERE search MATCH ?1
                          ORDER BY rowid DESC LIMIT ?2)
                      ON article.indexed = hit
                    ORDER BY article.indexed IN
                      (SELECT rowid FROM search WHERE search MATCH '{title} : (' || ?3 || ')'
                       ORDER BY rowid DESC LIMIT ?2) DESC,
                      article.indexed DESC
                    LIMIT ?4
                    """)
            return try Row.fetchAll(
                statement, arguments: [pattern, Self.candidates, pattern.rawPattern, count]
            ).map(Self.headline)
        }
    }
}
