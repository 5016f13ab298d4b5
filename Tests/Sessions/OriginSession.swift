import PortalApp
import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// The next and the previous article are those of the list that the reader came from.
struct OriginSession {
    @Test(arguments: [("J", "K"), ("n", "p")])
    func `from what was saved they go through what was saved`(next: String, previous: String) throws
    {
        var session = try Session()
        try session.press("s j j s j j s S Enter")
        let first = session.rows[2]
        try session.press(next)
        let second = session.rows[2]
        #expect(second != first)
        try session.press(next + " " + next)
        #expect(session.statusLine.contains("Verder zijn er geen berichten."))
        try session.press(previous + " " + previous)
        #expect(session.rows[2] == first)
        #expect(try session.stored().saved.count == 3)
    }

    @Test func `from what was found they go through what was found, and q goes back to it`() throws
    {
        var session = try Session()
        try session.press("/ s t e Enter")
        let found = session.rows
        try session.press("Enter J J q")
        #expect(session.rows[2].contains("Zoeken"))
        #expect(session.rows[2] == found[2])
        try session.press("q")
        #expect(!session.rows[2].contains("Zoeken"))
    }

    @Test func `from the sidebar they go through the sidebar, and q goes back to the article`()
        throws
    {
        var session = try Session(width: 120, height: 40, articles: [])
        try session.press("Enter Tab")
        let before = textOf(session.frame)
        try session.press("Enter J J")
        #expect(
            session.rows[3].contains(BuiltInEdition.articles[3].headline.title.string.prefix(20)))
        try session.press("K")
        #expect(
            session.rows[3].contains(BuiltInEdition.articles[2].headline.title.string.prefix(20)))
        try session.press("q")
        #expect(textOf(session.frame) == before)
    }

    @Test func `Space at the end opens the next unread one of that list`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("s j s j s S Enter")
        for _ in 0..<20 {
            guard try session.stored().read.count < 2 else { break }
            try session.press("Space")
        }
        #expect(try session.stored().read.count == 2)
        try session.press("q")
        #expect(session.rows[2].contains("Bewaard"))
    }

    @Test func `the article ends at 100 %, where G and Space stop, and the list below follows`()
        throws
    {
        var session = try Session(width: 80, height: 24, articles: [])
        try session.press("Enter G")
        #expect(session.rows.contains { $0.contains(" 100% ") })
        #expect(!session.rows.contains { $0.contains("Meer uit") })
        let end = session.rows
        try session.press("g")
        for _ in 0..<20 where session.rows != end { try session.press("Space") }
        #expect(session.rows == end)
        try session.press("PgDn")
        #expect(session.rows.contains { $0.contains("Meer uit Buitenland") })
        #expect(session.rows.contains { $0.contains(" 100% ") })
    }

    @Test func `a digit that no link begins with goes to that page`() throws {
        var session = try Session()
        try session.press("j*6 Enter 3")
        #expect(session.statusLine.contains("Enter opent [3]"))
        try session.press("Esc 9")
        #expect(!session.statusLine.contains("link"))
        session = try Session()
        try session.press("Enter 3")
        #expect(session.state.list.page == .section(session.stand.editions[0].sections[1].id))
    }
}
