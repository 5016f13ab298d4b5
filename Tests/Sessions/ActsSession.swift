import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// What the reader does to articles, and takes back.
struct ActsSession {
    @Test func `undo takes back act by act and leaves each time what was there`() throws {
        var session = try Session()
        let first = session.frame
        let acts = ["m", "j s", "j m", "j s", "k s", "A", "m", "s"]
        var before: [What] = []
        for act in acts {
            let moves = act.split(separator: " ").dropLast().joined(separator: " ")
            try session.press(moves)
            try before.append(What(session))
            try session.press(String(act.suffix(1)))
        }
        #expect(try What(session) != before[0])
        for what in before.reversed() {
            try session.press("u")
            #expect(session.statusLine.contains("Ongedaan gemaakt: "))
            #expect(try What(session) == what)
        }
        try session.press("u")
        #expect(session.statusLine.contains("Er is niets om ongedaan te maken."))
        try session.press("g")
        #expect(session.frame == first)
    }

    @Test(arguments: [
        ("m", "weer ongelezen"), ("m m", "weer gelezen"), ("v v m", "2 berichten weer ongelezen"),
        ("s", "niet meer bewaard"), ("s s", "weer bewaard"), ("v v s", "2 berichten niet meer"),
        ("s L z e e Enter", "weer zonder label"),
        ("s L z e e Enter L d u i n Enter", "weer met het label zee"),
        ("x d i j k Enter", "gemaakt: dempen van ‘dijk’ in titel en inleiding"),
        ("B g j p", "niet meer gepauzeerd"), ("B g J", "de volgorde is weer als eerst"),
    ])
    func `undo says what there is again`(keys: String, sentence: String) throws {
        var session = try Session(width: 120)
        try session.press(keys + " u")
        #expect(session.statusLine.contains("Ongedaan gemaakt: "))
        #expect(session.statusLine.contains(sentence), "\(session.statusLine)")
    }

    @Test func `what could not be kept looks as it did before`() throws {
        try withTemporaryFolder { folder in
            let file = try ReaderFile(in: folder)
            var session = try Session(width: 200, readerPath: file.path)
            let before = try What(session)
            try file.setOutOfReach(true)
            for act in ["s", "m"] {
                try session.press(act)
                #expect(session.statusLine.contains("reader.db kan niet worden geopend"))
                #expect(!session.rows.contains { $0.contains("♥ bewaard") })
            }
            try file.setOutOfReach(false)
            #expect(try What(session) == before)
            try session.press("u")
            #expect(session.statusLine.contains("Er is niets om ongedaan te maken."))
        }
    }

    @Test func `what could not be taken back is as it was, and can be taken back later`() throws {
        try withTemporaryFolder { folder in
            let file = try ReaderFile(in: folder)
            var session = try Session(readerPath: file.path)
            try session.press("s")
            let saved = try What(session)
            try file.setOutOfReach(true)
            try session.press("u")
            try file.setOutOfReach(false)
            #expect(try What(session) == saved)
            try session.press("u")
            #expect(session.statusLine.contains("Ongedaan gemaakt: "))
            #expect(try session.stored().saved == [])
        }
    }

