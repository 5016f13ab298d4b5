import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct SettingsSession {
    @Test func `the settings say what holds and are left as they were entered`() throws {
        var session = try Session()
        let before = session.frame
        try session.press(",")
        #expect(session.cursorRow.hasPrefix("▌ Webmail"))
        #expect(session.cursorRow.contains("‹ DELTA webmail ›"))
        #expect(session.rows.contains { $0.contains("Regellengte") && $0.contains("72 tekens") })
        #expect(session.rows.contains { $0.contains("Verversen") && $0.contains("nooit") })
        try session.press("Esc")
        #expect(session.frame == before)
        try session.press(", q")
        #expect(session.frame == before)
    }

    @Test(arguments: ["→", "l", "Enter", "Space"])
    func `a key changes the selected setting at once and keeps it`(key: String) throws {
        var session = try Session()
        try session.press(", j j j \(key)")
        #expect(session.effects.last == .keep(SettingChoice(name: "justify", value: "true")))
        #expect(session.state.settings.justifies)
        #expect(session.cursorRow.contains("aan beide kanten recht"))
        #expect(session.keptSettings == [SettingChoice(name: "justify", value: "true")])
    }

    @Test func `left goes the other way and never leaves the settings`() throws {
        var session = try Session()
        try session.press(", j j ← ←")
        #expect(
            session.keptSettings == [
                SettingChoice(name: "measure", value: "68"),
                SettingChoice(name: "measure", value: "64"),
            ])
        #expect(session.cursorRow.contains("‹ 64 tekens ›"))
        try session.press("→*3")
        #expect(session.cursorRow.contains("‹ 40 tekens ›"))
    }

    @Test func `the webmail is chosen and stored`() throws {
        var session = try Session(webmail: .delta)
        try session.press(", →")
        #expect(try session.stored().webmail == .zeelandnet)
        #expect(session.cursorRow.contains("‹ ZeelandNet webmail ›"))
    }

    @Test func `a theme is seen while it is chosen`() throws {
        var session = try Session()
        try session.press(", j")
        let before = session.frame[Point(column: 1, row: 0)].style
        try session.press("→ →")
        #expect(session.state.theme.name == "papier")
        #expect(session.frame[Point(column: 1, row: 0)].style != before)
        #expect(try session.stored().theme == "papier")
        try session.press("←")
        #expect(try session.stored().theme == "delta")
    }

    @Test func `the intervals go round through never`() throws {
        var session = try Session(interval: 7200)
        try session.press(", j*5 →")
        #expect(session.state.settings.refreshInterval == nil)
        #expect(session.cursorRow.contains("‹ nooit ›"))
        try session.press("→")
        #expect(
            session.keptSettings == [
                SettingChoice(name: "refresh", value: "never"),
                SettingChoice(name: "refresh", value: "900"),
            ])
        #expect(session.cursorRow.contains("‹ elke 15 minuten ›"))
    }

    @Test func `an interval from the configuration can be gone back to`() throws {
        var session = try Session(interval: 5400)
        try session.press(", j*5")
        #expect(session.cursorRow.contains("‹ elke 90 minuten ›"))
        try session.press("→")
        #expect(session.cursorRow.contains("‹ elke 2 uur ›"))
        try session.press("←")
        #expect(session.cursorRow.contains("‹ elk uur ›"))
    }

    @Test func `the mouse is switched off and a click changes what is selected`() throws {
        var session = try Session()
        let mouse = try #require(
            SettingDescription.chosen.firstIndex { $0.row.storedName == "mouse" })
        try session.press(",\(String(repeating: " j", count: mouse))")
        let row = try #require(session.frame.cursor).row
        session.press(.click(Point(column: 4, row: row)))
        #expect(session.effects == [.keep(SettingChoice(name: "mouse", value: "false"))])
        session.press(.click(Point(column: 4, row: row - 2)))
        #expect(session.effects == [])
        #expect(session.cursorRow.contains("Tekens"))
    }

    @Test func `what goes by the terminal can be set and left to it again`() throws {
        var session = try Session()
        try session.press(", j*6")
        #expect(session.cursorRow.contains("‹ automatisch ›"))
        try session.press("→ → →")
        #expect(
            session.keptSettings
                == [
                    SettingChoice(name: "bidi", value: "true"),
                    SettingChoice(name: "bidi", value: "false"),
                    SettingChoice(name: "bidi", value: "auto"),
                ])
        try session.press("j ←")
        #expect(session.keptSettings.last == SettingChoice(name: "hyperlinks", value: "false"))
        #expect(session.cursorRow.contains("‹ uit ›"))
        try session.press("j j j j →")
        #expect(session.keptSettings.last == SettingChoice(name: "ascii", value: "true"))
        #expect(session.cursorRow.contains("‹ alleen ASCII ›"))
    }

    @Test func `an article is set again with its block on top`() throws {
        var session = try Session.firstRun(width: 80, height: 24)
        try session.press("Esc Enter j*9")
        let block = session.effects.last
        let line = session.cursorRow
        try session.press(", j j ←*4 q")
        #expect(session.cursorRow != line)
        #expect(session.rows.dropFirst(2).dropLast(2).allSatisfy { $0.count <= 12 + 56 })
        try session.press(", j j →*4 q")
        try session.press("j k")
        #expect(session.effects.last == block)
    }

    @Test func `every setting can be reached in a low window`() throws {
        var session = try Session(width: 60, height: 10)
        try session.press(",")
        let names = [
            "Webmail", "Thema", "Regellengte", "Uitlijning", "Afbreken", "Verversen",
            "Leesrichting", "Links", "Lijst", "Kolommen", "Foto’s", "Tekens", "Muis",
        ]
        for name in names {
            #expect(session.cursorRow.contains(name))
            try session.press("j")
        }
        try session.press("g")
        #expect(session.cursorRow.contains("Webmail"))
    }

    @Test func `what is on and not installed says so`() throws {
        var session = try Session(width: 100, height: 60) { $0.hyphenates = true }
        try session.press(",")
        session.send(.customizationsLoaded([], uninstalled: [.hyphens, .readingOrder]))
        func row(_ name: String) -> String { session.rows.first { $0.contains(name) } ?? "" }
        #expect(row("Afbreken").contains("aan, maar niet geïnstalleerd"))
        #expect(row("Leesrichting").contains("automatisch, maar niet geïnstalleerd"))
        #expect(!row("Foto’s").contains("geïnstalleerd"))
        try session.press("j*4 →")
        #expect(!row("Afbreken").contains("geïnstalleerd"))
    }

    @Test func `a theme can still be chosen by its own key`() throws {
        var session = try Session()
        try session.press(", t j Enter")
        #expect(try session.stored().theme == "delta")
        #expect(session.rows.contains { $0.contains("Thema") && $0.contains("delta") })
    }
}
