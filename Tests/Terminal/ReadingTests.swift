import TestSupport
import TestTags
import Testing

/// Reading the built-in edition in a terminal.
@Suite(.tags(.slow)) struct ReadingTests {
    @Test func `Enter on the lead shows the article with the rest of its section`() throws {
        let pane = try Pane.atFrontPage(columns: 120, rows: 40)
        try pane.press("Enter")
        let screen = try pane.wait(for: "4 jaar geleden · 2 min lezen")
        #expect(screen.shows("dinsdag 18 januari 2022, 14:05"))
        #expect(screen.shows("BERLIJN (ANP) - De NAVO heeft Rusland gevraagd opnieuw te komen"))
        #expect(screen.shows("Een week eerder kwam de NAVO-Ruslandraad bijeen"))
        #expect(screen.shows("Banden weer aanhalen"))
        #expect(screen.shows("Meer uit Buitenland"))
        let times = screen.sidebar.filter { $0.hasSuffix(" geleden") }
        #expect(times.count == 7, "\(screen)")
        #expect(times.first == "9 minuten geleden")
        #expect(times.last == "3 uur geleden")
        try pane.press("Space")
        try pane.wait(for: "Angst voor een inval")
    }

    @Test func `in a wide window the article follows the list, and a rest at it marks it as read`()
        throws
    {
        let reader = try TestReader.atTerminal()
        let pane = try Pane(reader, columns: 160, rows: 45, "exec \(TestReader.portaal)")
        try pane.wait(for: "Kies je webmail")
        try pane.press("Escape")
        try pane.wait(for: "Banden weer aanhalen")
        try pane.press("j")
        try pane.wait(for: "schending van de wet”")
        try eventually("it is read") { try reader.count("read") == 1 ? true : nil }
    }

    @Test func `an article of the sidebar opens and leads back to the same place`() throws {
        let pane = try Pane.atFrontPage(columns: 120, rows: 40)
        try pane.press("Enter")
        try pane.wait(for: "Banden weer aanhalen")
        try pane.press("Tab", "j")
        let before = try pane.wait(for: "the second item is selected") {
            $0.sidebar.contains("▌Netanyahu bij begrafenis gijzelaar:")
        }
        try pane.press("Enter")
        try pane.wait(for: "MEITAR (ANP/AFP) - Wie Israël aanvalt")
        try pane.press("q")
        let after = try pane.wait(for: "Banden weer aanhalen")
        #expect(after == before, "\(after)")
    }
}

extension Pane {
    /// The portal at a new reader, once the question for the webmail is put off.
    static func atFrontPage(columns: Int, rows: Int) throws -> Pane {
        let pane = try Pane(
            TestReader.atTerminal(), columns: columns, rows: rows, "exec \(TestReader.portaal)")
        try pane.wait(for: "Kies je webmail")
        try pane.press("Escape")
        try pane.wait(for: "the question is gone") { !$0.shows("Kies je webmail") }
        return pane
    }
}

extension Screen {
    /// The rows at the right of the line that parts them from the main area, without the blank
    /// that each begins with.
    fileprivate var sidebar: [String] {
        rows.compactMap { row in
            guard let line = row.lastIndex(of: "│") else { return nil }
            let text = row[row.index(after: line)...]
            return String(text.first == " " ? text.dropFirst() : text)
        }
    }
}
