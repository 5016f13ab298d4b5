import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// Keys that do nothing where the reader is say why.
struct SilentKeySession {
    @Test(
        arguments: [
            ("z", "De toets z doet hier niets · ?: alle toetsen"),
            ("F7", "De toets F7 doet hier niets"), ("^G", "De toets ^G doet hier niets"),
            ("c", "Dat kan in een artikel"), ("i", "Dat kan in een artikel"),
            ("N", "Dat kan na het zoeken · /: zoeken"), ("9", "Er is geen pagina 9."),
            ("Tab", "Ernaast staat nu geen lijst."), ("Esc", "Dit is de voorpagina · q: stoppen"),
            (", m", "Kies eerst een bericht in een lijst."), ("? s", "Kies eerst een bericht"),
            ("? o", "Kies eerst een bericht"), (", y", "Kies eerst een bericht"),
            (", M", "Kies eerst een bericht"), ("? v", "Dat kan hier niet."),
            ("? L", "Kies eerst een bericht"), ("B x", "Kies eerst een bericht"),
        ])
    func `a key that does nothing says why`(script: String, sentence: String) throws {
        var session = try Session(width: 80, height: 24)
        try session.press(script)
        #expect(session.statusLine.contains(sentence))
    }

    @Test func `where there is one edition, none follows`() throws {
        let edition = Newsroom.editions[0]
        var session = try Session(width: 80, height: 24, editions: [edition])
        try session.press("j e")
        #expect(session.statusLine.contains("Er is maar één editie."))
        #expect(session.state.list.selected == 1)
    }

    @Test func `at the ends of a list and of a text keys are silent`() throws {
        var session = try Session(width: 80, height: 24)
        for script in ["k", "G j", "g PgUp", "Enter k", "G j"] {
            try session.press(script)
            #expect(!session.statusLine.contains("niet"))
        }
    }

    @Test func `pasting where nothing is typed is no key`() throws {
        var session = try Session(width: 80, height: 24)
        session.press(.paste("zomaar iets"))
        #expect(session.statusLine.contains("Bijgewerkt"))
    }

    @Test func `without a browser the address is told and copied, and why`() throws {
        var session = try Session(width: 100, height: 30, hasBrowser: false)
        try session.press("o")
        session.finishWrites()
        #expect(session.rows.contains { $0.contains("hier is geen browser") })
        #expect(session.copied.count == 1)
    }
}
