import Foundation
import PortalApp
import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct ReadingSession {
    @Test func `Enter on the lead shows the whole article`() throws {
        var session = try Session(width: 120, height: 80, articles: [])
        try session.press("Enter")
        let page = session.rows.map { String($0.prefix(79)) }
        #expect(page.contains { $0.contains("NAVO: Rusland uitgenodigd voor nieuw overleg") })
        #expect(page.contains { $0.contains("dinsdag 18 januari 2022, 14:05 · 4 jaar geleden") })
        #expect(page.contains { $0.contains("BERLIJN (ANP) - De NAVO heeft Rusland") })
        let subheads = page.map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { ["Banden weer aanhalen", "Angst voor een inval"].contains($0) }
        #expect(subheads == ["Banden weer aanhalen", "Angst voor een inval"])
        #expect(try session.stored().read == [BuiltInEdition.articles[0].id])
    }

    @Test(arguments: [120, 80])
    func `more of the section stands beside or below it, seven items`(width: Int) throws {
        var session = try Session(width: width, height: 200, articles: [])
        try session.press("Enter")
        let rows = session.rows.map { row in
            row.split(separator: "│").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        }
        let start = try #require(rows.firstIndex(of: "Meer uit Buitenland"))
        let times = rows[start...].filter { $0.hasSuffix("geleden") }
        #expect(times.count == 7)
        #expect(times.first == "9 minuten geleden")
        #expect(times.last == "3 uur geleden")
        let titles = BuiltInEdition.articles[1...7].map(\.headline.title.string)
        let positions = titles.compactMap { title in
            rows[start...].firstIndex { !$0.isEmpty && title.hasPrefix($0.dropEllipsis) }
        }
        #expect(positions.count == 7)
        #expect(positions == positions.sorted())
    }

    @Test(arguments: [120, 80])
    func `an item beside the article opens in place, and q comes back to where it was`(
        width: Int
    ) throws {
        var session = try Session(width: width, height: 30, articles: [])
        try session.press("Enter Tab j")
        let before = session.frame
        #expect(session.cursorRow.contains("Netanyahu bij begrafenis"))
        try session.press("Enter")
        #expect(session.rows.contains { $0.contains("MEITAR (ANP/AFP) - Wie Israël") })
        #expect(try session.stored().read.contains(BuiltInEdition.articles[2].id))
        try session.press("q")
        #expect(textOf(session.frame) == textOf(before))
        #expect(session.frame.cursor == before.cursor)
    }

    @Test func `Escape goes from the sidebar to the article, and from there to the list`() throws {
        var session = try Session(width: 120, height: 40)
        try session.press("j Enter Tab j Esc")
        #expect(session.cursorRow.contains("Portugal kiest in tweede ronde"))
        try session.press("Esc")
        #expect(session.cursorRow.hasPrefix("▌Portugal kiest in tweede ronde"))
    }

    @Test func `Space reads on to the end and then opens the next unread article`() throws {
        var session = try Session(width: 80, height: 24)
        // The second article is read already.
        try session.press("j m k Enter")
        for _ in 0..<20 where !session.rows.joined().contains("Rente op spaargeld daalt bij drie") {
            try session.press("Space")
        }
        #expect(session.rows[2].contains("Rente op spaargeld daalt bij drie banken tegelijk"))
        try session.press("q")
        #expect(session.cursorRow.hasPrefix("▌Rente op spaargeld"))
    }

    @Test func `after the last unread article Space says so`() throws {
        var session = try Session(articles: Array(Newsroom.articles.prefix(1)))
        try session.press("Enter Space")
        #expect(session.statusLine.contains("Dit was het laatste ongelezen bericht."))
    }

    @Test func `J and K, n and p go to the next and the previous article`() throws {
        var session = try Session()
        try session.press("Enter J")
        #expect(session.rows[2].contains("Portugal kiest"))
        try session.press("n")
        #expect(session.rows[2].contains("Rente op spaargeld"))
        try session.press("K")
        #expect(session.rows[2].contains("Portugal kiest"))
        try session.press("p p")
        #expect(session.rows[2].contains("Kustwacht trekt"))
        #expect(session.statusLine.contains("Dit is het eerste bericht."))
        try session.press("q")
        #expect(session.cursorRow.hasPrefix("▌Kustwacht trekt"))
    }

    @Test func `an article scrolls by lines, pages and to its ends`() throws {
        var session = try Session(width: 80, height: 24, articles: [])
        try session.press("Enter")
        let first = session.rows
        try session.press("j j j")
        #expect(session.rows[2] == first[5])
        try session.press("k k k")
        #expect(session.rows == first)
        try session.press("PgDn b")
        #expect(session.rows == first)
        try session.press("End")
        #expect(session.rows.contains { $0.contains("100%") })
        try session.press("g")
        #expect(session.rows == first)
    }

    @Test func `a link's number is shown before Enter opens it`() throws {
        var session = try Session()
        try session.press("j*6 Enter 3")
        #expect(session.statusLine.contains("Enter opent [3] op spoor.example"))
        #expect(session.effects.allSatisfy { $0 != .openInBrowser(.link(Self.third)) })
        try session.press("Enter")
        #expect(session.effects == [.openInBrowser(.link(Self.third))])
        #expect(session.statusLine.contains("Geopend in de browser: spoor.example"))
    }

    @Test func `any number opens with Enter or o, and y copies its address`() throws {
        let links = (1...1_200).map { WebAddress("https://geluid.example/\($0).mp3") }
        let spans = links.map { Span("[audio]", link: $0) }
        let episode = Newsroom.article(
            "Aflevering", in: "Binnenland", minutesOld: 1, "Luister.", blocks: [.paragraph(spans)])
        var session = try Session(articles: [episode])
        try session.press("Enter")
        try session.press("1 1 8 7 Enter")
        #expect(session.effects == [.openInBrowser(.link(try #require(links[1186])))])
        try session.press("1 2 o")
        #expect(session.effects == [.openInBrowser(.link(try #require(links[11])))])
        try session.press("3 0 4 y")
        #expect(session.effects == [.copyAddress(.link(try #require(links[303])))])
        #expect(session.statusLine.contains("Gekopieerd: https://geluid.example/304.mp3"))
        try session.press("1 3 j o")
        #expect(session.effects.last == .openInBrowser(.article(episode.id)))
    }

    @Test func `an article that is a picture alone has a way to it and is not called empty`() throws
    {
        let picture = WebAddress(literal: "https://beeld.example/1.jpg")
        var article = Newsroom.article(
            "Beeld", in: "Binnenland", minutesOld: 1, "",
            blocks: [.image(alternative: "", address: picture)])
        article.link = nil
        var session = try Session(articles: [article])
        try session.press("Enter")
        #expect(session.rows.contains { $0.contains("[foto] [1]") })
        #expect(session.rows.contains { $0.contains("[1] https://beeld.example/1.jpg") })
        #expect(!session.rows.contains { $0.contains("geen tekst") })
        try session.press("o")
        #expect(session.statusLine.contains("Geopend in de browser: beeld.example"))
    }

    @Test func `a number without a link, and digits that Escape takes back, open nothing`() throws {
        var session = try Session()
        try session.press("j*6 Enter 3 7")
        #expect(session.statusLine.contains("Er is geen link [37] in dit artikel."))
        try session.press("Enter")
        #expect(session.effects == [])
        try session.press("1 Esc Enter")
        #expect(session.effects == [])
        #expect(session.rows[2].contains("Zo werkt de nieuwe dienstregeling"))
    }

    @Test func `without a browser the address is shown and copied`() throws {
        var session = try Session(hasBrowser: false)
        try session.press("Enter o")
        let link = try #require(Newsroom.articles[0].link)
        #expect(session.effects.last == .openInBrowser(.article(Newsroom.articles[0].id)))
        #expect(session.copied == [link.string])
        #expect(session.rows.contains { $0.contains("Gekopieerd: \(link.string)") })
        #expect(session.rows.contains { $0.contains("hier is geen browser,") })
    }

    @Test func `an article without text says why and what to do`() throws {
        var session = try Session()
        try session.press("j*9 Enter")
        let asked = session.effects.compactMap { effect in
            if case .fetchPages(let articles) = effect { articles.first } else { nil }
        }
        let article = try #require(asked.first)
        #expect(session.rows.contains { $0.contains("Het hele artikel wordt opgehaald") })
        session.send(.pagesEnded([article], nil))
        #expect(session.rows.contains { $0.contains("De bron gaf geen tekst bij dit bericht") })
        let problem = DeliveryProblem(.timedOut, "30")
        session.send(.courierReported(.page(PageReport(article: article, problem: problem))))
        #expect(session.rows.contains { $0.contains("[Het hele artikel is niet opgehaald.") })
        #expect(session.rows.joined(separator: " ").contains("seconden. Met o open je"))
        session.send(
            .courierReported(.page(PageReport(article: article, problem: DeliveryProblem(.noText))))
        )
        #expect(session.rows.contains { $0.contains("staat geen") })
    }

    private static let third = WebAddress(literal: "https://spoor.example/vragen?taal=nl")
}
