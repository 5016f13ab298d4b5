import GRDB
import PortalModel

extension ReaderDatabase {
    private static let tidied = "tidied"

    /// Articles that are not saved and were read, or left somewhere, before `moment`: the next
    /// `count` of them at most, and after the last the first again. Costs a look at all marks.
    public func agedMarks(
        before moment: Timestamp, count: Int
    ) throws(StoreProblem) -> [ArticleID] {
        let last = try setting(Self.tidied).flatMap { Int64($0) }
        let aged = try read { database in
            try database.rows(
                """
                SELECT article FROM (
                  SELECT article FROM read WHERE moment < ?1
                  UNION SELECT article FROM position WHERE moment < ?1
                )
                WHERE article > ?2 AND article NOT IN (SELECT article FROM saved)
                ORDER BY article LIMIT ?3
                """, [moment.seconds, last ?? .min, count]
            ) { try $0.number(0) }
        }
        let next = aged.count < count ? nil : aged.last
        if next != last { try set(Self.tidied, to: next.map { String($0) }) }
        return aged.map(ArticleID.init(rawValue:))
    }

    /// Forgets that articles were read, and where the reader was in them.
    public func forgetMarks(of articles: [ArticleID]) throws(StoreProblem) {
        guard !articles.isEmpty else { return }
        try write { database in
            for table in ["read", "position"] {
                let statement = try database.cachedStatement(
                    sql: "DELETE FROM \(table) WHERE article = ?")
                for article in articles { try statement.execute(arguments: [article.rawValue]) }
            }
        }
    }
}
