import PortalConfiguration
import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// Muting from the article in front of the reader.
struct MuteSession {
    private func isShown(_ text: some StringProtocol, in session: Session) -> Bool {
        session.rows.contains { $0.contains(text) }
    }

    private var first: Headline { Newsroom.articles[0].headline }

    @Test func `what is typed is muted, counted, shown with its reason, and taken back`() throws {
        var session = try Session()
        let title = first.title.string.prefix(24)
        #expect(isShown(title, in: session))
        let word = try #require(first.title.string.wordRanges.last.map { first.title.string[$0] })
        try session.press("x " + word.map { String($0) }.joined(separator: " ") + " Enter")
        #expect(session.rules.file.rules.map(\.words?.string) == [String(word)])
        #expect(session.statusLine.contains("Dempen …"))
        session.filter()
        #expect(!isShown(title, in: session))
        #expect(session.statusLine.contains("gedempt · X: tonen · u: ongedaan maken"))
        try session.press("j")
        #expect(session.statusLine.contains("1 gedempt"))
        try session.press("X")
        #expect(isShown(title, in: session))
        #expect(isShown("gedempt: ‘\(word)’ in titel en inleiding", in: session))
        try session.press("u")
        session.filter()
        #expect(isShown("Op deze pagina is niets gedempt", in: session))
        #expect(session.rules.file.rules.isEmpty)
        try session.press("q g")
        #expect(isShown(title, in: session))
    }

    @Test func `words that stand in titles about anything are not offered`() throws {
        let article = Newsroom.article(
            "Storm waait over Zeeland, boven Walcheren is het stil", in: "Binnenland",
            minutesOld: 1,
            "Het is zo.")
        var session = try Session(articles: [article])
        try session.press("x")
        #expect(isShown("Typ zelf een woord", in: session))
        #expect(isShown("Walcheren", in: session) && isShown("stil", in: session))
        #expect(!session.rows.contains { $0.contains("   boven") || $0.contains("   waait") })
    }

    @Test func `x where the muted are shown lets go of the rule`() throws {
        var session = try Session()
        try session.press("x End ↑ Enter")
        session.filter()
        try session.press("X x")
        #expect(session.rules.file.rules.isEmpty)
        session.filter()
        #expect(isShown("is niets gedempt", in: session))
        #expect(session.statusLine.contains("Niet meer gedempt"))
        try session.press("u")
        #expect(session.rules.file.rules.count == 1)
    }

    @Test func `the dialog offers names, the source and the section`() throws {
        var session = try Session()
        try session.press("x")
        #expect(isShown("alles van \(first.source)", in: session))
        #expect(isShown("alles in \(first.sectionName)", in: session))
        try session.press("End Enter")
        let rule = try #require(session.rules.file.rules.first)
        #expect(rule.section == first.sectionName && rule.words == nil)
    }

    @Test func `where, whose and how long are chosen with keys of their own`() throws {
        var session = try Session()
        try session.press("x d i j k Tab BackTab PgDn*2 Enter")
        let rule = try #require(session.rules.file.rules.first)
        #expect(rule.words == "dijk" && rule.place == .everything)
        #expect(rule.section == first.sectionName && rule.source == nil)
        let today = CivilTime(local: PinnedClock.now).daysSinceEpoch
        #expect(rule.lastDay == today + 6)
    }

    @Test func `words are corrected where the cursor stands, and arrows else choose how long`()
        throws
    {
        var session = try Session()
        try session.press("x d j k ← ← i Enter")
        #expect(session.rules.file.rules.first?.words == "dijk")
        try session.press("u x → Enter")
        #expect(session.rules.file.rules.first?.lastDay != nil)
    }

    @Test func `a file that cannot be changed is told, and nothing is muted`() throws {
        var session = try Session()
        session.rules.problem = "filters.toml, regel 1, kolom 1: zo niet."
        try session.press("x x Enter")
        #expect(session.statusLine.contains("regel 1, kolom 1"))
        try session.press("u")
        #expect(session.statusLine.contains("niets om ongedaan te maken"))
    }

    @Test func `a mistake in the file is told at the start, and the rest of it holds`() throws {
        var session = try Session()
        try session.press("x d i j k Enter")
        session.rules.mistakes = [
            ConfigurationMistake("hier staat geen woord", at: .init(line: 9, column: 3))
        ]
        session.send(.started)
        #expect(session.effects.contains(.compareMuteRules))
        session.filter()
        #expect(session.statusLine.contains("filters.toml: hier staat geen woord (regel 9"))
        #expect(session.stand.muteRules() == Set(session.rules.file.rules.map(\.id)))
    }

    @Test func `reading what is muted changes nothing`() throws {
        var session = try Session()
        try session.press(", End Esc X q")
        #expect(session.rules.changes == 0)
    }

    @Test func `what other rules mute is told, but is no act of the reader's`() throws {
        var session = try Session()
        session.stand.note(try #require(MuteRule(words: first.title)))
        session.send(.courierReported(.filtered(MuteReport(muted: 1))))
        #expect(session.statusLine.contains("1 bericht gedempt · X: tonen"))
        #expect(!session.statusLine.contains("ongedaan"))
    }

    @Test func `how many are muted is told of all pages and of this one, which X shows`() throws {
        var session = try Session(width: 120, height: 40)
        try session.press("x G o e s Enter")
        session.filter()
        let total = session.stand.articles.count { $0.headline.title.string.contains("Goes") }
        let here = session.stand.mutedCount(on: session.state.list.page)
        #expect(here > 1 && here < total)
        #expect(
            session.statusLine.contains(
                "\(total) berichten gedempt, \(here) op deze pagina · X: tonen · u: ongedaan"))
        try session.press("X")
        #expect(session.rows.count { $0.contains("Goes") && $0.contains(/^.[A-Z]/) } == here)
        try session.press("q u x Z e e u w s Space d o r p Enter")
        session.filter()
        #expect(session.statusLine.contains("berichten gedempt · u: ongedaan maken"))
    }

    @Test(arguments: [(60, 20), (80, 24), (120, 40), (200, 60)])
    func `what is no longer muted is seen again where it stood`(width: Int, height: Int) throws {
        var session = try Session(width: width, height: height)
        let before = session.rows[3]
        try session.press("x End ↑ Enter")
        session.filter()
        #expect(session.rows[3] != before)
        try session.press("u")
        session.filter()
        #expect(session.rows[2...4].contains { $0.dropFirst() == before.dropFirst() })
    }

    @Test func `the same words for another time take the place of the rule`() throws {
        var session = try Session()
        try session.press("x d i j k Enter x v e e r Enter x d i j k PgDn Enter")
        #expect(session.rules.file.rules.map(\.words) == ["dijk", "veer"])
        #expect(session.rules.file.rules[0].lastDay != nil)
        try session.press("u")
        #expect(session.rules.file.rules.map(\.lastDay) == [nil, nil])
        try session.press("u u")
        #expect(session.rules.file == MuteRuleFile())
    }

    @Test func `a page on which all is muted says so`() throws {
        var session = try Session()
        let sources = Set(Newsroom.articles.map(\.headline.source))
        for source in sources.sorted() {
            session.stand.note(try #require(MuteRule(source: source)))
        }
        try session.press("] [")
        #expect(isShown("Alles op deze pagina is gedempt", in: session))
    }

    @Test func `what is selected stays so when others are muted`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j j j")
        let selected = session.cursorRow
        session.stand.note(try #require(MuteRule(words: first.title)))
        session.send(.courierReported(.filtered(MuteReport(muted: 1))))
        #expect(session.cursorRow == selected)
    }
}
