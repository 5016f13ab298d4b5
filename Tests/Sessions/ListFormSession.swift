import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct ListFormSession {
    /// How many headlines of the front page stand on the screen, by the beginnings of their titles.
    private func headlines(on session: Session) -> Int {
        let titles = Newsroom.articles.map { $0.headline.title.string.prefix(20) }
        return session.rows.count { row in
            titles.contains { row.dropFirst().hasPrefix($0) }
        }
    }

    @Test(arguments: [("", 4), ("d", 7), ("d d", 18), ("d d d", 4)])
    func `each form shows so many headlines in a window of eighty by twenty-four`(
        keys: String, least: Int
    ) throws {
        var session = try Session(width: 80, height: 24)
        try session.press(keys)
        #expect(headlines(on: session) >= least)
        try session.press("G")
        #expect(session.rows.contains { $0.hasPrefix("▌") })
    }

    @Test func `a line of the dates does not take a headline from the screen`() throws {
        var session = try Session(
            width: 80, height: 24, lastVisit: PinnedClock.now + -60 * 20)
        try session.press("2")
        #expect(session.rows.contains { $0.contains("tot hier nieuw") })
        #expect(headlines(on: session) >= 4)
        // The day before has a line as well.
        try session.press("d d")
        #expect(headlines(on: session) >= 17)
    }

    @Test func `the form is told and kept, and holds in every list`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("s d")
        #expect(session.keptSettings == [SettingChoice(name: "list", value: "two-lines")])
        #expect(session.statusLine.contains("Lijsten: twee regels"))
        try session.press("S")
        let row = try #require(session.rows.firstIndex { $0.hasPrefix("▌") })
        #expect(session.rows[row + 1].hasPrefix("▌Binnenland · NOS"))
        #expect(session.rows[row + 2].isEmpty)
        try session.press("q / b i b Enter d")
        #expect(session.keptSettings.last == SettingChoice(name: "list", value: "one-line"))
        #expect(session.rows.filter { $0.contains("tweede bibliotheek") }.count == 12)
    }

    @Test func `the form that was kept holds at the next start`() {
        var settings = Settings()
        settings.apply(SettingChoice(name: "list", value: "one-line"))
        #expect(settings.listForm == .oneLine)
        settings.apply(SettingChoice(name: "list", value: "upside down"))
        #expect(settings.listForm == .oneLine)
    }

    @Test func `the selection stays on its headline`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j*7")
        let selected = session.state.list.selection
        for _ in 0..<3 {
            try session.press("d")
            #expect(session.state.list.selection == selected)
            #expect(session.cursorRow.hasPrefix("▌"))
        }
    }

    @Test func `a high window is filled in every form`() throws {
        var session = try Session(width: 100, height: 70)
        for _ in 0..<3 {
            try session.press("d")
            #expect(session.rows[60].count > 20)
            #expect(session.rows[66].first { $0 != " " } != nil)
        }
        try session.press("d d")
        session.resize(width: 100, height: 90)
        #expect(session.rows.dropFirst(3).dropLast(2).allSatisfy { !$0.isEmpty })
    }

    @Test func `one line has the section and the time at its end, one below the other`() throws {
        var session = try Session(width: 100, height: 30)
        try session.press("d d")
        let area = session.rows.dropFirst(3).dropLast(2)
        #expect(area.allSatisfy { $0.contains(/\w +\d\d[:-]\d\d │/) })
        #expect(session.rows[3].contains(/Binnenland +14:19/))
        try session.press("m")
        #expect(session.rows[3].contains("Kustwacht"))
    }

    @Test func `what changed and what is saved is told on one line too`() throws {
        var session = try Session(width: 120, height: 40)
        try session.press("d d s")
        #expect(session.rows[3].contains("bewaard"))
        session.stand.grow(Newsroom.articles[1].id)
        try session.press("2 1")
        #expect(session.rows[4].contains("2 bronnen"))
    }

    @Test func `names at the ends of lines are whole where there is room for them`() throws {
        let editions = Edition.grouping([
            Section(
                name: "Streek", edition: "NL & Wereld",
                sources: [
                    Source(
                        name: "De Zeeuwse Havenbode",
                        address: WebAddress(literal: "https://bode.example/rss"))
                ])
        ])
        let articles = (1...9).map { number in
            Newsroom.article(
                "Veer \(number) vaart weer", in: "Streek", from: "De Zeeuwse Havenbode",
                minutesOld: Int64(number), "Sinds vanochtend.")
        }
        var session = try Session(
            width: 120, height: 40, articles: articles, editions: editions)
        try session.press("d d 2")
        #expect(session.rows[3].contains("De Zeeuwse Hav… 14:22"))
        session.resize(width: 90, height: 40)
        #expect(session.rows[3].contains("De Zeeuwse Haven… 14:22"))
        try session.press("1")
        #expect(session.rows[3].contains("  Streek 14:22"))
    }

    @Test(arguments: [40, 60, 80, 100, 120])
    func `without Unicode too a blank stands behind a title that is cut`(width: Int) throws {
        var session = try Session(width: width, height: 24)
        session.limitToASCII()
        try session.press("d d s")
        let cut = session.rows.filter { $0.contains("...") }
        #expect(!cut.isEmpty)
        #expect(!cut.contains { $0.contains(/\.\.\.[^ ]/) })
    }

    @Test func `a title that is read aloud stands before the rest`() throws {
        var session = try Session(width: 100, height: 30, isLinear: true)
        try session.press("d d")
        #expect(
            session.rows.contains { $0.contains("zandbank bij Vlieland · Binnenland · 14:19") })
    }

    @Test func `the first headline of a front page shows more of its text`() throws {
        let long: SafeText = SafeText(
            cleaning: (1...90).map { "woord\($0)" }.joined(separator: " "))
        let articles = (1...20).map { number in
            Newsroom.article(
                "Bericht \(number) van vandaag", in: "Sport", minutesOld: Int64(number), long)
        }
        for (size, lead, other) in [
            (Size(width: 80, height: 24), 3, 1), (Size(width: 120, height: 40), 4, 2),
        ] {
            var session = try Session(width: size.width, height: size.height, articles: articles)
            func teaserLines(_ title: String) -> Int {
                guard let row = session.rows.firstIndex(where: { $0.contains(title) }) else {
                    return 0
                }
                return session.rows[(row + 1)...].prefix { $0.contains("woord") }.count
            }
            #expect(teaserLines("Bericht 1 van") == lead)
            #expect(teaserLines("Bericht 2 van") == other)
            try session.press("6")
            #expect(teaserLines("Bericht 1 van") == 2)
        }
    }
}
