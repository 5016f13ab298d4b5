import PortalApp
import PortalModel
import TestSupport
import Testing

struct StorySession {
    @Test func `v walks through the reports of a story, and q comes back to the list`() throws {
        var session = try Session(width: 100, height: 30, articles: [])
        let list = session.rows
        #expect(list.contains { $0.contains("ZeelandNet · 4 jaar geleden · 2 bronnen") })
        try session.press("Enter")
        #expect(session.rows.contains { $0.contains("Ook bij NU.nl") })
        try session.press("v")
        #expect(session.rows.contains { $0.contains("Ook bij ZeelandNet") })
        #expect(session.rows.contains { $0.contains("NAVO wil opnieuw praten nu Rusland") })
        #expect(
            try session.stored().read == [
                BuiltInEdition.articles[0].id, BuiltInEdition.articles[8].id,
            ])
        try session.press("v")
        #expect(session.rows.contains { $0.contains("Ook bij NU.nl") })
        try session.press("v q")
        #expect(session.rows.dropLast() == list.dropLast())
        #expect(session.cursorRow.contains("NAVO: Rusland uitgenodigd"))
    }

    @Test func `v says so where nobody else has the story`() throws {
        var session = try Session(width: 100, height: 30)
        try session.press("Enter v")
        #expect(session.rows.last?.contains("Geen andere bron heeft dit verhaal.") == true)
    }

    @Test func `the built-in lead stands in its list once`() throws {
        let session = try Session(width: 100, height: 200, articles: [])
        #expect(session.rows.count { $0.contains("NAVO wil opnieuw praten") } == 0)
    }
}
