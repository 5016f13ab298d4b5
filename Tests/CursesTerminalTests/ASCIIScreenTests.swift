import PortalModel
import TestSupport
import Testing
import TextGrid

@testable import CursesTerminal

/// What a terminal gets to see that is shown nothing but ASCII.
struct ASCIIScreenTests {
    /// The rows as they are drawn.
    private func drawn(_ frame: Frame) -> [String] {
        let glyphs = GlyphSet(isUnicode: false)
        return (0..<frame.size.height).map { row in
            let cells = frame.cells(of: row, in: 0..<frame.size.width)
            var line: [UInt32] = []
            for cell in cells.indices where !cells[cell].isContinuation {
                let isWide = cell + 1 < cells.endIndex && cells[cell + 1].isContinuation
                glyphs.append(frame.character(of: cells[cell]), width: isWide ? 2 : 1, to: &line)
            }
            return "|\(String(String.UnicodeScalarView(line.compactMap(Unicode.Scalar.init))))|"
        }
    }

    @Test(arguments: [
        ("front-page", ""), ("article", "j*6 Enter"), ("settings", ","), ("webmail", "W"),
        ("mute-dialog", "j x ↓"), ("label-dialog", "s L n a t u u r Enter j s L n a"),
        ("saved-by-label", "s L n a t u u r Enter j s S ]"), ("headlines-chosen", "v j v"),
        ("sources", "B j"), ("source-dialog", "B j v B"), ("settings-own", ", G"),
        ("send-dialog", "j | j"),
    ])
    func `a screen in ASCII looks as it was recorded`(name: String, script: String) throws {
        try expectRecorded(name, Newsroom.articles, script)
    }

    @Test(arguments: [
        ("published", "e Enter j*6"), ("published-tables", "e Enter j*16"),
        ("published-end", "e Enter G"),
    ])
    func `what is easily lost is told in ASCII too`(name: String, script: String) throws {
        try expectRecorded(name, Newsroom.published, script)
    }

    @Test func `what is muted is shown in ASCII too`() throws {
        try expectRecorded("muted", Newsroom.articles, "X") { session in
            try session.press("x ↓ Enter")
            session.filter()
        }
    }

    private func expectRecorded(
        _ name: String, _ articles: [Article], _ script: String,
        after prepare: (inout Session) throws -> Void = { _ in }
    ) throws {
        var commands = ReaderCommands()
        commands.send = try ["Later lezen", "Vertalen naar het Engels"].map {
            SendCommand(name: $0, key: nil, command: try CommandTemplate(["a"], allowed: []))
        }
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            var session = try Session(
                width: width, height: height, articles: articles, commands: commands)
            session.limitToASCII()
            try prepare(&session)
            try session.press(script)
            let rows = drawn(session.frame)
            #expect(rows.allSatisfy { $0.unicodeScalars.count == width + 2 })
            #expect(rows.joined().utf8.allSatisfy { (0x20...0x7E).contains($0) })
            let name = "ascii-\(name)-\(width)x\(height)"
            if let complaint = try goldenComplaint(name, lines: rows) {
                Issue.record(Comment(rawValue: complaint))
            }
        }
    }
}
