import Testing

/// Places that lack something: it works there, or says in one sentence why not.
struct PoorEnvironmentTests {
    @Test func `an unknown terminal is taken for a usual one`() throws {
        let pane = try Pane(
            Desk(), columns: 80, rows: 24, "TERM=nergens-bekend exec \(Desk.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd"), "\(screen)")
    }

    @Test func `a terminal that cannot draw a screen gets one sentence`() throws {
        let desk = try Desk()
        let pane = try Pane(
            desk, columns: 80, rows: 24, desk.watched("TERM=dumb exec \(Desk.portaal)"))
        #expect(try desk.status() == 2)
        let screen = try pane.wait(for: "na de portaal>")
        #expect(screen.shows("Een terminal van het soort dumb kan geen scherm tekenen"))
        #expect(!screen.isAlternate)
    }

    @Test func `into a pipe the front page is plain text`() throws {
        let command = try Command(["sh", "-c", "\(Desk.portaal) | cat"], at: Desk())
        #expect(command.output.contains("NAVO: Rusland uitgenodigd voor nieuw overleg"))
        #expect(!command.output.contains("\u{1B}"))
        #expect(command.errors.isEmpty)
    }

    @Test(arguments: ["env -u HOME", "env HOME="])
    func `without a home it opens and says what is missing`(prefix: String) throws {
        let pane = try Pane(Desk(), columns: 120, rows: 40, "exec \(prefix) \(Desk.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd"))
        #expect(screen.shows("Er is geen thuismap bekend; zet HOME op"), "\(screen)")
    }

    @Test func `with a home that cannot be written to it opens and says so`() throws {
        let desk = try Desk()
        // No folder can be made below a file, not even by the administrator.
        try desk.write("", to: "file")
        desk.environment["HOME"] = "\(desk.folder)/file/home"
        let pane = try Pane(desk, columns: 120, rows: 40, "exec \(Desk.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd"))
        #expect(screen.shows("De map \(desk.folder)/file/home"), "\(screen)")
        try pane.press("Right", "Enter")
        try pane.wait(for: "✉ DELTA (w)")
    }

    @Test func `without a locale the text stays readable`() throws {
        let pane = try Pane(
            Desk(), columns: 120, rows: 40, "LC_ALL=C LANG=C exec \(Desk.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd voor nieuw overleg over Oekra"))
    }

    @Test func `a mistake in the settings is told and the portal opens`() throws {
        let desk = try Desk()
        try desk.write(
            "[refresh]\nevery = \"soms\"\n", to: "home/.config/portaal/portaal.toml")
        let pane = try Pane(desk, columns: 120, rows: 40, "exec \(Desk.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("portaal.toml, regel 2"), "\(screen)")
    }

    @Test func `an unreadable news.db is kept aside and said so`() throws {
        let desk = try Desk()
        let data = "home/.local/share/portaal"
        _ = try Command(
            ["mkdir", "-p", "\(desk.folder)/\(data)"], environment: desk.environment)
        try desk.write(String(repeating: "geen databank ", count: 500), to: "\(data)/news.db")
        let pane = try Pane(desk, columns: 120, rows: 40, "exec \(Desk.portaal)")
        let screen = try pane.wait(for: "Kies je webmail")
        #expect(screen.shows("NAVO: Rusland uitgenodigd"))
        #expect(screen.shows("news.db"), "\(screen)")
    }
}
