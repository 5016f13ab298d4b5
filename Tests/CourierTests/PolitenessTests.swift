import Foundation
import NewsStore
import PortalModel
import System
import TestSupport
import TestTags
import Testing

@testable import Fetching
@testable import portaal_courier

/// Two days of a portal that asks whenever a minute has passed, with a store that is closed and
/// opened again every six hours: in which minutes is a source asked?
@Suite(.tags(.slow)) struct PolitenessTests {
    /// A source by how it answers when it is asked in this minute, for the umpteenth time, with
    /// these validators.
    typealias Model = (_ minute: Int, _ times: Int, _ validators: Validators) -> FetchOutcome

    /// Saturday 21 November 2026, 00:00 UTC.
    private static let midnight = Timestamp(seconds: 1_795_219_200)
    private static let address = WebAddress(literal: "https://krant.example/rss")

    private static func feed(
        _ schedule: String = "", maxAge: Int64? = nil, moved: WebAddress? = nil,
        validators: Validators = Validators(entityTag: "\"1\"")
    ) -> FetchOutcome {
        let text = """
            <rss version="2.0"><channel><title>Krant</title>\(schedule)
            <item><title>Een</title><guid>1</guid></item></channel></rss>
            """
        return .fetched(
            FetchedBody(
                bytes: Array(text.utf8), contentType: nil, validators: validators,
                finalAddress: address, movedPermanently: moved, maxAge: maxAge))
    }

    private static func refusal(_ status: Int, retryAfter: RetryAfter? = nil) -> FetchOutcome {
        .failed(DeliveryProblem(.status, "\(status)"), retryAfter: retryAfter)
    }

    /// A question that the source got.
    struct Asked {
        let minute: Int
        let address: WebAddress
        let validators: Validators
    }

    /// Everything that was asked in two days. In the minutes of `wishes` the reader asks as well.
    private static func ask(wishes: Set<Int> = [], _ model: Model) throws -> [Asked] {
        try withTemporaryFolder { folder in
            let path = folder + "/news.db"
            let section = Section(
                name: "Dorp", edition: "Nieuws", sources: [Source(name: "Krant", address: address)])
            var asked: [Asked] = []
            var writer = try NewsWriter(path: path)
            for minute in 0..<48 * 60 {
                if minute.isMultiple(of: 360) {
                    writer = try NewsWriter(path: path)
                    try writer.synchronise(Edition.grouping([section]))
                }
                let round = Round(
                    writer: writer, log: Log(path: nil) { midnight },
                    now: midnight + Int64(minute) * 60, marker: ParsingMarker(descriptor: -1),
                    oldest: nil, tell: { _ in })
                let all = try round.sources(in: nil)
                for state in round.due(of: all, isManual: wishes.contains(minute)) {
                    let request = Round.request(0, for: state)
                    let validators = request.validators ?? Validators()
                    asked.append(
                        Asked(minute: minute, address: request.address, validators: validators))
                    round.store(model(minute, asked.count, validators), from: state)
                }
            }
            return asked
        }
    }

    private static func minutes(wishes: Set<Int> = [], _ model: Model) throws -> [Int] {
        try ask(wishes: wishes, model).map(\.minute)
    }

    @Test func `a feed without wishes is asked once an hour`() throws {
        #expect(try Self.minutes { _, _, _ in Self.feed() } == Array(stride(0, by: 60)))
    }

    @Test func `the reader may ask sooner, and a new hour begins`() throws {
        let minutes = try Self.minutes(wishes: [10, 11]) { _, _, _ in Self.feed() }
        #expect(minutes.prefix(5) == [0, 10, 11, 71, 131])
    }

    @Test func `validators of a feed that was read go along, those of others do not`() throws {
        let asked = try Self.ask { _, times, _ in
            switch times {
            case 1: Self.feed()
            case 2: .unchanged(NotModified(movedPermanently: nil, maxAge: nil))
            case 3:
                .fetched(
                    FetchedBody(
                        bytes: Array("<html>Inloggen</html>".utf8), contentType: "text/html",
                        validators: Validators(entityTag: "\"hotel\""),
                        finalAddress: Self.address, movedPermanently: nil, maxAge: 86_400))
            case 4: Self.feed(validators: Validators(lastModified: "gisteren"))
            default: Self.feed(validators: Validators())
            }
        }
        let first = Validators(entityTag: "\"1\"")
        #expect(
            asked.prefix(7).map(\.validators) == [
                Validators(), first, first, first, Validators(lastModified: "gisteren"),
                Validators(), Validators(),
            ])
        #expect(asked.prefix(5).map(\.minute) == [0, 60, 120, 180, 240])
    }

    @Test(arguments: [(7200, 120), (600, 60), (86_400, 1440), (31_536_000, 1440)])
    func `max-age puts the next poll off, for a day at the most`(
        maxAge: Int64, pause: Int
    ) throws {
        #expect(
            try Self.minutes { _, _, _ in Self.feed(maxAge: maxAge) }
                == Array(stride(0, by: pause)))
    }

    @Test func `max-age of an answer without news counts as well`() throws {
        let minutes = try Self.minutes { _, times, _ in
            times == 1
                ? Self.feed() : .unchanged(NotModified(movedPermanently: nil, maxAge: 14_400))
        }
        #expect(minutes.prefix(4) == [0, 60, 300, 540])
    }

    @Test(arguments: [
        ("<ttl>180</ttl>", 180), ("<ttl>5</ttl>", 60), ("<ttl>9999999</ttl>", 1440),
        (
            """
            <sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">daily\
            </sy:updatePeriod><sy:updateFrequency \
            xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>
            """, 360
        ),
    ])
    func `the wish of a feed holds until it says otherwise`(
        schedule: String, pause: Int
    ) throws {
        let minutes = try Self.minutes { _, times, _ in
            times == 1
                ? Self.feed(schedule) : .unchanged(NotModified(movedPermanently: nil, maxAge: nil))
        }
        #expect(minutes == Array(stride(0, by: pause)))
    }

    @Test func `hours that a feed wants to be left alone in are passed over`() throws {
        let hours = (1...5).map { "<hour>\($0)</hour>" }.joined()
        let minutes = try Self.minutes { _, times, _ in
            times == 1
                ? Self.feed("<skipHours>\(hours)</skipHours>")
                : .unchanged(NotModified(movedPermanently: nil, maxAge: nil))
        }
        let day = [0] + (6...24).map { $0 * 60 }
        #expect(minutes == day + (30..<48).map { $0 * 60 })
    }

    @Test func `days that a feed wants to be left alone on are passed over`() throws {
        let minutes = try Self.minutes { _, times, _ in
            times == 1
                ? Self.feed("<skipDays><day>Sunday</day></skipDays>")
                : .unchanged(NotModified(movedPermanently: nil, maxAge: nil))
        }
        #expect(minutes == (0..<24).map { $0 * 60 })
    }

    @Test(arguments: [429, 503])
    func `Retry-After in seconds holds, for the reader too`(status: Int) throws {
        let minutes = try Self.minutes(wishes: Set(1..<400)) { _, times, _ in
            times == 1 ? Self.refusal(status, retryAfter: .seconds(18_000)) : Self.feed()
        }
        #expect(minutes.prefix(3) == [0, 300, 301])
    }

    @Test(arguments: [429, 503])
    func `Retry-After with a date holds over restarts`(status: Int) throws {
        let morning = Self.midnight + 31 * 3600
        let minutes = try Self.minutes(wishes: [700, 1500]) { _, times, _ in
            times == 1 ? Self.refusal(status, retryAfter: .moment(morning)) : Self.feed()
        }
        #expect(minutes.prefix(3) == [0, 31 * 60, 32 * 60])
    }

    @Test(arguments: [
        RetryAfter.seconds(31_536_000), .moment(midnight + 31_536_000),
    ])
    func `a Retry-After that must be a mistake holds for a week`(wait: RetryAfter) {
        let plan = PollPlan(now: Self.midnight, before: PollState())
        let state = plan.afterFailure(DeliveryProblem(.status, "503"), retryAfter: wait)
        #expect(state.notBefore == Self.midnight + 7 * 86_400)
    }

    @Test func `a short Retry-After does not shorten the hour`() throws {
        let minutes = try Self.minutes(wishes: [1, 3]) { _, times, _ in
            times == 1 ? Self.refusal(503, retryAfter: .seconds(120)) : Self.feed()
        }
        #expect(minutes.prefix(3) == [0, 3, 63])
    }

    @Test func `pauses grow while a source fails, and are an hour again afterwards`() throws {
        let minutes = try Self.minutes { _, times, _ in
            times < 6 ? Self.refusal(500) : Self.feed()
        }
        let failing = [0, 60, 180, 420, 900, 1380]
        #expect(minutes == failing + Array(stride(1440, by: 60)))
    }

    @Test func `a line that is down costs a source nothing`() throws {
        let minutes = try Self.minutes { minute, _, _ in
            minute < 600
                ? .failed(DeliveryProblem(.hostNotFound, "x"), retryAfter: nil)
                : Self.feed()
        }
        #expect(minutes == Array(stride(0, by: 60)))
    }

    @Test func `a source that is gone is asked never again, not even by the reader`() throws {
        let minutes = try Self.minutes(wishes: Set(300..<400)) { _, times, _ in
            times < 3 ? Self.feed() : .failed(DeliveryProblem(.gone), retryAfter: nil)
        }
        #expect(minutes == [0, 60, 120])
    }

    @Test func `a source that moved for good is asked there, until nothing comes from there`()
        throws
    {
        let elsewhere = WebAddress(literal: "https://nieuw.example/rss")
        let asked = try Self.ask { _, times, _ in
            switch times {
            case 1: Self.feed(moved: elsewhere)
            case 3: .unchanged(NotModified(movedPermanently: nil, maxAge: nil))
            case 5: Self.refusal(404)
            default: Self.feed()
            }
        }
        #expect(
            asked.prefix(8).map(\.address.host) == [
                "krant.example", "nieuw.example", "nieuw.example", "nieuw.example",
                "nieuw.example", "krant.example", "krant.example", "krant.example",
            ])
    }

    @Test func `who failed last time goes last`() throws {
        // Tested with the store as it is, since the order is made of what it keeps.
        let names = ["a", "b", "c"]
        let section = Section(
            name: "Dorp", edition: "Nieuws",
            sources: names.map {
                Source(
                    name: SafeText(cleaning: $0),
                    address: WebAddress("https://\($0).example/") ?? Self.address)
            })
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("portaal-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let writer = try NewsWriter(path: folder.appendingPathComponent("news.db").path)
        try writer.synchronise(Edition.grouping([section]))
        let log = Log(path: nil) { Self.midnight }
        let round = Round(
            writer: writer, log: log, now: Self.midnight, marker: ParsingMarker(descriptor: -1),
            oldest: nil, tell: { _ in })
        let states = round.due(of: try round.sources(in: nil), isManual: true)
        round.store(Self.refusal(500), from: states[0])
        round.store(Self.feed(), from: states[1])
        let next = round.due(of: try round.sources(in: nil), isManual: true)
        #expect(next.map(\.source.name.string) == ["b", "c", "a"])
        // One that asks to be left alone is counted, and not asked.
        round.store(Self.refusal(429, retryAfter: .seconds(7200)), from: states[2])
        let report = try round.run(
            section: nil, only: states[2].source.id, isManual: true)
        #expect((report.waiting, report.failed) == (1, 0))
        #expect(
            try round.run(section: nil, only: states[2].source.id, isManual: false).waiting == 0)
        try FileManager.default.removeItem(at: folder)
    }
}

extension Round {
    /// Takes and stores what came of asking one source.
    fileprivate func store(_ outcome: FetchOutcome, from state: SourceState) {
        guard case .fetched(let body) = outcome else { return _ = note(outcome, from: state) }
        var reading = ParsingThread<FetchedFeed, FeedResult> { [marker, now] feed in
            FeedResult(parsing: feed, marker, now)
        }
        reading.begin(
            FetchedFeed(state: state, body: body, memory: nil), size: body.bytes.count)
        _ = store(reading.next(), andWhatIsReadyOf: &reading)
    }
}

/// Minutes of two days.
private func stride(_ first: Int, by pause: Int) -> StrideTo<Int> {
    Swift.stride(from: first, to: 48 * 60, by: pause)
}
