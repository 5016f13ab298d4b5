import Foundation
import GRDB
import PortalModel
import TestSupport
import Testing

@testable import NewsStore
@testable import PortalApp

struct OlderFileTests {
    @Test func `articles of the first version are read, found and recognised`() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            try Self.writeFirstVersion(path)
            let file = NewsFile(path: path, delivery: try NewsWriter(path: path))
            try file.delivery.synchronise(Deliveries.editions)

            let article = try #require(try file.news().article(ArticleID(rawValue: 1)))
            #expect(article.body == Document([.paragraph(["De dijk is ", "hersteld."])]))
            #expect(article.page == .read)
            #expect(try file.news().search("hers", count: 9).headlines.map(\.id.rawValue) == [1])

            let counts = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(
                        2, "Dijk", text: "Nieuwe tekst.",
                        link: WebAddress(literal: "https://nos.example/dijk"))
                ]))
            #expect(counts.new == 0 && counts.changed == 1)
            #expect(try file.news().search("hers", count: 9).total == 0)
            #expect(try file.news().search("nieuwe", count: 9).headlines.map(\.id.rawValue) == [1])
            try file.checkIndex()
        }
    }

    @Test func `a file from before there were scores has them`() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            let former = DatabaseKind(
                applicationID: DatabaseKind.news.applicationID,
                migrations: Array(DatabaseKind.news.migrations.prefix(8)))
            let queue = try DatabaseQueue(path: path)
            try queue.inDatabase { database in
                try former.prepare(database, path: path)
                // The second appeared first, in a story of four; the third has no date.
                for (id, age, outlets, isDated) in [(1, 60, 1, 1), (2, 3600, 4, 1), (3, 30, 1, 0)] {
                    try database.execute(
                        sql: """
                            INSERT INTO article (id, source, section, edition, published, title,
                              teaser, authors, digest, indexed, outlets, story, is_dated)
                            VALUES (?1, ?2, ?3, ?4, ?5, 'Dijk ' || ?1, 'Een zin.', '', 5, ?1, ?6,
                              iif(?6 > 1, ?1, NULL), ?7)
                            """,
                        arguments: [
                            id, Deliveries.nos.id.rawValue, Deliveries.abroad.id.rawValue,
                            Deliveries.editions[0].id.rawValue,
                            (Deliveries.moment + Int64(-age)).seconds, outlets, isDated,
                        ])
                    try database.execute(
                        sql: "INSERT INTO document (article, body) VALUES (?, 'pDe dijk is heel.')",
                        arguments: [id])
                }
                // Two of the outlets; the others are gone.
                try database.execute(
                    sql: """
                        INSERT INTO article (id, source, section, edition, published, title,
                          teaser, authors, digest, indexed, outlets, story)
                        SELECT 4, 9, 0, 0, published, title, teaser, '', 5, 4, 4, 2
                        FROM article WHERE id = 2;
                        INSERT INTO document (article, body) VALUES (4, 'pDe dijk is heel.');
                        INSERT INTO revision VALUES (1, 0, 1, 5, 70, 'Dijk', 'pToen.')
                        """)
            }
            try queue.close()
            let file = NewsFile(path: path, delivery: try NewsWriter(path: path))
            try file.delivery.synchronise(Deliveries.editions)
            let page = try file.news().headlines(
                on: .front(Deliveries.editions[0].id), count: 9)
            #expect(page.map(\.id.rawValue) == [2, 1, 3])
            #expect(page[0].score == (Deliveries.moment + 3 * 3600).seconds)
            #expect(page[1].changes == Changes(count: 1, last: Timestamp(seconds: 70)))
            #expect(page[2].score == (Deliveries.moment + (-30 - 86_400)).seconds)
        }
    }

    @Test func `an outdated file is opened again once a courier has been at it, not before`() throws
    {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            try Self.writeFirstVersion(path)
            var news = PortalApp.NewsFile(path: path, editions: Deliveries.editions)
            #expect(try news.open() == nil)

            // Whoever opens it would find that it is damaged by now.
            let whole = try Data(contentsOf: URL(filePath: path))
            try Self.overwrite(path, Data(repeating: 1, count: 100))
            #expect(try news.open() == nil)
            try Self.overwrite(path, whole.prefix(100))

            let writer = try NewsWriter(path: path)
            try writer.synchronise(Deliveries.editions)
            #expect(try news.open() != nil)
        }
    }

    /// Changes the beginning of a file, so that it seems untouched.
    private static func overwrite(_ path: String, _ beginning: Data) throws {
        var status = stat()
        #expect(stat(path, &status) == 0)
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.write(contentsOf: beginning)
        try file.close()
        let times = [status.st_atim, status.st_mtim]
        #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
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
