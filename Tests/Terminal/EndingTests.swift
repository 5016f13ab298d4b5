import Foundation
import GRDB
import TestSupport
import TestTags
import Testing

/// However the portal ends, the terminal is as it was.
@Suite(.tags(.slow)) struct EndingTests {
    @Test(arguments: ["q", "Q", "C-c"])
    func `a key that quits gives the terminal back`(key: String) throws {
        let (reader, pane) = try Self.reading()
        try pane.press(key)
        #expect(try reader.status() == 0)
        try Self.expectTerminalAsBefore(reader, pane)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `a signal that asks it to end gives the terminal back`(number: Int32) throws {
        let (reader, pane) = try Self.reading()
        try reader.signal(number)
        _ = try reader.status()
        try Self.expectTerminalAsBefore(reader, pane)
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS])
    func `a crash gives the terminal back`(number: Int32) throws {
        let (reader, pane) = try Self.reading()
        try reader.signal(number)
        #expect(try reader.status() == 128 + Int(number))
        try Self.expectTerminalAsBefore(reader, pane)
        #expect(try reader.text(of: "home/.local/state/portaal/portaal.log").contains("\(number)"))
    }

    @Test(arguments: ["", "trap '' HUP; "])
    func `it ends with its terminal, whether it is told of that or not`(script: String) throws {
        let reader = try TestReader.atTerminal()
        try Self.openAndCloseWindow(reader, "\(script)exec \(TestReader.portaal)")
        _ = try reader.status()
    }

    @Test func `a portal that waits for a terminal which takes nothing ends all the same`() throws {
        let reader = try TestReader.atTerminal()
        let terminal = try RawTerminal(reader, ["sh", "-c", "exec \(TestReader.portaal)"])
        try terminal.see("Kies je webmail")
        try terminal.endUnread(typing: "\u{0C}")
    }

    @Test func `a courier ends with a portal that is killed`() throws {
        let gate = Gate()
        let (reader, server) = try TestReader.waitingForLater(behind: gate, items: 3)
        let pane = try Pane(
            reader, columns: 80, rows: 24, reader.watched("exec \(TestReader.portaal)"))
        try pane.wait(for: "▌Bericht 1")
        try pane.press("R")
        try eventually("the courier is under way") {
            server.paths.contains("/Later.xml") ? true : nil
        }
        let courier = try #require(try reader.couriers().first)
        try reader.signal(SIGKILL)
        #expect(try reader.status() == 128 + Int(SIGKILL))
        // One that lived on would store what it is given now.
        gate.open()
        try eventually("the courier ends") {
            // One that nobody has waited for yet has no command line any more.
            let words = FileManager.default.contents(atPath: "/proc/\(courier)/cmdline")
            return words?.isEmpty ?? true ? true : nil
        }
        let stored = try DatabaseQueue(path: reader.newsDatabase).read { database in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM article WHERE title LIKE 'Later%'")
        }
        #expect(stored == 0)
    }

    /// The portal on its front page, watched.
    private static func reading() throws -> (TestReader, Pane) {
        let reader = try TestReader.atTerminal()
        let pane = try Pane(
            reader, columns: 80, rows: 24, reader.watched("exec \(TestReader.portaal)"))
        try pane.wait(for: "Kies je webmail")
        try pane.press("Escape")
        try pane.wait(for: "the question is gone") { !$0.shows("Kies je webmail") }
        return (reader, pane)
    }

    private static func expectTerminalAsBefore(_ reader: TestReader, _ pane: Pane) throws {
        let screen = try pane.wait(for: "na het portaal>")
        #expect(!screen.isAlternate)
        #expect(screen.showsCursor)
        #expect(screen.rows.first == "voor het portaal", "\(screen)")
        #expect(!screen.shows("NAVO"), "\(screen)")
        #expect(try reader.text(of: "after") == reader.text(of: "before"))
        try pane.press("hallo", "Enter")
        try pane.wait(for: "na het portaal> hallo")
        try pane.wait(for: "gelezen: hallo")
    }

    private static func openAndCloseWindow(_ reader: TestReader, _ script: String) throws {
        let pane = try Pane(reader, columns: 80, rows: 24, reader.watched(script))
        try pane.wait(for: "Kies je webmail")
    }
}
