import Testing

/// A window that changes under the portal.
struct ResizeTests {
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
            try pane.wait(for: "ververs")
        }
    }

    @Test func `an article is set anew for a narrower window`() throws {
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
        let desk = try Desk()
        let pane = try Pane(desk, columns: 10, rows: 3, desk.watched("exec \(Desk.portaal)"))
        let screen = try pane.wait(for: "venster")
        #expect(screen.isAlternate)
        try pane.press("C-c")
        #expect(try desk.status() == 0)
    }
}
