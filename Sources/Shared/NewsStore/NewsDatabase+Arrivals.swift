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
                """, [number, count], Self.deliveredHeadline)
        }
    }

    /// All that the list of a page has, in no order: what an index holds, which is read from one
    /// end to the other.
    public func listed(on page: NewsPage) throws(StoreProblem) -> [ArticleID] {
        let (column, value) =
            switch page {
            case .front(let edition): ("edition", edition.rawValue)
            case .section(let section): ("section", section.rawValue)
            }
        return try read { database in
            try database.rows(Self.selectListed(by: column), [value]) {
                ArticleID(rawValue: try $0.number(0))
            }
        }
    }

    static func selectListed(by column: String) -> String {
        "SELECT id FROM article WHERE \(column) = ? AND follows_\(column) = 0 AND muted = 0"
    }
}
