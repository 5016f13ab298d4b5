import Foundation
import PortalCore
import PortalModel
import TestSupport
import TestTags
import Testing
import TextGrid

struct LinearSession {
    private let drawn = Set("─│┬┴╭╮╰╯▌▏▰▱▸‹›")

    @Test(
        .tags(.slow),
        arguments: [
            "", "j Enter", "j*6 Enter", "j*6 Enter G", "Enter Tab j", "B j", "? j", ",", "W", "t j",
            "/", "S", "3 j",
            "R", "e", "8",
        ])
    func `no frame, rule or bar is drawn`(script: String) throws {
        for (width, height) in [(40, 10), (60, 20), (120, 40)] {
            var session = try Session(width: width, height: height, isLinear: true)
            try session.press(script)
            #expect(session.rows.allSatisfy { drawn.isDisjoint(with: $0) })
            #expect(session.frame.cursor != nil)
        }
    }

    @Test func `the selected headline begins with a sign and has the cursor`() throws {
        var session = try Session(isLinear: true)
        #expect(session.cursorRow.hasPrefix("> Kustwacht trekt"))
        try session.press("j")
        #expect(!session.cursorRow.hasPrefix("> Kustwacht trekt"))
        #expect(session.rows.count { $0.hasPrefix("> ") } == 1)
        #expect(session.cursorRow.hasPrefix("> "))
    }

    @Test func `the open page has a sign too`() throws {
        var session = try Session(isLinear: true)
        #expect(session.rows[1].hasPrefix(">1 Voorpagina"))
        try session.press("3")
        #expect(session.rows[1].contains(" 1 Voorpagina"))
        #expect(session.rows[1].contains(">3 "))
    }

    @Test func `a wide window has no second column`() throws {
        var session = try Session(width: 120, height: 40, isLinear: true)
        #expect(!session.rows.contains { $0.contains("Net binnen") })
        try session.press("Enter G")
        #expect(session.rows.contains { $0.hasPrefix("  Meer uit") })
    }

    @Test func `progress is told in words`() throws {
        var session = try Session(isLinear: true)
        try session.press("R")
        session.tell(.started(sources: 120))
        for _ in 0..<34 { session.tell(.source(.brought(new: 0))) }
        #expect(session.statusLine.hasPrefix(" Verversen 34 van 120. "))
    }

    @Test func `a question stands at the top with the cursor on the answer`() throws {
        var session = try Session(isLinear: true)
        try session.press("W")
        #expect(session.rows[0].contains("Webmail"))
        #expect(session.cursorRow.contains("> DELTA webmail"))
        session.press(.click(Point(column: 8, row: try #require(session.frame.cursor).row - 1)))
        #expect(session.cursorRow.contains("> ZeelandNet webmail"))
    }

    @Test func `a setting is one line with its value`() throws {
        var session = try Session(isLinear: true)
        try session.press(", j j")
        #expect(session.cursorRow == "> Regellengte: 72 tekens")
    }

    @Test(arguments: ["", "d", "d d"], [40, 60, 80])
    func `no title and no fact of a headline is cut`(script: String, width: Int) throws {
        var session = try Session(width: width, height: 60, isLinear: true)
        try session.press("s " + script)
        let text = session.rows.dropFirst(2).dropLast()
            .map { $0.trimmingCharacters(in: .whitespaces.union([">"])) }.joined(separator: " ")
            .replacing("  ", with: " ")
        for headline in session.state.list.headlines.prefix(4) {
            let words = headline.title.string.split(separator: " ")
            #expect(words.allSatisfy { text.contains($0) }, "\(headline.title)")
            #expect(text.contains(headline.sectionName.string))
        }
        #expect(text.contains("bewaard"))
        #expect(session.rows.allSatisfy { !$0.contains("♥") && !$0.contains("✉") })
    }
}
