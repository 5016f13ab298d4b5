import Foundation
import TestSupport
import TestTags
import Testing

/// A portal that is killed as nobody wants it to be: what the reader did is there at the next
/// start. What a key did is on the disk when the next key is answered.
@Suite(.tags(.slow)) struct KeptActsTests {
    private static let count = 12

    @Test(arguments: [
        ("m", 1, 0), ("A", count, 0), ("s", 0, 1), ("A u", 0, 0), ("s u", 0, 0),
        ("m j m k m", 1, 0), ("s j s j s u", 0, 2),
    ])
    func `what was marked and saved outlives a kill`(
        acts: String, read: Int, saved: Int
    ) throws {
        let reader = try Self.reader()
        try Self.kill(reader, after: acts.split(separator: " ").map(String.init))
        #expect(try reader.count("read") == read)
        #expect(try reader.count("saved") == saved)
        let pane = try Pane(reader, columns: 80, rows: 40, "exec \(TestReader.portaal)")
        let screen = try pane.wait(for: "▌Bericht 1")
        #expect(screen.rows.count { $0.contains("♥ bewaard") } == saved, "\(screen)")
    }

    @Test func `the page and the theme outlive a kill`() throws {
        let reader = try Self.reader()
        try Self.kill(reader, after: ["t", "j", "Enter", "3"], when: "▌Elders 1")
        #expect(try reader.count("setting WHERE name = 'theme'") == 1)
        let pane = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        let screen = try pane.wait(for: "▌Elders 1")
        #expect(!screen.shows("Bericht"), "\(screen)")
    }

    @Test func `the place in an article outlives a kill`() throws {
        let reader = try Self.reader()
        let pane = try Pane(
            reader, columns: 80, rows: 16, reader.watched("exec \(TestReader.portaal)"))
        try pane.wait(for: "▌Bericht 1")
        try pane.press("G", "Enter")
        try pane.wait(for: "Alinea 1")
        for _ in 0..<6 { try pane.press("j") }
        let before = try pane.wait(for: "it is scrolled") { !$0.rows[2].contains("Elders") }
        try eventually("the place is kept") { try reader.count("position") == 1 ? true : nil }
        try reader.signal(SIGKILL)
        _ = try reader.status()
        let next = try Pane(reader, columns: 80, rows: 16, "exec \(TestReader.portaal)")
        try next.wait(for: "▌Bericht 1")
        try next.press("G", "Enter")
        let after = try next.wait(for: "Alinea")
        #expect(after.rows[2...13] == before.rows[2...13], "\(after)")
    }

    /// A reader with two sections of news.
    private static func reader() throws -> TestReader {
        let server = try NewsServer { path, _ in
            var items = Feed.items(path == "/Dorp.xml" ? "Bericht" : "Elders", count / 2)
            let alineas = (1...20).map { "&lt;p&gt;Alinea \($0).&lt;/p&gt;" }.joined()
            items[items.count - 1].text = alineas
            return Feed.rss(items, hour: path == "/Dorp.xml" ? 12 : 10)
        }
        return try .reading(server, feeds: ["Dorp", "Elders"])
    }

    /// Kills the portal once the last of `keys` is kept, which another key's answer tells.
    private static func kill(
        _ reader: TestReader, after keys: [String], when sign: String? = nil
    ) throws {
        let pane = try Pane(
            reader, columns: 80, rows: 40, reader.watched("exec \(TestReader.portaal)"))
        try pane.wait(for: "▌Bericht 1")
        for key in keys { try pane.press(key) }
        if let sign {
            try pane.wait(for: sign)
            try eventually("the page is kept") {
                try reader.count("setting WHERE name = 'page'") == 1 ? true : nil
            }
        }
        try pane.press("?")
        try pane.wait(for: "omlaag, omhoog")
        try reader.signal(SIGKILL)
        #expect(try reader.status() == 128 + Int(SIGKILL))
    }
}
