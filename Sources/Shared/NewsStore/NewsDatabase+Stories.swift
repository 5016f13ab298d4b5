import GRDB
import PortalModel

extension NewsDatabase {
    /// Reports of a story that are read; no story has as many.
    private static let mostReports = 200
    /// The reports of a story in the order of their sources, in SQL.
    private static let bySource = """
        ORDER BY source.position IS NULL, source.position, article.published, article.id
        LIMIT \(mostReports)
        """

    /// The other reports of the story that an article tells, in the order of their sources: those
    /// that come after it first, then those that come before it, so that the first is always the
    /// next. None for an article that tells its story alone.
    public func otherReports(of id: ArticleID) throws(StoreProblem) -> [Headline] {
        try connection.read { database in
            let statement = try database.cachedStatement(
                sql: """
                    \(Self.selectHeadline)
                    WHERE article.story = (SELECT story FROM article WHERE id = ?)
                    \(Self.bySource)
                    """)
            let reports = try statement.rows([id.rawValue], Self.deliveredHeadline)
            guard let place = reports.firstIndex(where: { $0.id == id }) else { return [] }
            return Array(reports[(place + 1)...] + reports[..<place])
        }
    }

    /// The newest stories that more than one outlet tells, each with its reports in the order of
    /// their sources. Costs a look at each article that was joined with another.
    public func stories(count: Int) throws(StoreProblem) -> [[Headline]] {
        try connection.readAtOnce { database in
            let newest = try database.rows(
                """
                SELECT story FROM article WHERE story IS NOT NULL AND outlets > 1
                GROUP BY story ORDER BY max(published) DESC, story LIMIT ?
                """, [count]
            ) { try $0.number(0) }
            let statement = try database.cachedStatement(
                sql: """
                    \(Self.selectHeadline) WHERE article.story = ?
                    \(Self.bySource)
                    """)
            return try newest.map { try statement.rows([$0], Self.deliveredHeadline) }
        }
    }

    /// How often an article was changed, its feed's text and its page's together, and when last.
    public func changes(of id: ArticleID) throws(StoreProblem) -> Changes? {
        try connection.read { database in
            try database.row(
                "SELECT revisions, revised FROM article WHERE id = ?", [id.rawValue]
            ) { row in
                let count = try row.count(0)
                guard count > 0, let last = try row.optional(1, row.moment) else { return nil }
                return Changes(count: count, last: last)
            } ?? nil
        }
    }

    /// Articles, the newest first, whose page was read and then gave way to another text of the
    /// feed, so that it may have changed as well.
    public func articlesWithFormerPage(count: Int) throws(StoreProblem) -> [ArticleID] {
        try connection.read { database in
            try database.rows(
                """
                SELECT article.id FROM former_page
                JOIN article ON article.id = former_page.article
                JOIN document ON document.article = article.id
                WHERE document.page_problem IS NULL
                ORDER BY article.published DESC, article.id LIMIT ?
                """, [count]
            ) { try $0.article(0) }
        }
    }

    /// What the article was before it was changed, as far as it is kept, the latest text first: of
    /// its page when that is what it shows now and was changed, else of its feed: a title may have
    /// been rewritten before the page was read for the first time.
    public func earlierVersions(of id: ArticleID) throws(StoreProblem) -> [StoryReport] {
        try connection.read { database in
            try database.rows(
                """
                SELECT revision.title, source.name,
                       iif(article.is_dated OR revision.number > 1, revision.since, NULL),
                       revision.body
                FROM revision
                JOIN article ON article.id = revision.article
                LEFT JOIN source ON source.id = article.source
                WHERE revision.article = ?1 AND revision.is_page = EXISTS (
                  SELECT 1 FROM document JOIN revision AS own
                    ON own.article = document.article AND own.is_page = document.is_page
                  WHERE document.article = ?1 AND document.is_page = 1)
                ORDER BY revision.number DESC
                LIMIT \(RevisionStore.limit)
                """, [id.rawValue]
            ) { row in
                StoryReport(
                    article: id, title: try row.line(0),
                    source: try row.optional(1, row.line) ?? .empty,
                    since: try row.optional(2, row.moment), isEarlier: true,
                    body: try row.document(3))
            }
        }
    }
}
