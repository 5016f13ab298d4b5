import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct CommandsSession {
    @Test func `m marks as read and back, and the mark is kept`() throws {
        var session = try Session()
        let first = Newsroom.articles[0].id
        let unread = session.frame[Point(column: 1, row: 3)].style
        try session.press("m")
        #expect(session.effects == [.perform(.markedRead([first], true))])
        #expect(session.frame[Point(column: 1, row: 3)].style != unread)
        try session.press("m")
        #expect(session.effects == [.perform(.markedRead([first], false))])
        #expect(session.frame[Point(column: 1, row: 3)].style == unread)
        #expect(try session.stored().read == [])
    }

    @Test func `what was read before looks read at the next start`() throws {
        var session = try Session()
        let unread = session.frame[Point(column: 1, row: 3)].style
        try session.storeRead([Newsroom.articles[0].id])
        try session.press("1")
        #expect(session.frame[Point(column: 1, row: 3)].style != unread)
    }

    @Test func `w opens the chosen webmail`() throws {
        var session = try Session(webmail: .delta)
        try session.press("w")
        #expect(session.effects == [.openInBrowser(.webmail(.delta))])
        #expect(session.statusLine.contains("Geopend in de browser: webmail.delta.example"))
    }

    @Test func `w without a choice asks for one`() throws {
        var session = try Session(webmail: nil)
        try session.press("Esc w")
        #expect(session.effects == [])
        #expect(session.rows.contains { $0.contains("Kies je webmail") })
        try session.press("Enter w")
        #expect(session.effects.last == .openInBrowser(.webmail(.zeelandnet)))
    }

    @Test func `W changes the choice, and Escape leaves it`() throws {
        var session = try Session(webmail: .delta)
        try session.press("W")
        #expect(session.cursorRow.contains("▸ DELTA webmail"))
        try session.press("1 Esc")
        #expect(session.state.settings.webmail == .delta)
        try session.press("W 1 Enter")
        #expect(try session.stored().webmail == .zeelandnet)
        #expect(session.rows[0].hasSuffix("✉ ZeelandNet (w)"))
    }

    @Test func `themes are shown while choosing, and Escape brings back the old one`() throws {
        var session = try Session()
        let before = session.frame
        try session.press("t j j")
        #expect(session.state.theme.name == "papier")
        #expect(
            session.frame[Point(column: 1, row: 4)].style != before[Point(column: 1, row: 4)].style)
        try session.press("Esc")
        #expect(session.frame == before)
        #expect(try session.stored().theme == nil)
        try session.press("t k Enter")
        #expect(try session.stored().theme == "mono")
        #expect(session.statusLine.contains("Thema mono gekozen."))
    }

    @Test func `B shows the sources and what is wrong with them`() throws {
        var session = try Session(width: 120, height: 40, interval: 3600)
        try session.press("B")
        #expect(session.rows.contains { $0.contains("laatst opgehaald 14:18 · weer vanaf 15:18") })
        #expect(session.rows.contains { $0.contains("De naam nos.example is niet gevonden") })
        #expect(session.rows.contains { $0.hasSuffix("  nog niet opgehaald") })
        #expect(session.rows.contains { $0.contains("Storing bij de bron (500).") })
        try session.press("q")
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
    }

    @Test func `every source can be reached in a low window, those that fail first`() throws {
        var session = try Session(width: 60, height: 12)
        try session.press("B")
        let failing = Newsroom.health.filter { $0.problem != nil }
        for health in failing + Newsroom.health.filter({ $0.problem == nil }) {
            #expect(session.cursorRow.contains("\(health.section) · \(health.source.name)"))
            try session.press("j")
        }
    }

    @Test(arguments: ["?", "F1"])
    func `the help names the keys and is left as it was entered`(key: String) throws {
        var session = try Session(width: 80, height: 60)
        try session.press("j Enter")
        let before = session.frame
        try session.press(key)
        #expect(session.rows.contains { $0.contains("j k ↓ ↑") && $0.contains("omlaag, omhoog") })
        #expect(session.rows.contains { $0.contains("webmail openen, webmail kiezen") })
        try session.press("q")
        #expect(session.frame == before)
    }

    @Test func `a long help can be scrolled to its end`() throws {
        var session = try Session(width: 60, height: 12)
        try session.press("? G")
        #expect(session.rows.contains { $0.contains("Q ^C") && $0.contains("stoppen") })
    }

    @Test func `what the terminal does is asked for`() throws {
        var session = try Session()
        try session.press("^L")
        #expect(session.effects == [.redraw])
        try session.press("^Z")
        #expect(session.effects == [.suspend])
        try session.press("Q")
        #expect(session.effects == [.quit])
        try session.press("^C")
        #expect(session.effects == [.quit])
    }

    @Test(arguments: ["W", "t"])
    func `a dialog can be suspended, redrawn and quit`(key: String) throws {
        var session = try Session()
        try session.press(key)
        for (key, effect) in [("^L", Effect.redraw), ("^Z", .suspend), ("^C", .quit)] {
            try session.press(key)
            #expect(session.effects == [effect])
        }
    }

    @Test func `o opens and y copies the address of what is selected`() throws {
        var session = try Session()
        let second = Newsroom.articles[1]
        let link = try #require(second.link)
        try session.press("j o")
        #expect(session.effects == [.openInBrowser(.article(second.id))])
        #expect(session.statusLine.contains("Geopend in de browser: nieuws.example"))
        try session.press("y")
        #expect(session.effects == [.copyAddress(.article(second.id))])
        #expect(session.statusLine.contains("Gekopieerd: \(link.string)"))
    }

    @Test func `an article without an address says so`() throws {
        var session = try Session(articles: [])
        try session.press("o")
        #expect(session.statusLine.contains("Dit bericht heeft geen adres op het web."))
    }

    @Test func `a notice stands until the next key`() throws {
        var session = try Session()
        session.send(.problemArose("Er ging iets mis."))
        #expect(session.statusLine.contains("Er ging iets mis."))
        try session.press("j")
        #expect(session.statusLine.contains("Bijgewerkt om 14:20"))
    }

    @Test func `a pasted text is never taken for commands`() throws {
        var session = try Session()
        let before = session.frame
        session.press(.paste("qQjjrRw3e"))
        #expect(session.effects == [])
        #expect(session.frame == before)
        try session.press("W")
        session.press(.paste("2\n"))
        #expect(session.effects == [])
        #expect(session.cursorRow.contains("▸ DELTA webmail"))
    }
}
