import Foundation
import TestSupport
import TestTags
import Testing

/// Portals that read what a service delivers for all of them.
@Suite(.tags(.slow)) struct SharedNewsTests {
    private let service: NewsService
    private let reader: TestReader

    init() throws {
        service = try NewsService()
        reader = try TestReader.atTerminal()
        try reader.configure("portaal.toml", "[store]\nfolder = \"\(service.store)\"\n")
        #expect(try reader.run("webmail", "delta").code == 0)
    }

    private func pane(_ reader: TestReader, _ arguments: String = "") throws -> Pane {
        try Pane(
            reader, columns: 80, rows: 24,
            reader.watched("exec \(TestReader.portaal) \(arguments)"))
    }

    @Test func `the sections are those of the service, and no courier goes`() throws {
        let pane = try pane(reader)
        try pane.wait(for: "▌Bericht 1")
        #expect(try pane.screen().rows[1].contains("2 Dorp"))
        try pane.press("R")
        try pane.wait(for: "Een dienst haalt hier het nieuws voor alle lezers op")
        try pane.press("Enter")
        try pane.wait(for: "Een tekst van een regel.")
        #expect(try reader.couriers() == [])
        let home = reader.folder + "/home/.local/share"
        #expect(!FileManager.default.fileExists(atPath: home))
    }

    @Test func `what the service brings is shown without being asked for`() throws {
        let pane = try pane(reader)
        try pane.wait(for: "▌Bericht 1")
        try service.deliver("Vers")
        try pane.press("2")
        try pane.wait(for: "Vers 1")
        #expect(try pane.screen().shows("Bericht 1"))
    }

    @Test func `a portal that came before the service shows what it brings`() throws {
        let early = try TestReader.atTerminal()
        #expect(try early.run("webmail", "delta").code == 0)
        let store = early.folder + "/store"
        let pane = try pane(early, "--store \(store)")
        try pane.wait(for: "▌NAVO: Rusland")
        try FileManager.default.copyItem(atPath: service.store, toPath: store)
        try pane.press("2")
        try pane.wait(for: "Bericht 1")
    }

    @Test func `each reader has marks of their own`() throws {
        let other = try TestReader.atTerminal()
        for reader in [reader, other] {
            let pane = try pane(reader, "--store \(service.store)")
            try pane.wait(for: "▌Bericht 1")
            if reader === other { try pane.press("Escape") } else { try pane.press("s") }
            try pane.wait(for: "the act is seen") {
                $0.shows("♥") == (reader === self.reader) && !$0.shows("Kies je webmail")
            }
        }
        #expect(try reader.savedTitles() == ["Bericht 1"])
        #expect(try other.savedTitles() == [])
    }

    @Test(.enabled(if: getuid() == 0))
    func `another user reads it, and changes nothing`() throws {
        // The first to come after the service finds no journal in use, the second one that is.
        let before = try service.contents()
        for _ in 1...2 {
            let outcome = try asNobody(["portaal", "--store", service.store])
            #expect(outcome.code == 0)
            #expect(outcome.output.contains("Bericht 1"))
            #expect(outcome.errors == "")
        }
        #expect(try service.contents() == before)
        #expect(try asNobody(["touch", service.store + "/x"]).code != 0)
    }

    /// Runs `words` as the user who owns nothing, with a home of their own.
    private func asNobody(_ words: [String]) throws -> ProgramRun {
        let home = reader.folder + "/nobody"
        try? FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: false)
        for folder in [reader.folder, service.owner.folder] { chmod(folder, 0o755) }
        guard chown(home, 65534, 65534) == 0 else {
            throw ProgramRun.Failure("no home: error \(errno)")
        }
        reader.environment["HOME"] = home
        return try reader.run(
            ["--reuid", "65534", "--regid", "65534", "--clear-groups"] + words, of: "setpriv")
    }

    @Test func `a store that is damaged is told in a sentence, and left to the service`() throws {
        let file = URL(fileURLWithPath: service.store + "/news.db")
        let rubbish = Data(repeating: 0x41, count: 100_000)
        try rubbish.write(to: file)
        let outcome = try reader.run([])
        #expect(outcome.code == 0)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.contains("news.db is beschadigd."))
        #expect(outcome.output.contains("NAVO"))
        #expect(try Data(contentsOf: file) == rubbish)
    }

    @Test func `where there is no store yet the built-in edition is read`() throws {
        let outcome = try reader.run("open", "--store", reader.folder + "/nergens")
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("NAVO"))
        #expect(!FileManager.default.fileExists(atPath: reader.folder + "/nergens"))
    }

    @Test func `the sources cannot be changed, and nothing be fetched`() throws {
        for words in [
            ["refresh"], ["sources", "remove", "https://krant.example/rss"],
            ["sources", "add", "https://krant.example/rss"],
        ] {
            let outcome = try reader.run(words)
            #expect(outcome.code == 1)
            #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
        }
    }

    @Test func `what belongs to all readers cannot be changed by one, and that is said`() throws {
        let pane = try pane(reader)
        try pane.wait(for: "▌Bericht 1")
        try pane.press("x", "x", "Enter")
        try pane.wait(for: "Het nieuws is van alle lezers")
        try pane.press("B")
        for keys in [["p"], ["i"], ["n", "x", "Enter"], ["v", "x", "Enter"]] {
            for key in keys { try pane.press(key) }
            try pane.wait(for: "De bronnen zijn die van alle lezers op deze computer")
            try pane.press("G")
            try pane.wait(for: "the sentence is gone") { !$0.shows("De bronnen zijn die") }
        }
        try pane.press("Enter")
        try pane.wait(for: "Een dienst haalt hier het nieuws voor alle lezers op")
        for file in ["sources.toml", "filters.toml"] {
            let path = "\(reader.folder)/home/.config/portaal/\(file)"
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `the doctor tells where the news is`() throws {
        let found = try reader.run("doctor").output
        #expect(found.contains("Het nieuws is dat van alle lezers op deze computer"))
        try FileManager.default.removeItem(atPath: service.store)
        let outcome = try reader.run("doctor")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("→ De beheerder zet de dienst aan"))
    }
}
