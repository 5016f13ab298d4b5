import TestSupport
import TestTags
import Testing

/// What comes at once instead of key by key.
@Suite(.tags(.slow)) struct PasteTests {
    @Test func `a pasted text is taken for no key`() throws {
        let pane = try Pane.atFrontPage(columns: 80, rows: 24)
        let before = try pane.screen()
        try pane.paste("Q q A s j W\u{3}\r\n")
        try pane.press("?")
        try pane.wait(for: "omlaag, omhoog")
        try pane.press("q")
        try pane.wait(for: "all is as it was") { $0 == before }
    }

    @Test func `a text that is pasted into the search is searched for`() throws {
        let pane = try Pane.atFrontPage(columns: 80, rows: 24)
        try pane.press("/")
        try pane.wait(for: "Typ een of meer woorden")
        try pane.paste("rusland\nuitgenodigd\n")
        let screen = try pane.wait(for: "NAVO: Rusland uitgenodigd")
        #expect(screen.shows("Zoeken  rusland uitgenodigd"), "\(screen)")
    }

    @Test func `keys that were typed before the portal listened are taken in their order`() throws {
        let reader = try TestReader.atTerminal()
        let pane = try Pane(
            reader, columns: 120, rows: 40,
            "mkfifo \(reader.folder)/wacht; echo klaar; "
                + "cat \(reader.folder)/wacht; exec \(TestReader.portaal)")
        try pane.wait(for: "klaar")
        try pane.press("Right", "Enter", "j", "j", "k")
        #expect(
            try ProgramRun(["sh", "-c", "echo > \(reader.folder)/wacht"], at: reader).code == 0)
        let screen = try pane.wait(for: "▌Trump waarschuwt burgemeester Minneapolis")
        #expect(screen.shows("✉ DELTA (w)"), "\(screen)")
    }
}
