import Foundation
import GRDB
import PortalModel
import TestSupport
import TestTags
import Testing

@testable import NewsStore

/// Databases as earlier versions left them: Tests/Fixtures/Databases has one, in SQL, for each
/// version that had another schema. A new migration needs one of the version before it.
struct UpgradeTests {
    private static let olderNews = Array(1..<DatabaseKind.news.version)
    private static let olderReaders = Array(1...DatabaseKind.reader.version)

    /// Makes the database of that fixture at `path`.
    private static func write(_ name: String, to path: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/Databases/\(name).sql")
        let sql = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let queue = try DatabaseQueue(path: path)
        try queue.inDatabase { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test(.tags(.slow), arguments: olderNews)
    func `the news of every version can be read and found again`(version: Int) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            try Self.write("news-\(version)", to: path)
            let file = NewsFile(path: path, delivery: try NewsWriter(path: path))
            let news = try file.news()

            let first = try #require(try news.article(ArticleID(rawValue: 101)))
            #expect(first.body == Document([.paragraph(["De dijk bij Veere is ", "hersteld."])]))
            #expect(first.authors == ["Jan Zee"])
            #expect(first.link == WebAddress(literal: "https://nos.example/dijk"))
            let page = try #require(try news.article(ArticleID(rawValue: 102)))
            #expect(page.page == .read)
            #expect(page.body.blocks.count == 3)
            let ids = [101, 102, 103].map { ArticleID(rawValue: $0) }
            #expect(try news.stored(among: ids) == Set(ids))
            #expect(try news.search("dij", count: 9).headlines.map(\.id) == [ids[0]])
            #expect(try news.search("mosselen", count: 9).headlines.map(\.id) == [ids[2]])
            #expect(try news.search("selen", count: 9).headlines.map(\.id) == [ids[2]])
            #expect(try news.search("mosselne", count: 9).suggestion == "Mosselen")

            let found: Int64? = try file.query("PRAGMA user_version")
            #expect(found == Int64(DatabaseKind.news.version))
            try file.checkIndex()
        }
    }

    @Test(.tags(.slow), arguments: olderNews.filter { $0 >= 4 })
    func `a story stays one`(version: Int) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            try Self.write("news-\(version)", to: path)
            _ = try NewsWriter(path: path)
            let others = try NewsDatabase(path: path).otherReports(of: ArticleID(rawValue: 101))
            #expect(others.map(\.id.rawValue) == [102])
        }
    }

    @Test(.tags(.slow), arguments: olderNews.filter { $0 >= 5 })
    func `what an article was before stays`(version: Int) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            try Self.write("news-\(version)", to: path)
            _ = try NewsWriter(path: path)
            let versions = try NewsDatabase(path: path)
                .earlierVersions(of: ArticleID(rawValue: 103))
            #expect(versions.map(\.title) == ["Mosselen zijn dit jaar klein"])
        }
    }

    @Test(arguments: olderReaders)
    func `every mark and choice of the reader is kept`(version: Int) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/reader.db"
            try Self.write("reader-\(version)", to: path)
            let reader = try ReaderDatabase(path: path)

            let ids = [101, 102, 103, 104].map { ArticleID(rawValue: $0) }
            let marks = try reader.marks(of: ids)
            #expect(Set(marks.read.keys) == Set(ids[0...1]))
            #expect(marks.saved == [ids[2]])
            let saved = try #require(try reader.savedArticle(ids[2]))
            #expect(saved.body == Document([.paragraph(["De mosselen zijn groot."])]))
            #expect(try reader.position(in: ids[1]) == 2)
            #expect(try reader.labels(of: ids[2]) == (version < 3 ? [] : ["natuur"]))
            let settings = try reader.choices().settings()
            #expect(settings.webmail == .delta)
            #expect(settings.theme == "papier")
        }
    }

    @Test(arguments: ["news", "reader"])
    func `a file of a newer version is told, and left alone`(kind: String) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/\(kind).db"
            let isNews = kind == "news"
            try Self.write(isNews ? "news-\(Self.olderNews.count)" : "reader-1", to: path)
            let queue = try DatabaseQueue(path: path)
            try queue.inDatabase { database in
                try database.execute(sql: "PRAGMA user_version = 99")
                if isNews { try database.execute(sql: "PRAGMA journal_mode = WAL") }
            }
            try queue.close()
            let before = try Data(contentsOf: URL(filePath: path))

            let problem = #expect(throws: StoreProblem.self) {
                if isNews { _ = try NewsWriter(path: path) }
                _ = try ReaderDatabase(path: path)
            }
            #expect(problem?.code == .newer)
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }
}
