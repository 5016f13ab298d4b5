import PortalApp
import PortalCore
import PortalModel
import TestSupport
import Testing

struct DeliverySession {
    @Test func `new headlines above never move the selection or the rows`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j*8")
        let before = session.rows
        session.bring(Newsroom.late)
        #expect(session.rows[3...] == before[3...])
        #expect(session.rows[2].contains("▲ 3 nieuwe berichten (g)"))
        try session.press("g")
        #expect(session.cursorRow.hasPrefix("▌Brug bij Zierikzee weer open"))
        #expect(!session.rows[2].contains("▲"))
    }

    @Test func `new headlines stay above a selection at the top too`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j k")
        let before = session.rows
        session.bring(Newsroom.late)
        #expect(session.rows[3...] == before[3...])
        #expect(session.rows[2].contains("▲ 3 nieuwe berichten (g)"))
        try session.press("k")
        #expect(session.cursorRow.hasPrefix("▌Keeper verlengt contract"))
        #expect(session.rows[2].contains("▲ 2 nieuwe berichten (g)"))
    }

    @Test func `new headlines under the hand between others do not move the selection`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j*2")
        let between = Newsroom.article(
            "Een laat gemeld bericht", in: "Binnenland", minutesOld: 12, "Het kwam later binnen.")
        session.bring([between])
        #expect(
            session.state.list.selection?.title
                == "Rente op spaargeld daalt bij drie banken tegelijk")
        #expect(session.cursorRow.hasPrefix("▌Rente op spaargeld"))
    }

    @Test func `a flood of news leaves the list as it is until the reader goes up`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j*8")
        let before = session.rows
        session.bring(Newsroom.flood(90))
        #expect(session.rows[3...] == before[3...])
        #expect(session.rows[2].contains("▲ nieuwe berichten (g)"))
        try session.press("g")
        #expect(session.cursorRow.contains("uit de vloed"))
        #expect(!session.rows[2].contains("▲"))
        try session.press("j*215")
        #expect(session.state.list.headlines.count == 106 + 90)
        #expect(Set(session.state.list.headlines.map(\.id)).count == 106 + 90)
    }

    @Test func `going up by one from the first headline also ends a gap`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j")
        session.bring(Newsroom.flood(90))
        try session.press("k k")
        #expect(session.cursorRow.contains("uit de vloed"))
    }

    @Test func `sections that an edition brings take their places at once`() throws {
        var session = try Session(width: 80, height: 24)
        let address = WebAddress(literal: "https://polder.example/rss")
        let section = Section(
            name: "Polder", edition: "Streek", sources: [Source(name: "Polder", address: address)])
        session.send(.editionsChanged(Edition.grouping([section])))
        #expect(session.rows[1].contains("2 Polder"))
        #expect(!session.rows[1].contains("Buitenland"))
        try session.press("2")
        #expect(session.rows[1].contains("2 Polder"))
    }

    @Test func `an edition stands among the sources by its name alone`() throws {
        var session = try Session(width: 80, height: 24)
        let address = WebAddress(literal: "https://polder.example/editie.json")
        let edition = Source(name: "Editie van polder.example", address: address)
        session.send(.sourcesLoaded([SourceHealth(source: edition, section: .empty)]))
        #expect(session.rows.contains { $0.hasPrefix("▌ Editie van polder.example  https://") })
    }

    @Test func `the courier goes when there is an edition to ask for`() throws {
        var session = try Session(interval: 3600)
        session.send(.nextRoundKnown(PinnedClock.now + 600))
        session.send(.clockRead(PinnedClock.now + 599))
        #expect(!session.effects.contains(.refresh(nil, isManual: false)))
        session.send(.clockRead(PinnedClock.now + 600))
        #expect(session.effects.contains(.refresh(nil, isManual: false)))
    }

    @Test func `delivered news takes the place of the built-in edition`() throws {
        var session = try Session(articles: [], webmail: .delta)
        try session.press("R")
        session.tell(.started(sources: 8))
        session.bring(Newsroom.articles)
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
        #expect(!session.rows.joined().contains("NAVO: Rusland"))
        session.bring(Newsroom.late)
        #expect(session.cursorRow.hasPrefix("▌Brug bij Zierikzee"))
        session.finish()
        #expect(!session.statusLine.contains("Meegeleverde editie"))
    }

    @Test func `a reader at work in the built-in edition is not disturbed`() throws {
        var session = try Session(articles: [], webmail: .delta, interval: 3600)
        #expect(session.effects.contains(.refresh(nil, isManual: false)))
        try session.press("j Enter")
        let before = session.rows.dropLast()
        session.tell(.started(sources: 8))
        session.bring(Newsroom.articles)
        #expect(session.rows.dropLast() == before)
        try session.press("q")
        #expect(session.cursorRow.hasPrefix("▌Trump waarschuwt"))
        #expect(session.rows.contains { $0.contains("▲ nieuwe berichten (g)") })
        try session.press("g")
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
        #expect(!session.rows.contains { $0.contains("▲") })
    }

    @Test func `a round that brought nothing announces nothing in the built-in edition`() throws {
        var session = try Session(articles: [], webmail: .delta, interval: 3600)
        try session.press("j")
        let before = session.rows.dropLast()
        var round = RoundTotals()
        round.failed = 8
        session.finish(round)
        #expect(session.rows.dropLast() == before)
    }

    @Test func `what another courier delivered is there once ours is back`() throws {
        var session = try Session()
        try session.press("r")
        session.stand.deliver(Newsroom.late)
        #expect(!session.cursorRow.hasPrefix("▌Brug bij Zierikzee"))
        session.finish(checked: PinnedClock.now)
        try session.press("g")
        #expect(session.cursorRow.hasPrefix("▌Brug bij Zierikzee"))
        #expect(session.statusLine.contains("14:23 · niets nieuws"))
    }

    @Test func `another courier at work is a problem only for who asked`() throws {
        var session = try Session(interval: 3600)
        session.send(.clockRead(PinnedClock.now + 3420))
        session.tell(.failed(problem: DeliveryProblem(.busy)))
        session.send(.roundEnded(nil, lastDelivered: nil))
        #expect(session.statusLine.contains("Bijgewerkt"))
        session.send(.clockRead(PinnedClock.now + 3479))
        #expect(session.effects == [])
        session.send(.clockRead(PinnedClock.now + 3480))
        #expect(session.effects == [.refresh(nil, isManual: false)])
        session.finish()
        try session.press("r")
        session.tell(.failed(problem: DeliveryProblem(.busy)))
        session.send(.roundEnded(nil, lastDelivered: nil))
        #expect(session.statusLine.contains(DeliveryProblem(.busy).sentence.string))
    }

    @Test func `a round goes at once when the sources have changed`() throws {
        let round = Effect.refresh(nil, isManual: false)
        #expect(try Session(interval: 3600, knowsSources: false).effects.contains(round))
        #expect(try !Session(interval: 3600).effects.contains(round))
        #expect(try !Session(interval: nil, knowsSources: false).effects.contains(round))
    }

    @Test func `a courier that counts wrongly fills the bar and no more`() throws {
        var session = try Session()
        try session.press("r")
        session.tell(.started(sources: 1))
        for _ in 0..<3 { session.tell(.source(.brought(new: 0))) }
        #expect(session.statusLine.contains("▰▰▰▰▰▰▰▰ "))
    }

    @Test func `the status line counts the sources and then tells the outcome`() throws {
        var session = try Session()
        session.stand.health = []
        try session.press("R")
        #expect(session.effects == [.refresh(nil, isManual: true)])
        #expect(session.statusLine.contains("Verversen …"))
        session.tell(.started(sources: 4))
        #expect(session.statusLine.contains("Verversen 0/4 ▱▱▱▱▱▱▱▱"))
        session.bring(Newsroom.late)
        #expect(session.statusLine.contains("Verversen 1/4 ▰▰▱▱▱▱▱▱"))
        var round = RoundTotals()
        round.add(.brought(new: 3))
        round.failed = 1
        session.finish(round, checked: PinnedClock.now)
        #expect(
            session.statusLine.contains(
                "3 nieuw · 1 bron mislukt (B)"))
        session.resize(width: 120, height: 24)
        #expect(
            session.statusLine.contains(
                "Bijgewerkt om 14:23 · 3 nieuw · 1 bron mislukt (B)"))
    }

    @Test func `r asks for the open page, and once while a round goes on`() throws {
        var session = try Session()
        try session.press("6 r")
        let sport = Newsroom.editions[0].sections[4].id
        #expect(session.effects.last == .refresh(sport, isManual: true))
        try session.press("r")
        #expect(session.effects == [])
        #expect(session.statusLine.contains("Er wordt al ververst."))
        try session.press("j")
        #expect(session.statusLine.contains("Verversen …"))
    }

    @Test func `r on the front page asks for all`() throws {
        var session = try Session()
        try session.press("r")
        #expect(session.effects == [.refresh(nil, isManual: true)])
    }

    @Test func `a courier that fails is told in one sentence, and r tries again`() throws {
        var session = try Session()
        try session.press("r")
        session.fail(DeliveryProblem(.courierStopped, "signaal 9"))
        #expect(session.statusLine.contains("De bezorger is gestopt (signaal 9)"))
        try session.press("r")
        #expect(session.effects == [.refresh(nil, isManual: true)])
    }

    @Test func `a round that only fails does not count as an update`() throws {
        var session = try Session()
        try session.press("r")
        var round = RoundTotals()
        round.failed = 8
        session.finish(round)
        #expect(session.statusLine.contains("geen bron bereikbaar (B: details)"))
        session.resize(width: 120, height: 24)
        #expect(
            session.statusLine.contains("Bijgewerkt om 14:20 · geen bron bereikbaar (B: details)"))
    }

    @Test func `a round begins by itself when the interval has passed, and only then`() throws {
        var session = try Session(interval: 3600)
        #expect(!session.effects.contains(.refresh(nil, isManual: false)))
        session.send(.clockRead(PinnedClock.now + 3419))
        #expect(session.effects == [])
        session.send(.clockRead(PinnedClock.now + 3420))
        #expect(session.effects == [.refresh(nil, isManual: false)])
        session.finish()
        session.send(.clockRead(PinnedClock.now + 3480))
        #expect(session.effects == [])
    }

    @Test func `without an interval the courier goes only when asked`() throws {
        var session = try Session(interval: nil)
        session.send(.clockRead(PinnedClock.now + 86_400))
        #expect(session.effects == [])
    }

    @Test func `sources on the screen are read again as they come in`() throws {
        var session = try Session()
        try session.press("R B j")
        session.tell(.source(.brought(new: 0)))
        #expect(session.effects == [.loadSources])
        #expect(session.cursorRow.hasPrefix("▌ ! Politiek · NOS"))
    }

    /// What the status line says after three sources have failed with `problem`.
    private func statusLine(after problem: DeliveryProblem) throws -> String {
        var session = try Session()
        try session.press("r")
        session.tell(.started(sources: 3))
        for number in 1...3 {
            session.tell(
                .source(
                    SourceReport(
                        id: SourceID(rawValue: Int64(number)), name: "Krant", outcome: .failed,
                        problem: problem)))
        }
        var round = RoundTotals()
        round.failed = 3
        session.finish(round)
        return session.statusLine
    }

    @Test func `without a network one sentence says so`() throws {
        let status = try statusLine(after: DeliveryProblem(.hostNotFound, "krant.example"))
        #expect(status.contains(" geen internetverbinding "))
    }

    @Test func `a server that refuses is no sign that there is no network`() throws {
        let status = try statusLine(after: DeliveryProblem(.connectionRefused))
        #expect(status.contains("geen bron bereikbaar (B: details)"))
    }

    @Test func `a refresh that was asked for says that it brought nothing`() throws {
        var session = try Session()
        try session.press("r")
        session.tell(.started(sources: 1))
        session.tell(.source(.brought(new: 0)))
        var round = RoundTotals()
        round.unchanged = 1
        session.finish(round, checked: PinnedClock.now)
        #expect(session.statusLine.contains("14:23 · niets nieuws"))
    }
}
