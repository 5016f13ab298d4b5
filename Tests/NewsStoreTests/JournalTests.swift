import Foundation
import GRDB
import PortalModel
import TestSupport
import TestTags
import Testing

@testable import NewsStore

/// The write-ahead log, through which every reader of a killed courier's file has to read.
struct JournalTests {
    @Test(.tags(.slow)) func `the journal stays small however much is delivered`() throws {
        try NewsFile.use { file in
            let text = SafeText(
                cleaning: String(repeating: "Een lange tekst over de dijk. ", count: 900))
            var number: Int64 = 0
            for _ in 0..<20 {
                let articles = (0..<50).map { _ in
                    number += 1
                    return Deliveries.article(number, secondsOld: number, text: text)
                }
                _ = try file.delivery.store(Deliveries.delivery(articles))
            }
            #expect(try size(file.path) > 20_000_000)
            #expect(try size(file.path + "-wal") < 2 * NewsWriter.journalSize)
        }
    }

    @Test func `what a killed courier left in the journal is in the file after the next`() throws {
        try NewsFile.use { file in
            try withTemporaryFolder { folder in
                let copy = "\(folder)/news.db"
                try leaveJournal(of: file.path, at: copy)
                #expect(try size(copy + "-wal") > 2 * NewsWriter.journalSize)
                let delivery = try NewsWriter(path: copy)
                _ = try delivery.store(Deliveries.delivery([Deliveries.article(1)]))
                #expect(try size(copy + "-wal") <= NewsWriter.journalSize)
                #expect(try NewsDatabase(path: copy).article(ArticleID(rawValue: 1)) != nil)
                let rows = try DatabaseQueue(path: copy).read {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM revision")
                }
                #expect(rows == 200)
            }
        }
    }

    @Test(.tags(.slow)) func `a file that may not grow says so, and takes what there is room for`()
        throws
    {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            let delivery = try NewsWriter(path: path, largest: 2 << 20)
            try delivery.synchronise(Deliveries.editions)
            _ = try delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            let text = SafeText(cleaning: String(repeating: "Veel over niets. ", count: 2000))
            let many = (2...200).map { Deliveries.article($0, text: text) }
            let problem = try #require(throws: StoreProblem.self) {
                _ = try delivery.store(Deliveries.delivery(many))
            }
            #expect(problem.code == .grown(gigabytes: 0))
            #expect(problem.sentence.string.contains("[keep]"))
            #expect(try NewsDatabase(path: path).article(ArticleID(rawValue: 1)) != nil)
            let few = Deliveries.delivery(from: Deliveries.nu, [Deliveries.article(300)])
            #expect(try delivery.store(few).new == 1)
            #expect(try size(path) <= 2 << 20)
        }
    }

    /// Copies the file as it is while much of it stands in its journal alone.
    private func leaveJournal(of path: String, at copy: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            for number in 0..<200 {
                try database.execute(
                    sql: "INSERT INTO revision VALUES (1, 0, ?, 0, 0, '', hex(zeroblob(60000)))",
                    arguments: [number])
            }
        }
        for end in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + end, toPath: copy + end)
        }
    }

    private func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
}
