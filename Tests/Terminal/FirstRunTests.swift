import Foundation
import Testing

/// The question for the webmail, as a reader meets it.
struct FirstRunTests {
    private static let question = """
        ╭─ Webmail ─────────────────────────────────────────────╮
        │  Kies je webmail                                      │
        │                                                       │
        │  Omdat ZeelandNet ook DELTA webmail aanbiedt, vragen  │
        │  we je eenmalig je voorkeur op te geven.              │
        │                                                       │
        │      ▸ ZeelandNet webmail       DELTA webmail         │
        ╰─ ←→ kiezen · Enter bevestigen · Esc later ────────────╯
        """

    @Test func `the first run asks for the webmail over the front page`() throws {
        let pane = try Pane(Desk(), columns: 120, rows: 40, Desk.portaal)
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows(block: Self.question), "\(screen)")
        #expect(screen.shows("▌NAVO: Rusland uitgenodigd voor nieuw overleg over Oekraïne"))
        #expect(screen.shows("Ingebouwde editie van 28 januari 2026"))
        #expect(screen.rows[screen.row].contains("▸ ZeelandNet webmail"))
    }

    @Test func `a choice is asked once and opens in the browser`() throws {
        let desk = try Desk()
        let first = try Pane(desk, columns: 120, rows: 40, "exec \(Desk.portaal)")
        try first.wait(for: "Kies je webmail")
        try first.press("Right", "Enter")
        try first.wait(for: "DELTA webmail gekozen")
        try first.press("Q")
        let second = try Pane(desk, columns: 120, rows: 40, "exec \(Desk.portaal)")
        let screen = try second.wait(for: "✉ DELTA (w)")
        #expect(!screen.shows("Kies je webmail"), "\(screen)")
        try second.press("w")
        #expect(try desk.opened() == "https://webmail.delta.nl/\n")
    }

    @Test func `a browser gets the address where its command says`() throws {
        let desk = try Desk()
        desk.environment["BROWSER"] = "\(desk.folder)/browser --new %s --quiet"
        #expect(try Command(["portaal", "webmail", "delta"], at: desk).code == 0)
        let pane = try Pane(desk, columns: 80, rows: 24, "exec \(Desk.portaal)")
        try pane.wait(for: "✉ DELTA (w)")
        try pane.press("w")
        #expect(try desk.opened() == "--new\nhttps://webmail.delta.nl/\n--quiet\n")
    }

    @Test func `Escape puts the question off to the next start`() throws {
        let desk = try Desk()
        let first = try Pane(desk, columns: 80, rows: 24, "exec \(Desk.portaal)")
        try first.wait(for: "Kies je webmail")
        try first.press("Escape")
        try first.wait(for: "the question is gone") { !$0.shows("Kies je webmail") }
        try first.press("Q")
        let second = try Pane(desk, columns: 80, rows: 24, "exec \(Desk.portaal)")
        try second.wait(for: "Kies je webmail")
    }

    @Test func `webmail reset brings the question back`() throws {
        let desk = try Desk()
        #expect(try Command(["portaal", "webmail", "delta"], at: desk).code == 0)
        let first = try Pane(desk, columns: 80, rows: 24, "exec \(Desk.portaal)")
        let screen = try first.wait(for: "✉ DELTA (w)")
        #expect(!screen.shows("Kies je webmail"), "\(screen)")
        #expect(try Command(["portaal", "webmail", "reset"], at: desk).code == 0)
        let second = try Pane(desk, columns: 80, rows: 24, "exec \(Desk.portaal)")
        try second.wait(for: "Kies je webmail")
    }

    @Test func `a choice outlives a portal that is killed before the next key`() throws {
        let desk = try Desk()
        let first = try Pane(desk, columns: 120, rows: 40, desk.watched("exec \(Desk.portaal)"))
        try first.wait(for: "Kies je webmail")
        try first.press("Right", "Enter")
        try first.wait(for: "the question is gone") { !$0.shows("Kies je webmail") }
        try desk.signal(SIGKILL)
        #expect(try desk.status() == 128 + Int(SIGKILL))
        let second = try Pane(desk, columns: 120, rows: 40, "exec \(Desk.portaal)")
        let screen = try second.wait(for: "✉ DELTA (w)")
        #expect(!screen.shows("Kies je webmail"), "\(screen)")
    }
}
