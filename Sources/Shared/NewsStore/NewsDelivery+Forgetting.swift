import GRDB
import PortalModel

// An article goes when it appeared too long ago and its source no longer gives it. What a source
// still gives stays, however old: it would come back with the next delivery, and a source that
// seldom tells something would have nothing to show.
extension NewsDelivery {
    /// Articles that go at one time, at the most; the rest waits for the next.
    static let forgottenAtOnce = 500

    /// Forgets what appeared before `oldest` of sources that are gone, or that have not answered
    /// since then. At most some hundred articles; costs a look at each older one.
    ///
    /// What answering sources no longer give goes when they deliver.
    public func forgetSilent(before oldest: Timestamp) throws(StoreProblem) {
        try write { database in
            // An article's row in the index begins with the time at which it appeared.
            let articles = try database.rows(
                """
                SELECT article.id FROM article
                LEFT JOIN source ON source.id = article.source
                WHERE article.indexed < ?1 AND ifnull(source.delivered, 0) < ?2
                ORDER BY article.indexed LIMIT ?3
                """, [oldest.seconds << 20, oldest.seconds, Self.forgottenAtOnce]
            ) { ArticleID(rawValue: try $0.number(0)) }
            for id in articles { try Self.forget(id, database) }
        }
    }

    /// Forgets what `source` gave, except `present`, that appeared before `oldest`.
    static func forget(
        of source: SourceID, before oldest: Timestamp, except present: Set<ArticleID>,
        _ database: Database
    ) throws {
        let old = try database.cachedStatement(
            sql: "SELECT id FROM article WHERE source = ? AND published < ? ORDER BY published")
        let articles = try old.rows([source.rawValue, oldest.seconds]) {
            ArticleID(rawValue: try $0.number(0))
        }.filter { !present.contains($0) }
        for id in articles.prefix(forgottenAtOnce) { try forget(id, database) }
    }

    /// Takes an article out of all tables; the room that it took is used again.
    private static func forget(_ id: ArticleID, _ database: Database) throws {
        let find = try database.cachedStatement(
            sql: """
                SELECT article.indexed, article.title, document.body
                FROM article JOIN document ON document.article = article.id WHERE article.id = ?
                """)
        let found = try find.row([id.rawValue]) { row in
            (indexed: try row.number(0), title: try row.text(1), body: try row.text(2))
        }
        if let found {
            // The index keeps no text of its own, so what it forgets must be said to it again.
            let text = Document(stored: found.body).searchText
            try database.cachedStatement(
                sql: "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)"
            ).execute(arguments: [found.indexed, found.title, text])
        }
        let desk = StoryDesk(database)
        let others = Set(try desk.unlink(id.rawValue)).subtracting([id.rawValue])
        for place in [
            "document WHERE article", "revision WHERE article", "former_page WHERE article",
            "article WHERE id",
        ] {
            try database.cachedStatement(sql: "DELETE FROM \(place) = ?")
                .execute(arguments: [id.rawValue])
        }
        // Somebody else leads the story now, or nobody tells it any more.
        try desk.regroup(around: others)
    }
}
