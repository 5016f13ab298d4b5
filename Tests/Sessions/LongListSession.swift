import PortalCore
import PortalModel
import TestSupport
import TestTags
import Testing

/// Lists that are longer than what is read of them.
struct LongListSession {
    /// A thousand articles, one a minute, the newest `minutesOld`.
    private func session(minutesOld: Int64 = 5) throws -> Session {
        let articles = (0..<1000).map { number in
            Newsroom.article(
                "Bericht \(number) van de dag", in: "Binnenland",
                minutesOld: minutesOld + Int64(number),
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

    @Test(.tags(.slow))
    func `a list that is read to its end and back keeps no more than 400 headlines`() throws {
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

    @Test(.tags(.slow)) func `a list that is left open keeps no more than 400 headlines`() throws {
        var session = try session(minutesOld: 1000)
        try session.press("j*8")
        let before = session.rows
        for round in 0..<60 {
            let first = 999 - Int64(round) * 10
            session.bring(
                (0..<10).map { number in
                    Newsroom.article(
                        "Bericht \(number) van ronde \(round)", in: "Binnenland",
                        minutesOld: first - Int64(number), "UTRECHT (ANP) - Er kwam meer.")
                })
            #expect(session.state.list.headlines.count <= 400)
            #expect(isWhole(session.state.list, in: session))
            #expect(session.rows[3...] == before[3...])
        }
        #expect(session.rows[2].contains("▲ nieuwe berichten (g)"))
        for article in session.stand.articles.prefix(609).reversed() {
            #expect(session.state.list.selection == article.headline)
            try session.press("k")
        }
        #expect(!session.rows[2].contains("▲"))
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

    @Test func `what was there all the time is no news above`() throws {
        var session = try session()
        try session.press("G Enter n p q")
        session.tell(.page(PageReport(article: session.stand.articles[0].id)))
        session.finish()
        #expect(!session.rows[2].contains("▲"))
        session.bring(Newsroom.late)
        #expect(session.rows[2].contains("▲ nieuwe berichten (g)"))
    }

    @Test func `news is counted above a list whose beginning was let go of`() throws {
        var session = try session()
        try session.press("j*500")
        #expect(session.state.list.hasGapAbove)
        session.finish()
        #expect(!session.rows[2].contains("▲"))
        session.bring(Newsroom.late)
        #expect(session.rows[2].contains("▲"))
    }
}
