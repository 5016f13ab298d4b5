import Foundation
import LoopbackServing
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct DoctorTests {
    @Test func `a fresh portal is well`() throws {
        let outcome = try TestReader().run("doctor")
        #expect(outcome.code == 0)
        #expect(outcome.output.hasSuffix("Alles is in orde.\n"))
        for fact in [
            "portaal 1.", "Bezorger beperkt in geheugen en tijd, rechten", "SQLite 3.", "ncurses 6",
            "Terminal: xterm", "C.UTF-8",
        ] {
            #expect(outcome.output.contains(fact))
        }
        #expect(outcome.output.contains("reader.db is in orde"))
    }

    @Test func `a mistake in the settings is told with its place`() throws {
        let reader = try TestReader()
        try reader.configure("portaal.toml", "[refresh]\nevery = \"soms\"\n")
        let outcome = try reader.run("doctor")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("!   Fout in portaal.toml: 'soms' is geen tijd"))
        #expect(outcome.output.hasSuffix("1 punt vraagt aandacht (!).\n"))
    }

    @Test func `a mistake in the settings is told by other commands on standard error`() throws {
        let reader = try TestReader()
        let sound = try reader.run("print")
        try reader.configure("portaal.toml", "[refresh]\nevery = \"soms\"\n")
        let outcome = try reader.run("print")
        #expect(outcome.errors.hasPrefix("Fout in portaal.toml: 'soms' is geen tijd"))
        #expect(outcome.output == sound.output)
        #expect(outcome.code == 0)
    }

    @Test func `a news.db that is none is told, and stays`() throws {
        let reader = try TestReader()
        _ = try reader.run("print")
        let bytes = Data("dit is geen database, maar wel lang genoeg om gelezen te worden".utf8)
        try bytes.write(to: reader.newsDatabase)
        let outcome = try reader.run("doctor")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("news.db is beschadigd."))
        #expect(outcome.output.contains("→"))
        #expect(try Data(contentsOf: reader.newsDatabase) == bytes)
    }

    /// What the doctor says of a source that was asked at a server which answers with `reply`.
    private func diagnosis(of reply: [UInt8], in file: String = "portaal.toml") throws -> String {
        let server = try LoopbackServer { _ in .answer(reply) }
        defer { server.stop() }
        let reader = try TestReader()
        let source = "{ name = \"Krant\", url = \"http://127.0.0.1:\(server.port)/rss\" }"
        try reader.configure(
            file, "[[section]]\nname = \"Dorp\"\nsources = [\(source)]\n")
        if file != "portaal.toml" {
            try reader.configure(
                "portaal.toml",
                "[[section]]\nname = \"A\"\nsources = [{ url = \"http://127.0.0.1:1/\" }]\n")
        }
        _ = try reader.run("refresh")
        let outcome = try reader.run("doctor")
        #expect(outcome.code == 1)
        #expect(!outcome.output.contains("Er ging niets mis"))
        let lines = outcome.lines.drop { !$0.contains("Dorp · Krant") }
        // A remedy goes on below its arrow.
        let remedy = lines.drop { !$0.contains("→") }
        let rest = remedy.dropFirst().prefix { $0.hasPrefix("      ") }
        return (remedy.prefix(1) + rest).map { $0.trimmingCharacters(in: .whitespaces) }
            .joined(separator: " ")
    }

    @Test(arguments: [
        ("401", "naam en een wachtwoord"), ("403", "in een browser"),
        ("404", "Zoek het nieuwe adres"), ("410", "Zoek het nieuwe adres"), ("429", "te vaak"),
        ("500", "ligt aan de server"), ("503", "ligt aan de server"),
        ("418", "Controleer het adres"),
        ("451", "in een browser"), ("408", "vanzelf opnieuw"),
    ])
    func `the remedy is one for what the server said`(status: String, words: String) throws {
        let remedy = try diagnosis(of: answer("\(status) Nee", text: "nee"))
        #expect(remedy.contains(words))
        #expect(remedy.contains("Controleer het adres") == (status == "418"))
    }

    @Test func `where there is no feed the doctor knows how to find one`() throws {
        let remedy = try diagnosis(of: answer(text: "<html><body>Welkom</body></html>"))
        #expect(remedy.contains("'portaal sources add http://127.0.0.1"))
    }

    @Test(arguments: ["portaal.toml", "sources.toml"])
    func `the file is named in which the source stands`(file: String) throws {
        let remedy = try diagnosis(of: answer("404 Weg", text: "weg"), in: file)
        #expect(remedy.contains("/.config/portaal/\(file)"))
        #expect(remedy.contains("portaal sources remove") == (file == "sources.toml"))
    }

    @Test func `a folder that others can look into is told`() throws {
        let reader = try TestReader()
        _ = try reader.run("print")
        let folder = reader.newsDatabase.deletingLastPathComponent()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let outcome = try reader.run("doctor")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("→ 'chmod 700 \(folder.path)'\n"))
    }
}
