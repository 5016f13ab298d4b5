import GRDB
import PortalModel

extension ReaderDatabase {
    /// Keeps `article` whole, for as long as the reader wants, whatever its source drops. One that
    /// is kept already is renewed and keeps its place among the others.
    public func save(_ article: Article, at moment: Timestamp) throws(StoreProblem) {
        try save([article], at: moment)
    }

    /// Keeps several likewise, all of them or none.
    public func save(_ articles: [Article], at moment: Timestamp) throws(StoreProblem) {
        try write { database in
            for article in articles { try Self.save(article, at: moment, in: database) }
        }
    }

    private static func save(
        _ article: Article, at moment: Timestamp, in database: Database
    ) throws {
        let headline = article.headline
        try database.execute(
            sql: """
                INSERT INTO saved (article, moment, section, section_name, source,
                  published, updated, title, teaser, authors, link, body, is_dated)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (article) DO UPDATE SET
                  section = excluded.section, section_name = excluded.section_name,
                  source = excluded.source, published = excluded.published,
                  updated = excluded.updated, title = excluded.title,
                  teaser = excluded.teaser, authors = excluded.authors,
                  link = excluded.link, body = excluded.body, is_dated = excluded.is_dated
                """,
            arguments: [
                article.id.rawValue, moment.seconds, headline.section.rawValue,
                headline.sectionName.string, headline.source.string,
                headline.published.seconds, article.updated?.seconds, headline.title.string,
                headline.teaser.string, article.authors.stored, article.link?.string,
                article.body.stored, headline.isDated,
            ])
    }

    /// Lets go of saved articles. Until this database is closed, `restoreSaved` can bring them
    /// back.
    public func unsave(_ articles: [ArticleID]) throws(StoreProblem) {
        try write { database in
            // A source may have dropped its article: then this was the last of it.
            for id in articles {
                try database.execute(
                    sql: """
                        CREATE TEMP TABLE IF NOT EXISTS released AS SELECT * FROM saved WHERE 0;
                        DELETE FROM released WHERE article = ?1;
                        INSERT INTO released SELECT * FROM saved WHERE article = ?1;
                        DELETE FROM saved WHERE article = ?1
                        """, arguments: [id.rawValue, id.rawValue, id.rawValue])
            }
        }
    }

    /// Keeps articles again that were let go of, exactly as they were kept before.
    public func restoreSaved(_ articles: [ArticleID]) throws(StoreProblem) {
        try write { database in
            guard try database.tableExists("released") else { return }
            for id in articles {
                try database.execute(
                    sql: """
                        INSERT OR IGNORE INTO saved SELECT * FROM released WHERE article = ?
                        """, arguments: [id.rawValue])
            }
        }
    }

    /// The saved articles' headlines, the last saved first: all, or those with a label.
    public func savedHeadlines(
        labelled label: SafeText? = nil
    ) throws(StoreProblem) -> [Headline] {
        try read { database in
            try database.rows(
                """
                SELECT article, title, teaser, section, section_name, source, published, is_dated
                FROM saved
                WHERE ?1 IS NULL OR article IN (SELECT article FROM label WHERE name = ?1)
                ORDER BY moment DESC, article LIMIT 10000
                """, [label?.string]
            ) { row in
                var headline = try NewsDatabase.headline(row)
                headline.isDated = try row.flag(7)
                return headline
            }
        }
    }

    /// A saved article whole; nil when it is not saved.
    public func savedArticle(_ id: ArticleID) throws(StoreProblem) -> Article? {
        try read { database in
            try database.row(
                """
                SELECT article, title, teaser, section, section_name, source, published,
                       updated, authors, link, body, is_dated
                FROM saved WHERE article = ?
                """, [id.rawValue]
            ) { row in
                var article = try NewsDatabase.article(row)
                article.headline.isDated = try row.flag(11)
                return article
            }
        }
    }
}

extension ReaderDatabase {
    /// The top-level block that was on top of the screen when the reader last read `article`.
    public func position(in article: ArticleID) throws(StoreProblem) -> Int? {
        try read { database in
            try database.row(
                "SELECT block FROM position WHERE article = ?", [article.rawValue]
            ) { try $0.count(0) }
        }
    }

    /// Keeps how far the reader is; the beginning needs no keeping.
    public func setPosition(
        _ block: Int, in article: ArticleID, at moment: Timestamp
    ) throws(StoreProblem) {
        try write { database in
            if block > 0 {
                try database.execute(
                    sql: """
                        INSERT OR REPLACE INTO position (article, block, moment)
                        VALUES (?, ?, ?)
                        """, arguments: [article.rawValue, block, moment.seconds])
            } else {
                try database.execute(
                    sql: "DELETE FROM position WHERE article = ?", arguments: [article.rawValue])
            }
        }
    }
}
