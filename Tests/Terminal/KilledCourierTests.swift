import Foundation
import GRDB
import TestSupport
import TestTags
import Testing

/// A courier that is killed between its two threads: what one has read waits for the other to store
/// it.
struct KilledCourierTests {
    /// So many that reading them takes longer than a look at what the courier does.
    private static let items = 600

    @Test(.tags(.slow)) func `what was read and not stored comes with the next courier`() throws {
        let gate = Gate()
        let (reader, server) = try TestReader.waitingForLater(behind: gate, items: Self.items)
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(null) }
        let courier = try startProgram(
            ["env", "portaal-courier", "refresh", "--now-due"], environment: reader.environment,
            descriptors: [null, null, null])
        try eventually("the courier asks for the feed") {
            server.paths.contains("/Later.xml") ? true : nil
        }
        let database = try DatabaseQueue(path: reader.newsDatabase)
        try database.inDatabase { database in
            // Nobody else can write now.
            try database.execute(sql: "BEGIN IMMEDIATE")
            gate.open()
            try eventually("the feed is being read") { Self.isReading(reader) ? true : nil }
            try eventually("the feed has been read") { Self.isReading(reader) ? nil : true }
            try TestReader.end(courier)
            try database.execute(sql: "ROLLBACK")
        }
        while waitpid(courier, nil, 0) < 0, errno == EINTR {}
        #expect(try Self.count("article WHERE title LIKE 'Later %'", in: database) == 0)

        let next = try ProgramRun(["portaal", "refresh", "--now", TestReader.moment], at: reader)
        #expect(next.code == 0, "\(next.errors)")
        #expect(try Self.count("article WHERE title LIKE 'Later %'", in: database) == Self.items)
        // Nor is the source blamed for the end of the courier.
        #expect(try Self.count("source WHERE problem IS NOT NULL", in: database) == 0)
        let report = try database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(report == "ok")
    }

    /// Whether the courier's file says that a source is being read.
    private static func isReading(_ reader: TestReader) -> Bool {
        let path = "\(reader.folder)/home/.local/share/portaal/courier.lock"
        return FileManager.default.contents(atPath: path)?.contains { $0 != 0 } == true
    }

    private static func count(_ rows: String, in database: DatabaseQueue) throws -> Int? {
        try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(rows)") }
    }
}
