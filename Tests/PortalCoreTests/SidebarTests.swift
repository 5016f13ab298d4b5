import PortalApp
import PortalModel
import TestSupport
import Testing
import TextGrid

@testable import PortalCore

struct SidebarTests {
    @Test func `scrolling the list brings into the sidebar what it takes out of the view`() throws {
        var session = try Session(width: 120, height: 20)
        let first = Newsroom.articles[0].headline.title.string.prefix(12)
        #expect(!session.sidebar.contains { $0.contains(first) })
        try session.press("G")
        #expect(session.sidebar.contains { $0.contains(first) })
    }

    @Test func `no report of a story in view or open stands beside it, and none twice there`()
        throws
    {
        for (width, keys) in [(120, ""), (120, "Enter"), (200, ""), (200, "Enter")] {
            var session = try Session(width: width, height: 20)
            // The first of the page, the newest of Zeeland, and two from further down.
            let reports = [0, 4, 40, 41].map { Newsroom.articles[$0] }
            session.stand.oneStory = reports.map(\.id)
            try session.press("2 1 \(keys)")
            let top = try #require(session.state.top.withSidebar)
            let beside = top.sidebarHeadlines(in: session.state).map(\.id)
            #expect(!beside.isEmpty)
            #expect(Set(beside).isDisjoint(with: session.stand.oneStory))
        }
    }

    @Test(arguments: [(70, 70), (100, .max)])
    func `all seven items stand beside an article, with as much of their teasers as fits`(
        height: Int, letters: Int
    ) throws {
        var session = try Session(width: 120, height: height, articles: [])
        try session.press("Enter")
        let text = session.sidebar.joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
        for article in BuiltInEdition.articles[1...7] {
            #expect(text.contains(article.headline.title.string))
            #expect(text.contains(article.headline.teaser.string.prefix(letters)))
        }
        #expect(session.sidebar.count { $0.hasSuffix("geleden") } == 7)
    }

    /// With the fewest rows, then with some for teasers, then with enough.
    @Test(arguments: [12, 17, 24, 30, 36, 40, 44, 50, 60])
    func `headlines beside an article are whole, apart, and told evenly`(height: Int) throws {
        var session = try Session(width: 120, height: height, articles: [])
        try session.press("Enter")
        let items = session.sidebar.dropFirst().split(separator: "").map(Array.init)
        #expect(!items.isEmpty)
        for item in items { #expect(item.last?.hasSuffix("geleden") == true) }
        let state = session.state
        let page = SidebarPage(
            try #require(state.top as? ArticleScreen), state,
            size: try #require(state.layout.sidebar).size)
        let teaserRows = page.headlines.indices.map { index in
            page.rows.count { $0.item == index && $0.part == .teaser }
        }
        let isWhole = page.rows.contains { $0.text.string.hasSuffix("…") } == false
        #expect(isWhole || teaserRows.max().map { $0 - (teaserRows.min() ?? 0) <= 1 } ?? true)
        #expect(page.rows.count <= height)
    }

    @Test(arguments: [60, 80])
    func `in a narrow window the whole teasers follow the article`(width: Int) throws {
        var session = try Session(width: width, height: 200, articles: [])
        try session.press("Enter")
        let text = session.rows.joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
        for article in BuiltInEdition.articles[1...7] {
            #expect(text.contains(article.headline.teaser.string))
        }
    }
}

extension Session {
    /// The rows right of the line.
    fileprivate var sidebar: [String] {
        rows.compactMap { row in
            guard let line = row.lastIndex(of: "│") else { return nil }
            return row[row.index(after: line)...].trimming { $0 == " " }
        }.dropFirst(0).map { $0 }
    }
}

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> String {
        String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
