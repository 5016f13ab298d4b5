import Foundation
import GRDB
import TestSupport
import Testing

/// What the screen says is kept is on the disk: the portal is killed at the very moment at which
/// the sentence arrives. `PORTAAL_KILLS=300` does so as many times.
@Suite(.tags(.slow)) struct ToldActsTests {
    private static let kills =
        ProcessInfo.processInfo.environment["PORTAAL_KILLS"].flatMap { Int($0) } ?? 20

    @Test func `nothing that was told is lost`() throws {
        let server = try NewsServer { path, _ in Feed.rss(Feed.items("Bericht", 30)) }
        let reader = try TestReader.reading(server)
        var (saved, read) = (0, 0)
        for number in 0..<Self.kills {
            // Each act in turn, on an article on which it was not done yet. The first letter of a
            // sentence may stand there already.
            let isSaving = number.isMultiple(of: 2)
            if number % 60 == 0 {
                for table in ["saved", "read"] { try Self.empty(table, at: reader) }
                (saved, read) = (0, 0)
            }
            let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
            try terminal.see("hulp")
            try terminal.type(String(repeating: "j", count: number % 60 / 2))
            try terminal.type(isSaving ? "s" : "m")
            try terminal.endAtOnce(at: isSaving ? "ewaard · S" : "elezen gemarkeerd · u")
            if isSaving { saved += 1 } else { read += 1 }
            #expect(try reader.count("saved") == saved)
            #expect(try reader.count("read") == read)
        }
    }

    @Test func `what another portal keeps waiting is told once it is kept`() throws {
        let server = try NewsServer { path, _ in Feed.rss(Feed.items("Bericht", 3)) }
        let reader = try TestReader.reading(server)
        let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
        try terminal.see("hulp")
        try DatabaseQueue(path: reader.readerDatabase).inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            try terminal.type("s")
            try terminal.see("wachten: een ander")
            #expect(!terminal.text.contains("ewaard · S"))
            #expect(!terminal.text.contains("♥ bewaard"))
            try database.execute(sql: "COMMIT")
        }
        try terminal.see("ewaard · S")
        #expect(try reader.count("saved") == 1)
    }

    private static func empty(_ table: String, at reader: TestReader) throws {
        try DatabaseQueue(path: reader.readerDatabase).write { database in
            try database.execute(sql: "DELETE FROM \(table)")
        }
    }
}
