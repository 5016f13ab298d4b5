import HostileText
import NewsStore
import PortalModel
import TestSupport
import TestTags
import Testing

/// What is joined in one round does not depend on how it came.
struct StoryOrderTests {
    /// Pairs that only share a name with a hundred others, pairs that share enough without it, and
    /// reports of all kinds.
    private static let reports: [Report] = {
        var reports: [Report] = []
        for number in 0..<110 {
            let place = number < 90 ? "Perkpolder" : "Ellewoutsdijk"
            reports.append(
                Report(
                    title: """
                        Storing bij \(place) door \(name(number / 2)) nu verholpen
                        """,
                    text: "Hier kwam \(name(500 + number / 2)) langs "
                        + (0..<6).map { name(1000 + number * 6 + $0) }.joined(separator: " en ")))
        }
        return reports
    }()

    private struct Report {
        let title: String
        let text: String
    }

    private static func name(_ number: Int) -> String {
        Deliveries.name(number, from: "Ka", to: "oord")
    }

    private static func article(_ number: Int, _ report: Report) -> DeliveredArticle {
        Deliveries.article(
            Int64(number + 1), SafeText(cleaning: report.title), secondsOld: Int64(number * 20),
            text: SafeText(cleaning: report.text))
    }

    /// The articles in batches, as those of sources that take turns.
    private static func stories(of batches: [[Int]]) throws -> [[Int64]] {
        var found: [[Int64]] = []
        try NewsFile.use { file in
            for batch in batches {
                let sources = [Deliveries.nos, Deliveries.nu]
                _ = try file.delivery.store(
                    sources.enumerated().map { place, source in
                        Deliveries.delivery(
                            from: source,
                            batch.filter { $0 % 2 == place }.map { article($0, reports[$0]) })
                    })
            }
            let members: [Int64] = try file.all(
                "SELECT id FROM article WHERE story IS NOT NULL ORDER BY story, id")
            let heads: [Int64] = try file.all(
                "SELECT story FROM article WHERE story IS NOT NULL ORDER BY story, id")
            found = Dictionary(grouping: zip(heads, members), by: \.0).values
                .map { $0.map(\.1) }.sorted { $0[0] < $1[0] }
        }
        return found
    }

    @Test func `reports that share too many keys with others are not joined by those`() throws {
        #expect(try Self.stories(of: [[0, 1], [90, 91]]) == [[1, 2], [91, 92]])
        let stories = try Self.stories(of: [Array(Self.reports.indices)])
        #expect(!stories.contains([1, 2]))
        #expect(stories.contains([91, 92]))
        #expect(stories.allSatisfy { $0.count == 2 && $0[0] % 2 == 1 && $0[1] == $0[0] + 1 })
    }

    @Test(.tags(.slow), arguments: 1...20)
    func `other batches and another order make the same stories`(seed: Int) throws {
        var dice = SplitMix(seed: UInt64(seed))
        let whole = try Self.stories(of: [Array(Self.reports.indices)])
        var rest = Self.reports.indices.shuffled(using: &dice)[...]
        var batches: [[Int]] = []
        while !rest.isEmpty {
            let batch = rest.prefix(Int.random(in: 1...60, using: &dice))
            batches.append(Array(batch))
            rest = rest.dropFirst(batch.count)
        }
        #expect(try Self.stories(of: batches) == whole)
    }

    @Test func `a key that gets crowded parts nobody who was joined a day before`() throws {
        try NewsFile.use { file in
            let early = [0, 1].map { Self.article($0, Self.reports[$0]) }
            _ = try file.delivery.store([
                Deliveries.delivery([early[0]]),
                Deliveries.delivery(from: Deliveries.nu, [early[1]]),
            ])
            #expect(try file.news().stories(count: 9).count == 1)
            let others = (2..<90).map { Self.article($0, Self.reports[$0]) }
            _ = try file.delivery.store(
                Deliveries.delivery(
                    from: Deliveries.omroep, at: Deliveries.moment + 3600, others))
            #expect(try file.news().stories(count: 9).map { $0.map(\.id.rawValue) } == [[1, 2]])
        }
    }
}
