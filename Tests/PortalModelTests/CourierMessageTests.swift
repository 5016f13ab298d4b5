import Foundation
import HostileText
import PortalModel
import Testing

/// A courier may have fallen to what it parsed: what it says is foreign.
struct CourierMessageTests {
    /// A message of each kind with every field that it has.
    private static let samples: [CourierMessage] = [
        .started(sources: 3),
        .source(
            SourceReport(
                id: SourceID(rawValue: 7), name: "Krant", outcome: .failed, new: 1, changed: 2,
                problem: DeliveryProblem(.noConnection, "dicht"))),
        .page(
            PageReport(article: ArticleID(rawValue: 5), problem: DeliveryProblem(.status, "404"))),
        .picture(
            PictureReport(article: ArticleID(rawValue: 5), problem: DeliveryProblem(.timedOut))),
        .finished(RoundTotals()), .failed(problem: DeliveryProblem(.busy, "nu")),
    ]

    private static var values: [Any] {
        [
            Int.max, Int.min, Int.max - 1, -1, 0, 1_000_000_001, 1e300, 0.5, true, NSNull(),
            [Any](), [String: Any](), "", "abc", "\u{1B}[2J\u{9B}31m\u{202E}\u{200B}\u{0}",
            String(repeating: "é", count: 100_000), String(repeating: "a\u{300}", count: 9000),
        ]
    }

    @Test func `every field at its extremes is clean and in its range, or no message`() throws {
        for sample in Self.samples {
            let object = try Self.object(of: sample)
            for path in Self.paths(in: object) {
                for value in Self.values {
                    let changed = Self.put(value, at: path[...], in: object)
                    let data = try JSONSerialization.data(withJSONObject: changed)
                    do {
                        Self.judge(try JSONDecoder().decode(CourierMessage.self, from: data))
                    } catch is DecodingError {
                        continue
                    }
                }
            }
        }
    }

    @Test func `what was encoded is decoded`() throws {
        for sample in Self.samples {
            let data = try JSONEncoder().encode(sample)
            #expect(try JSONDecoder().decode(CourierMessage.self, from: data) == sample)
        }
    }

    @Test(arguments: [-1, Int.min, Int.max, 1_000_000_001])
    func `no count is negative or beyond all sense`(count: Int) throws {
        for name in ["fetched", "unchanged", "failed", "waiting", "new", "changed"] {
            var object = try Self.object(of: .finished(RoundTotals()))
            object[name] = count
            let data = try JSONSerialization.data(withJSONObject: object)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(CourierMessage.self, from: data)
            }
        }
    }

    private static func judge(_ message: CourierMessage) {
        var texts: [SafeText] = []
        var numbers: [Int] = []
        switch message {
        case .started(let sources): numbers = [sources]
        case .source(let report):
            texts = [report.name, report.problem?.sentence ?? .empty]
            numbers = [report.new, report.changed, report.new + report.changed]
        case .page(let report): texts = [report.problem?.sentence ?? .empty]
        case .picture(let report): texts = [report.problem?.sentence ?? .empty]
        case .filtered(let report): numbers = [report.muted, report.shown]
        case .finished(let round):
            numbers = [round.fetched, round.unchanged, round.failed, round.new, round.changed]
            numbers.append(numbers.reduce(0, +))
        case .failed(let problem): texts = [problem.sentence]
        }
        for text in texts {
            #expect(Harm.first(in: text.string) == nil)
            #expect(text.string.count < 5000)
        }
        for number in numbers { #expect((0...10_000_000_000).contains(number)) }
    }

    private static func object(of message: CourierMessage) throws -> [String: Any] {
        let data = try JSONEncoder().encode(message)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private static func paths(in object: [String: Any]) -> [[String]] {
        object.keys.sorted().flatMap { key in
            let inner = (object[key] as? [String: Any]).map(paths) ?? []
            return [[key]] + inner.map { [key] + $0 }
        }
    }

    private static func put(
        _ value: Any, at path: ArraySlice<String>, in object: [String: Any]
    ) -> [String: Any] {
        var object = object
        guard let key = path.first else { return object }
        let inner = object[key] as? [String: Any]
        object[key] = path.count > 1 ? put(value, at: path.dropFirst(), in: inner ?? [:]) : value
        return object
    }
}
