import HostileText
import TestSupport
import TestTags
import Testing

/// A window that changes under the portal.
@Suite(.tags(.slow)) struct ResizeTests {
    @Test func `a window changed again and again ends as one opened that large`() throws {
        let fresh = try Pane.atFrontPage(columns: 80, rows: 24).screen()
        let pane = try Pane.atFrontPage(columns: 120, rows: 40)
        try pane.resize(columns: 60, rows: 20)
        try pane.wait(for: "the front page fills 60 columns") {
            $0.rows.count == 20 && $0.rows[19].contains("hulp")
        }
        try pane.resize(columns: 30, rows: 8)
        try pane.wait(for: "Het venster is te klein")
        try pane.resize(columns: 80, rows: 24)
        try pane.wait(for: "it looks like a fresh start at 80×24") { $0 == fresh }
    }

    @Test func `two hundred sizes during a refresh end in the screen of a fresh start`() throws {
        let gate = Gate()
        let (reader, _) = try TestReader.waitingForLater(behind: gate, items: 30)
        let pane = try Pane(reader, columns: 120, rows: 40, "exec \(TestReader.portaal)")
        try pane.wait(for: "▌Bericht 1")
        try pane.press("R")
        try pane.wait(for: "Verversen 1/2")
        var sizes = SplitMix(seed: 22)
        for step in 0..<200 {
            // One in ten is as small as a window can be.
            let isTiny = step % 10 == 0
            try pane.resize(
                columns: isTiny ? 1 : .random(in: 1...200, using: &sizes),
                rows: isTiny ? 1 : .random(in: 1...60, using: &sizes))
            if step == 150 { gate.open() }
        }
        try pane.resize(columns: 80, rows: 24)
        let last = try pane.wait(for: "the refresh is over at 80×24") {
            $0.rows.count == 24 && $0.rows[23].hasPrefix(" 14:23 · ")
        }
        let fresh = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        let screen = try fresh.wait(for: "Bijgewerkt om 14:23")
        // The last two rows also tell what was read so far: of the list, and of the sources.
        #expect(last.rows.dropLast(2) == screen.rows.dropLast(2), "\(last)")
        try pane.press("j", "k")
        try pane.wait(for: "it goes on as a fresh one") {
            $0.rows.dropLast(2) == screen.rows.dropLast(2) && $0.column == screen.column
        }
    }

    @Test func `a window that changes just when a key was answered is filled`() throws {
        let pane = try Pane.atFrontPage(columns: 80, rows: 24)
        for rows in 25...32 {
            // An article that opens is noted on the disk as read once it is shown.
            try pane.press("Enter")
            try pane.wait(for: "terug")
            try pane.resize(columns: 80, rows: rows)
            try pane.wait(for: "the article fills \(rows) rows") {
                $0.rows.count == rows && $0.rows[rows - 1].contains("terug")
            }
            try pane.press("q", "j")
            try pane.wait(for: "Enter lees")
        }
    }

    @Test func `an article is set again for a narrower window`() throws {
        let pane = try Pane.atFrontPage(columns: 120, rows: 40)
        try pane.press("Enter")
        try pane.wait(for: "Banden weer aanhalen")
        try pane.resize(columns: 60, rows: 20)
        try pane.wait(for: "the text keeps within 60 columns") { screen in
            screen.rows.count == 20
                && screen.shows(
                    block: """
                        BERLIJN (ANP) - De NAVO heeft Rusland gevraagd opnieuw
                        te komen praten over de spanningen rond Oekraïne en
                        """)
        }
    }

    @Test func `a window too small for anything says so and still ends`() throws {
        let reader = try TestReader.atTerminal()
        let pane = try Pane(
            reader, columns: 10, rows: 3, reader.watched("exec \(TestReader.portaal)"))
        let screen = try pane.wait(for: "venster")
        #expect(screen.isAlternate)
        try pane.press("C-c")
        #expect(try reader.status() == 0)
    }
}
