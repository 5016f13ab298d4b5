import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// Many articles marked as read at once.
struct MarkingSession {
    private static let articles = Newsroom.articles

    @Test func `all down to the selected headline are read, and undo takes that back`() throws {
        var session = try Session()
        try session.press("j m j j")
        let before = session.state.read
        #expect(before.count == 1)
        let listed = session.state.list.headlines.map(\.id)
        try session.press("M")
        #expect(session.statusLine.contains("3 berichten als gelezen gemarkeerd"))
        #expect(try session.stored().read == Set(listed[...3]))
        #expect(session.state.read == Set(listed[...3]))
        try session.press("M")
        #expect(session.statusLine.contains("Alles was al gelezen."))
        try session.press("u")
        #expect(try session.stored().read == before)
        #expect(session.state.read == before)
    }

    @Test func `what the list has above the part that is loaded is read too`() throws {
        var session = try Session()
        try session.press("G")
        #expect(session.state.list.hasGapAbove)
        try session.press("k M")
        let read = try session.stored().read
        #expect(read.count == Self.articles.filter { !$0.isElsewhere }.count - 1)
        try session.press("u")
        #expect(try session.stored().read == [])
    }

    @Test func `in search only what was found is read`() throws {
        var session = try Session()
        try session.press("/ s t e Enter j M")
        #expect(try session.stored().read.count == 2)
    }

    @Test func `with nothing in the list nothing is read`() throws {
        var session = try Session()
        try session.press("8")
        try session.press("M")
        #expect(session.effects == [])
    }

    @Test(arguments: ["M", "A"])
    func `what is saved can stay unread`(key: String) throws {
        var session = try Session(settings: { $0.leavesSaved = true })
        try session.press("j s j \(key)")
        let listed = session.state.list.headlines.map(\.id)
        let read = try session.stored().read
        #expect(read.isSuperset(of: [listed[0], listed[2]]))
        #expect(!read.contains(listed[1]))
    }

    @Test(arguments: ["j*9", "Space Space", "wheel"])
    func `what is scrolled past becomes read where the reader wants that`(way: String) throws {
        var session = try Session(settings: { $0.readsOnScroll = true })
        if way == "wheel" {
            for _ in 0..<9 { session.press(.wheelDown(Point(column: 5, row: 5))) }
        } else {
            try session.press(way)
        }
        let top = session.state.list.headlines.firstIndex {
            session.rows[2...].joined().contains($0.title.string.prefix(30))
        }
        let listed = session.state.list.headlines.map(\.id)
        #expect(try session.stored().read == Set(listed[..<(try #require(top))]))
        #expect(try !session.stored().read.isEmpty)
        // All of it is one act, and nothing was said of it.
        #expect(!session.statusLine.contains("gelezen"))
        try session.press("u")
        #expect(try session.stored().read == [])
        try session.press("u")
        #expect(session.statusLine.contains("niets om ongedaan te maken"))
    }

    @Test func `scrolling marks nothing by itself, and neither does going up or to an end`() throws
    {
        var plain = try Session()
        try plain.press("j*20")
        #expect(try plain.stored().read == [])
        var session = try Session(settings: { $0.readsOnScroll = true })
        try session.press("G")
        #expect(try session.stored().read == [])
        try session.press("k*20 g")
        #expect(try session.stored().read == [])
    }

    @Test func `several are chosen, and one key is about them all`() throws {
        var session = try Session()
        let listed = session.state.list.headlines.map(\.id)
        try session.press("v j v v")
        #expect(session.statusLine.contains("3 gekozen"))
        #expect(session.rows.count { $0.contains("● gekozen") } > 0)
        try session.press("s")
        #expect(session.statusLine.contains("3 berichten bewaard"))
        #expect(Set(try session.stored().saved) == [listed[0], listed[2], listed[3]])
        #expect(!session.rows.contains { $0.contains("gekozen") })
        try session.press("u")
        #expect(try session.stored().saved == [])
    }

    @Test func `what was chosen stays so on other pages, and q lets go of it before it ends`()
        throws
    {
        var session = try Session()
        try session.press("v v 2 j 1")
        #expect(session.rows.count { $0.contains("● gekozen") } == 2)
        try session.press("q")
        #expect(session.effects == [])
        #expect(!session.rows.contains { $0.contains("gekozen") })
        try session.press("q")
        #expect(session.effects == [.quit])
    }

    @Test func `what some of the chosen have already stays when the act is taken back`() throws {
        var session = try Session()
        let listed = session.state.list.headlines.map(\.id)
        try session.press("m g v v m")
        #expect(try session.stored().read == [listed[0], listed[1]])
        try session.press("u")
        #expect(try session.stored().read == [listed[0]])
        try session.press("u g v v m g v v m")
        #expect(try session.stored().read == [])
        #expect(session.statusLine.contains("2 berichten als ongelezen gemarkeerd"))
    }

    @Test func `the choice is there again after an article was read`() throws {
        var session = try Session()
        try session.press("v v Enter s q")
        #expect(session.statusLine.contains("Bewaard") == false)
        #expect(session.rows.contains { $0.contains("● gekozen") })
        try session.press("s")
        #expect(session.statusLine.contains("2 berichten bewaard"))
        #expect(try session.stored().saved.count == 3)
    }

    @Test(arguments: ["Esc", "3", "v"])
    func `the choice is let go of`(key: String) throws {
        var session = try Session()
        try session.press("v")
        try session.press(key == "v" ? "k v" : key)
        #expect(!session.rows.contains { $0.contains("● gekozen") })
        try session.press("m")
        #expect(try session.stored().read.count == 1)
    }

    @Test func `undo of ten mixed acts brings back exactly what was`() throws {
        var session = try Session(settings: { $0.readsOnScroll = true })
        let acts = [
            "m", "j*12", "s", "M", "j*9", "m", "k s", "A", "s", "m",
        ]
        var before: [(read: Set<ArticleID>, saved: [ArticleID])] = []
        for act in acts {
            let stored = try session.stored()
            before.append((stored.read, stored.saved))
            try session.press(act)
        }
        for (read, saved) in before.reversed() {
            try session.press("u")
            #expect(try session.stored().read == read)
            #expect(try session.stored().saved == saved)
            #expect(session.state.saved == Set(saved))
        }
    }
}

extension Article {
    /// Whether it stands in another edition than the first.
    fileprivate var isElsewhere: Bool {
        !Newsroom.editions[0].sections.map(\.id).contains(headline.section)
    }
}
