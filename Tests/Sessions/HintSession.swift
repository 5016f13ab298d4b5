import PortalCore
import PortalModel
import TestSupport
import TestTags
import Testing
import TextGrid

struct HintSession {
    @Test(.tags(.slow), arguments: Array(stride(from: 40, through: 200, by: 5)))
    func `how to read and where the help is stands at every width`(width: Int) throws {
        for articles in [Newsroom.articles, []] {
            let session = try Session(width: width, height: 24, articles: articles)
            #expect(session.statusLine.contains("Enter lees"))
            #expect(session.statusLine.hasSuffix("? hulp"))
        }
    }

    @Test(arguments: [40, 60, 80])
    func `in the linear layout too`(width: Int) throws {
        let session = try Session(width: width, height: 24, articles: [], isLinear: true)
        #expect(session.statusLine.contains("? hulp"))
        #expect(session.statusLine.contains("Enter lees"))
    }

    @Test func `what goes on is cut before those go`() throws {
        let session = try Session(width: 44, height: 24, articles: [])
        #expect(session.statusLine.contains("Meegeleverde editie "))
        #expect(!session.statusLine.contains("2026"))
    }

    @Test(arguments: Array(stride(from: 60, through: 130, by: 5)))
    func `what goes on is cut before any key is left out`(width: Int) throws {
        var session = try Session(width: width, height: 24)
        let all = ["Enter lees", "/ zoek", "r ververs", "w webmail", "? hulp"]
        let before = all.filter(session.statusLine.contains)
        try session.press("R")
        var round = RoundTotals()
        (round.fetched, round.failed, round.new, round.changed) = (3, 2, 12, 4)
        session.finish(round)
        #expect(all.filter(session.statusLine.contains) == before)
        #expect(session.statusLine.contains("2 bronnen mislukt (B)"))
        #expect(!session.statusLine.contains("…"))
        #expect(session.statusLine.contains("Bijgewerkt om 14:20 · 12 nieuw") == (width > 105))
    }

    @Test func `the built-in edition is named as such, whatever fails`() throws {
        var session = try Session.firstRun()
        #expect(session.statusLine.contains("Meegeleverde editie van 28 januari 2026"))
        try session.press("Esc r")
        session.tell(.started(sources: 2))
        for number in 1...2 as ClosedRange<Int64> {
            session.tell(
                .source(
                    SourceReport(
                        id: SourceID(rawValue: number), name: "Bode", outcome: .failed,
                        problem: DeliveryProblem(.hostNotFound, "bode.example"))))
        }
        var round = RoundTotals()
        round.failed = 2
        session.finish(round)
        #expect(session.statusLine.contains("Meegeleverde editie · geen internetverbinding"))
    }

    @Test(arguments: ["", "?", ",", "/ s t e Enter"])
    func `a screen tells that there is more below, until the end`(script: String) throws {
        var session = try Session(width: 80, height: 14)
        try session.press(script)
        #expect(session.rows.contains { $0.contains(" ▼ ") })
        try session.press("G")
        #expect(!session.rows.contains { $0.contains("▼") })
    }

    @Test func `the help comes in groups`() throws {
        var session = try Session(width: 80, height: 60)
        try session.press("?")
        let rows = session.rows.map { $0.drop { $0 == " " } }
        let headings = ["Lezen", "Zoeken", "Pagina’s", "In een artikel", "Portaal"]
        #expect(rows.filter { headings.contains(String($0)) }.map(String.init) == headings)
    }
}
