import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct PagesSession {
    @Test func `j and k, the arrows and the ends move the selection`() throws {
        var session = try Session()
        try session.press("j ↓ j k ↑")
        #expect(session.cursorRow.hasPrefix("▌Portugal kiest"))
        try session.press("G")
        #expect(session.state.list.isComplete)
        #expect(session.state.list.selected == session.state.list.headlines.count - 1)
        try session.press("g")
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
        try session.press("k")
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
    }

    @Test(arguments: ["Space", "PgDn", "^F"])
    func `a page down shows what was below and keeps nothing back`(key: String) throws {
        var session = try Session(width: 80, height: 24)
        try session.press(key)
        #expect(session.rows[3].hasPrefix("▌Tokio"))
        try session.press("b")
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
    }

    @Test func `paging down and up again passes every headline of the list`() throws {
        var session = try Session(width: 80, height: 24)
        var seen: Set<Int> = []
        for _ in 0..<40 {
            let list = session.state.list
            let rows = session.rows
            let onScreen = list.headlines.indices.filter { index in
                rows.contains {
                    $0.dropFirst().hasPrefix(list.headlines[index].title.string.prefix(40))
                }
            }
            seen.formUnion(onScreen)
            try session.press("Space")
        }
        #expect(session.state.list.isComplete)
        #expect(seen.count == session.state.list.headlines.count)
        #expect(session.state.list.headlines.count == 106)
    }

    @Test func `the list is read in pieces, each once, and in order`() throws {
        var session = try Session()
        #expect(session.state.list.headlines.count == 40)
        try session.press("j*119")
        let expected = Newsroom.articles.map(\.headline).filter { $0.sectionName != "Zeeland" }
        #expect(session.state.list.headlines == expected)
    }

    @Test func `digits and brackets open the pages`() throws {
        var session = try Session(width: 120, height: 40)
        try session.press("3")
        #expect(session.cursorRow.hasPrefix("▌Portugal kiest"))
        #expect(session.rows.contains { $0.hasPrefix("▌NOS · 9 minuten geleden") })
        try session.press("]")
        #expect(session.cursorRow.hasPrefix("▌Rente op spaargeld"))
        try session.press("[ [ [")
        #expect(session.state.list.page == .front(Newsroom.editions[0].id))
        try session.press("[")
        #expect(session.rows.contains { $0.contains("Nog geen berichten in Opmerkelijk.") })
        try session.press("]")
        #expect(session.state.list.page == .front(Newsroom.editions[0].id))
        try session.press("9")
        #expect(session.state.list.page == .front(Newsroom.editions[0].id))
    }

    @Test func `q and Escape on a section page lead to the front page, and q there ends`() throws {
        var session = try Session()
        try session.press("6 q")
        #expect(session.state.list.page == .front(Newsroom.editions[0].id))
        try session.press("6 Esc")
        #expect(session.state.list.page == .front(Newsroom.editions[0].id))
        try session.press("Esc")
        #expect(session.effects == [])
        try session.press("q")
        #expect(session.effects == [.quit])
    }

    @Test func `e turns to the other edition and back`() throws {
        var session = try Session()
        try session.press("e")
        #expect(session.cursorRow.hasPrefix("▌Veerdienst Vlissingen"))
        #expect(session.rows[1] == " 1 Voorpagina  2 Zeeland")
        try session.press("e")
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
    }

    @Test func `a page is found again as it was left, and begins again when it is asked for there`()
        throws
    {
        var session = try Session(width: 80, height: 24)
        try session.press("3 j*9")
        let left = session.rows.dropLast()
        let selected = session.state.list.selection
        try session.press("4 j 1 3")
        #expect(session.rows.dropLast() == left)
        #expect(session.state.list.selection == selected)
        try session.press("1")
        session.bring(Newsroom.late)
        try session.press("3")
        #expect(session.state.list.selection == selected)
        #expect(session.rows[3...].dropLast() == left[3...])
        #expect(session.rows[2].contains("▲ 1 nieuw bericht (g)"))
        try session.press("3")
        #expect(session.state.list.selected == 0)
        #expect(session.state.list.selection?.title == "Verkiezingen in Slowakije verlopen rustig")
    }

    @Test func `an edition is found again on the page on which it was left`() throws {
        var session = try Session()
        try session.press("3 j j")
        let selected = session.state.list.selection
        try session.press("e e")
        #expect(session.state.list.page == .section(Newsroom.editions[0].sections[1].id))
        #expect(session.state.list.selection == selected)
        try session.press("1 e e")
        #expect(session.state.list.page == .front(Newsroom.editions[0].id))
    }

    @Test func `a page that was left keeps nothing that is muted meanwhile`() throws {
        var session = try Session()
        try session.press("3 j j")
        let selected = try #require(session.state.list.selection)
        try session.press("2 j")
        session.stand.note(try #require(MuteRule(words: selected.title)))
        session.send(.courierReported(.filtered(MuteReport(muted: 1))))
        try session.press("3")
        #expect(!session.state.list.headlines.contains { $0.id == selected.id })
    }

    @Test func `however many pages were left, few are kept`() throws {
        var session = try Session()
        for _ in 0..<5 { try session.press("j j ] j ] j ] j ] j ] j ] j e j e") }
        #expect(session.state.markedArticles.count < 9 * 120)
    }

    @Test func `Tab goes to the lists at the side and back`() throws {
        var session = try Session(width: 120, height: 40)
        try session.press("Tab")
        #expect(session.cursorRow.contains("│▌14:03 Veerdienst"))
        try session.press("j j Enter")
        #expect(session.rows[3].contains("Koploper verspeelt"))
        try session.press("q Tab")
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
    }

    @Test func `the list at the side shows the newest of all editions`() throws {
        let session = try Session(width: 120, height: 40)
        let column = session.rows[4...20].map { $0.split(separator: "│").last ?? "" }
        let ticker = column.prefix { $0 != " " && !$0.allSatisfy { $0 == " " } }
        #expect(ticker[0].contains("14:03 Veerdienst"))
        #expect(ticker.contains { $0.contains("13:17 Schaatser") })
        let times = ticker.compactMap { $0.firstMatch(of: /\d\d:\d\d/).map { String($0.output) } }
        #expect(times.count == 8 && times == times.sorted(by: >))
    }

    @Test func `where there is room its titles have their section`() throws {
        let wide = try Session(width: 200, height: 50)
        #expect(wide.rows.contains { $0.contains("│ Zeeland    14:03 Veerdienst") })
        let low = try Session(width: 120, height: 24)
        #expect(low.rows.contains { $0.contains("│ 14:03 Veerdienst Vlissingen–Breskens") })
        #expect(low.rows.contains { $0.contains("│ 13:17 Schaatser") })
    }

    @Test func `in a narrow window there is no other list`() throws {
        var session = try Session(width: 80, height: 24)
        let before = session.rows
        try session.press("Tab")
        #expect(session.rows.dropLast() == before.dropLast())
    }
}
