import Foundation
import PortalConfiguration
import PortalCore
import PortalModel
import TestSupport
import Testing

/// Changing sources in their list.
struct SourcesSession {
    private func names(in session: Session, of section: SafeText) -> [String] {
        let section = session.subscriptions.sections.first { $0.name == section }
        return section?.sources.map(\.name.string) ?? []
    }

    /// A portal in whose list of sources one is selected, with its section.
    private func opened() throws -> (session: Session, section: Section, source: Source) {
        var session = try Session(width: 100, height: 40)
        let section = try #require(
            Newsroom.editions.flatMap(\.sections).first { $0.sources.count > 1 })
        let source = section.sources[0]
        session.stand.health = section.sources.map {
            SourceHealth(source: $0, section: section.name)
        }
        let all = Newsroom.editions.flatMap(\.sections).flatMap(\.sources)
        let index = try #require(all.firstIndex { $0.id == source.id })
        try session.press("B g" + String(repeating: " j", count: index))
        return (session, section, source)
    }

    @Test func `a source is renamed, and has its name back`() throws {
        var (session, section, source) = try opened()
        try session.press("n ^u H a v e n b o d e Enter")
        #expect(names(in: session, of: section.name).first == "Havenbode")
        #expect(session.rows.contains { $0.contains("Havenbode") })
        #expect(
            session.statusLine.contains("\(source.name) heet nu Havenbode · u: ongedaan maken"))
        try session.press("u")
        #expect(names(in: session, of: section.name).first == source.name.string)
        #expect(session.subscriptions.own == Subscriptions())
    }

    @Test func `sources change places, and back`() throws {
        var (session, section, _) = try opened()
        let before = names(in: session, of: section.name)
        try session.press("J")
        #expect(names(in: session, of: section.name).prefix(2) == [before[1], before[0]])
        try session.press("K")
        #expect(names(in: session, of: section.name) == before)
        #expect(session.subscriptions.own == Subscriptions())
        try session.press("K J u")
        #expect(names(in: session, of: section.name) == before)
    }

    @Test func `a source goes to another section, also a new one`() throws {
        var (session, section, source) = try opened()
        try session.press("v T u i n Enter")
        #expect(names(in: session, of: "Tuin") == [source.name.string])
        #expect(session.statusLine.contains("\(source.name) staat nu in Tuin"))
        #expect(!names(in: session, of: section.name).contains(source.name.string))
        #expect(session.state.list.page == .front(Newsroom.editions[0].id))
        try session.press("u")
        #expect(session.subscriptions.own == Subscriptions())
    }

    @Test func `a source pauses, and is asked at an interval of its own`() throws {
        var (session, _, source) = try opened()
        try session.press("p")
        #expect(session.rows.contains { $0.contains("gepauzeerd") })
        #expect(session.statusLine.contains("\(source.name) gepauzeerd · u"))
        try session.press("i")
        #expect(session.statusLine.contains("\(source.name): elke 2 uur · u"))
        let change = try #require(session.subscriptions.own.changes.first)
        #expect(change.address == source.address)
        #expect(change.isPaused == true && change.interval == 7200 && change.name == nil)
        try session.press("p i*5")
        #expect(session.subscriptions.own == Subscriptions())
        try session.press("u*8")
        #expect(session.subscriptions.own == Subscriptions())
    }

    @Test func `Enter asks a source again, and o opens its site`() throws {
        var (session, _, source) = try opened()
        try session.press("Enter")
        #expect(session.effects.contains(.refreshSource(source.id)))
        try session.press("o")
        let site = try #require(WebAddress("/", relativeTo: source.address))
        #expect(session.effects.contains(.openInBrowser(.link(site))))
    }

    @Test(arguments: [nil, 3600] as [Int64?])
    func `when a source is asked again is said where that happens`(interval: Int64?) throws {
        var session = try Session(width: 120, height: 40, interval: interval)
        session.stand.health = Newsroom.editions[0].sections[0].sources.map {
            SourceHealth(
                source: $0, section: "Binnenland", checked: PinnedClock.now,
                delivered: PinnedClock.now, nextPoll: PinnedClock.now + 3600)
        }
        try session.press("B")
        #expect(session.rows.contains { $0.contains("weer vanaf") } == (interval != nil))
        #expect(
            session.rows.contains { $0.contains("Bronnen · verversen gaat niet vanzelf") }
                == (interval == nil))
        try session.press("p")
        let first = try #require(session.rows.first { $0.contains("gepauzeerd") })
        #expect(!first.contains("vanaf"))
    }

    @Test func `what cannot be kept is told, and nothing changes`() throws {
        var (session, _, _) = try opened()
        session.subscriptions.problem = "sources.toml, regel 1, kolom 1: zo niet."
        try session.press("p")
        #expect(session.statusLine.contains("regel 1, kolom 1"))
        #expect(!session.rows.contains { $0.contains("gepauzeerd") })
    }

    // MARK: - Asking one again

    /// What the status line says after the selected source was asked for, which ended with `round`.
    private func status(
        _ round: RoundTotals, asked: Int, _ change: (inout [SourceHealth]) -> Void = { _ in }
    ) throws -> String {
        var (session, _, _) = try opened()
        change(&session.stand.health)
        try session.press("r")
        session.finish()
        try session.press("Enter")
        session.tell(.started(sources: asked))
        session.finish(round)
        return session.statusLine
    }

    private func failing(_ health: SourceHealth, next: Timestamp? = nil) -> SourceHealth {
        SourceHealth(
            source: health.source, section: health.section, checked: PinnedClock.now,
            nextPoll: next, problem: DeliveryProblem(.status, "429"))
    }

    @Test func `a source that wants to be left alone says until when`() throws {
        var round = RoundTotals()
        round.waiting = 1
        let status = try status(round, asked: 0) { health in
            health[0] = failing(health[0], next: PinnedClock.now + 3600)
        }
        #expect(status.contains("vraagt om te wachten: nieuwe poging vanaf 15:23"))
        #expect(!status.contains("niets nieuws"))
    }

    @Test func `one that is gone for good says that it is not asked any more`() throws {
        var round = RoundTotals()
        round.waiting = 1
        let status = try status(round, asked: 0) { health in
            health[0] = failing(health[0], next: .never)
        }
        #expect(status.contains("wordt niet meer opgehaald"))
    }

    @Test func `all that fail are counted, not those of the last round alone`() throws {
        var round = RoundTotals()
        round.failed = 1
        let status = try status(round, asked: 1) { health in
            health = health.map { failing($0) }
        }
        let count = try opened().section.sources.count
        #expect(count > 1)
        #expect(status.contains("\(count) bronnen mislukt (B)"))
    }

    @Test func `a source that is paused is not asked, which is said`() throws {
        var (session, _, source) = try opened()
        try session.press("p")
        try session.press("Enter")
        #expect(session.statusLine.contains("\(source.name) is gepauzeerd · p: weer ophalen"))
        #expect(session.effects.isEmpty)
    }

    @Test func `the whole address of the selected source can be read`() throws {
        var (session, _, source) = try opened()
        session.resize(width: 40, height: 12)
        let text = session.rows.map { $0.trimmingCharacters(in: .whitespaces.union(["▌"])) }
        #expect(text.joined().contains(source.address.publicText.string.suffix(12)))
    }
}
