import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct HintSession {
    @Test(arguments: Array(stride(from: 40, through: 200, by: 5)))
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
        #expect(session.statusLine.contains("… "))
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
