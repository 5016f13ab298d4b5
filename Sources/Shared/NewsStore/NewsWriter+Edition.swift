import Foundation
import GRDB
import PortalModel

// An edition is a source of its own kind: it stands in no section, and what it gives are articles
// of other sources. What is remembered of it are its sequence and the parts that are stored.
extension NewsWriter {
    /// What is known of the edition that is `source`; nil where it was never asked.
    public func edition(_ source: Source) throws(StoreProblem) -> SourceState? {
        try read { database in
            try database.row(
                """
                SELECT source.etag, source.last_modified, \(PollState.columns)
                FROM source WHERE source.id = ?
                """, [source.id.rawValue]
            ) { row in
                func validator(_ column: Int) throws -> String {
                    try row.text(column, upTo: StoredRow.lineLength)
                }
                return SourceState(
                    source: source, section: .none, etag: try row.optional(0, validator),
                    lastModified: try row.optional(1, validator),
                    poll: try PollState(row, startingAt: 2))
            }
        }
    }

    /// Notes how far an edition was read at `moment`: its sequence, the digests of the parts of it
    /// that are stored, and what to send along next time, where that was all of it.
    public func noteEdition(
        _ source: SourceID, at moment: Timestamp, sequence: Int64, parts: [Int64], etag: String?,
        lastModified: String?, _ poll: PollState, problem: DeliveryProblem?
    ) throws(StoreProblem) {
        try write { database in
            let json = try problem.map {
                String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
            }
            try database.execute(
                sql: """
                    UPDATE source SET checked = ?1, delivered = iif(?2 IS NULL, ?1, delivered),
                      problem = ?2, etag = ?3, last_modified = ?4
                    WHERE id = ?5
                    """,
                arguments: [moment.seconds, json, etag, lastModified, source.rawValue])
            try poll.store(of: source, database)
            let none = ArticleID(rawValue: 0)
            let memory = FeedMemory(
                context: sequence,
                items: parts.map { FeedMemory.Item(digest: $0, article: none, name: none) })
            try FeedMemory.keep(memory, of: source, database)
        }
    }

    /// The sources as whose those articles of `deliveries` are stored that are stored at all.
    public func owners(
        ofArticlesIn deliveries: [Delivery]
    ) throws(StoreProblem) -> [ArticleID: SourceID] {
        let ids = deliveries.flatMap { $0.articles.map(\.id) }
        let stored = try read { database in
            try database.rows(
                """
                SELECT id, source FROM article WHERE id IN (SELECT value FROM json_each(?))
                """, [ids.jsonArray]
            ) { (ArticleID(rawValue: try $0.number(0)), SourceID(rawValue: try $0.number(1))) }
        }
        return Dictionary(stored) { first, _ in first }
    }

    /// Those of `articles` whose text is not that of their page.
    public func articlesWithoutPage(
        among articles: [ArticleID]
    ) throws(StoreProblem) -> [ArticleID] {
        try read { database in
            try database.rows(
                """
                SELECT article FROM document
                WHERE is_page = 0 AND article IN (SELECT value FROM json_each(?))
                """, [articles.jsonArray]
            ) { ArticleID(rawValue: try $0.number(0)) }
        }
    }
}

extension SectionID {
    /// That of what stands in no section.
    static let none = SectionID(rawValue: 0)
}