    @Test(arguments: [("s", "Bewaard"), ("m", "Als gelezen gemarkeerd")])
    func `what has to wait is told as kept once it is`(key: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = try ReaderFile(in: folder)
            var session = try Session(readerPath: file.path)
            let before = try What(session)
            session.holdsWrites = true
            try file.setLocked(true)
            try session.press(key)
            #expect(session.statusLine.contains("Even wachten"))
            try file.setLocked(false)
            #expect(try What(session) == before)
            session.finishWrites()
            #expect(session.statusLine.contains(sentence))
            #expect(try What(session) != before)
        }
    }

    @Test func `an article that is opened looks read once that is kept`() throws {
        var session = try Session()
        session.holdsWrites = true
        let first = try #require(session.state.list.headlines.first?.id)
        try session.press("Enter")
        #expect(!session.state.read.contains(first))
        session.finishWrites()
        #expect(session.state.read.contains(first))
    }

    @Test func `all of a page are read, and undo leaves read what was read before`() throws {
        var session = try Session()
        try session.press("j m")
        let read = try session.stored().read
        try session.press("A")
        #expect(session.statusLine.contains("105 berichten als gelezen gemarkeerd"))
        #expect(try session.stored().read.count == 106)
        try session.press("A")
        #expect(session.statusLine.contains("Alles was al gelezen."))
        try session.press("u")
        #expect(try session.stored().read == read)
    }

    @Test func `all of a section are read and no more`() throws {
        var session = try Session()
        try session.press("3 A")
        let section = Newsroom.editions[0].sections[1].id
        let articles = Newsroom.articles.filter { $0.headline.section == section }
        #expect(try session.stored().read == Set(articles.map(\.id)))
    }

    @Test func `what is saved is marked and stands in the list of saved articles`() throws {
        var session = try Session()
        try session.press("j s")
        #expect(session.statusLine.contains("Bewaard · S: alles tonen"))
        #expect(session.rows.contains { $0.contains("♥ bewaard") })
        try session.press("j j s S")
        let listed = session.state.list.headlines
        let titles = [3, 1].map { listed[$0].title.string.prefix(30) }
        let rows = titles.map { title in session.rows.firstIndex { $0.contains(title) } ?? -1 }
        #expect(rows[0] > 0)
        #expect(rows[0] < rows[1])
    }

    @Test func `an article that was let go of comes back at its place`() throws {
        var session = try Session()
        try session.press("s j s j s S j s")
        #expect(try session.stored().saved == [2, 0].map { Newsroom.articles[$0].id })
        try session.press("u")
        #expect(session.effects == [.undo(.saved([Newsroom.articles[1].id], false))])
        #expect(try session.stored().saved == [2, 1, 0].map { Newsroom.articles[$0].id })
        #expect(session.cursorRow.contains(Newsroom.articles[1].headline.title.string.prefix(30)))
    }

    @Test func `an article that is open is saved and let go of`() throws {
        var session = try Session()
        let article = Newsroom.articles[1].id
        try session.press("j Enter s")
        #expect(try session.stored().saved == [article])
        try session.press("s")
        #expect(try session.stored().saved == [])
        try session.press("u")
        #expect(try session.stored().saved == [article])
    }

    @Test func `a saved teaser is kept whole as soon as its page has come`() throws {
        var session = try Session()
        let article = Newsroom.articles[1].id
        try session.press("j s")
        #expect(session.effects.last == .fetchPages([article]))
        let whole = Document([.paragraph(["De hele tekst."])])
        session.bringPage(of: article, whole)
        guard case .updateSaved(let kept) = session.effects.last else {
            Issue.record("The saved article stays as it was.")
            return
        }
        #expect(kept.body == whole)
        #expect(try session.stored().saved == [article])
    }

    @Test(arguments: ["j j j j", "Space", "wheel"])
    func `however the reader scrolls, the place is kept`(way: String) throws {
        var session = try Session(width: 80, height: 16, articles: [])
        try session.press("Enter")
        let article = session.state.list.headlines[0].id
        if way == "wheel" {
            for _ in 0..<5 { session.press(.wheelDown(Point(column: 5, row: 5))) }
        } else {
            try session.press("\(way) \(way) \(way)")
        }
        let place = try #require(try session.position(in: article))
        #expect(place > 0)
        try session.press("q Enter")
        // A place is kept by its paragraph.
        #expect(try session.position(in: article) == place)
    }

    @Test func `an article that was read to its end begins at its beginning`() throws {
        var session = try Session(width: 80, height: 16, articles: [])
        try session.press("Enter")
        let article = session.state.list.headlines[0].id
        let title = session.rows[2]
        try session.press("j j j G q Enter")
        #expect(try session.position(in: article) == nil)
        #expect(session.rows[2] == title)
    }

    @Test func `the page that was open is open at the next start`() throws {
        var session = try Session()
        let sport = NewsPage.section(Newsroom.editions[0].sections[4].id)
        try session.press("6")
        #expect(try session.stored().page == sport)
        let next = try Session(lastPage: session.stored().page)
        #expect(next.frame == session.frame)
        try session.press("e")
        let other = try Session(lastPage: session.stored().page)
        #expect(other.cursorRow.hasPrefix("▌Veerdienst Vlissingen"))
    }

    @Test func `a page that is gone from the settings is not opened`() throws {
        let gone = NewsPage.section(SectionID(edition: "Elders", name: "Weg"))
        #expect(try Session(lastPage: gone).frame == Session().frame)
    }
}

/// What the reader's acts left, on the screen and on the disk.
private struct What: Equatable {
    let read, shownRead: Set<ArticleID>
    let saved: [ArticleID]
    let shownSaved: Set<ArticleID>

    init(_ session: Session) throws {
        (read, saved) = (try session.stored().read, try session.stored().saved)
        shownRead = session.state.read
        shownSaved = session.state.saved
    }
}
