import GRDB
import PortalModel

/// What has come in, in the order in which it came.
extension NewsDatabase {
    /// The number of the article that came last; 0 where none ever did.
    public func lastArrival() throws(StoreProblem) -> Int64 {
        try read { database in
            try database.row("SELECT max(number) FROM document") { row in
                try row.optional(0, row.number)
            } ?? nil
        } ?? 0
    }

    /// The first of the articles that came after the one of that number, but for those that are
    /// muted.
    public func arrivals(after number: Int64, count: Int) throws(StoreProblem) -> [Headline] {
        try read { database in
            try database.rows(
                """
                \(Self.selectHeadline)
                WHERE article.id IN
                  (SELECT article FROM document WHERE number > ? ORDER BY number LIMIT ?)
                  AND article.muted = 0
                ORDER BY article.published DESC, article.id
                """, [number, count], Self.headline)
        }
    }

    /// How many headlines the list of a page has that are not among `read`. Costs a look into an
    /// index for each of them.
    public func unreadCount(
        on page: NewsPage, read: [ArticleID]
    ) throws(StoreProblem) -> Int {
        let (condition, value) =
            switch page {
            case .front(let edition):
                ("edition = ?1 AND follows_edition = 0 AND muted = 0", edition.rawValue)
            case .section(let section):
                ("section = ?1 AND follows_section = 0 AND muted = 0", section.rawValue)
            }
        return try self.read { database in
            try database.row(
                """
                SELECT (SELECT count(*) FROM article WHERE \(condition))
                  - (SELECT count(*) FROM article
                     WHERE id IN (SELECT value FROM json_each(?2)) AND \(condition))
                """, [value, read.jsonArray]
            ) { try $0.count(0) } ?? 0
        }
    }
}
