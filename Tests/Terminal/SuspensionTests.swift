import Foundation
import Testing

/// Leaving the portal for the shell, and coming back.
struct SuspensionTests {
    @Test func `^Z gives the shell its screen and fg brings the portal back`() throws {
        let (pane, before) = try Self.suspended()
        try pane.press("fg", "Enter")
        try pane.wait(for: "the portal looks as before") { $0 == before }
        try pane.press("j")
        try pane.wait(for: "▌Trump waarschuwt burgemeester Minneapolis")
    }

    @Test func `a window that changed in the meantime is filled after fg`() throws {
        let fresh = try Pane.atFrontPage(columns: 80, rows: 24).screen()
        let (pane, _) = try Self.suspended()
        try pane.resize(columns: 80, rows: 24)
        try pane.press("fg", "Enter")
        try pane.wait(for: "it looks like a fresh start at 80×24") { $0 == fresh }
    }

    @Test func `a portal that was stopped without being told comes back whole`() throws {
        let desk = try Desk()
        let pane = try Self.portalInShell(desk)
        let before = try pane.screen()
        let stop = "kill -STOP $(cat \(desk.folder)/pid)"
        #expect(try Command(["sh", "-c", stop], at: desk).code == 0)
        try pane.wait(for: "Stopped")
        try pane.press("fg", "Enter")
        try pane.wait(for: "the portal looks as before") { $0 == before }
        try pane.press("j")
        try pane.wait(for: "▌Trump waarschuwt burgemeester Minneapolis")
    }

    @Test func `whoever gets the terminal meanwhile gets pasted text without marks`() throws {
        let (desk, terminal) = try Self.bare()
        // Nothing could continue it here, so that it goes on at once.
        try terminal.type("\u{1A}")
        try terminal.wait(for: "the marks are off and on again") { sent in
            let parts = sent.split(separator: "\u{1B}[?2004l")
            return parts.count == 2 && parts[1].contains("\u{1B}[?2004h")
        }
        // What was told nothing asks for them again too.
        try desk.signal(SIGCONT)
        try terminal.wait(for: "the marks are on once more") { sent in
            sent.split(separator: "\u{1B}[?2004h", omittingEmptySubsequences: false).count > 3
        }
    }

    /// The portal in a terminal of its own, with its process noted.
    private static func bare() throws -> (Desk, RawTerminal) {
        let desk = try Desk()
        desk.environment["TERM"] = "xterm-256color"
        #expect(try Command(["portaal", "webmail", "delta"], at: desk).code == 0)
        let terminal = try RawTerminal(
            desk, ["sh", "-c", "cd \(desk.folder); echo $$ > pid; exec \(Desk.portaal)"])
        try terminal.see("hulp")
        return (desk, terminal)
    }

    /// A bash in whose background the portal waits, and how the portal looked before.
    private static func suspended() throws -> (pane: Pane, before: Screen) {
        let pane = try portalInShell(Desk())
        let before = try pane.screen()
        try pane.press("C-z")
        let shell = try pane.wait(for: "the shell has its screen back") {
            !$0.isAlternate && $0.shows("Stopped")
        }
        #expect(shell.showsCursor)
        return (pane, before)
    }

    /// A bash in whose foreground the portal is, with its process noted.
    private static func portalInShell(_ desk: Desk) throws -> Pane {
        let pane = try Pane(
            desk, columns: 120, rows: 40, "exec bash --noprofile --norc --noediting -i")
        try pane.wait(for: "klaar>")
        try pane.press("-l", "sh -c 'echo $$ > \(desk.folder)/pid; exec \(Desk.portaal)'")
        try pane.press("Enter")
        try pane.wait(for: "Kies je webmail")
        try pane.press("Escape")
        try pane.wait(for: "the question is gone") {
            $0.isAlternate && !$0.shows("Kies je webmail")
        }
        return pane
    }
}
