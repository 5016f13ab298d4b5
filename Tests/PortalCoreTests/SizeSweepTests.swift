import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// At every size, down to a single cell, a screen fills its frame exactly, holds no half wide
/// character, and keeps the cursor inside; and no size makes the portal trap.
@Suite(.tags(.slow)) struct SizeSweepTests {
    /// All widths, each with the next height in turn, so that every height comes along too.
    @Test(arguments: NamedScreen.all + wide)
    func `a screen is whole at every width and every height`(screen: NamedScreen) throws {
        var session = try screen.session(Size(width: 120, height: 40))
        for width in 1...250 {
            session.resize(width: width, height: width * 7 % 60 + 1)
            guard isWhole(session.frame, session.state.size) else { return }
        }
    }

    /// Where the layout changes.
    @Test(arguments: NamedScreen.all + wide)
    func `a screen is whole at the edges of its layouts`(screen: NamedScreen) throws {
        var session = try screen.session(Size(width: 120, height: 40))
        for height in [1, 2, 9, 10, 11, 12, 13, 14, 19, 20, 29, 30] {
            for width in [1, 2, 39, 40, 41, 99, 100, 250] {
                session.resize(width: width, height: height)
                guard isWhole(session.frame, session.state.size) else { return }
            }
        }
    }

    @Test(arguments: NamedScreen.all + wide)
    func `a screen opened in a small window is whole too`(screen: NamedScreen) throws {
        for (width, height) in [(1, 1), (10, 3), (39, 9), (40, 10), (40, 60), (250, 10)] {
            let size = Size(width: width, height: height)
            guard isWhole(try screen.session(size).frame, size) else { return }
        }
    }

    /// Records the first thing that is wrong with a frame.
    private func isWhole(_ frame: Frame, _ size: Size) -> Bool {
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
        return true
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
    ]

    private static func session(_ size: Size, pressing script: String) throws -> Session {
        var session = try Session(
            width: size.width, height: size.height, articles: Newsroom.wide)
        try session.press(script)
        return session
    }
}
