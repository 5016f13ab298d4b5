import PortalApp
import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct FirstRunSession {
    @Test func `a first run shows the news at once and asks for the webmail over it`() throws {
        let session = try Session.firstRun(width: 120, height: 40)
        let screen = session.rows.joined(separator: "\n")
        #expect(session.asksForWebmail)
        #expect(screen.contains("Omdat ZeelandNet ook DELTA webmail aanbiedt, vragen"))
        #expect(session.cursorRow.contains("▸ ZeelandNet webmail"))
        #expect(screen.contains("NAVO: Rusland uitgenodigd voor nieuw overleg over Oekraïne"))
        #expect(session.statusLine.contains("Meegeleverde editie van 28 januari 2026"))
    }

    @Test func `an arrow and Enter choose DELTA`() throws {
        var session = try Session.firstRun()
        try session.press("→")
        #expect(session.cursorRow.contains("▸ DELTA webmail"))
        try session.press("Enter")
        #expect(try session.stored().webmail == .delta)
        #expect(!session.asksForWebmail)
        #expect(session.rows[0].hasSuffix("✉ DELTA (w)"))
        #expect(session.statusLine.contains("DELTA webmail gekozen"))
    }

    @Test func `the question stays until the choice is stored, and takes no second answer`() throws
    {
        var session = try Session.firstRun()
        session.holdsWrites = true
        try session.press("Enter")
        #expect(session.effects == [.storeWebmail(.zeelandnet)])
        #expect(session.rows.contains { $0.contains("Kies je webmail") })
        try session.press("→ Enter j Esc")
        #expect(session.effects == [])
        #expect(session.rows.contains { $0.contains("Kies je webmail") })
        session.finishWrites()
        #expect(!session.rows.contains { $0.contains("Kies je webmail") })
        #expect(session.state.settings.webmail == .zeelandnet)
    }

    @Test func `a choice that cannot be stored holds for now, and the reader is told`() throws {
        try withTemporaryFolder { folder in
            let file = try ReaderFile(in: folder)
            var session = try Session.firstRun(width: 200, readerPath: file.path)
            try file.setOutOfReach(true)
            try session.press("2 Enter")
            #expect(!session.asksForWebmail)
            #expect(session.state.settings.webmail == .delta)
            #expect(session.statusLine.contains("reader.db kan niet worden geopend"))
            try file.setOutOfReach(false)
            #expect(try session.stored().webmail == nil)
        }
    }

    @Test(arguments: ["→", "←", "Tab", "BackTab", "l", "h", "2"])
    func `each of these keys goes to the other webmail`(key: String) throws {
        var session = try Session.firstRun()
        try session.press(key)
        #expect(session.cursorRow.contains("▸ DELTA webmail"))
    }

    @Test func `1 goes back to the first webmail`() throws {
        var session = try Session.firstRun()
        try session.press("2 1 Enter")
        #expect(try session.stored().webmail == .zeelandnet)
    }

    @Test func `Escape leaves the question for the next start`() throws {
        var session = try Session.firstRun()
        try session.press("Esc")
        #expect(session.effects == [])
        #expect(!session.asksForWebmail)
        #expect(try session.stored().webmail == nil)
        #expect(session.rows[0].hasSuffix("✉ Webmail (w)"))
    }

    @Test func `a reader who chose is not asked`() throws {
        let session = try Session(articles: [], webmail: .zeelandnet)
        #expect(!session.asksForWebmail)
        #expect(session.cursorRow.hasPrefix("▌NAVO:"))
    }

    @Test func `the question can be answered with the mouse`() throws {
        var session = try Session.firstRun()
        let row = try #require(session.rows.firstIndex { $0.contains("DELTA webmail    ") })
        let column = session.frame.cursor.map(\.column) ?? 0
        session.press(.click(Point(column: column + 30, row: row)))
        #expect(session.cursorRow.contains("▸ DELTA webmail"))
        session.press(.click(Point(column: column + 30, row: row)))
        #expect(try session.stored().webmail == .delta)
    }

    @Test func `keys of the portal do nothing while it asks`() throws {
        var session = try Session.firstRun()
        let before = session.frame
        try session.press("j G e 3 r R ? B t m o w Space")
        #expect(session.effects == [])
        #expect(session.frame == before)
    }
}

extension Session {
    /// Whether the question for the webmail is on the screen.
    fileprivate var asksForWebmail: Bool {
        rows.contains { $0.contains("Kies je webmail") }
    }
}
