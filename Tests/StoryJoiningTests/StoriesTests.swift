import PortalModel
import Testing

@testable import StoryJoining

struct StoriesTests {
    @Test func `a chain does not become one story`() {
        let links = [link(1, 2, 1.9), link(2, 3, 0.5), link(3, 4, 1.8)]
        #expect(Stories.grouping(links) == [[id(1), id(2)], [id(3), id(4)]])
    }

    @Test func `a report that is like half of a story belongs to it`() {
        let links = [link(1, 2, 1.9), link(2, 3, 0.5)]
        #expect(Stories.grouping(links) == [[id(1), id(2), id(3)]])
    }

    @Test func `a report between two stories joins the one that it is more like`() {
        let links = [
            link(1, 2, 1.9), link(3, 4, 1.9), link(2, 5, 0.6), link(1, 5, 0.6), link(4, 5, 0.4),
        ]
        for order in [links, links.reversed()] {
            #expect(Stories.grouping(order) == [[id(1), id(2), id(5)], [id(3), id(4)]])
        }
    }

    @Test func `reports that lie more than a week apart tell two stories`() {
        let text = "De veerboot vaart niet, zegt schipper Jansen, want de schroef is kapot."
        func report(_ day: Int64) -> Report {
            Report(
                ReportText(title: "Veerboot Breskens vaart niet", text: text), outlet: "\(day)",
                published: Timestamp(seconds: day * 86_400))
        }
        func verdict(_ day: Int64) -> Verdict {
            Verdict(over: Resemblance(report(0), report(day)))
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

    private func link(_ one: Int64, _ other: Int64, _ strength: Double) -> Link {
        Link(id(one), id(other), strength: strength)
    }
}
