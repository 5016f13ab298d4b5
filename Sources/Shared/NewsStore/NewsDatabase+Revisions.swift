import GRDB
import PortalModel

extension NewsDatabase {
    /// What the article was before it was changed, as far as it is kept, the latest text first: of
    /// its page when that is what it shows now, else of its feed.
    public func earlierVersions(of id: ArticleID) throws(StoreProblem) -> [Version] {
        try read { database in
            try database.rows(
                """
                SELECT revision.title, source.name, revision.since, revision.body
                FROM revision
                JOIN article ON article.id = revision.article
                JOIN document ON document.article = revision.article
                  AND document.is_page = revision.is_page
                LEFT JOIN source ON source.id = article.source
                WHERE revision.article = ? ORDER BY revision.number DESC
                LIMIT \(RevisionShelf.limit)
                """, [id.rawValue]
            ) { row in
                Version(
                    article: id, title: try row.line(0),
                    source: try row.optional(1, row.line) ?? .empty,
                    since: try row.moment(2), isEarlier: true,
                    body: try row.document(3))
            }
        }
    }
}
