import GRDB
import PortalModel
import TestSupport
import Testing

@testable import NewsStore

/// A file holds the tables that the migrations make, and nothing that runs by itself.
struct OwnSchemaTests {
    @Test func `the digests are those of what the migrations make`() throws {
        for kind in [DatabaseKind.news, .reader] {
            var unchecked = kind
            unchecked.schema = nil
            let digest = try DatabaseQueue().inDatabase { database in
                try unchecked.prepare(database, path: "")
                return try DatabaseKind.schemaDigest(database)
            }
            // After a change of the schema, this is what belongs beside the migrations.
            #expect(kind.schema == digest)
        }
    }

    @Test(arguments: [
        """
        ALTER TABLE article RENAME TO hidden;
        CREATE VIEW article AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
          SELECT hidden.* FROM hidden, n
        """,
        "CREATE TRIGGER t AFTER UPDATE ON source BEGIN DELETE FROM article; END",
        "CREATE TABLE besides (x)",
        "CREATE INDEX besides ON article (title)",
        "ALTER TABLE article ADD COLUMN besides DEFAULT (random())",
        "DROP TABLE revision",
        "DROP TABLE search; CREATE TABLE search (title, body)",
    ])
    func `another schema makes the file damaged`(change: String) throws {
        try NewsFile.use { file in
            try DatabaseQueue(path: file.path).inDatabase { try $0.execute(sql: change) }
            for open: (String) throws -> Void in [
                { _ = try NewsDatabase(path: $0) }, { _ = try NewsWriter(path: $0) },
            ] {
                let problem = try #require(throws: StoreProblem.self) { try open(file.path) }
                #expect(problem.code == .damaged)
            }
        }
    }

    @Test func `a view that takes the place of a table while the file is open is found`() throws {
        try NewsFile.use { file in
            let news = try file.news()
            #expect(try news.sources().count == 3)
            try DatabaseQueue(path: file.path).inDatabase { database in
                try database.execute(
                    sql: """
                        ALTER TABLE source RENAME TO hidden;
                        CREATE VIEW source AS SELECT * FROM hidden
                        """)
            }
            let problem = try #require(throws: StoreProblem.self) { try news.sources() }
            #expect(problem.code == .damaged)
        }
    }

    @Test func `reader.db with a trigger is damaged, and what it would do is not done`() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/reader.db"
            try ReaderDatabase(path: path).setWebmail(.delta)
            try DatabaseQueue(path: path).inDatabase { database in
                try database.execute(
                    sql: """
                        CREATE TRIGGER t AFTER INSERT ON read BEGIN DELETE FROM setting; END
                        """)
            }
            let problem = try #require(throws: StoreProblem.self) { try ReaderDatabase(path: path) }
            #expect(problem.code == .damaged)
        }
    }

    @Test func `a statement without an end is ended`() throws {
        try withTemporaryFolder { folder in
            let connection = try GuardedConnection(
                to: .reader, at: "\(folder)/a.db", lockTimeout: 1000, processorTime: 20)
            let problem = try #require(throws: StoreProblem.self) {
                try connection.read { database in
                    try database.row(
                        """
                        WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
                        SELECT count(*) FROM n
                        """
                    ) { try $0.number(0) }
                }
            }
            #expect(problem.code == .tooLong)
            #expect(!problem.isBeyondUse)
        }
    }

    @Test func `a value longer than any that is written is not loaded`() throws {
        try withTemporaryFolder { folder in
            let connection = try GuardedConnection(
                to: .reader, at: "\(folder)/a.db", lockTimeout: 1000, processorTime: 2000)
            let problem = try #require(throws: StoreProblem.self) {
                try connection.read { database in
                    try database.row("SELECT hex(zeroblob(9000000))") { _ in }
                }
            }
            #expect(problem.code == .damaged)
        }
    }
}
