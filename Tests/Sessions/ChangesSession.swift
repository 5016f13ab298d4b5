import PortalCore
import PortalModel
import TestSupport
import Testing

struct ChangesSession {
    private static let text = Document([
        .paragraph(["De vermiste kitesurfer is ongedeerd gevonden op een zandplaat."])
    ])

    /// A portal in which the first article was read and then changed.
    private static func changed(width: Int = 100) throws -> Session {
        var session = try Session(width: width, height: 30)
        try session.press("Enter q")
        let first = try #require(session.state.list.selection)
        session.stand.revise(first.id, "Kitesurfer levend gevonden", text)
        session.tell(.source(.brought(new: 0, changed: 1)))
        session.finish()
        return session
    }

    @Test func `a read article that was changed is unread again, and says since when`() throws {
        var session = try Self.changed()
        #expect(session.cursorRow.contains("Kitesurfer levend gevonden"))
        #expect(session.rows.contains { $0.contains("gewijzigd 14:22 · ") })
        #expect(session.statusLine.contains("1 gewijzigd"))
        let id = try #require(session.state.list.selection?.id)
        #expect(!session.state.read.contains(id))
        try session.press("Enter q")
        #expect(!session.rows.contains { $0.contains("gewijzigd 14:22") })
        #expect(!session.statusLine.contains("gewijzigd"))
        #expect(session.state.read.contains(id))
    }

    @Test func `opened, it tells of the change, and c shows what changed`() throws {
        var session = try Self.changed()
        try session.press("Enter")
        #expect(session.rows.contains { $0.contains("nadat je dit las: c toont wat") })
        try session.press("c")
        #expect(session.rows.contains { $0.contains("eerder · ") })
        #expect(session.rows.contains { $0.contains("zandplaat") })
    }

    @Test func `marking it as read is enough`() throws {
        var session = try Self.changed()
        try session.press("m j")
        #expect(!session.rows.contains { $0.contains("gewijzigd 14:22") })
        try session.press("k A")
        session.finish()
        #expect(!session.rows.contains { $0.contains("gewijzigd 14:22") })
    }

    @Test func `an open article that changes stays as it is, and the status line says so`() throws {
        var session = try Session(width: 100, height: 30)
        try session.press("Enter j")
        let before = session.rows.dropLast()
        let first = try #require(session.state.list.headlines.first)
        session.stand.revise(first.id, "Kitesurfer levend gevonden", Self.text)
        session.tell(.source(.brought(new: 0, changed: 1)))
        session.finish()
        #expect(session.rows.dropLast() == before)
        #expect(session.statusLine.contains("Dit bericht is om 14:22 gewijzigd: c toont wat"))
        try session.press("c")
        #expect(session.rows.contains { $0.contains("zandplaat") })
        try session.press("q")
        #expect(session.rows.contains { $0.contains("ongedeerd gevonden") })
        #expect(!session.statusLine.contains("Dit bericht is"))
        try session.press("q")
        #expect(session.state.read.contains(first.id))
    }

    @Test func `a page that turns out to be changed is read as it is now, and says so`() throws {
        var session = try Session(width: 100, height: 30)
        try session.press("Enter q Enter")
        let first = try #require(session.state.list.headlines.first)
        session.stand.revise(first.id, "Kitesurfer levend gevonden", Self.text)
        session.send(.courierReported(.page(PageReport(article: first.id))))
        #expect(session.rows.contains { $0.contains("zandplaat") })
        #expect(session.rows.contains { $0.contains("nadat je dit las: c toont wat") })
        try session.press("q")
        #expect(session.state.read.contains(first.id))
        #expect(!session.rows.contains { $0.contains("gewijzigd 14:22") })
    }

    @Test func `a read article whose page was changed is fetched again, and unread`() throws {
        var session = try Session(width: 100, height: 30)
        try session.press("Enter q")
        session.finishWrites()
        let first = try #require(session.state.list.headlines.first)
        session.bringPage(of: first.id, Document([.paragraph(["Alles erover."])]))
        try session.press("j")
        session.stand.outdatedPages = [first.id]
        try session.press("R")
        session.finish()
        #expect(session.effects.contains(.fetchPages([first.id])))
        #expect(session.state.read.contains(first.id))
        session.stand.revise(first.id, first.title, Self.text)
        session.tell(.page(PageReport(article: first.id)))
        #expect(!session.state.read.contains(first.id))
        #expect(session.rows.contains { $0.contains("gewijzigd 14:22") })
    }

    @Test func `another article that changes disturbs none that is open`() throws {
        var session = try Session(width: 100, height: 30)
        try session.press("Enter")
        session.stand.revise(session.state.list.headlines[3].id, "Iets anders", Self.text)
        session.tell(.source(.brought(new: 0, changed: 1)))
        #expect(!session.statusLine.contains("gewijzigd"))
    }

    @Test func `a read story that grew says how many told it`() throws {
        var session = try Session(width: 100, height: 30)
        try session.press("Enter q")
        let first = try #require(session.state.list.selection)
        session.stand.grow(first.id)
        session.stand.grow(first.id)
        session.tell(.source(.brought(new: 1)))
        session.finish()
        #expect(session.rows.contains { $0.contains("3 bronnen, was 1") })
        #expect(session.state.read.contains(first.id))
        try session.press("Enter q")
        #expect(!session.rows.contains { $0.contains("was 1") })
    }

