import PortalModel
import TestSupport
import TestTags
import Testing
import TextGrid

@testable import PortalCore

/// At every size, down to a single cell, a screen fills its frame exactly, holds no half wide
/// character and no article twice, and keeps the cursor inside; and no size makes the portal trap.
@Suite(.tags(.slow)) struct SizeSweepTests {
    /// All widths, of the greatest every third, each with the next height in turn, so that every
    /// height comes along too.
    @Test(arguments: NamedScreen.all + wide)
    func `a screen is whole at every width and every height`(screen: NamedScreen) throws {
        var session = try screen.session(Size(width: 120, height: 40))
        for width in Array(1...160) + stride(from: 161, through: 300, by: 3) {
            session.resize(width: width, height: width * 7 % 90 + 1)
            guard isWhole(session.frame, session.state) else { return }
        }
    }

    /// Where the layout changes.
    @Test(arguments: NamedScreen.all + wide)
    func `a screen is whole at the edges of its layouts`(screen: NamedScreen) throws {
        var session = try screen.session(Size(width: 120, height: 40))
        for height in [1, 2, 9, 10, 11, 12, 13, 14, 19, 20, 29, 30] {
            for width in [1, 2, 39, 40, 41, 99, 100, 149, 150, 300] {
                session.resize(width: width, height: height)
                guard isWhole(session.frame, session.state) else { return }
            }
        }
    }

    @Test(arguments: NamedScreen.all + wide)
    func `a screen opened in a small window is whole too`(screen: NamedScreen) throws {
        for (width, height) in [(1, 1), (10, 3), (39, 9), (40, 10), (40, 60), (250, 10), (300, 90)]
        {
            let size = Size(width: width, height: height)
            let session = try screen.session(size)
            guard isWhole(session.frame, session.state) else { return }
        }
    }

    /// Records the first thing that is wrong with a frame.
    private func isWhole(_ frame: Frame, _ state: State) -> Bool {
        let size = state.size
        let place = "\(size.width)×\(size.height)"
        guard frame.size == size, frame.cells.count == size.width * size.height else {
            Issue.record("at \(place) the frame is \(frame.size.width)×\(frame.size.height)")
            return false
        }
        if let cursor = frame.cursor, !frame.bounds.contains(cursor) {
            Issue.record("at \(place) the cursor is at \(cursor.column),\(cursor.row)")
            return false
        }
        if let half = halfCharacter(in: frame) {
            Issue.record("at \(place) half a character is at \(half.column),\(half.row)")
            return false
        }
        if let article = articleSeenTwice(in: state) {
            Issue.record("at \(place) “\(article.title)” stands twice")
            return false
        }
        return true
    }

    /// An article, or a report of a story, that stands both in a list or as the text and in what
    /// stands beside or below these, or an article twice in either. That of the selected headline
    /// belongs beside its list.
    private func articleSeenTwice(in state: State) -> Headline? {
        guard !Layout.isTooSmall(state.size), let top = state.top.withSidebar else { return nil }
        var seen: Set<ArticleID> = []
        if let list = state.top.withHeadlines ?? state.listBeside {
            for item in list.geometry(in: state).visible(list.headlines, from: list.top) {
                let headline = list.headlines[item.index]
                guard seen.insert(headline.id).inserted else { return headline }
                seen.note(headline)
            }
        }
        if let article = (state.top as? ArticleScreen) ?? state.shownPreview {
            seen.formUnion(article.reports)
        }
        guard top.needsSidebar(in: state) else { return nil }
        return top.sidebarHeadlines(in: state).first { headline in
            defer { seen.note(headline) }
            return seen.hold(headline)
        }
    }

    /// The first cell whose character does not have as many cells as it takes columns.
    private func halfCharacter(in frame: Frame) -> Point? {
        let width = frame.size.width
        for index in frame.cells.indices {
            let cell = frame.cells[index]
            let tail = index % width < width - 1 && frame.cells[index + 1].isContinuation
            let isOrphan = cell.isContinuation && index % width == 0
            // Looking up the width of every blank would take most of the time.
            let columns = cell.scalar == " " ? 1 : frame.character(of: cell).columns
            let needsTail = !cell.isContinuation && columns == 2
            if needsTail != tail || isOrphan || columns == 0 {
                return Point(column: index % width, row: index / width)
            }
        }
        return nil
    }

    private static let wide = [
        NamedScreen(name: "wide-front-page") { try session($0, pressing: "j j") },
        NamedScreen(name: "wide-section-page") { try session($0, pressing: "3 G") },
        NamedScreen(name: "wide-sidebar") { try session($0, pressing: "Tab j*8") },
        NamedScreen(name: "wide-article") { try session($0, pressing: "Enter Space") },
        NamedScreen(name: "wide-article-family") { try session($0, pressing: "j Enter Tab j") },
        NamedScreen(name: "wide-article-combining") { try session($0, pressing: "j j Enter G") },
        NamedScreen(name: "stories") { try stories($0, pressing: "j") },
        NamedScreen(name: "stories-article") { try stories($0, pressing: "j Enter") },
    ]

    /// Every third article of the day tells one story.
    private static func stories(_ size: Size, pressing script: String) throws -> Session {
        var session = try Session(width: size.width, height: size.height)
        session.stand.oneStory = stride(from: 1, to: 90, by: 3).map { Newsroom.articles[$0].id }
        try session.press("2 1 " + script)
        return session
    }

    private static func session(_ size: Size, pressing script: String) throws -> Session {
        var session = try Session(
            width: size.width, height: size.height, articles: Newsroom.wide)
        try session.press(script)
        return session
    }
}
