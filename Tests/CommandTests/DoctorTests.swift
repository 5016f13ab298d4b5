import Foundation
import Testing

struct DoctorTests {
    @Test func `a fresh portal is well`() throws {
        let outcome = try Desk().run("doctor")
        #expect(outcome.code == 0)
        #expect(outcome.output.hasSuffix("Alles is in orde.\n"))
        for fact in [
            "portaal 1.", "Bezorger beperkt in geheugen en tijd, rechten", "SQLite 3.", "ncurses 6",
            "Terminal: xterm", "C.UTF-8",
        ] {
            #expect(outcome.output.contains(fact))
        }
        #expect(outcome.output.contains("reader.db is gaaf"))
    }

    @Test func `a mistake in the settings is told with its place`() throws {
        let desk = try Desk()
        try desk.configure("portaal.toml", "[refresh]\nevery = \"soms\"\n")
        let outcome = try desk.run("doctor")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("!   portaal.toml, regel 2, kolom 9: "))
        #expect(outcome.output.hasSuffix("1 ding vraagt aandacht (!).\n"))
    }

    @Test func `a mistake in the settings is told by other commands on standard error`() throws {
        let desk = try Desk()
        let sound = try desk.run("print")
        try desk.configure("portaal.toml", "[refresh]\nevery = \"soms\"\n")
        let outcome = try desk.run("print")
        #expect(outcome.errors.hasPrefix("portaal.toml, regel 2, kolom 9: "))
        #expect(outcome.output == sound.output)
        #expect(outcome.code == 0)
    }

    @Test func `a news.db that is none is told, and stays`() throws {
        let desk = try Desk()
        _ = try desk.run("print")
        let bytes = Data("dit is geen database, maar wel lang genoeg om gelezen te worden".utf8)
        try bytes.write(to: desk.newsDatabase)
        let outcome = try desk.run("doctor")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("news.db is beschadigd."))
        #expect(outcome.output.contains("→"))
        #expect(try Data(contentsOf: desk.newsDatabase) == bytes)
    }

    @Test func `a folder that others can look into is told`() throws {
        let desk = try Desk()
        _ = try desk.run("print")
        let folder = desk.newsDatabase.deletingLastPathComponent()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let outcome = try desk.run("doctor")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("→ chmod 700 \(folder.path)\n"))
    }
}
