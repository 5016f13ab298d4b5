import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct SearchSession {
    @Test func `each letter typed searches again, and letters are no commands`() throws {
        var session = try Session()
        try session.press("/")
        #expect(session.cursorRow.hasPrefix(" Zoeken"))
        for letters in ["q", "u", "Backspace", "Backspace", "s", "t", "e"] {
            try session.press(letters)
        }
        #expect(session.effects == [.search("ste", count: 100)])
        #expect(session.cursorRow.hasPrefix(" Zoeken  ste"))
        for title in session.titles(with: "ste").prefix(3) {
            #expect(session.rows.contains { $0.contains(title.prefix(30)) })
        }
    }

    @Test func `words are typed, and taken away, where the cursor stands`() throws {
        var session = try Session()
        try session.press("/ r t e ← ← o ^E n")
        #expect(session.effects.last == .search("roten", count: 100))
        #expect(session.cursorRow.hasPrefix(" Zoeken  roten"))
        try session.press("Home Delete")
        #expect(session.effects.last == .search("oten", count: 100))
        #expect(session.frame.cursor?.column == 9)
        try session.press("→ ^K ^U")
        #expect(session.cursorRow == " Zoeken")
    }

    @Test func `keys that only move the cursor search for nothing`() throws {
        var session = try Session()
        try session.press("/ s t e")
        try session.press("← → Home End ^A ^E ^B ^F ↑")
        #expect(session.effects.isEmpty)
        #expect(session.cursorRow.hasPrefix(" Zoeken  ste"))
    }

    @Test func `^W takes a word away`() throws {
        var session = try Session()
        try session.press("/ s t e Space s t ^W")
        #expect(session.effects.last == .search("ste ", count: 100))
        try session.press("^W")
        #expect(session.cursorRow == " Zoeken")
    }

    @Test func `accents and capitals make no difference`() throws {
        var session = try Session(articles: [])
        try session.press("/ O E K R A I N E")
        #expect(session.rows.contains { $0.contains("Oekraïne") })
    }

    @Test func `n and N go through what was found`() throws {
        var session = try Session()
        try session.press("/ s t e Enter")
        let found = session.titles(with: "ste")
        #expect(session.cursorRow.contains(found[0].prefix(30)))
        try session.press("n n")
        #expect(session.cursorRow.contains(found[2].prefix(30)))
        try session.press("N")
        #expect(session.cursorRow.contains(found[1].prefix(30)))
        try session.press("N N N")
        #expect(session.cursorRow.contains(found[0].prefix(30)))
    }

    @Test func `words that were found are marked in the list`() throws {
        var session = try Session(articles: [])
        try session.press("/ n a v o Enter j")
        let row = try #require(session.rows.firstIndex { $0.contains("NAVO: Rusland") })
        let column = try #require(session.columns(of: "NAVO", inRow: row).first)
        let word = session.frame[Point(column: column, row: row)].style
        #expect(word != session.frame[Point(column: column + 6, row: row)].style)
        #expect(session.frame[Point(column: column + 3, row: row)].style == word)
    }

    @Test func `n and N in an article go from hit to hit, which are marked and counted`() throws {
        var session = try Session(width: 80, height: 16, articles: [])
        try session.press("/ r u s l a n d Enter Enter")
        #expect(session.rows[2].contains("NAVO: Rusland uitgenodigd"))
        // What is on the screen already stays where it is.
        try session.press("n")
        #expect(session.rows[2].contains("NAVO: Rusland uitgenodigd"))
        #expect(session.statusLine.contains("Treffer 1 van "))
        var seen: [String] = []
        var count = 1
        while count < 50, !session.statusLine.contains("laatste") {
            let point = try #require(session.frame.cursor)
            let column = try #require(session.columns(of: "Rusland", inRow: point.row).first)
            let hit = session.frame[Point(column: column, row: point.row)].style
            if column > 2 {
                #expect(hit != session.frame[Point(column: column - 2, row: point.row)].style)
            }
            seen.append(session.rows[point.row])
            try session.press("n")
            count += 1
            let isCounted = session.statusLine.contains("Treffer \(count) van ")
            #expect(isCounted || session.statusLine.contains("Dit was de laatste treffer."))
        }
        #expect(seen.count > 3)
        try session.press("N")
        let cursor = try #require(session.frame.cursor)
        #expect(session.rows[cursor.row] == seen[seen.count - 2])
    }

    @Test func `one hit in sight moves nothing, and is said to be the only one`() throws {
        var session = try Session(width: 100, height: 30, articles: [])
        try session.press("/ s t o l t e n b e r g Enter Enter")
        let before = session.rows.dropLast()
        try session.press("n")
        #expect(session.statusLine.contains("Treffer 1 van "))
        #expect(session.rows.dropLast() == before)
        try session.press("N")
        #expect(session.statusLine.contains("Dit was de eerste treffer."))
    }

    @Test func `Escape leads back to where the reader was`() throws {
        var session = try Session()
        try session.press("j j j")
        let before = session.frame
        try session.press("/ s t e Esc")
        #expect(session.frame == before)
        try session.press("/ s t e Enter n Enter q q")
        #expect(session.state.list.selected == 3)
    }

    @Test func `pasted words are searched for, in one line`() throws {
        var session = try Session()
        try session.press("/")
        session.press(.paste("rente\nspaargeld\n"))
        #expect(session.cursorRow.hasPrefix(" Zoeken  rente spaargeld"))
        #expect(session.rows.contains { $0.contains("Rente op spaargeld daalt") })
    }

    @Test func `Enter takes what was probably meant, then goes to the list, then opens`() throws {
        var session = try Session(articles: [])
        try session.press("/ n e t a n j a h u")
        #expect(session.rows.contains { $0.contains("Bedoelde je Netanyahu?") })
        #expect(session.statusLine.contains("Enter zoek dat"))
        try session.press("Enter")
        #expect(session.cursorRow.hasPrefix(" Zoeken  Netanyahu"))
        #expect(session.rows.contains { $0.contains("1 treffer") })
        try session.press("Enter")
        #expect(session.cursorRow.contains("Netanyahu"))
        #expect(!session.cursorRow.contains("Zoeken"))
        try session.press("Enter")
        #expect(session.rows.allSatisfy { !$0.contains("Zoeken  ") })
    }

    @Test func `a word inside another is found and marked`() throws {
        var session = try Session(articles: [])
        try session.press("/ t a n y a h u Enter")
        let row = try #require(session.rows.firstIndex { $0.contains("Netanyahu") })
        let column = try #require(session.columns(of: "tanyahu", inRow: row).first)
        let word = session.frame[Point(column: column, row: row)].style
        #expect(word != session.frame[Point(column: column - 1, row: row)].style)
    }

    @Test func `hits beyond a hundred come as the reader goes on`() throws {
        var session = try Session(articles: Newsroom.flood(230))
        try session.press("/ v l o e d")
        #expect(session.rows.contains { $0.contains("230 treffers") })
        try session.press("Enter G")
        #expect(session.effects.last == .search("vloed", count: 200))
        #expect(session.cursorRow.contains("Bericht"))
        let reached = session.cursorRow
        try session.press("G")
        #expect(session.effects.last == .search("vloed", count: 300))
        #expect(session.cursorRow != reached)
    }

    @Test func `where reports of one story are one entry, both are counted`() throws {
        var session = try Session(articles: [])
        try session.press("/ n a v o")
        #expect(session.rows.contains { $0.contains("2 treffers in 1 verhaal") })
    }

    @Test func `a search in vain says so and goes on`() throws {
        var session = try Session()
        try session.press("/ q q q Enter")
        #expect(session.rows.contains { $0.contains("Niets gevonden voor ‘qqq’.") })
        try session.press("^U n i e u w")
        #expect(session.cursorRow.hasPrefix(" Zoeken  nieuw"))
    }
}

extension Session {
    /// The titles of the articles in which `word` begins a word.
    fileprivate func titles(with word: SafeText) -> [String] {
        stand.articles.filter { $0.contains(word) }.map(\.headline.title.string)
    }

    /// The columns at which `word` begins in a row.
    fileprivate func columns(of word: String, inRow row: Int) -> [Int] {
        let text = Array(frame.text(ofRow: row))
        return text.indices.filter { text[$0...].starts(with: word) }
    }
}
