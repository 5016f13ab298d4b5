import GRDB
import PortalModel

extension NewsDatabase {
    /// How often an article was changed, its feed's text and its page's together, and when last.
    public func changes(of id: ArticleID) throws(StoreProblem) -> Changes? {
        try read { database in
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
        try read { database in
            try database.rows(
                """
                SELECT article.id FROM former_page
                JOIN article ON article.id = former_page.article
                JOIN document ON document.article = article.id
                WHERE document.page_problem IS NULL
                ORDER BY article.published DESC, article.id LIMIT ?
                """, [count]
            ) { ArticleID(rawValue: try $0.number(0)) }
        }
    }

    /// What the article was before it was changed, as far as it is kept, the latest text first: of
    /// its page when that is what it shows now and was changed, else of its feed: a title may have
    /// been rewritten before the page was read for the first time.
    public func earlierVersions(of id: ArticleID) throws(StoreProblem) -> [StoryReport] {
        try read { database in
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
