import TestSupport
import TestTags
import Testing

/// Places that lack something: it works there, or says in one sentence why not.
@Suite(.tags(.slow)) struct PoorEnvironmentTests {
    @Test func `an unknown terminal is taken for a usual one`() throws {
        let pane = try Pane(
            TestReader.atTerminal(), columns: 80, rows: 24,
            "TERM=nergens-bekend exec \(TestReader.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd"), "\(screen)")
    }

    @Test func `a terminal that cannot draw a screen gets one sentence`() throws {
        let reader = try TestReader.atTerminal()
        let pane = try Pane(
            reader, columns: 80, rows: 24, reader.watched("TERM=dumb exec \(TestReader.portaal)"))
        #expect(try reader.status() == 2)
        let screen = try pane.wait(for: "na het portaal>")
        #expect(screen.shows("Terminaltype 'dumb' kan geen scherm tonen"))
        #expect(!screen.isAlternate)
    }

    @Test func `into a pipe the front page is plain text`() throws {
        let command = try ProgramRun(
            ["sh", "-c", "\(TestReader.portaal) | cat"], at: TestReader.atTerminal())
        #expect(command.output.contains("NAVO: Rusland uitgenodigd voor nieuw overleg"))
        #expect(!command.output.contains("\u{1B}"))
        #expect(command.errors.isEmpty)
    }

    @Test(arguments: ["env -u HOME", "env HOME="])
    func `without a home it opens and says what is missing`(prefix: String) throws {
        let pane = try Pane(
            TestReader.atTerminal(), columns: 120, rows: 40, "exec \(prefix) \(TestReader.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd"))
        #expect(screen.shows("Er is geen thuismap bekend; zet HOME op"), "\(screen)")
    }

    @Test func `with a home that cannot be written to it opens and says so`() throws {
        let reader = try TestReader.atTerminal()
        // No folder can be made below a file, not even by the administrator.
        try reader.write("", to: "file")
        reader.environment["HOME"] = "\(reader.folder)/file/home"
        let pane = try Pane(reader, columns: 120, rows: 40, "exec \(TestReader.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd"))
        #expect(screen.shows("De map \(reader.folder)/file/home"), "\(screen)")
        try pane.press("Right", "Enter")
        try pane.wait(for: "✉ DELTA (w)")
    }

    @Test func `without a locale the text stays readable`() throws {
        let pane = try Pane(
            TestReader.atTerminal(), columns: 120, rows: 40,
            "LC_ALL=C LANG=C exec \(TestReader.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd voor nieuw overleg over Oekra"))
    }

    @Test func `a mistake in the settings is told and the portal opens`() throws {
        let reader = try TestReader.atTerminal()
        try reader.write(
            "[refresh]\nevery = \"soms\"\n", to: "home/.config/portaal/portaal.toml")
        let pane = try Pane(reader, columns: 120, rows: 40, "exec \(TestReader.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("Fout in portaal.toml: 'soms'"), "\(screen)")
    }

    @Test func `an unreadable news.db is kept aside and said so`() throws {
        let reader = try TestReader.atTerminal()
        let data = "home/.local/share/portaal"
        _ = try ProgramRun(
            ["mkdir", "-p", "\(reader.folder)/\(data)"], environment: reader.environment)
        try reader.write(String(repeating: "geen databank ", count: 500), to: "\(data)/news.db")
        let pane = try Pane(reader, columns: 120, rows: 40, "exec \(TestReader.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd"))
        #expect(screen.shows("news.db"), "\(screen)")
    }
}
