import HostileText
import PortalModel
import TestSupport
import TestTags
import Testing

@testable import StoryJoining

/// The set of Tests/Fixtures/stories.jsonl, joined in memory.
struct LabelledSetTests {
    private let reports: [LabelledReport]

    init() throws {
        reports = try LabelledReport.all()
    }

    @Test func `reports are joined as they were by hand`() {
        let found = Self.pairs(stories(in: Array(reports.indices)))
        var expected = Set<Pair>()
        for group in Dictionary(grouping: reports.indices, by: { reports[$0].story }).values {
            expected.formUnion(Self.pairs([group.map { ArticleID(rawValue: Int64($0)) }]))
        }
        let independent = expected.filter { pair in
            [pair.one, pair.other].contains { reports[Int($0)].kind == "independent" }
        }
        let edited = expected.subtracting(independent)
        #expect(edited.count >= 60 && independent.count >= 50)
        #expect(Self.share(found, in: expected) >= 0.99)
        #expect(Self.share(edited, in: found) >= 0.9)
        #expect(Self.share(independent, in: found) >= 0.6)
    }

    @Test(.tags(.slow)) func `the order of delivery makes no other stories`() {
        let expected = stories(in: Array(reports.indices))
        var chance = SplitMix(seed: 1)
        for _ in 0..<10 {
            #expect(stories(in: reports.indices.shuffled(using: &chance)) == expected)
        }
    }

    @Test(.tags(.slow)) func `comparing candidates finds what comparing all would`() {
        let all = reports.map(Self.features)
        var edges: [StoryEdge] = []
        for one in all.indices {
            for other in all.indices where other > one {
                let strength = Verdict(over: ArticleSimilarity(all[one], all[other])).strength
                guard strength > 0 else { continue }
                edges.append(
                    StoryEdge(
                        ArticleID(rawValue: Int64(one)), ArticleID(rawValue: Int64(other)),
                        strength: strength))
            }
        }
        let found = Self.pairs(stories(in: Array(reports.indices)))
        let every = Self.pairs(StoryGrouping.stories(of: edges))
        #expect(Self.share(every, in: found) >= 0.97)
        #expect(Self.share(found, in: every) == 1)
    }

    private func stories(in order: [Int]) -> [[ArticleID]] {
        var index = StoryIndex()
        for number in order {
            let report = reports[number]
            index.add(
                ArticleID(rawValue: Int64(number)), Self.features(report),
                keys: IndexKeys(of: ReportText(title: report.title, text: report.text)))
        }
        return index.stories
    }

    private static func features(_ report: LabelledReport) -> ArticleFeatures {
        ArticleFeatures(
            ReportText(title: report.title, text: report.text), outlet: report.outlet,
            published: report.published)
    }

    private struct Pair: Hashable {
        let one: Int64
        let other: Int64
    }

    private static func pairs(_ stories: [[ArticleID]]) -> Set<Pair> {
        var pairs: Set<Pair> = []
        for story in stories {
            let ids = story.map(\.rawValue).sorted()
            for (place, one) in ids.enumerated() {
                for other in ids[(place + 1)...] { pairs.insert(Pair(one: one, other: other)) }
            }
        }
        return pairs
    }

    /// How much of `part` is in `whole`.
    private static func share(_ part: Set<Pair>, in whole: Set<Pair>) -> Double {
        Double(part.intersection(whole).count) / Double(max(1, part.count))
    }
}
