import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct HelpTests {
    private static let commands: [[String]] = [
        [], ["open"], ["print"], ["read"], ["compare"], ["refresh"], ["sources"],
        ["sources", "list"],
        ["sources", "check"], ["sources", "add"], ["sources", "remove"], ["search"], ["import"],
        ["export"], ["webmail"], ["themes"], ["doctor"],
    ]

    /// Words that ArgumentParser has and Dutch has not.
    private static let english = [
        "OVERVIEW", "USAGE", "Usage", "ARGUMENTS", "OPTIONS", "SUBCOMMANDS", "subcommand",
        "Show ", "See ", "Error", "(default", "(values", "information", "Unknown", "Unexpected",
        "unexpected", "Missing", "invalid", "Please", "Did you", "does not", "Help:", "<options>",
    ]

    private func expectDutch(_ text: String) {
        for word in Self.english { #expect(!text.contains(word), "\(word) in: \(text)") }
    }

    @Test(arguments: commands)
    func `help is Dutch for every command`(command: [String]) throws {
        let reader = try TestReader()
        let outcome = try reader.run(command + ["--help"])
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.contains("GEBRUIK: portaal"))
        expectDutch(outcome.output)
        #expect(!outcome.output.contains("--now"))
    }

    @Test(arguments: commands)
    func `help stays Dutch in a narrow window`(command: [String]) throws {
        let reader = try TestReader()
        reader.environment["COLUMNS"] = "40"
        let outcome = try reader.run(["help"] + command)
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("Toon deze uitleg."))
        expectDutch(outcome.output)
    }

    @Test(arguments: [
        ["--wat"], ["wat"], ["open", "wat"], ["print", "--widht", "9"], ["print", "--width"],
        ["print", "--width", "x"], ["print", "--width", "3"], ["print", "--json=ja"],
        ["print", "a", "b"], ["print", "a", "b", "c"], ["print", "--now", "gisteren"], ["read"],
        ["read", "wat"], ["compare"], ["compare", "1", "wat"], ["compare", "1", "--width", "3"],
        ["webmail", "wat"], ["sources", "wat"], ["refresh", "-x"],
        ["print", "nergens"], ["refresh", "nergens"], ["doctor", "wat"],
        ["search"], ["search", "!?"], ["import"], ["sources", "add"],
        ["sources", "add", "ftp://a.example/"], ["sources", "remove", "wat"],
    ])
    func `a mistake is one Dutch sentence and exit code 2`(arguments: [String]) throws {
        let reader = try TestReader()
        let outcome = try reader.run(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.hasSuffix(".\n") || outcome.errors.hasSuffix("?\n"))
        expectDutch(outcome.errors)
    }

    @Test(arguments: [
        (["print", "--widht", "9"], "Onbekende optie '--widht'; bedoelde je '--width'?\n"),
        (["help", "foo"], "De opdracht 'foo' bestaat niet; 'portaal --help' noemt wat er is.\n"),
        (["help", "serach"], "De opdracht 'serach' bestaat niet; bedoelde je 'search'?\n"),
        (["--linear", "print"], "Zet de opdracht vooraan: 'portaal print …'.\n"),
        (["serach", "storm"], "De opdracht 'serach' bestaat niet; bedoelde je 'search'?\n"),
        (["sources", "lst"], "Onbekend argument 'lst'; bedoelde je 'list'?\n"),
        (
            ["webmail", "zelandnet"],
            "'zelandnet' is geen geldige keuze voor '<webmail>'; bedoelde je 'zeelandnet'?\n"
        ),
        (
            ["print", "Buitenladn"],
            "De sectie 'Buitenladn' bestaat niet; bedoelde je 'Buitenland'?\n"
        ),
        (["themes", "papeir"], "Het thema 'papeir' bestaat niet; bedoelde je 'papier'?\n"),
    ])
    func `the name that was probably meant is asked for`(arguments: [String], told: String) throws {
        #expect(try TestReader().run(arguments).errors == told)
    }

    @Test func `the courier speaks Dutch too`() throws {
        let reader = try TestReader()
        expectDutch(try reader.run("refresh", "--help", of: "portaal-courier").output)
        let mistake = try reader.run("refresh", "--ongehoord", of: "portaal-courier")
        #expect(mistake.code == 2)
        #expect(
            mistake.errors
                == "Onbekende optie '--ongehoord'; 'portaal-courier refresh --help' legt het uit.\n"
        )
    }

    @Test func `what the reader typed cannot reach the terminal as a command`() throws {
        let reader = try TestReader()
        for typed in ["\u{1B}]0;x\u{07}", "\u{9B}31m", "a\rb\n\u{202E}c"] {
            for arguments in [[typed], ["--" + typed], ["print", typed], ["read", typed]] {
                let errors = try reader.run(arguments).errors
                #expect(!errors.dropLast().unicodeScalars.contains { $0.value < 0x20 })
                #expect(!errors.unicodeScalars.contains { ["\u{9B}", "\u{202E}"].contains($0) })
            }
        }
    }

    @Test func `the version is printed`() throws {
        let outcome = try TestReader().run("--version")
        #expect(outcome.output.hasPrefix("portaal 1."))
        #expect(outcome.code == 0)
    }
}
