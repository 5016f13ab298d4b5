import PortalConfiguration
import PortalModel
import Testing

/// The programs of the reader's that portaal.toml names.
struct CommandConfigurationTests {
    private func commands(_ text: String) -> ReaderCommands {
        PortalConfiguration.read(text).configuration.commands
    }

    private func mistakes(_ text: String) -> [String] {
        PortalConfiguration.read(text).mistakes.map { $0.wording(in: "x").string }
    }

    @Test func `commands to send on to are read in order`() throws {
        let text = """
            [[send]]
            name = "Later lezen"
            key = "p"
            command = ["wallabag", "add", "{url}"]

            [[send]]
            name = "Notitie"
            command = ["sh", "-c", "cat >> ~/notitie.md"]
            input = "markdown"

            [[send]]
            name = "Bladeren"
            key = "L"
            command = ["less"]
            input = "text"
            terminal = true
            """
        #expect(mistakes(text) == [])
        let send = commands(text).send
        #expect(send.map(\.name) == ["Later lezen", "Notitie", "Bladeren"])
        #expect(send.map(\.key) == ["p", nil, "L"])
        #expect(send.map(\.input) == [nil, .markdown, .text])
        #expect(send.map(\.usesTerminal) == [false, false, true])
        #expect(
            send[0].command.filled(with: [.url: "https://dorp.example/"])
                == ["wallabag", "add", "https://dorp.example/"])
    }

    @Test(arguments: [
        (
            "key = \"j\"",
            "Fout in x: de toets j is er om te kiezen of te sluiten (regel 4, kolom 7)."
        ),
        ("key = \"pp\"", "Fout in x: hier hoort één letter, cijfer of teken (regel 4, kolom 7)."),
        (
            "key = \"\\u001b\"",
            "Fout in x: hier hoort één letter, cijfer of teken (regel 4, kolom 7)."
        ),
        ("key = \" \"", "Fout in x: hier hoort één letter, cijfer of teken (regel 4, kolom 7)."),
        (
            "input = \"html\"",
            "Fout in x: hier hoort \"text\", \"markdown\" of \"url\" (regel 4, kolom 9)."
        ),
        ("terminal = \"ja\"", "Fout in x: hier hoort true of false (regel 4, kolom 12)."),
    ])
    func `a wrong part is told and left out, the command holds`(part: String, mistake: String) {
        let text = "[[send]]\nname = \"A\"\ncommand = [\"a\"]\n\(part)\n"
        #expect(mistakes(text) == [mistake])
        #expect(commands(text).send.map(\.name) == ["A"])
        #expect(commands(text).send.first?.key == nil)
    }

    @Test func `a key belongs to the first that names it`() {
        let text = """
            [[send]]
            name = "A"
            key = "p"
            command = ["a"]

            [[send]]
            name = "B"
            key = "p"
            command = ["b"]
            """
        #expect(mistakes(text) == ["Fout in x: de toets p is al van 'A' (regel 8, kolom 7)."])
        #expect(commands(text).send.map(\.key) == ["p", nil])
    }

    @Test(arguments: [
        ("command = []", "hier hoort een programma, zoals [\"w3m\", \"{url}\"]"),
        ("command = \"firefox\"", "hier hoort een lijst van woorden"),
        ("command = [\"a\", 3]", "hier hoort tekst tussen aanhalingstekens"),
        ("command = [\"{url}\"]", "welk programma het is, kan niet van een bericht afhangen"),
        ("command = [\"a\", \"{titel}\"]", "'{titel}' is onbekend; bedoelde je '{title}'?"),
        ("command = [\"a\", \"\\u0000\"]", "NUL"),
        ("", "hier ontbreekt de sleutel 'command'"),
    ])
    func `a command line that is none is told, and the other commands hold`(
        line: String, mistake: String
    ) {
        let text = """
            [[send]]
            name = "Fout"
            \(line)

            [[send]]
            name = "Goed"
            command = ["goed"]
            """
        #expect(mistakes(text).contains { $0.contains(mistake) && $0.hasPrefix("Fout in x: ") })
        #expect(commands(text).send.map(\.name) == ["Goed"])
    }

    @Test func `a flood of commands is cut`() {
        let text = (1...150).map { "[[send]]\nname = \"\($0)\"\ncommand = [\"x\"]\n" }.joined()
        #expect(commands(text).send.count == 100)
        #expect(
            mistakes(text) == [
                "Fout in x: meer dan 100 opdrachten kunnen er niet zijn (regel 301, kolom 3)."
            ])
    }

    @Test func `what opens links is read by kind`() {
        let text = """
            [open]
            terminal = ["w3m", "mpv"]
            audio = ["mpv", "--no-video", "{url}"]
            pdf = ["zathura"]
            video = ["mpv", "{title}", "{url}"]
            beeld = ["feh", "{url}"]
            """
        let open = commands(text).open
        #expect(open.terminal == ["w3m", "mpv"])
        #expect(open.programs.keys.map(\.rawValue) == ["audio"])
        let mistakes = mistakes(text)
        #expect(mistakes.count == 3)
        #expect(mistakes[0].hasPrefix("Fout in x: in deze opdracht ontbreekt"))
        #expect(mistakes[1].contains("'{title}' is onbekend; hier kan: {url} ("))
        #expect(mistakes[2].contains("de sleutel 'beeld' is onbekend"))
    }

    @Test func `keys are read as they stand, with their places`() {
        let (configuration, mistakes) = PortalConfiguration.read(
            """
            [keys]
            save = "F3"
            undo = ["z", 3, "^Z"]
            """)
        #expect(
            mistakes.map { $0.wording(in: "x") } == [
                "Fout in x: hier hoort tekst tussen aanhalingstekens (regel 3, kolom 14)."
            ])
        let keys = configuration.keys
        #expect(keys.map(\.command) == ["save", "undo"])
        #expect(keys.map { $0.keys.map(\.name) } == [["F3"], ["z", "^Z"]])
        #expect(keys[1].commandPlace == ConfigurationMistake.Place(line: 3, column: 1))
        #expect(keys[1].keys[1].place == ConfigurationMistake.Place(line: 3, column: 17))
    }
}
