import PortalCore
import PortalModel
import TestSupport
import Testing

/// Lists that are longer than what is read of them.
struct LongListSession {
    private func session() throws -> Session {
        let articles = (0..<1000).map { number in
            Newsroom.article(
                "Bericht \(number) van de dag", in: "Binnenland", minutesOld: Int64(number + 5),
                "DEN HAAG (ANP) - Er gebeurde veel na elkaar.")
        }
        return try Session(width: 80, height: 24, articles: articles)
    }

    private func isWhole(_ list: ListScreen, in session: Session) -> Bool {
        let all = session.stand.articles.map(\.headline)
        guard let first = list.headlines.first, let start = all.firstIndex(of: first) else {
            return false
        }
        return list.headlines == Array(all[start..<(start + list.headlines.count)])
    }

    @Test func `G goes to the oldest headline, and reads no more than a piece`() throws {
        var session = try session()
        try session.press("G")
        #expect(session.state.list.selection == session.stand.articles.last?.headline)
        #expect(session.state.list.headlines.count == 40)
        try session.press("j")
        #expect(session.state.list.selection == session.stand.articles.last?.headline)
    }

    @Test func `going up from the end passes every headline once`() throws {
        var session = try session()
        try session.press("G")
        for article in session.stand.articles.reversed().prefix(150) {
            #expect(session.state.list.selection == article.headline)
            try session.press("k")
        }
        #expect(isWhole(session.state.list, in: session))
    }

    @Test func `g goes back from the end to the newest headline`() throws {
        var session = try session()
        let before = session.rows
        try session.press("G g")
        #expect(session.rows == before)
        #expect(!session.state.list.hasGapAbove)
    }

    @Test func `a list that is read to its end and back keeps no more than 400 headlines`() throws {
        var session = try session()
        for article in session.stand.articles {
            #expect(session.state.list.selection == article.headline)
            #expect(session.state.list.headlines.count <= 400)
            try session.press("j")
        }
        for article in session.stand.articles.reversed() {
            #expect(session.state.list.selection == article.headline)
            #expect(session.state.list.headlines.count <= 400)
            try session.press("k")
        }
        #expect(isWhole(session.state.list, in: session))
    }

    @Test func `what comes in while the reader is at the end moves nothing`() throws {
        var session = try session()
        try session.press("G k k")
        let before = session.rows
        session.bring(Newsroom.late)
        #expect(session.rows.dropFirst(3) == before.dropFirst(3))
        #expect(session.rows[2].contains("▲ nieuwe berichten (g)"))
        try session.press("g")
        #expect(!session.rows[2].contains("▲"))
    }
}
