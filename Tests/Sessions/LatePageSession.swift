import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// An article of which the feed gave a teaser, and whose page comes later.
struct LatePageSession {
    private static let article = Newsroom.articles[1]
    private static let teaser = article.headline.teaser
    /// The teaser, and what the page tells after it.
    private static let whole: [Block] =
        article.body.blocks + [.subhead(["Verder"])]
        + (1...9).map { number in
            .paragraph([
                Span("Alinea \(number) staat alleen op de pagina en is lang genoeg voor een paar "),
                "regels, zodat er iets te lezen valt voor wie verder bladert.",
            ])
        }

    @Test func `the teaser stands there at once and keys answer meanwhile`() throws {
        var session = try Session()
        try session.press("j Enter")
        let neighbours = [Newsroom.articles[2].id, Newsroom.articles[0].id]
        #expect(session.effects.contains(.fetchPages([Self.article.id] + neighbours)))
        #expect(session.rows.contains { $0.contains("Het hele artikel wordt opgehaald …") })
        #expect(session.rows.contains { $0.contains(Self.teaser.string.prefix(30)) })
        try session.press("j k ?")
        #expect(session.rows.contains { $0.contains("omlaag, omhoog") })
        try session.press("q s")
        #expect(try session.stored().saved == [Self.article.id])
        try session.press("q")
        #expect(session.cursorRow.contains(Self.article.headline.title.string.prefix(30)))
    }

    @Test(arguments: [120, 80, 60])
    func `the text comes without moving what is read`(width: Int) throws {
        var session = try Session(width: width, height: 24)
        try session.press("j Enter")
        let before = session.rows
        let note = try #require(before.firstIndex { $0.contains("wordt opgehaald") })
        session.bringPage(of: Self.article.id, Document(Self.whole))
        let rows = session.rows
        // The minutes that it takes are counted again.
        for row in 2..<note where !before[row].contains("min lezen") {
            #expect(rows[row].main == before[row].main)
        }
        #expect(!session.rows.contains { $0.contains("wordt opgehaald") })
        #expect(session.rows.contains { $0.contains("Verder") })
    }

    @Test func `what stands before the teaser on the page goes above what is read`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j Enter j")
        let row = try #require(session.row(of: Self.teaser))
        let intro = Block.paragraph(["Een inleiding die de bron niet meegaf."])
        session.bringPage(of: Self.article.id, Document([intro] + Self.whole))
        #expect(session.row(of: Self.teaser) == row)
        try session.press("g")
        #expect(session.rows.contains { $0.contains("Een inleiding die") })
    }

    @Test func `a reader at the beginning keeps the title in sight`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j Enter")
        let title = session.rows[2]
        let intro = Block.paragraph(["Een inleiding die de bron niet meegaf."])
        session.bringPage(of: Self.article.id, Document([intro] + Self.whole))
        #expect(session.rows[2] == title)
        #expect(session.rows.contains { $0.contains("Een inleiding die") })
    }

    @Test func `a reader at the headlines below keeps his row`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j Enter Tab j j")
        let before = (session.frame.cursor, session.cursorRow)
        session.bringPage(of: Self.article.id, Document(Self.whole))
        #expect(session.frame.cursor == before.0)
        #expect(session.cursorRow == before.1)
    }

    @Test func `a page that tells it in other words begins at its beginning`() throws {
        var session = try Session(width: 80, height: 24)
        try session.press("j Enter")
        let title = session.rows[2]
        session.bringPage(of: Self.article.id, Document(Array(Self.whole.dropFirst())))
        #expect(session.rows[2] == title)
        #expect(session.rows.contains { $0.contains("Alinea 1") })
    }

    @Test func `the text comes into an article that is not on top`() throws {
        var session = try Session()
        try session.press("j Enter ?")
        session.bringPage(of: Self.article.id, Document(Self.whole))
        try session.press("q")
        #expect(session.rows.contains { $0.contains("Alinea 1") })
    }

    @Test func `each page is asked for once, also by way of a neighbour`() throws {
        var session = try Session()
        var asked: [ArticleID] = []
        try session.press("Enter")
        asked += session.askedPages
        for _ in 0..<4 {
            try session.press("J")
            asked += session.askedPages
        }
        #expect(asked.count == Set(asked).count)
        #expect(Set(asked) == Set(session.state.list.headlines.prefix(6).map(\.id)))
    }

    @Test func `a page of which nothing came is asked for again when it is opened again`() throws {
        var session = try Session()
        try session.press("j Enter")
        session.send(.pagesEnded(session.askedPages, nil))
        #expect(!session.rows.contains { $0.contains("wordt opgehaald") })
        try session.press("q Enter")
        #expect(session.askedPages == [Self.article.id])
        #expect(session.rows.contains { $0.contains("wordt opgehaald") })
    }

    @Test func `a courier that cannot go is told, and what was under way no more is`() throws {
        var session = try Session()
        try session.press("j Enter")
        let problem = DeliveryProblem(.courierStopped, "signaal 9")
        session.send(.pagesEnded(session.askedPages, problem))
        #expect(session.statusLine.contains("De bezorger is gestopt (signaal 9)"))
        #expect(!session.rows.contains { $0.contains("wordt opgehaald") })
    }
}

extension Session {
    /// The pages that the courier was sent to by the last keys.
    fileprivate var askedPages: [ArticleID] {
        effects.compactMap { effect -> [ArticleID]? in
            if case .fetchPages(let articles) = effect { articles } else { nil }
        }.flatMap { $0 }
    }

    /// The row in which `text` begins.
    fileprivate func row(of text: SafeText) -> Int? {
        rows.firstIndex { $0.contains(text.string.prefix(30)) }
    }
}

extension String {
    /// Without what stands at the right of a line.
    fileprivate var main: String {
        let part = split(separator: "│", maxSplits: 1, omittingEmptySubsequences: false)[0]
        return String(part.reversed().drop { $0 == " " }.reversed())
    }
}
