import GRDB
import PortalModel

/// Labels that the reader gave saved articles.
extension ReaderDatabase {
    /// Gives saved articles these labels and no others.
    public func setLabels(_ labels: [ArticleID: [SafeText]]) throws(StoreProblem) {
        try write { database in
            for (article, labels) in labels {
                try database.execute(
                    sql: "DELETE FROM label WHERE article = ?", arguments: [article.rawValue])
                for (position, label) in labels.enumerated() {
                    try database.execute(
                        sql: """
                            INSERT OR IGNORE INTO label (name, article, position) VALUES (?, ?, ?)
                            """, arguments: [label.string, article.rawValue, position])
                }
            }
        }
    }

    /// The labels of an article, in the order in which the reader gave them.
    public func labels(of article: ArticleID) throws(StoreProblem) -> [SafeText] {
        try labels(of: [article])[article] ?? []
    }

    public func labels(
        of articles: [ArticleID]
    ) throws(StoreProblem) -> [ArticleID: [SafeText]] {
        try read { database in
            var labels: [ArticleID: [SafeText]] = [:]
            let rows = try database.rows(
                """
                SELECT article, name FROM label
                WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, position
                """, [articles.jsonArray]
            ) { (ArticleID(rawValue: try $0.number(0)), try $0.line(1)) }
            for (article, label) in rows { labels[article, default: []].append(label) }
            return labels
        }
    }

    /// All labels of saved articles, by name.
    public func labels() throws(StoreProblem) -> [SafeText] {
        try read { database in
            try database.rows(
                """
                SELECT DISTINCT name FROM label
                WHERE article IN (SELECT article FROM saved) ORDER BY name COLLATE NOCASE LIMIT 1000
                """
            ) { try $0.line(0) }
        }
    }
}
