import PortalModel
import TestSupport
import Testing
import TextGrid

@testable import PortalCore

struct ArticleLayoutTests {
    @Test func `the words of a text are counted when it is typeset, and not on every key`() throws {
        var session = try Session(width: 120, height: 80, articles: [])
        try session.press("Enter")
        let before = try #require(session.rows.first { $0.contains("2 min lezen") })
        var state = session.state
        var screen = try #require(state.top as? ArticleScreen)
        screen.article.body = Document([.paragraph([Span("Weinig.")])])
        state.top = screen
        let frame = view(state)
        #expect((0..<80).contains { frame.text(ofRow: $0).hasPrefix(before) })
    }
}
