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

    /// A bash in whose background the portal waits, and how the portal looked before.
    private static func suspended() throws -> (pane: Pane, before: Screen) {
        let pane = try Pane(
            Desk(), columns: 120, rows: 40, "exec bash --noprofile --norc --noediting -i")
        try pane.wait(for: "klaar>")
        try pane.press("-l", Desk.portaal)
        try pane.press("Enter")
        try pane.wait(for: "Kies je webmail")
        try pane.press("Escape")
        let before = try pane.wait(for: "the question is gone") {
            $0.isAlternate && !$0.shows("Kies je webmail")
        }
        try pane.press("C-z")
        let shell = try pane.wait(for: "the shell has its screen back") {
            !$0.isAlternate && $0.shows("Stopped")
        }
        #expect(shell.showsCursor)
        return (pane, before)
    }
}
