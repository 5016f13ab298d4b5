import PortalCore
import PortalModel
import TestSupport
import Testing

struct ResizeSession {
    @Test func `the selected headline stays on the screen at every size`() throws {
        var session = try Session(width: 120, height: 40)
        try session.press("j*17")
        let title = try #require(session.state.list.selection?.title.string)
        for (width, height) in [(60, 20), (40, 10), (250, 60), (1, 1), (80, 24), (100, 11)] {
            session.resize(width: width, height: height)
            guard width >= 40, height >= 10 else { continue }
            let begin = session.cursorRow.dropFirst().prefix(20)
            #expect(title.hasPrefix(begin))
        }
    }

    @Test(arguments: ["/ d e Enter G", "s j s j s j s j s j s j s j s S G", ", G", "B G"])
    func `what is selected in a list stays on the screen at every size`(keys: String) throws {
        var session = try Session(width: 120, height: 40)
        session.stand.health = session.stand.editions.flatMap(\.sections).flatMap { section in
            section.sources.map { SourceHealth(source: $0, section: section.name) }
        }
        try session.press(keys)
        for (width, height) in [(60, 20), (40, 10), (250, 60), (80, 24), (100, 11)] {
            session.resize(width: width, height: height)
            #expect(session.cursorRow.hasPrefix("▌"), "\(width)×\(height) \(session.rows)")
        }
    }

    @Test func `the paragraph on top of an article stays on top`() throws {
        var session = try Session(width: 80, height: 24, articles: [])
        try session.press("Enter")
        while !session.rows[2].contains("Los van de raad praat Moskou") { try session.press("j") }
        for (width, height) in [(60, 20), (120, 24), (40, 10), (10, 3), (99, 14), (80, 24)] {
            session.resize(width: width, height: height)
            guard width >= 40 else { continue }
            #expect(session.rows.prefix(5).contains { $0.contains("Los van de raad praat Moskou") })
        }
    }

    @Test func `the article below the one on top is fitted when it is seen again`() throws {
        var session = try Session(width: 120, height: 40, articles: [])
        try session.press("Enter Tab j j Enter")
        session.resize(width: 60, height: 20)
        try session.press("q")
        #expect(session.cursorRow.contains("Na de munitie nu raketten"))
        #expect(session.rows.allSatisfy { $0.count <= 60 })
    }

    @Test func `a window that is too small says so, and nothing is lost`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j j Enter j")
        let before = session.frame
        session.resize(width: 39, height: 9)
        #expect(session.rows[0].hasPrefix("Het venster is te klein"))
        session.resize(width: 80, height: 24)
        #expect(session.frame == before)
    }

    @Test func `the selection leaves a sidebar that goes`() throws {
        var session = try Session(width: 120, height: 40)
        try session.press("Tab j j")
        session.resize(width: 80, height: 24)
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
    }

    @Test func `a window that grows a sidebar fills it`() throws {
        var session = try Session(width: 80, height: 24)
        session.resize(width: 120, height: 40)
        #expect(session.rows.contains { $0.contains("│ Net binnen") })
        #expect(session.rows.contains { $0.contains("│ Meer uit Binnenland") })
    }
}
