import TestSupport
import TestTags
import Testing

/// An article whose page takes its time, read in the real programs.
@Suite(.tags(.slow)) struct LatePageTests {
    private static let teaser =
        "De eerste alinea staat in de feed en op de pagina, woord voor woord."

    @Test func `the teaser is read until the page comes, which moves no line of it`() throws {
        let gate = Gate()
        let reader = try Self.reader(gate)
        let pane = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        try pane.wait(for: "▌Bericht 1")
        try pane.press("Enter")
        let before = try pane.wait(for: "Het hele artikel wordt opgehaald …")
        #expect(before.shows("De eerste alinea staat in de feed"), "\(before)")
        try eventually("the page is asked for") {
            reader.newsServer?.paths.contains("/pagina/1") == true ? true : nil
        }
        try pane.press("?")
        try pane.wait(for: "omlaag, omhoog")
        try pane.press("q", "s")
        try pane.wait(for: "Bewaard · S: alles tonen")
        gate.open()
        let after = try pane.wait(for: "Alinea 2 staat alleen op de pagina")
        let row = try #require(before.row(of: "De eerste alinea"))
        #expect(after.row(of: "De eerste alinea") == row, "\(after)")
        #expect(!after.shows("wordt opgehaald"))
        // The article that was saved as a teaser is kept as it is now.
        try eventually("the whole article is saved") {
            try reader.count("saved WHERE body LIKE '%alleen op de pagina%'") == 1 ? true : nil
        }
    }

    @Test func `a page that does not come holds up no other`() throws {
        let gate = Gate()
        let reader = try Self.reader(gate)
        let pane = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        try pane.wait(for: "▌Bericht 1")
        try pane.press("Enter")
        try pane.wait(for: "Het hele artikel wordt opgehaald …")
        try pane.press("q", "j", "j", "j", "j", "Enter")
        try pane.wait(for: "Alinea 2 staat alleen op de pagina")
        try pane.press("q", "k", "k", "k", "k", "Enter")
        try pane.wait(for: "Het hele artikel wordt opgehaald …")
        gate.open()
        try pane.wait(for: "Alinea 2 staat alleen op de pagina")
    }

    /// A reader with six teasers; the page of the first one waits for `gate`.
    private static func reader(_ gate: Gate) throws -> TestReader {
        let server = try NewsServer { path, base in
            if path == "/Dorp.xml" {
                return Feed.rss(
                    (1...6).map { number in
                        Feed.Item(
                            title: "Bericht \(number)", text: teaser,
                            link: base + "/pagina/\(number)")
                    })
            }
            if path == "/pagina/1" { gate.pass() }
            return page
        }
        return try .reading(server)
    }

    private static let page = """
        <!DOCTYPE html><html lang="nl"><head><title>Bericht</title></head><body>
        <nav><a href="/">Voorpagina</a> <a href="/sport">Sport</a></nav>
        <article><h1>Bericht</h1><p>\(teaser)</p>
        """
        + (2...9).map { number in
            """
            <p>Alinea \(number) staat alleen op de pagina, en is lang genoeg om voor de tekst van \
            een artikel te worden gehouden door wie er een zoekt, ook al staat er niets in.</p>

            """
        }.joined() + "</article></body></html>"
}
