import PortalModel
import Testing
import TextGrid

@testable import PortalCore

struct KeyTableTests {
    /// The table with keys of the reader's, each binding on a line of its own.
    private func table(
        _ bindings: KeyValuePairs<String, [String]>
    ) -> (table: KeyTable, mistakes: [String]) {
        let (table, mistakes) = KeyTable.standard(
            with: bindings.enumerated().map { index, binding in
                KeyBinding(
                    command: binding.key, commandPlace: .init(line: index + 1, column: 1),
                    keys: binding.value.enumerated().map {
                        .init(name: $1, place: .init(line: index + 1, column: 10 + $0))
                    })
            })
        return (table, mistakes.map { $0.wording(in: "x").string })
    }

    @Test func `a command gets the reader's keys in place of its own`() {
        let (table, mistakes) = table(["refresh-all": ["F5", "^R"], "read": ["Z"]])
        #expect(mistakes == [])
        #expect(table.command(for: .function(5), in: [.everywhere]) == .refreshAll)
        #expect(table.command(for: .control("r"), in: [.everywhere]) == .refreshAll)
        #expect(table.command(for: .character("R"), in: [.everywhere]) == nil)
        #expect(table.command(for: .character("r"), in: [.everywhere]) == .refreshPage)
        #expect(table.command(for: .character("Z"), in: [.everywhere]) == .toggleRead)
        #expect(table.rows.contains { $0.keys == "r F5 ^R" })
        #expect(table.label(of: .toggleRead) == "Z")
    }

    @Test func `two commands can change places`() {
        let (table, mistakes) = table(["refresh": ["R"], "refresh-all": ["r"]])
        #expect(mistakes == [])
        #expect(table.command(for: .character("R"), in: [.everywhere]) == .refreshPage)
        #expect(table.command(for: .character("r"), in: [.everywhere]) == .refreshAll)
    }

    @Test func `a key that is another command's is told and stays there`() {
        let (table, mistakes) = table(["save": ["F3", "m"], "undo": ["F3"]])
        #expect(
            mistakes == [
                "Fout in x: de toets m is al van read (regel 1, kolom 11).",
                "Fout in x: de toets F3 is al van save (regel 2, kolom 10).",
            ])
        #expect(table.command(for: .character("m"), in: [.everywhere]) == .toggleRead)
        #expect(table.command(for: .function(3), in: [.everywhere]) == .toggleSaved)
        #expect(table.label(of: .undo) == "u")
    }

    @Test func `digits stay those of pages`() {
        let (table, mistakes) = table(["save": ["3"]])
        #expect(mistakes == ["Fout in x: de toets 3 is al van de cijfers (regel 1, kolom 10)."])
        #expect(table.command(for: .character("3"), in: [.everywhere]) == .page(3))
    }

    @Test func `one key does one thing here and another there`() {
        // In an article v is the next report; in lists it chooses.
        let (table, mistakes) = table(["compare": ["m"]])
        #expect(mistakes == [])
        #expect(table.command(for: .character("m"), in: [.article, .everywhere]) == .compare)
        #expect(table.command(for: .character("m"), in: [.everywhere]) == .toggleRead)
    }

    @Test func `what is no command or no key is told, and its neighbours hold`() {
        let (table, mistakes) = table([
            "opslaan": ["s"], "save": ["Ctrl-S"], "undo": ["z", "F13"], "copy": [],
        ])
        #expect(mistakes.count == 3)
        #expect(mistakes[0].hasPrefix("Fout in x: de opdracht 'opslaan' is onbekend; ? noemt"))
        #expect(mistakes[1].hasPrefix("Fout in x: 'Ctrl-S' is geen toets"))
        #expect(mistakes[2].hasPrefix("Fout in x: 'F13' is geen toets"))
        #expect(table.command(for: .character("s"), in: [.everywhere]) == .toggleSaved)
        #expect(table.command(for: .character("z"), in: [.everywhere]) == .undo)
        #expect(table.command(for: .character("y"), in: [.everywhere]) == nil)
    }

    @Test func `the command that was probably meant is asked for`() {
        #expect(
            table(["savee": ["F7"], "refresh-al": ["F8"]]).mistakes == [
                "Fout in x: de opdracht 'savee' is onbekend; bedoelde je 'save'? (regel 1, kolom 1)",
                """
                Fout in x: de opdracht 'refresh-al' is onbekend; bedoelde je 'refresh-all'? \
                (regel 2, kolom 1)
                """,
            ])
    }

    @Test func `there is always a way out`() {
        let (table, mistakes) = table(["copy": ["^C"], "quit": []])
        #expect(mistakes == ["Fout in x: de toets ^C is al van quit (regel 1, kolom 10)."])
        #expect(table.command(for: .control("c"), in: [.everywhere]) == .quit)
    }

    @Test func `every command but those of digits has a name of its own`() {
        let commands = KeyTable.standard.rows.flatMap(\.bindings).map(\.command)
        let names = Set(commands.compactMap(\.name))
        let named = Set(commands.filter { $0.name != nil })
        #expect(names.count == named.count)
        #expect(commands.filter { $0.name == nil }.count == 9 + 8)
    }

    @Test func `every key of the table can be written and is written so in the help`() {
        for row in KeyTable.standard.rows {
            for key in row.bindings.flatMap(\.keys) {
                #expect(!key.label.isEmpty)
            }
        }
        for name in ["x", "é", "^X", "F1", "F12", "Space", "enter", "Shift-Tab", "PgDn", "Up"] {
            #expect(Key(name: name) != nil, "\(name)")
        }
        for name in ["", "xx", "^1", "F0", "F13", "Fx", "\u{1b}", "\u{202e}", " ", "Ctrl-X"] {
            #expect(Key(name: name) == nil, "\(name)")
        }
    }
}
