import Foundation
import TestSupport
import TestTags
import Testing

/// The question for the webmail, as a reader meets it.
@Suite(.tags(.slow)) struct FirstRunTests {
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
        let pane = try Pane(TestReader.atTerminal(), columns: 120, rows: 40, TestReader.portaal)
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows(block: Self.question), "\(screen)")
        #expect(screen.shows("▌NAVO: Rusland uitgenodigd voor nieuw overleg over Oekraïne"))
        #expect(screen.shows("Meegeleverde editie van 28 januari 2026"))
        #expect(screen.rows[screen.row].contains("▸ ZeelandNet webmail"))
    }

    @Test func `a choice is asked once and opens in the browser`() throws {
        let reader = try TestReader.atTerminal()
        let first = try Pane(reader, columns: 120, rows: 40, "exec \(TestReader.portaal)")
        try first.wait(for: "Kies je webmail")
        try first.press("Right", "Enter")
        try first.wait(for: "DELTA webmail gekozen")
        try first.press("Q")
        let second = try Pane(reader, columns: 120, rows: 40, "exec \(TestReader.portaal)")
        let screen = try second.wait(for: "✉ DELTA (w)")
        #expect(!screen.shows("Kies je webmail"), "\(screen)")
        try second.press("w")
        #expect(try reader.opened() == "https://webmail.delta.nl/\n")
    }

    @Test func `a browser gets the address where its command says`() throws {
        let reader = try TestReader.atTerminal()
        reader.environment["BROWSER"] = "\(reader.folder)/browser --new %s --quiet"
        #expect(try ProgramRun(["portaal", "webmail", "delta"], at: reader).code == 0)
        let pane = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        try pane.wait(for: "✉ DELTA (w)")
        try pane.press("w")
        #expect(try reader.opened() == "--new\nhttps://webmail.delta.nl/\n--quiet\n")
    }

    @Test func `Escape puts the question off to the next start`() throws {
        let reader = try TestReader.atTerminal()
        let first = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        try first.wait(for: "Kies je webmail")
        try first.press("Escape")
        try first.wait(for: "the question is gone") { !$0.shows("Kies je webmail") }
        try first.press("Q")
        let second = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        try second.wait(for: "Kies je webmail")
    }

    @Test func `webmail reset brings the question back`() throws {
        let reader = try TestReader.atTerminal()
        #expect(try ProgramRun(["portaal", "webmail", "delta"], at: reader).code == 0)
        let first = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        let screen = try first.wait(for: "✉ DELTA (w)")
        #expect(!screen.shows("Kies je webmail"), "\(screen)")
        #expect(try ProgramRun(["portaal", "webmail", "reset"], at: reader).code == 0)
        let second = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        try second.wait(for: "Kies je webmail")
    }

    @Test func `a choice outlives a portal that is killed before the next key`() throws {
        let reader = try TestReader.atTerminal()
        let first = try Pane(
            reader, columns: 120, rows: 40, reader.watched("exec \(TestReader.portaal)"))
        try first.wait(for: "Kies je webmail")
        try first.press("Right", "Enter")
        try first.wait(for: "the question is gone") { !$0.shows("Kies je webmail") }
        try reader.signal(SIGKILL)
        #expect(try reader.status() == 128 + Int(SIGKILL))
        let second = try Pane(reader, columns: 120, rows: 40, "exec \(TestReader.portaal)")
        let screen = try second.wait(for: "✉ DELTA (w)")
        #expect(!screen.shows("Kies je webmail"), "\(screen)")
    }
}
