import Foundation
import TestSupport
import TestTags
import Testing

/// The portal of readers who came in from elsewhere.
@Suite(.tags(.slow)) struct RestrictedTests {
    private let service: NewsService
    private let reader: TestReader

    init() throws {
        service = try NewsService()
        reader = try TestReader.atTerminal()
        // What is in a home does not count.
        try reader.configure("portaal.toml", "[display]\ntheme = \"teletekst\"\nonbekend = 1\n")
    }

    private func pane(_ name: String?) throws -> Pane {
        reader.environment["PORTAAL_READER"] = name
        return try Pane(
            reader, columns: 80, rows: 24,
            reader.watched("exec \(TestReader.portaal) --restricted --store \(service.store)"))
    }

    private var readers: String { reader.folder + "/home/.local/state/portaal/readers" }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test func `each reader has a folder of their own`() throws {
        for name in ["anna", "bert.2", "anna"] {
            let pane = try pane(name)
            try pane.wait(for: "Bericht 1")
            if try pane.screen().shows("Kies je webmail") {
                try pane.press("Enter")
                try pane.wait(for: "webmail gekozen")
            } else {
                #expect(name == "anna")
                #expect(try pane.screen().shows("♥"))
            }
            try pane.press("s")
            try pane.wait(for: name == "anna" ? "Bericht 1" : "♥")
            try pane.press("Q")
            try pane.wait(for: "na het portaal")
            #expect(try reader.status() == 0)
            try FileManager.default.removeItem(atPath: reader.folder + "/status")
        }
        #expect(try names(in: readers) == ["anna", "bert.2"])
    }

    @Test func `without a name nothing is kept`() throws {
        let pane = try pane(nil)
        try pane.wait(for: "Kies je webmail")
        try pane.press("Enter")
        try pane.wait(for: "webmail gekozen")
        try pane.press("s")
        try pane.wait(for: "♥")
        try pane.press("Q")
        try pane.wait(for: "na het portaal")
        #expect(!FileManager.default.fileExists(atPath: reader.folder + "/home/.local"))
    }

    @Test(arguments: ["../anna", "..", ".", "/etc", "a/b", "a b", "é", "\u{1B}[31m", "-rf\n"])
    func `what is no name is told in a sentence, and nothing is kept`(name: String) throws {
        reader.environment["PORTAAL_READER"] = name
        let outcome = try reader.run("open", "--restricted", "--store", service.store)
        #expect(outcome.code == 0)
        #expect(
            outcome.errors
                == "PORTAAL_READER is geen naam van een lezer; er wordt niets bewaard.\n")
        #expect(outcome.output.contains("Bericht 1"))
        #expect(!FileManager.default.fileExists(atPath: reader.folder + "/home/.local"))
    }

    @Test func `the key that let a reader in is their name`() throws {
        let key = "AAAAC3NzaC1lZDI1NTE5AAAAI/ab+c"
        try reader.write("publickey ssh-ed25519 \(key)\n", to: "auth")
        reader.environment["SSH_USER_AUTH"] = reader.folder + "/auth"
        #expect(try reader.run("open", "--restricted", "--store", service.store).code == 0)
        #expect(try names(in: readers) == ["key-AAAAC3NzaC1lZDI1NTE5AAAAI_ab-c"])
    }

    @Test func `no program is started, and addresses are copied`() throws {
        let pane = try pane("anna")
        try pane.wait(for: "Kies je webmail")
        try pane.press("Enter")
        try pane.wait(for: "webmail gekozen")
        try pane.press("w")
        try pane.wait(for: "Gekopieerd: https://webmail.zeelandnet.nl/")
        for key in ["C-z", "B"] {
            try pane.press("j")
            try pane.press(key)
            try pane.wait(for: "Dat kan in dit portaal niet.")
        }
        #expect(try reader.couriers() == [])
        #expect(!FileManager.default.fileExists(atPath: reader.folder + "/opened"))
    }

    @Test func `a trace is not written`() throws {
        let outcome = try reader.run(
            "open", "--restricted", "--store", service.store, "--trace", reader.folder + "/x")
        #expect(outcome.code == 2)
        #expect(!FileManager.default.fileExists(atPath: reader.folder + "/x"))
    }
}
