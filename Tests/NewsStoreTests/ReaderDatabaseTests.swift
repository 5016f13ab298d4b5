import Foundation
import GRDB
import PortalModel
import TestSupport
import Testing

@testable import NewsStore

struct ReaderDatabaseTests {
    private static let moment = Timestamp(seconds: 1_800_000_000)

    @Test func `what the reader chose and did is there after reopening`() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/reader.db"
            let read = ArticleID(rawValue: -3)
            do {
                let reader = try ReaderDatabase(path: path)
                #expect(try reader.choices().settings().webmail == nil)
                #expect(try reader.choices().settings().theme == nil)
                try reader.setWebmail(.delta)
                try reader.setTheme("papier")
                try reader.setRead([read], at: Self.moment)
            }
            let reader = try ReaderDatabase(path: path)
            #expect(try reader.choices().settings().webmail == .delta)
            #expect(try reader.choices().settings().theme == "papier")
            #expect(
                try reader.marks(of: [read, ArticleID(rawValue: 4)]).read.keys.map(\.self) == [read]
            )
        }
    }

    @Test func `a choice can be changed and taken back`() throws {
        let reader = try ReaderDatabase()
        try reader.setWebmail(.delta)
        try reader.setWebmail(.zeelandnet)
        #expect(try reader.choices().settings().webmail == .zeelandnet)
        try reader.setWebmail(nil)
        #expect(try reader.choices().settings().webmail == nil)
    }

    @Test func `an article can be marked as read twice and unread again`() throws {
        let reader = try ReaderDatabase()
        let article = ArticleID(rawValue: 1)
        try reader.setRead([article], at: Self.moment)
        try reader.setRead([article], at: Self.moment)
        #expect(try reader.marks(of: [article]).read.keys.map(\.self) == [article])
        try reader.setRead([article], at: nil)
        #expect(try reader.marks(of: [article]).read.isEmpty)
        #expect(try reader.marks(of: []).read.isEmpty)
    }

    @Test func `what was not read is counted, whatever else was`() throws {
        let reader = try ReaderDatabase()
        let articles = (1...120_000).map { ArticleID(rawValue: $0) }
        #expect(try reader.unreadCount(among: []) == 0)
        #expect(try reader.unreadCount(among: articles) == 120_000)
        try reader.setRead((-5...3).map { ArticleID(rawValue: $0) }, at: Self.moment)
        try reader.setRead([articles[110_000]], at: Self.moment)
        #expect(try reader.unreadCount(among: articles) == 120_000 - 4)
    }

    @Test func `counting asks of each article alone whether it was read`() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/reader.db"
            _ = try ReaderDatabase(path: path)
            let plan: [String] = try DatabaseQueue(path: path).read { database in
                try Row.fetchAll(
                    database, sql: "EXPLAIN QUERY PLAN " + ReaderDatabase.unread,
                    arguments: ["[]"]
                ).map { $0["detail"] }
            }
            #expect(plan.count == 2, "\(plan)")
            #expect(plan.last?.hasPrefix("SEARCH read USING INTEGER PRIMARY KEY") == true)
        }
    }

    @Test func `read records come back as they were`() throws {
        let reader = try ReaderDatabase()
        let articles = (1...3).map { ArticleID(rawValue: $0) }
        let states = [articles[0]: ArticleState(revisions: 2, outlets: 3)]
        try reader.setRead(Array(articles[..<2]), at: Self.moment, as: states)
        let before = try reader.marks(of: articles).read
        try reader.setRead(articles, at: Self.moment + 60)
        try reader.setReadRecords(of: articles) { before[$0] }
        #expect(try reader.marks(of: articles).read == before)
    }

    @Test func `a saved article is kept whole without news.db`() throws {
        try withTemporaryFolder { folder in
            let article = Newsroom.articles[6]
            let later = Newsroom.articles[0]
            do {
                let reader = try ReaderDatabase(path: "\(folder)/reader.db")
                try reader.save(article, at: Self.moment)
                try reader.save(later, at: Self.moment + 1)
            }
            let reader = try ReaderDatabase(path: "\(folder)/reader.db")
            #expect(try reader.savedArticle(article.id) == article)
            #expect(try reader.savedHeadlines() == [later.headline, article.headline])
            #expect(
                try reader.marks(of: [article.id, ArticleID(rawValue: 1)]).saved == [article.id])
            try reader.unsave([article.id])
            #expect(try reader.savedArticle(article.id) == nil)
            #expect(try reader.savedHeadlines() == [later.headline])
        }
    }

    @Test func `an article that was let go of comes back as it was kept`() throws {
        let reader = try ReaderDatabase()
        let articles = Newsroom.articles.prefix(3)
        for (index, article) in articles.enumerated() {
            try reader.save(article, at: Self.moment + Int64(index))
        }
        let before = try reader.savedHeadlines()
        try reader.restoreSaved([articles[1].id])
        for _ in 0..<2 {
            try reader.unsave([articles[1].id])
            #expect(try reader.savedHeadlines().count == 2)
            try reader.restoreSaved([articles[1].id])
            #expect(try reader.savedHeadlines() == before)
            #expect(try reader.savedArticle(articles[1].id) == articles[1])
        }
    }

    @Test func `a saved article that is saved again is renewed in its place`() throws {
        let reader = try ReaderDatabase()
        var article = Newsroom.articles[0]
        try reader.save(article, at: Self.moment)
        try reader.save(Newsroom.articles[1], at: Self.moment + 1)
        article.body = Document([.paragraph(["De hele tekst."])])
        try reader.save(article, at: Self.moment + 2)
        #expect(try reader.savedArticle(article.id)?.body == article.body)
        #expect(try reader.savedHeadlines().last == article.headline)
    }

    @Test(arguments: [
        NewsPage.front(EditionID(name: "Zeeland")),
        .section(SectionID(edition: "NL & Wereld", name: "Sport")),
    ])
    func `the page that was open is kept`(page: NewsPage) throws {
        let reader = try ReaderDatabase()
        #expect(try reader.choices().page == nil)
        try reader.setPage(.front(EditionID(name: "Elders")))
        try reader.setPage(page)
        #expect(try reader.choices().page == page)
    }

    @Test func `a place in an article is kept, and the beginning is none`() throws {
        let reader = try ReaderDatabase()
        let article = ArticleID(rawValue: 1)
        #expect(try reader.position(in: article) == nil)
        try reader.setPosition(4, in: article, at: Self.moment)
        try reader.setPosition(7, in: article, at: Self.moment)
        #expect(try reader.position(in: article) == 7)
        try reader.setPosition(0, in: article, at: Self.moment)
        #expect(try reader.position(in: article) == nil)
    }

    @Test func `two portals on one file see each other's marks`() throws {
        try withTemporaryFolder { folder in
            let one = try ReaderDatabase(path: "\(folder)/reader.db")
            let other = try ReaderDatabase(path: "\(folder)/reader.db")
            try one.setWebmail(.delta)
            #expect(try other.choices().settings().webmail == .delta)
            try other.setRead([ArticleID(rawValue: 1)], at: Self.moment)
            #expect(try one.marks(of: [ArticleID(rawValue: 1)]).read.count == 1)
        }
    }

    @Test func `two portals that write at once wait for each other`() throws {
        try withTemporaryFolder { folder in
            let portals = try (0..<2).map { _ in
                try ReaderDatabase(path: "\(folder)/reader.db")
            }
            let articles = (0..<40).map { ArticleID(rawValue: $0) }
            DispatchQueue.concurrentPerform(iterations: 2) { portal in
                for article in articles where Int(article.rawValue) % 2 == portal {
                    do {
                        try portals[portal].setRead([article], at: Self.moment)
                    } catch {
                        Issue.record(error)
                    }
                }
            }
            #expect(try portals[0].marks(of: articles).read.count == 40)
        }
    }

    @Test func `the file is its owner's alone`() throws {
        try withTemporaryFolder { folder in
            _ = try ReaderDatabase(path: "\(folder)/reader.db")
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/reader.db")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }
}
