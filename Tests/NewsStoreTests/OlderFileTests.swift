import GRDB
import PortalModel
import TestSupport
import Testing

@testable import NewsStore

struct OlderFileTests {
    @Test func `articles of the first version are read, found and recognised`() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            try Self.writeFirstVersion(path)
            let file = NewsFile(path: path, delivery: try NewsDelivery(path: path))
            try file.delivery.synchronise(Deliveries.editions)

            let article = try #require(try file.news().article(ArticleID(rawValue: 1)))
            #expect(article.body == Document([.paragraph(["De dijk is ", "hersteld."])]))
            #expect(article.page == .read)
            #expect(try file.news().search("hers", count: 9).map(\.id.rawValue) == [1])

            let counts = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(
                        2, "Dijk", text: "Nieuwe tekst.",
                        link: WebAddress(literal: "https://nos.example/dijk"))
                ]))
            #expect(counts.new == 0 && counts.changed == 1)
            #expect(try file.news().search("hers", count: 9) == [])
            #expect(try file.news().search("nieuwe", count: 9).map(\.id.rawValue) == [1])
            try file.checkIndex()
        }
    }

    /// A news.db as the first version left it, with one article whose page was read.
    private static func writeFirstVersion(_ path: String) throws {
        let first = DatabaseKind(
            applicationID: DatabaseKind.news.applicationID,
            migrations: Array(DatabaseKind.news.migrations.prefix(1)))
        let queue = try DatabaseQueue(path: path)
        try queue.inDatabase { database in
            try first.prepare(database, path: path)
            try database.execute(
                sql: """
                    INSERT INTO article (id, source, section, edition, published, title, teaser,
                      authors, link, digest, indexed)
                    VALUES (1, ?1, 0, 0, ?2, 'Dijk', '', '', 'https://nos.example/dijk', 5, ?3);
                    """,
                arguments: [
                    Deliveries.nos.id.rawValue, (Deliveries.moment + -60).seconds,
                    (Deliveries.moment + -60).seconds << 20 | 1,
                ])
            try database.execute(
                sql: """
                    INSERT INTO document (article, body, is_page)
                    VALUES (1, 'pDe dijk is ' || char(31) || '0' || char(30) || 'hersteld.' , 1);
                    INSERT INTO search (rowid, title, body)
                    SELECT indexed, 'Dijk', 'De dijk is hersteld.' FROM article;
                    """)
        }
        try queue.close()
    }
}
