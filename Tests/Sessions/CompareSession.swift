import PortalApp
import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct CompareSession {
    /// The lead of the built-in edition is open.
    private func reading(
        width: Int = 120, height: Int = 40, isChanged: Bool = false, isLinear: Bool = false
    ) throws -> Session {
        var session = try Session(
            width: width, height: height, articles: [], isLinear: isLinear,
            isBuiltInChanged: isChanged)
        try session.press("Enter")
        return session
    }

    /// The words on the screen that look like those that one text has alone.
    private func marked(in session: Session) -> String {
        let frame = session.frame
        let looks = frame.cells.filter { $0.style.attributes.contains(.underline) }
        return String(looks.map(frame.character(of:)))
    }

    @Test func `two reports stand side by side, each paragraph beside its like`() throws {
        var session = try reading()
        try session.press("c")
        let rows = session.rows
        #expect(rows.contains { $0.contains("83% gelijk") })
        #expect(rows.contains { $0.contains("1 ZeelandNet · dinsdag 18 januari 2022, 14:05") })
        #expect(rows.contains { $0.contains("│ 2 NU.nl · dinsdag 18 januari 2022, 14:41") })
        let aligned = rows.filter { row in
            let halves = row.split(separator: "│")
            return halves.count == 2
                && halves.allSatisfy { $0.contains("Een week eerder kwam de NAVO-Ruslandraad") }
        }
        #expect(aligned.count == 1)
    }

    @Test func `what only one of them tells is underlined, and what both tell is not`() throws {
        var session = try reading(height: 60)
        try session.press("c")
        let words = marked(in: session)
        #expect(words.contains("BERLIJN (ANP)"))
        #expect(words.contains("was in Berlijn te gast bij"))
        #expect(words.contains("Misschien wel 100.000 Russische militairen"))
        #expect(!words.contains("NAVO-Ruslandraad"))
        #expect(!words.contains("wie onderhandelt"))
    }

    @Test func `a paragraph of the second report stands opposite a gap`() throws {
        var session = try reading()
        try session.press("c")
        let row = try #require(session.rows.first { $0.contains("Misschien wel 100.000") })
        #expect(row.prefix(while: { $0 != "│" }).allSatisfy { $0 == " " })
    }

    @Test func `in a wide window all versions stand beside them and can be clicked`() throws {
        var session = try reading(width: 200, height: 60, isChanged: true)
        try session.press("c")
        let row = try #require(session.rows.firstIndex { $0.contains("│ Verslagen") })
        let names = session.rows[row...].compactMap { row in
            row.split(separator: "│").last.flatMap { $0.firstMatch(of: /^[ ▏](\d) \w/)?.1 }
        }
        #expect(names == ["1", "2", "3", "4"])
        let third = try #require(session.rows.lastIndex { $0.contains(/│ 3 \w/) })
        session.press(.click(Point(column: 180, row: third)))
        #expect(session.rows.contains { $0.contains("eerdere versie, 3 van 4") })
        session.resize(width: 150, height: 60)
        #expect(!session.rows.contains { $0.contains("Verslagen") })
    }

    @Test func `in a narrow window they stand one below the other`() throws {
        var session = try reading(width: 80, height: 40)
        try session.press("c j j")
        let rows = session.rows
        let first = try #require(rows.firstIndex { $0.hasPrefix("  1  BERLIJN (ANP)") })
        let second = try #require(rows.firstIndex { $0.hasPrefix("  2  De NAVO heeft") })
        #expect(second > first)
        #expect(rows.contains("  1  ontbreekt"))
        try session.press("G")
        #expect(session.rows.contains { $0.hasPrefix("  =  Washington wees") })
    }

    @Test func `in the linear layout signs tell what the underline tells`() throws {
        var session = try reading(width: 100, height: 40, isLinear: true)
        try session.press("c")
        #expect(session.rows.contains { $0.contains("{BERLIJN (ANP)} - De NAVO heeft") })
        try session.press("G")
        let row = try #require(session.rows.firstIndex { $0.hasPrefix("  Washington wees") })
        #expect(session.rows[row - 1] == "  1 en 2:")
    }

    @Test(arguments: ["j", "Space", "G", "j*30 k*3"])
    func `keys move both texts, and their heads stay`(script: String) throws {
        var session = try reading()
        try session.press("c")
        let before = session.rows
        try session.press(script)
        #expect(session.rows[2...4] == before[2...4])
        #expect(session.rows[5...] != before[5...])
        try session.press("g")
        #expect(session.rows == before)
    }

    @Test(arguments: ["q", "Esc", "h"])
    func `going back leads to where the article was`(key: String) throws {
        var session = try reading(height: 24)
        try session.press("j*7")
        let before = session.frame
        try session.press("c Space \(key)")
        #expect(session.frame == before)
    }

    @Test func `another window keeps the paragraph that was on top`() throws {
        var session = try reading(height: 24)
        try session.press("c j*18")
        #expect(session.rows[5].contains("Een week eerder"))
        session.resize(width: 80, height: 24)
        #expect(session.rows.contains { $0.contains("Een week eerder") })
    }

    @Test func `an article without other versions says so`() throws {
        var session = try reading()
        try session.press("J c")
        #expect(
            session.statusLine.contains(
                "Er is geen ander verslag en geen eerdere versie."))
        #expect(session.rows.contains { $0.contains("Trump waarschuwt burgemeester") })
    }

    @Test func `a changed article tells when and how often`() throws {
        let session = try reading(isChanged: true)
        #expect(session.rows.contains { $0.contains("Bijgewerkt di 18 jan 14:25 · 2 wijzigingen") })
    }

    @Test func `v goes through all versions, and a digit to one of them`() throws {
        var session = try reading(isChanged: true)
        try session.press("c")
        #expect(session.rows[2].contains("eerdere versie, 2 van 4"))
        #expect(session.rows[3].contains("2 ZeelandNet, eerder · dinsdag 18 januari 2022, 14:15"))
        #expect(session.rows[3].contains("│ 1 ZeelandNet, nu · dinsdag 18 januari 2022, 14:25"))
        try session.press("v")
        #expect(session.rows[2].contains("eerdere versie, 3 van 4"))
        #expect(session.rows[3].contains("3 ZeelandNet, eerder · dinsdag 18 januari 2022, 14:05"))
        #expect(session.rows[5].contains("NAVO nodigt Rusland opnieuw uit"))
        try session.press("4")
        #expect(session.rows[2].contains("verslag 4 van 4"))
        #expect(session.rows[3].contains("│ 4 NU.nl"))
        try session.press("v")
        #expect(session.rows[3].contains("2 ZeelandNet, eerder"))
        try session.press("9")
        #expect(session.rows[3].contains("2 ZeelandNet, eerder"))
    }

    @Test func `an article with one other version has no third to show`() throws {
        var session = try reading()
        try session.press("c v")
        #expect(session.statusLine.contains("Er is geen ander verslag om mee te vergelijken."))
    }

    @Test func `of a report that is a teaser the rest is fetched, and compared as it comes`() throws
    {
        let reports = ["Kustbode", "Polderpost"].map { outlet in
            Newsroom.article(
                SafeText(cleaning: "Brug klemt, zegt de \(outlet)"), in: "Binnenland",
                from: SafeText(cleaning: outlet), minutesOld: 5, "De brug klemt.")
        }
        var session = try Session(width: 120, height: 30, articles: reports)
        session.stand.oneStory = reports.map(\.id)
        try session.press("Enter")
        session.bringPage(of: reports[0].id, Document([.paragraph(["De brug klemt al een dag."])]))
        session.bringPage(of: reports[1].id, Document([.paragraph(["De brug klemt al een dag."])]))
        try session.press("c")
        #expect(!session.rows.contains { $0.contains("wordt opgehaald") })

        session = try Session(width: 120, height: 30, articles: reports)
        session.stand.oneStory = reports.map(\.id)
        try session.press("/ k l e m t Enter Enter c")
        #expect(session.rows.contains { $0.contains("De brug klemt.") })
        session.bringPage(of: reports[1].id, Document([.paragraph(["Monteurs uit Goes komen."])]))
        #expect(session.rows.contains { $0.contains("Monteurs uit Goes komen.") })
        #expect(session.rows.contains { $0.contains("verslag") || $0.contains("% gelijk") })
        try session.press("q")
        #expect(session.rows.contains { $0.contains("Ook bij") })
    }

    @Test(arguments: [(60, 20), (80, 24), (100, 30), (120, 40)])
    func `what the underline means stands whole in every window`(width: Int, height: Int) throws {
        var session = try reading(width: width, height: height, isChanged: true)
        try session.press("c")
        #expect(
            session.rows.contains { $0.contains("onderstreept: staat maar in één van de twee") })
        #expect(session.rows.contains { $0.contains("eerdere versie, 2 van 4 (v: volgende)") })
    }

    @Test func `the wheel moves both texts`() throws {
        var session = try reading()
        try session.press("c j j j")
        let rows = session.rows
        try session.press("g")
        session.press(.wheelDown(Point(column: 80, row: 20)))
        #expect(session.rows == rows)
    }
}
