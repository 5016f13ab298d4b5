import PortalCore
import PortalModel
import TestSupport
import Testing

/// Keys that the reader gave commands.
struct OwnKeysSession {
    private static let keys = KeyTable.standard(with: [
        KeyBinding(command: "save", keys: [.init(name: "F3")]),
        KeyBinding(command: "refresh", keys: [.init(name: "F5")]),
        KeyBinding(command: "help", keys: [.init(name: "H")]),
    ]).table

    @Test func `the keys do what the reader wants, and hints and help say so`() throws {
        var session = try Session(width: 120, height: 40, keys: Self.keys)
        #expect(session.statusLine.contains("F5 ververs"))
        #expect(session.statusLine.contains("H hulp"))
        try session.press("s")
        #expect(session.effects == [])
        try session.press("F3")
        #expect(try session.stored().saved.count == 1)
        try session.press("H")
        #expect(session.rows.contains { $0.contains("F3 S") && $0.contains("save, saved") })
    }

    @Test func `the linear layout names them too`() throws {
        let session = try Session(width: 120, height: 40, isLinear: true, keys: Self.keys)
        #expect(session.statusLine.contains("H hulp"))
    }

    @Test func `dialogs go by them too, but for what is typed or theirs`() throws {
        let keys = KeyTable.standard(with: [
            KeyBinding(command: "down", keys: [.init(name: "z")]),
            KeyBinding(command: "open", keys: [.init(name: "F2")]),
            KeyBinding(command: "back", keys: [.init(name: "F4")]),
        ]).table
        var commands = ReaderCommands()
        commands.send = try [("Een", nil), ("Twee", nil), ("Drie", Character("z"))].map {
            SendCommand(name: $0, key: $1, command: try CommandTemplate(["true"], allowed: []))
        }
        var session = try Session(commands: commands, keys: keys)
        try session.press("t z z F2")
        #expect(try session.stored().theme != nil)
        let theme = try session.stored().theme
        try session.press("t z F4")
        #expect(try session.stored().theme == theme && session.state.theme.name == theme)
        // Its own key of a command comes first.
        try session.press("| z")
        #expect(session.effects.contains { "\($0)".contains("Drie") })
        try session.press("x z e e")
        #expect(session.rows.contains { $0.contains("zee") })
        try session.press("Esc")
    }
}
