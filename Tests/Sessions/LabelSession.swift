import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// Labels of saved articles.
struct LabelSession {
    /// A portal in which the first three articles are saved, and the first two labelled.
    private func labelled(width: Int = 80, height: Int = 24) throws -> Session {
        var session = try Session(width: width, height: height)
        try session.press("s L n a t u u r Enter j s L n a t u u r , Space d i j k e n Enter j s")
        return session
    }

    @Test func `labels are typed, kept, shown, and taken back`() throws {
        var session = try Session()
        try session.press("s L n a t u u r , Space , Space N a t u u r , d i j k Enter")
        #expect(session.statusLine.contains("Labels: natuur, dijk · u: ongedaan maken"))
        #expect(session.rows.contains { $0.contains("♥ bewaard · #natuur · #dijk") })
        try session.press("u")
        #expect(session.statusLine.contains("Ongedaan gemaakt: weer zonder label"))
        #expect(!session.rows.contains { $0.contains("#natuur") })
        try session.press("S")
        #expect(!session.rows.contains { $0.contains("#natuur") })
    }

    @Test func `what is saved is one list, which is narrowed by label`() throws {
        var session = try labelled()
        try session.press("S")
        let titles = Newsroom.articles.prefix(3).map { $0.headline.title.string.prefix(20) }
        func shown() -> [Bool] {
            titles.map { title in session.rows.contains { $0.contains(title) } }
        }
        #expect(shown() == [true, true, true])
        try session.press("]")
        #expect(session.rows.contains { $0.contains("Bewaard · #dijken") })
        #expect(shown() == [false, true, false])
        try session.press("]")
        #expect(shown() == [true, true, false])
        try session.press("]")
        #expect(shown() == [true, true, true])
        try session.press("[")
        #expect(session.rows.contains { $0.contains("Bewaard · #natuur") })
        try session.press("q")
        #expect(session.cursorRow.contains(titles[2]))
    }

    @Test(arguments: ["S", "S Enter"])
    func `a first label narrows the list at once, and no more once it is taken back`(
        way: String
    ) throws {
        var session = try Session()
        try session.press("s j s \(way) L a a p , n o o t Enter")
        if way != "S" { try session.press("q") }
        try session.press("]")
        #expect(session.rows.contains { $0.contains("Bewaard · #aap") })
        try session.press("] ]")
        #expect(!session.rows.contains { $0.contains("Bewaard · #") })
        try session.press("u ]")
        #expect(!session.rows.contains { $0.contains("Bewaard · #") })
    }

    @Test func `one line shows the label to which the list is narrowed first`() throws {
        var session = try Session(width: 60, height: 20)
        try session.press("d d s L s t o r m s c h a d e , w i n d k r a c h t Enter S ] ]")
        #expect(session.rows.contains { $0.contains("Bewaard · #windkracht") })
        #expect(session.cursorRow.contains("#windkracht"))
    }

    @Test func `several that were chosen get a label, and keep their own`() throws {
        var session = try labelled()
        try session.press("g v v v L")
        // What all have.
        #expect(session.rows.contains { $0.contains("Labels") })
        try session.press("z e e Enter")
        #expect(session.statusLine.contains("3 berichten gelabeld · u: ongedaan maken"))
        #expect(!session.rows.contains { $0.contains("● gekozen") })
        let listed = session.state.list.headlines.prefix(3).map(\.id)
        let expected: [[SafeText]] = [["natuur", "zee"], ["natuur", "dijken", "zee"], ["zee"]]
        #expect(try listed.map { try session.stored().labels[$0] } == expected)
        try session.press("g v v v L ^u Enter")
        #expect(
            try listed.map { try session.stored().labels[$0] } == [
                ["natuur"], ["natuur", "dijken"], nil,
            ])
        try session.press("u")
        #expect(try listed.map { try session.stored().labels[$0] } == expected)
        try session.press("u")
        #expect(try session.stored().labels[listed[2]] == nil)
    }

    @Test func `of those that were chosen only what is saved gets a label`() throws {
        var session = try Session()
        try session.press("s v v v L z e e Enter")
        #expect(session.statusLine.contains("1 bericht gelabeld"))
        #expect(try session.stored().labels.count == 1)
        try session.press("G v v L")
        #expect(session.statusLine.contains("Een label hoort bij wat bewaard is"))
    }

    @Test func `a label that is there is completed`() throws {
        var session = try labelled()
        try session.press("L")
        #expect(session.rows.contains { $0.contains("dijken, natuur") })
        try session.press("D Tab n Tab")
        #expect(session.rows.contains { $0.contains("dijken, natuur, ") })
        try session.press("Enter S ]")
        #expect(session.rows.count { $0.contains("#dijken · #natuur") } == 1)
    }

    @Test func `what is not saved has no label, and Escape changes nothing`() throws {
        var session = try Session()
        try session.press("L")
        #expect(session.statusLine.contains("s: bericht bewaren"))
        try session.press("s L x Esc S")
        #expect(!session.rows.contains { $0.contains("#x") })
    }

    @Test func `labels come back with an article that was let go of`() throws {
        var session = try labelled()
        try session.press("S ] s u q S ]")
        #expect(session.rows.contains { $0.contains("#natuur · #dijken") })
    }

    @Test func `a flood is cut, and control characters are nothing`() throws {
        var session = try Session()
        try session.press("s L")
        session.press(
            .paste(SafeText(cleaning: "\u{1b}]0;x\u{7}" + String(repeating: "a", count: 10_000))))
        try session.press("Enter")
        #expect(session.statusLine.contains("aaa…"))
        try session.press("L")
        session.press(.paste(SafeText(line: (1...90).map { "l\($0)" }.joined(separator: ","))))
        try session.press("Enter L")
        let typed = session.rows.first { $0.contains("l19,") } ?? ""
        #expect(!typed.contains("l20") && !typed.contains("aaa"))
    }

    @Test(arguments: [(60, 20), (40, 10), (200, 50)])
    func `the dialog fits any window`(width: Int, height: Int) throws {
        var session = try labelled(width: width, height: height)
        try session.press("L")
        #expect(session.rows.contains { $0.contains("Labels") })
        let cursor = try #require(session.frame.cursor)
        #expect(cursor.column < width && cursor.row < height)
    }
}
