import GRDB
import GRDBSQLite
import PortalModel
import Testing

@testable import NewsStore

struct PreparedStatementTests {
    @Test func `what is read between two transactions leaves statements prepared`() throws {
        try NewsFile.use { file in
            let sql = "SELECT count(*) FROM article WHERE source = ?"
            func countAgain() throws -> Int32 {
                try file.delivery.write { database in
                    let statement = try database.cachedStatement(sql: sql)
                    _ = try statement.row([1]) { try $0.number(0) }
                    return sqlite3_stmt_status(
                        statement.sqliteStatement, SQLITE_STMTSTATUS_REPREPARE, 0)
                }
            }
            _ = try countAgain()
            _ = try file.delivery.memory(of: Deliveries.nos.id)
            _ = try file.delivery.sources(in: nil)
            #expect(try countAgain() == 0)
        }
    }
}
