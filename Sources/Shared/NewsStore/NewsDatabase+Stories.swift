import GRDB
import PortalModel

extension NewsDatabase {
    /// Reports of a story that are read; no story has as many.
    private static let mostReports = 200

    /// The other reports of the story that an article tells, in the order of their sources: those
    /// that come after it first, then those that come before it, so that the first is always the
    /// next. None for an article that tells its story alone.
    public func otherReports(of id: ArticleID) throws(StoreProblem) -> [Headline] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    \(Self.selectHeadline)
                    WHERE article.story = (SELECT story FROM article WHERE id = ?)
                    ORDER BY source.position IS NULL, source.position, article.published,
                             article.id
                    LIMIT \(Self.mostReports)
                    """)
            let reports = try statement.rows([id.rawValue], Self.deliveredHeadline)
            guard let place = reports.firstIndex(where: { $0.id == id }) else { return [] }
            return Array(reports[(place + 1)...] + reports[..<place])
        }
    }

    /// The newest stories that more than one outlet tells, each with its reports in the order of
    /// their sources. Costs a look at each article that was joined with another.
    public func stories(count: Int) throws(StoreProblem) -> [[Headline]] {
        try readAtOnce { database in
            let newest = try database.rows(
                """
                SELECT story FROM article WHERE story IS NOT NULL AND outlets > 1
                GROUP BY story ORDER BY max(published) DESC, story LIMIT ?
                """, [count]
            ) { try $0.number(0) }
            let statement = try database.cachedStatement(
                sql: """
                    \(Self.selectHeadline) WHERE article.story = ?
                    ORDER BY source.position IS NULL, source.position, article.published,
                             article.id
                    LIMIT \(Self.mostReports)
                    """)
            return try newest.map { try statement.rows([$0], Self.deliveredHeadline) }
        }
    }
}
