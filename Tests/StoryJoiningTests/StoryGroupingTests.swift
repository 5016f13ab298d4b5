import PortalModel
import Testing

@testable import StoryJoining

struct StoriesTests {
    @Test func `a chain does not become one story`() {
        let edges = [edge(1, 2, 1.9), edge(2, 3, 0.5), edge(3, 4, 1.8)]
        #expect(StoryGrouping.stories(of: edges) == [[id(1), id(2)], [id(3), id(4)]])
    }

    @Test func `a report that is like half of a story belongs to it`() {
        let edges = [edge(1, 2, 1.9), edge(2, 3, 0.5)]
        #expect(StoryGrouping.stories(of: edges) == [[id(1), id(2), id(3)]])
    }

    @Test func `a report between two stories joins the one that it is more like`() {
        let edges = [
            edge(1, 2, 1.9), edge(3, 4, 1.9), edge(2, 5, 0.6), edge(1, 5, 0.6), edge(4, 5, 0.4),
        ]
        for order in [edges, edges.reversed()] {
            #expect(StoryGrouping.stories(of: order) == [[id(1), id(2), id(5)], [id(3), id(4)]])
        }
    }

    @Test func `reports that lie more than a week apart tell two stories`() {
        let text = "De veerboot vaart niet, zegt schipper Jansen, want de schroef is kapot."
        func features(_ day: Int64) -> ArticleFeatures {
            ArticleFeatures(
                ReportText(title: "Veerboot Breskens vaart niet", text: text), outlet: "\(day)",
                published: Timestamp(seconds: day * 86_400))
        }
        func verdict(_ day: Int64) -> Verdict {
            Verdict(over: ArticleSimilarity(features(0), features(day)))
        }
        #expect(verdict(0) != .different)
        #expect(verdict(8) == .different)
    }

    @Test func `a dateline is no part of what is compared`() {
        let one = ReportText(title: "Kop", text: "BERLIJN (ANP) - De minister komt morgen terug.")
        let two = ReportText(title: "Kop", text: "De minister komt morgen terug.")
        #expect(one.body.map(\.whole) == two.body.map(\.whole))
    }

    private func id(_ number: Int64) -> ArticleID { ArticleID(rawValue: number) }

    private func edge(_ one: Int64, _ other: Int64, _ strength: Double) -> StoryEdge {
        StoryEdge(id(one), id(other), strength: strength)
    }
}