    @Test func `a line parts what is new in a section since the last visit from the rest`() throws {
        var session = try Session(
            width: 100, height: 60, lastVisit: PinnedClock.now + -60 * 30)
        try session.press("2")
        let line = try #require(session.rows.firstIndex { $0.contains("tot hier nieuw sinds") })
        let new = session.state.list.headlines.prefix {
            $0.published > PinnedClock.now + -60 * 30
        }
        #expect(!new.isEmpty)
        #expect(session.rows[line].contains("je vorige bezoek, om 13:53"))
        #expect(session.statusLine.contains("\(new.count) nieuw"))
        let title = session.state.list.headlines[new.count].title.string.prefix(20)
        #expect(session.rows[line + 1].contains(title))
    }

    @Test func `without an earlier visit, and with nothing new, there is no line`() throws {
        for visit in [nil, PinnedClock.now] {
            var session = try Session(width: 100, height: 60, lastVisit: visit)
            #expect(!session.rows.contains { $0.contains("nieuw · ") })
            try session.press("2")
            #expect(!session.rows.contains { $0.contains("tot hier nieuw") })
        }
    }

    @Test(arguments: ["", "d", "d d"])
    func `on a front page what is new says so, until it is read`(form: String) throws {
        var session = try Session(
            width: 100, height: 30, lastVisit: PinnedClock.now + -60 * 12)
        try session.press(form)
        func marks() -> Int {
            session.rows.dropFirst(3).dropLast(2).count { $0.contains(/\bnieuw\b/) }
        }
        #expect(!session.rows.contains { $0.contains("tot hier nieuw") })
        #expect(marks() == 2)
        try session.press("m")
        #expect(marks() == 1)
        session.bring(Newsroom.late)
        try session.press("g")
        #expect(marks() == 4)
    }

    @Test func `where all is new nothing is marked`() throws {
        let session = try Session(
            width: 100, height: 30, lastVisit: PinnedClock.now + -86_400 * 30)
        #expect(session.statusLine.contains("ruim 40 nieuw"))
        #expect(!session.rows.contains { $0.contains("nieuw · ") })
    }

    @Test func `that a saved article was changed is not lost where the saved ones are shown`()
        throws
    {
        var session = try Session(width: 100, height: 30)
        try session.press("s Enter q")
        let first = try #require(session.state.list.selection)
        session.stand.revise(first.id, "Kitesurfer levend gevonden", Self.text)
        session.tell(.source(.brought(new: 0, changed: 1)))
        try session.press("S")
        #expect(session.rows.contains { $0.contains("gewijzigd · ") })
        try session.press("q")
        #expect(session.rows.contains { $0.contains("gewijzigd · ") })
        #expect(!session.state.read.contains(first.id))
    }

    @Test(arguments: [(40, 12), (60, 20), (80, 24), (100, 30), (120, 40), (160, 50), (250, 70)])
    func `on one line too it is told what changed, what grew and what is saved`(
        width: Int, height: Int
    ) throws {
        var session = try Session(width: width, height: height)
        try session.press("d d s Enter q")
        let first = try #require(session.state.list.selection)
        session.stand.grow(first.id)
        session.stand.revise(
            first.id, "Kitesurfer na een lange nacht op een zandplaat levend gevonden", Self.text)
        session.tell(.source(.brought(new: 0, changed: 1)))
        session.finish()
        #expect(session.cursorRow.contains("gewijzigd"))
        let columns = width < 150 ? width : width / 3
        if columns >= 60 {
            #expect(session.cursorRow.contains("♥"))
            #expect(session.cursorRow.contains("2 br"))
        }
        try session.press("m")
        #expect(session.cursorRow.contains("♥"))
        #expect(session.cursorRow.contains("2 br"))
    }

    @Test func `a row with marks gives up their length before the name of the source`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("d s Enter q")
        let first = try #require(session.state.list.selection)
        session.stand.grow(first.id)
        session.stand.revise(first.id, "Kitesurfer levend gevonden", Self.text)
        session.tell(.source(.brought(new: 0, changed: 1)))
        session.finish()
        let row = try #require(session.rows.first { $0.contains("gewijzigd") })
        #expect(row.contains("Binnenland · NOS · "))
        #expect(row.contains("2 br"))
        #expect(row.contains("♥"))
    }

    @Test func `days stand above the headlines of a section, and on no front page`() throws {
        var session = try Session(width: 100, height: 60)
        #expect(!session.rows.contains { $0.hasPrefix(" Gisteren") })
        let yesterday = Newsroom.article(
            "Markt ging niet door", in: "Opmerkelijk", minutesOld: 60 * 24, "Het regende.")
        let before = Newsroom.article(
            "Ezel liep de kerk in", in: "Opmerkelijk", minutesOld: 60 * 24 * 3, "Hij at er iets.")
        session.bring([yesterday, before])
        try session.press("8")
        let rows = session.rows
        let day = try #require(rows.firstIndex { $0.hasPrefix(" Gisteren") })
        #expect(rows[day + 1].contains("Markt ging niet door"))
        let former = try #require(rows.firstIndex { $0.hasPrefix(" woensdag 18 november") })
        #expect(rows[former + 1].contains("Ezel liep de kerk in"))
    }

    @Test func `the head of an article names the keys of the story`() throws {
        var session = try Session(width: 100, height: 30, articles: [])
        try session.press("Enter")
        #expect(session.rows.contains { $0.contains("Ook bij NU.nl (v) · vergelijk (c)") })
    }
}
