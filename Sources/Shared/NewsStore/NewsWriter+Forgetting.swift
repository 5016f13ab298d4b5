import GRDB
import PortalModel

// An article goes when it appeared too long ago and its source no longer gives it. What a source
// still gives stays, however old: it would come back with the next delivery, and a source that
// seldom tells something would have nothing to show.
extension NewsWriter {
    /// Articles that go in one transaction, at the most, or twice as many as come in it: so a round
    /// is never held up, and what goes keeps up with what comes.
    static let forgottenAtOnce = 100

    /// Articles of silent sources that go in one round, at the most.
    static let silentForgotten = 500

    /// Forgets what appeared before `oldest` of sources that are gone, or that have not answered
    /// since then. At most some hundred articles, in several transactions; costs a look at each
    /// older one.
    ///
    /// What answering sources no longer give goes when they deliver.
    public func forgetSilent(before oldest: Timestamp) throws(StoreProblem) {
        // An article's row in the index begins with the time at which it appeared.
        let articles = try read { database in
            try database.rows(
                """
                SELECT article.id, article.source FROM article
                LEFT JOIN source ON source.id = article.source
                WHERE article.indexed < ?1 AND ifnull(source.delivered, 0) < ?2
                ORDER BY article.indexed LIMIT ?3
                """, [oldest.seconds << 20, oldest.seconds, Self.silentForgotten]
            ) {
                (
                    id: ArticleID(rawValue: try $0.number(0)),
                    source: SourceID(rawValue: try $0.number(1))
                )
            }
        }
        for start in stride(from: 0, to: articles.count, by: Self.forgottenAtOnce) {
            let some = articles[start..<min(start + Self.forgottenAtOnce, articles.count)]
            try write { database in
                var search = try SearchIndex(database)
                for article in some { try Self.forget(article.id, &search, database) }
                // Or they would pass for known when their source speaks again.
                for source in Set(some.map(\.source)) { try FeedMemory.forget(source, database) }
                try search.finish()
            }
        }
    }

    /// Forgets at most `count` articles that `source` gave, except `present`, that appeared before
    /// `oldest`.
    ///
    /// - Returns: How many went.
    static func forget(
        of source: SourceID, before oldest: Timestamp, except present: Set<ArticleID>,
        atMost count: Int, _ search: inout SearchIndex, _ database: Database
    ) throws -> Int {
        let find = try database.cachedStatement(
            sql: """
                SELECT id FROM article WHERE source = ? AND published < ?
                ORDER BY published LIMIT ?
                """)
        let old = try find.rows([source.rawValue, oldest.seconds, count + present.count]) {
            ArticleID(rawValue: try $0.number(0))
        }
        let gone = old.filter { !present.contains($0) }.prefix(count)
        for id in gone { try forget(id, &search, database) }
        return gone.count
    }

    /// Takes an article out of all tables; the room that it took is used again.
    private static func forget(
        _ id: ArticleID, _ search: inout SearchIndex, _ database: Database
    ) throws {
        let find = try database.cachedStatement(
            sql: """
                SELECT article.indexed, article.title, document.body
                FROM article JOIN document ON document.article = article.id WHERE article.id = ?
                """)
        let found = try find.row([id.rawValue]) { row in
            (indexed: try row.number(0), title: try row.text(1), body: try row.text(2))
        }
        if let found {
            try search.remove(found.indexed, title: found.title, body: found.body)
        }
        let storyStore = StoryStore(database)
        let others = try storyStore.unlink(id.rawValue).subtracting([id.rawValue])
        for place in [
            "document WHERE article", "revision WHERE article", "former_page WHERE article",
            "article WHERE id",
        ] {
            try database.cachedStatement(sql: "DELETE FROM \(place) = ?")
                .execute(arguments: [id.rawValue])
        }
        // Somebody else leads the story now, or nobody tells it any more.
        try storyStore.regroup(around: others)
    }
}
