import Foundation
import GRDB
import Synchronization
import TestSupport
import TestTags
import Testing

/// News that comes, or goes, while a portal has the file of it open.
@Suite(.tags(.slow)) struct FreshNewsTests {
    @Test func `what a refresh from elsewhere brought is there after the portal's own`() throws {
        let gate = Gate()
        let (reader, _) = try TestReader.waitingForLater(behind: gate, items: 6)
        let pane = try Pane(reader, columns: 80, rows: 40, "exec \(TestReader.portaal)")
        try pane.wait(for: "▌Bericht 1")
        gate.open()
        #expect(try ProgramRun(["portaal", "refresh"], at: reader).code == 0)
        #expect(!(try pane.screen()).shows("Later 1"))
        try pane.press("R")
        try pane.wait(for: "Later 1")
    }

    @Test func `a news file that is thrown away is made again under an open portal`() throws {
        let isSecond = Mutex(false)
        let server = try NewsServer { _, _ in
            Feed.rss(Feed.items(isSecond.withLock { $0 } ? "Vers" : "Bericht", 6))
        }
        let reader = try TestReader.reading(server)
        let pane = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        try pane.wait(for: "▌Bericht 1")
        for journal in ["", "-wal", "-shm"] {
            try FileManager.default.removeItem(atPath: reader.newsDatabase + journal)
        }
        isSecond.withLock { $0 = true }
        try pane.press("R")
        try pane.wait(for: "6 nieuw")
        try pane.press("2")
        try pane.wait(for: "▌Vers 1")
        try pane.press("Enter")
        try pane.wait(for: "Een tekst van een regel.")
        #expect(!FileManager.default.fileExists(atPath: reader.newsDatabase + ".opzij"))
    }

    @Test func `sections are fetched one by one whatever their number`() throws {
        let names = ["Politiek", "Sport", "Voetbal", "Zeeland", "Economie", "Cultuur", "Weer"]
        let server = try NewsServer { path, _ in Feed.rss(Feed.items("Bericht", 1)) }
        let reader = try TestReader.reading(server, feeds: names)
        for name in names {
            let outcome = try ProgramRun(["portaal", "refresh", name], at: reader)
            #expect(outcome.code == 0, "\(name): \(outcome.errors)")
        }
    }

    @Test func `a reader waits for the courier that clears up`() throws {
        let server = try NewsServer { _, _ in Feed.rss(Feed.items("Bericht", 6)) }
        let reader = try TestReader.reading(server)
        let holder = try DatabaseQueue(path: reader.newsDatabase)
        try holder.inDatabase { database in
            try database.execute(
                sql: "PRAGMA locking_mode = EXCLUSIVE; UPDATE source SET failures = 0")
        }
        let pane = try Pane(
            reader, columns: 80, rows: 24, reader.watched("exec \(TestReader.portaal)"))
        let files = "/proc/\(try reader.pid(in: "pid"))/fd"
        try eventually("the portal waits for the file") {
            try FileManager.default.contentsOfDirectory(atPath: files).contains { name in
                // One that is closed meanwhile is no such file.
                readlink(files + "/" + name) == reader.newsDatabase
            } ? true : nil
        }
        try holder.close()
        try pane.wait(for: "▌Bericht 1")
    }

    private func readlink(_ path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.readlink(path, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
