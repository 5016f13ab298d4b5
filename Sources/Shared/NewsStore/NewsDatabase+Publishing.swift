import GRDB
import PortalModel

extension NewsDatabase {
    /// How many articles of each section appeared on each day in UTC since `oldest`, in no order; a
    /// day is told by its number since 1970. Costs a look at each article since then.
    public func days(
        since oldest: Timestamp
    ) throws(StoreProblem) -> [(section: SectionID, day: Int64, count: Int)] {
        try connection.read { database in
            try database.rows(
                """
                SELECT section, published / 86400, count(*) FROM article
                WHERE indexed >= ? AND section <> 0 GROUP BY 1, 2
                """, [oldest.seconds << 20]
            ) { row in
                (try row.section(0), try row.number(1), try row.count(2))
            }
        }
    }

    /// The articles of one section that appeared on a day, newest first, with all that others need
    /// to know of them; those that are muted or of a source that is not among `sources` are left
    /// out.
    public func articles(
        of section: SectionID, onDay day: Int64, from sources: [Source]
    ) throws(StoreProblem) -> [PublishedArticle] {
        let sources = Dictionary(sources.map { ($0.id.rawValue, $0) }) { first, _ in first }
        return try connection.read { database in
            // The index has a column between the section and the time, which has two values.
            let statement = try database.cachedStatement(
                sql: """
                    SELECT article.id, article.source, article.title, article.teaser,
                           article.published, article.is_dated, article.updated, article.authors,
                           article.link, document.body, document.is_page, document.page_problem,
                           document.page_byline, document.page_published, document.language,
                           article.story, article.outlets
                    FROM article JOIN document ON document.article = article.id
                    WHERE article.section = ?1 AND article.follows_section IN (0, 1)
                      AND article.published >= ?2 AND article.published < ?2 + 86400
                      AND article.muted = 0
                    ORDER BY article.published DESC, article.id
                    """)
            return try statement.rows([section.rawValue, day * 86_400]) { row in
                try sources[row.number(1)].map { try Self.published(row, $0, section) }
            }.compactMap { $0 }
        }
    }

    /// The newest articles that appeared since `oldest` of which a feed gave the text and whose
    /// page was not asked for, at most `count`.
    public func withoutPage(
        since oldest: Timestamp, count: Int
    ) throws(StoreProblem) -> [ArticleID] {
        try connection.read { database in
            try database.rows(
                """
                SELECT article.id FROM article JOIN document ON document.article = article.id
                WHERE article.indexed >= ? AND article.section <> 0 AND article.link IS NOT NULL
                  AND document.is_page = 0 AND document.page_problem IS NULL
                ORDER BY article.indexed DESC LIMIT ?
                """, [oldest.seconds << 20, count]
            ) { try $0.article(0) }
        }
    }

    private static func published(
        _ row: StoredRow, _ source: Source, _ section: SectionID
    ) throws -> PublishedArticle {
        let page =
            try row.flag(10)
            ? PublishedArticle.Page(
                isBeginning: try row.optional(11, row.problem) != nil,
                byline: try row.optional(12, row.line),
                published: try row.optional(13, row.moment),
                language: try row.optional(14, row.line))
            : nil
        return PublishedArticle(
            id: try row.article(0), source: source, section: section,
            title: try row.line(2), teaser: try row.line(3), published: try row.moment(4),
            isDated: try row.flag(5), updated: try row.optional(6, row.moment),
            authors: try row.authors(7), link: try row.optional(8, row.address) ?? nil,
            body: Document(stored: try row.text(9)), page: page,
            story: try row.optional(15) { try row.article($0) },
            outlets: try row.count(16))
    }
}

extension NewsDatabase {
    /// Reports of a story that are read; no story has as many.
    private static let mostReports = 200

    /// The other reports of the story that an article tells, in the order of their sources: those
    /// that come after it first, then those that come before it, so that the first is always the
    /// next. None for an article that tells its story alone.
    public func otherReports(of id: ArticleID) throws(StoreProblem) -> [Headline] {
        try connection.read { database in
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
                    ORDER BY source.position IS NULL, source.position, article.published,
                             article.id
                    LIMIT \(Self.mostReports)
                    """)
            return try newest.map { try statement.rows([$0], Self.deliveredHeadline) }
        }
    }
}

extension NewsDatabase {
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
