import Foundation
import GRDB
import TestSupport

@testable import NewsStore

/// A news.db in a folder of its own, with sections and sources and no articles yet.
struct NewsFile {
    let path: String
    let delivery: NewsWriter

    /// Makes one, lets `work` use it, and removes it.
    static func use<Result>(_ work: (NewsFile) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            let delivery = try NewsWriter(path: path)
            try delivery.synchronise(Deliveries.editions)
            return try work(NewsFile(path: path, delivery: delivery))
        }
    }

    /// The file as the front sees it.
    func news() throws -> NewsDatabase {
        try NewsDatabase(path: path)
    }

    /// The bytes of the file, with all that has been stored.
    func contents() throws -> Data {
        try DatabaseQueue(path: path).inDatabase { database in
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        return try Data(contentsOf: URL(filePath: path))
    }

    /// Runs SQL of the test's own on the file.
    func query<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value? {
        try DatabaseQueue(path: path).read { try Value.fetchOne($0, sql: sql) }
    }

    /// Runs SQL of the test's own on the file, for all of its rows.
    func all<Value: DatabaseValueConvertible>(_ sql: String) throws -> [Value] {
        try DatabaseQueue(path: path).read { try Value.fetchAll($0, sql: sql) }
    }

    /// Lets FTS5 compare its index with itself; throws where it is damaged.
    func checkIndex() throws {
        try DatabaseQueue(path: path).write { database in
            for index in SearchTables.all {
                try database.execute(
                    sql: "INSERT INTO \(index) (\(index)) VALUES ('integrity-check')")
            }
        }
    }
}
