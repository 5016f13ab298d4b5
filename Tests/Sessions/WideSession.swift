import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// Three columns: a list, an article and a sidebar.
struct WideSession {
    /// What stands between the lines that part the columns, from top to bottom.
    private func column(_ number: Int, of session: Session) -> String {
        session.rows.dropFirst(3).dropLast(2).map { row in
            let parts = row.split(separator: "│", omittingEmptySubsequences: false)
            return parts.indices.contains(number) ? String(parts[number]) : ""
        }.joined(separator: " ").split { " ▌▏".contains($0) }.joined(separator: " ")
    }

    private func title(_ index: Int) -> String {
        Newsroom.articles[index].headline.title.string
    }

    @Test func `the first article stands beside the list as the portal opens`() throws {
        let session = try Session(width: 160, height: 50)
        #expect(column(0, of: session).contains(title(0)))
        #expect(column(1, of: session).hasPrefix(title(0)))
        #expect(column(2, of: session).contains("Net binnen"))
        #expect(session.frame.cursor == Point(column: 0, row: 3))
    }

    @Test func `what is only passed is neither loaded, fetched nor read`() throws {
        var session = try Session(width: 200, height: 60)
        try session.press("j*20")
        #expect(
            !session.effects.contains { effect in
                switch effect {
                case .loadPreview, .loadArticle, .fetchPages, .drawPicture, .markOpened, .perform:
                    true
                default: false
                }
            })
        #expect(column(1, of: session).hasPrefix(title(0)))
        #expect(try session.stored().read == [])
    }

    @Test func `a short pause shows the article and leaves it unread`() throws {
        var session = try Session(width: 160, height: 50)
        try session.press("j j")
        session.wait(100)
        #expect(session.effects == [.loadPreview(Newsroom.articles[2].id)])
        #expect(column(1, of: session).hasPrefix(title(2)))
        #expect(session.cursorRow.contains(title(2).prefix(20)))
        #expect(try session.stored().read == [])
    }

    @Test func `half a second’s rest marks the article as read, and fetches nothing`() throws {
        var session = try Session(width: 160, height: 50)
        try session.press("j j")
        session.wait(500)
        #expect(session.effects.last == .markOpened(Newsroom.articles[2].id))
        #expect(try session.stored().read == [Newsroom.articles[2].id])
        #expect(session.state.awaitedPause == nil)
        try session.press("m")
        session.wait(1000)
        #expect(try session.stored().read == [])
    }

    @Test func `what is made unread stays so, however long the reader rests there`() throws {
        var session = try Session(width: 160, height: 50)
        try session.press("j m m")
        session.wait(5000)
        #expect(try session.stored().read == [])
    }

    @Test func `what the reader did not move to stays unread however long it stands there`() throws
    {
        var session = try Session(width: 160, height: 50)
        session.wait(5000)
        try session.press("3")
        session.wait(5000)
        #expect(try session.stored().read == [])
        #expect(
            column(1, of: session).hasPrefix(
                try #require(session.state.list.selection).title.string))
    }

    @Test(arguments: ["Enter", "Tab", "l"])
    func `a key goes into the article, which is fetched and read then`(key: String) throws {
        var session = try Session(width: 160, height: 50)
        try session.press("j \(key)")
        let article = Newsroom.articles[1].id
        #expect(session.effects.contains(.markOpened(article)))
        #expect(session.effects.contains { if case .fetchPages = $0 { true } else { false } })
        #expect(column(0, of: session).contains(title(1)))
        #expect(column(1, of: session).hasPrefix(title(1)))
        #expect(session.frame.cursor.map { $0.column > 40 } == true)
        #expect(session.rows.contains { $0.hasPrefix("▏") })
    }

    @Test func `the columns stay where they are as the reader goes in and out`() throws {
        var session = try Session(width: 200, height: 60)
        session.wait(100)
        let (rows, list, text) = (
            session.rows, column(0, of: session), column(1, of: session).prefix(200)
        )
        try session.press("Enter")
        #expect(session.rows[2] == rows[2])
        #expect(column(0, of: session) == list)
        #expect(column(1, of: session).hasPrefix(text))
        try session.press("q")
        session.wait(100)
        #expect(session.rows[2] == rows[2])
        #expect(column(0, of: session) == list)
        #expect(column(1, of: session).hasPrefix(text))
    }

    @Test func `Tab goes round through list, article and sidebar`() throws {
        var session = try Session(width: 160, height: 50)
        func place() -> Int { session.frame.cursor?.column ?? -1 }
        #expect(place() == 0)
        try session.press("Tab")
        let article = place()
        try session.press("Tab")
        #expect(place() > article)
        try session.press("Tab")
        #expect(place() == 0)
    }

    @Test func `going on in the article moves the selection in the list beside it`() throws {
        var session = try Session(width: 160, height: 50)
        try session.press("Enter J J")
        #expect(session.state.list.selected == 2)
        #expect(column(1, of: session).hasPrefix(title(2)))
        try session.press("q")
        #expect(session.cursorRow.contains(title(2).prefix(20)))
        #expect(column(1, of: session).hasPrefix(title(2)))
    }

    @Test func `what was found stands beside its article too`() throws {
        var session = try Session(width: 160, height: 50)
        try session.press("/ d e r b y")
        session.wait(1000)
        #expect(column(0, of: session).contains("speelt gelijk in de derby"))
        #expect(column(1, of: session).contains("speelt gelijk in de derby"))
        #expect(try session.stored().read == [])
        try session.press("Enter j Enter")
        #expect(column(0, of: session).contains("Zoeken"))
        #expect(column(2, of: session).hasPrefix("Meer uit Voetbal"))
    }

    @Test func `a click in the article goes into it, and one in the list back`() throws {
        var session = try Session(width: 160, height: 50)
        session.press(.click(Point(column: 70, row: 5)))
        #expect(session.frame.cursor.map { $0.column > 40 } == true)
        session.press(.click(Point(column: 4, row: 12)))
        #expect(session.frame.cursor?.column == 0)
        #expect(session.state.list.selected > 0)
    }

    @Test func `the sidebar stays as it is while the reader moves within the view`() throws {
        for width in [120, 160] {
            var session = try Session(width: width, height: 50)
            let before = column(width == 120 ? 1 : 2, of: session)
            try session.press("j*3")
            session.wait(500)
            #expect(column(width == 120 ? 1 : 2, of: session) == before)
        }
    }

    @Test func `beside a section stand others, as many as there is room for`() throws {
        var session = try Session(width: 200, height: 60)
        try session.press("3")
        let beside = column(2, of: session)
        #expect(beside.contains("Meer uit Financieel"))
        #expect(beside.contains("Meer uit Politiek"))
        #expect(!beside.contains("Meer uit Buitenland"))
        session.resize(width: 120, height: 40)
        #expect(column(1, of: session).contains("Meer uit Financieel"))
        #expect(!column(1, of: session).contains("Meer uit Politiek"))
    }

    @Test func `the built-in edition, which stands whole in its list, leaves no column empty`()
        throws
    {
        let session = try Session(width: 200, height: 60, articles: [])
        #expect(session.rows[2].count { $0 == "┬" } == 1)
        #expect(column(1, of: session).hasPrefix("NAVO: Rusland uitgenodigd"))
    }

    @Test func `where not all fits below a title the time stays, and the source goes first`() throws
    {
        let article = Newsroom.article(
            "Kort", in: "Binnenland", from: "De Noord-Hollandse Courant", minutesOld: 34, "")
        var session = try Session(width: 150, height: 40, articles: [article])
        #expect(column(0, of: session) == "Kort Binnenland · 34 minuten geleden")
        session.resize(width: 250, height: 40)
        #expect(column(0, of: session).hasSuffix("Courant · 34 minuten geleden"))
    }

    @Test(arguments: [(1, 0), (2, 1), (3, 2)])
    func `the reader chooses how many columns stand beside each other`(
        columns: Int, lines: Int
    ) throws {
        var session = try Session(width: 160, height: 50)
        session.choose(columns: columns)
        #expect(session.rows[2].count { $0 == "┬" } == lines)
        session.resize(width: 60, height: 50)
        #expect(session.rows[2].count { $0 == "┬" } == 0)
    }

    @Test func `the article is set no wider than its measure, and the sidebar grows`() throws {
        var former = 0
        for width in [150, 200, 250, 300] {
            var session = try Session(width: width, height: 60)
            try session.press("Enter")
            let places = session.rows[2].indices(of: "┬")
            #expect(places.count == 2)
            #expect(width - places[1] > former)
            former = width - places[1]
            for row in session.rows.dropFirst(3).dropLast(2) {
                let text = row.dropFirst(places[0] + 1).prefix(places[1] - places[0] - 1)
                #expect(text.trimmed.count <= 72)
            }
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}

extension String {
    /// The places of a character, counted from 0.
    fileprivate func indices(of character: Character) -> [Int] {
        enumerated().filter { $0.element == character }.map(\.offset)
    }
}
