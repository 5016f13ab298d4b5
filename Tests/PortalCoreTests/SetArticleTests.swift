import PortalModel
import TestSupport
import Testing
import TextGrid

@testable import PortalCore

struct SetArticleTests {
    @Test func `the words of a text are counted when it is set, and not on every key`() throws {
        var session = try Session(width: 120, height: 80, articles: [])
        try session.press("Enter")
        let before = try #require(session.rows.first { $0.contains("2 min lezen") })
        var state = session.state
        guard case .article(var screen) = state.screens.last else {
            Issue.record("no article is open")
            return
        }
        screen.article.body = Document([.paragraph([Span("Weinig.")])])
        state.screens[state.screens.count - 1] = .article(screen)
        let frame = view(state)
        #expect((0..<80).contains { frame.text(ofRow: $0).hasPrefix(before) })
    }
}
