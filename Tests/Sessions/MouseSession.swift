import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct MouseSession {
    @Test func `a click selects, and a second one opens`() throws {
        var session = try Session()
        session.press(.click(Point(column: 20, row: 14)))
        #expect(session.cursorRow.hasPrefix("▌Rente op spaargeld"))
        session.press(.click(Point(column: 3, row: 13)))
        #expect(session.rows[2].contains("Rente op spaargeld"))
    }

    @Test func `the wheel moves through a list and scrolls an article`() throws {
        var session = try Session(articles: [])
        let place = Point(column: 5, row: 5)
        session.press(.wheelDown(place))
        #expect(session.cursorRow.hasPrefix("▌Trump waarschuwt"))
        session.press(.wheelUp(place))
        #expect(session.cursorRow.hasPrefix("▌NAVO: Rusland"))
        try session.press("Enter")
        let before = session.rows
        session.press(.wheelDown(place))
        #expect(session.rows[2] == before[5])
        session.press(.wheelUp(place))
        #expect(session.rows == before)
    }

    @Test func `a click on the name of a page opens it`() throws {
        var session = try Session(width: 120, height: 40)
        let column = try #require(session.rows[1].firstRange(of: "6 Sport")).lowerBound
        let distance = session.rows[1].distance(from: session.rows[1].startIndex, to: column)
        session.press(.click(Point(column: distance + 1, row: 1)))
        #expect(session.state.list.page == .section(Newsroom.editions[0].sections[4].id))
    }

    @Test func `a click in the lists at the side selects and then opens`() throws {
        var session = try Session(width: 120, height: 40)
        let row = try #require(session.rows.firstIndex { $0.contains("13:17 Schaatser") })
        let place = Point(column: 100, row: row)
        session.press(.click(place))
        #expect(session.cursorRow.contains("│▌13:17 Schaatser"))
        session.press(.click(place))
        #expect(session.rows[3].contains("Schaatser rijdt"))
    }

    @Test func `a click on an item below an article selects and then opens`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("Enter G PgDn")
        let place = Point(column: 10, row: 20)
        session.press(.click(place))
        let title = session.cursorRow.dropFirst(4).prefix(20)
        session.press(.click(place))
        #expect(session.rows[2].contains(title))
    }

    @Test func `clicks where there is nothing do nothing`() throws {
        var session = try Session(width: 80, height: 24)
        let before = session.frame
        for point in [(0, 0), (79, 23), (0, 2), (500, 500), (79, 1)] {
            session.press(.click(Point(column: point.0, row: point.1)))
            #expect(session.effects == [])
        }
        #expect(session.frame == before)
    }

    @Test func `a click on the webmail, an edition or a hint does what its key does`() throws {
        var session = try Session(width: 120, height: 40)
        try session.click("✉ DELTA")
        #expect(session.effects == [.openInBrowser(.webmail(.delta))])
        try session.click("Zeeland  ")
        #expect(session.cursorRow.hasPrefix("▌Veerdienst Vlissingen"))
        try session.click("? hulp")
        #expect(session.rows.contains { $0.contains("omlaag, omhoog") })
        try session.click("q terug")
        #expect(session.cursorRow.hasPrefix("▌Veerdienst Vlissingen"))
    }

    @Test func `a click on a numbered link opens it`() throws {
        var session = try Session(width: 120, height: 70)
        try session.press("j*6 Enter")
        try session.click("[3] ")
        let third = WebAddress(literal: "https://spoor.example/vragen?taal=nl")
        #expect(session.effects == [.openInBrowser(.link(third))])
    }

    @Test func `the wheel moves what is under it`() throws {
        var session = try Session(width: 120, height: 40)
        session.press(.wheelDown(Point(column: 100, row: 8)))
        #expect(session.cursorRow.contains("│▌13:17 Schaatser"))
        session.press(.wheelDown(Point(column: 10, row: 8)))
        #expect(session.cursorRow.hasPrefix("▌Portugal kiest"))
        session.press(.wheelDown(Point(column: 100, row: 8)))
        #expect(session.cursorRow.contains("│▌13:00 Koploper"))
    }

    @Test func `below a dialog nothing takes a click`() throws {
        var session = try Session(width: 120, height: 40)
        try session.press("W")
        let before = session.frame
        session.press(.click(Point(column: 118, row: 39)))
        #expect(session.frame == before)
    }
}

extension Session {
    /// Clicks on the first place where `text` stands.
    fileprivate mutating func click(_ text: String) throws {
        let row = try #require(rows.firstIndex { $0.contains(text) })
        let line = frame.text(ofRow: row)
        let start = try #require(line.firstRange(of: text)).lowerBound
        let column = SafeText(cleaning: String(line[..<start])).columns
        press(.click(Point(column: column, row: row)))
    }
}
