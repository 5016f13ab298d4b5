import Foundation
import TestSupport
import TestTags
import Testing

/// Leaving the portal for the shell, and coming back.
@Suite(.tags(.slow)) struct SuspensionTests {
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
        let reader = try TestReader.atTerminal()
        let pane = try Self.portalInShell(reader)
        let before = try pane.screen()
        let stop = "kill -STOP $(cat \(reader.folder)/pid)"
        #expect(try ProgramRun(["sh", "-c", stop], at: reader).code == 0)
        try pane.wait(for: "Stopped")
        try pane.press("fg", "Enter")
        try pane.wait(for: "the portal looks as before") { $0 == before }
        try pane.press("j")
        try pane.wait(for: "▌Trump waarschuwt burgemeester Minneapolis")
    }

    @Test func `whoever gets the terminal meanwhile gets pasted text without marks`() throws {
        let (reader, terminal) = try Self.bare()
        // Nothing could continue it here, so that it goes on at once.
        try terminal.type("\u{1A}")
        try terminal.wait(for: "the marks are off and on again") { sent in
            let parts = sent.split(separator: "\u{1B}[?2004l")
            return parts.count == 2 && parts[1].contains("\u{1B}[?2004h")
        }
        // What was told nothing asks for them again too.
        try reader.signal(SIGCONT)
        try terminal.wait(for: "the marks are on once more") { sent in
            sent.split(separator: "\u{1B}[?2004h", omittingEmptySubsequences: false).count > 3
        }
    }

    /// The portal in a terminal of its own, with its process noted.
    private static func bare() throws -> (TestReader, RawTerminal) {
        let reader = try TestReader.atTerminal()
        reader.environment["TERM"] = "xterm-256color"
        #expect(try ProgramRun(["portaal", "webmail", "delta"], at: reader).code == 0)
        let terminal = try RawTerminal(
            reader, ["sh", "-c", "cd \(reader.folder); echo $$ > pid; exec \(TestReader.portaal)"])
        try terminal.see("hulp")
        return (reader, terminal)
    }

    /// A bash in whose background the portal waits, and how the portal looked before.
    private static func suspended() throws -> (pane: Pane, before: Screen) {
        let pane = try portalInShell(TestReader.atTerminal())
        let before = try pane.screen()
        try pane.press("C-z")
        let shell = try pane.wait(for: "the shell has its screen back") {
            !$0.isAlternate && $0.shows("Stopped")
        }
        #expect(shell.showsCursor)
        return (pane, before)
    }

    /// A bash in whose foreground the portal is, with its process noted.
    private static func portalInShell(_ reader: TestReader) throws -> Pane {
        let pane = try Pane(
            reader, columns: 120, rows: 40, "exec bash --noprofile --norc --noediting -i")
        try pane.wait(for: "klaar>")
        try pane.press("-l", "sh -c 'echo $$ > \(reader.folder)/pid; exec \(TestReader.portaal)'")
        try pane.press("Enter")
        try pane.wait(for: "Kies je webmail")
        try pane.press("Escape")
        try pane.wait(for: "the question is gone") {
            $0.isAlternate && !$0.shows("Kies je webmail")
        }
        return pane
    }
}
