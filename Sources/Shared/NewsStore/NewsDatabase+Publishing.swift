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
