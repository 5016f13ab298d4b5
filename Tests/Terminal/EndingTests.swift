import Foundation
import GRDB
import Testing

/// However the portal ends, the terminal is as it was.
struct EndingTests {
    @Test(arguments: ["q", "Q", "C-c"])
    func `a key that quits gives the terminal back`(key: String) throws {
        let (desk, pane) = try Self.reading()
        try pane.press(key)
        #expect(try desk.status() == 0)
        try Self.expectTerminalAsBefore(desk, pane)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `a signal that asks it to end gives the terminal back`(number: Int32) throws {
        let (desk, pane) = try Self.reading()
        try desk.signal(number)
        _ = try desk.status()
        try Self.expectTerminalAsBefore(desk, pane)
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS])
    func `a crash gives the terminal back`(number: Int32) throws {
        let (desk, pane) = try Self.reading()
        try desk.signal(number)
        #expect(try desk.status() == 128 + Int(number))
        try Self.expectTerminalAsBefore(desk, pane)
        #expect(try desk.text(of: "home/.local/state/portaal/portaal.log").contains("\(number)"))
    }

    @Test(arguments: ["", "trap '' HUP; "])
    func `it ends with its terminal, whether it is told of that or not`(script: String) throws {
        let desk = try Desk()
        try Self.openAndCloseWindow(desk, "\(script)exec \(Desk.portaal)")
        _ = try desk.status()
    }

    @Test func `a portal that waits for a terminal which takes nothing ends all the same`() throws {
        let desk = try Desk()
        let terminal = try RawTerminal(desk, ["sh", "-c", "exec \(Desk.portaal)"])
        try terminal.see("Kies je webmail")
        try terminal.endUnread(typing: "\u{0C}")
    }

    @Test func `a courier ends with a portal that is killed`() throws {
        let gate = Gate()
        let (desk, server) = try Desk.waitingForLater(behind: gate, items: 3)
        let pane = try Pane(desk, columns: 80, rows: 24, desk.watched("exec \(Desk.portaal)"))
        try pane.wait(for: "▌Bericht 1")
        try pane.press("R")
        try eventually("the courier is under way") {
            server.paths.contains("/Later.xml") ? true : nil
        }
        let courier = try #require(try desk.couriers().first)
        try desk.signal(SIGKILL)
        #expect(try desk.status() == 128 + Int(SIGKILL))
        // One that lived on would store what it is given now.
        gate.open()
        try eventually("the courier ends") {
            // One that nobody has waited for yet has no command line any more.
            let words = FileManager.default.contents(atPath: "/proc/\(courier)/cmdline")
            return words?.isEmpty ?? true ? true : nil
        }
        let stored = try DatabaseQueue(path: desk.newsDatabase).read { database in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM article WHERE title LIKE 'Later%'")
        }
        #expect(stored == 0)
    }

    /// The portal on its front page, watched.
    private static func reading() throws -> (Desk, Pane) {
        let desk = try Desk()
        let pane = try Pane(desk, columns: 80, rows: 24, desk.watched("exec \(Desk.portaal)"))
        try pane.wait(for: "Kies je webmail")
        try pane.press("Escape")
        try pane.wait(for: "the question is gone") { !$0.shows("Kies je webmail") }
        return (desk, pane)
    }

    private static func expectTerminalAsBefore(_ desk: Desk, _ pane: Pane) throws {
        let screen = try pane.wait(for: "na de portaal>")
        #expect(!screen.isAlternate)
        #expect(screen.showsCursor)
        #expect(screen.rows.first == "voor de portaal", "\(screen)")
        #expect(!screen.shows("NAVO"), "\(screen)")
        #expect(try desk.text(of: "after") == desk.text(of: "before"))
        try pane.press("hallo", "Enter")
        try pane.wait(for: "na de portaal> hallo")
        try pane.wait(for: "gelezen: hallo")
    }

    private static func openAndCloseWindow(_ desk: Desk, _ script: String) throws {
        let pane = try Pane(desk, columns: 80, rows: 24, desk.watched(script))
        try pane.wait(for: "Kies je webmail")
    }
}
