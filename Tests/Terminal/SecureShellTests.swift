import Foundation
import TestSupport
import TestTags
import Testing

/// Readers who come in by ssh.
@Suite(.tags(.slow), .enabled(if: SecureShell.isInstalled)) struct SecureShellTests {
    private let service: NewsService
    private let guest: TestReader
    private let shell: SecureShell

    init() throws {
        service = try NewsService()
        guest = try TestReader.atTerminal()
        shell = try SecureShell(guest, store: service.store)
    }

    private func pane(_ key: String) throws -> Pane {
        let words = shell.client(key, "-tt").joined(separator: " ")
        return try Pane(
            guest, columns: 80, rows: 24, "\(words); echo de verbinding is weg; read line")
    }

    @Test func `two keys are two readers, and each keeps a place`() throws {
        for key in SecureShell.keys {
            let pane = try pane(key)
            try pane.wait(for: "Kies je webmail")
            #expect(!(try pane.screen().shows("♥")))
            try pane.press("Enter")
            try pane.wait(for: "webmail gekozen")
            try pane.press(key == "anna" ? "s" : "j")
            try pane.wait(for: key == "anna" ? "♥" : "▌Bericht 2")
            try pane.press("Q")
            try pane.wait(for: "de verbinding is weg")
        }
        let pane = try pane("anna")
        try pane.wait(for: "♥")
        #expect(!(try pane.screen().shows("Kies je webmail")))
        let readers = try shell.readers
        #expect(readers.count == 2)
        #expect(readers.allSatisfy { $0.hasPrefix("key-AAAAC3NzaC1lZDI1NTE5AAAA") })
    }

    @Test func `a name in authorized_keys is that of the reader`() throws {
        let guest = try TestReader.atTerminal()
        let shell = try SecureShell(guest, store: service.store, names: true)
        for key in SecureShell.keys {
            let outcome = try ProgramRun(shell.client(key), at: guest)
            #expect(outcome.output.contains("Bericht 1"), "\(outcome.errors)")
        }
        #expect(try shell.readers == SecureShell.keys)
    }

    @Test(arguments: [
        ["id"], ["sh -i"], ["portaal doctor"], ["-s", "sftp"], ["--", "$(touch /tmp/x)"],
        ["\u{1B}[31m; touch uit"],
    ])
    func `whatever is asked for, the front page is printed`(words: [String]) throws {
        let outcome = try ProgramRun(shell.client("anna") + words, at: guest)
        #expect(outcome.output.contains("Bericht 1"), "\(outcome.errors)")
        #expect(!outcome.output.contains("uid="))
        #expect(!FileManager.default.fileExists(atPath: NSHomeDirectory() + "/uit"))
    }

    @Test func `no connection is passed on`() throws {
        let address = "127.0.0.1:\(service.port)"
        let outcome = try ProgramRun(
            shell.client("anna", "-W", address), environment: guest.environment,
            input: "GET /Dorp.xml HTTP/1.0\r\n\r\n")
        #expect(outcome.code != 0)
        #expect(!outcome.output.contains("Bericht"))
    }

    @Test func `what the client sets in the environment does not count`() throws {
        let variables = "PORTAAL_READER=boef BROWSER=/bin/sh XDG_STATE_HOME=/tmp LD_PRELOAD=/x"
        let outcome = try ProgramRun(shell.client("bert", "-o", "SetEnv=\(variables)"), at: guest)
        #expect(outcome.output.contains("Bericht 1"), "\(outcome.errors)")
        #expect(outcome.errors == "")
        #expect(try shell.readers.filter { !$0.hasPrefix("key-") } == [])
    }

    @Test func `no key, click or paste leads out of the portal`() throws {
        let pane = try pane("anna")
        try pane.wait(for: "Kies je webmail")
        try pane.press("Enter")
        try pane.wait(for: "webmail gekozen")
        for key in ["C-z", "!", ":", "|", "o", "w", "B", "F1", "C-\\", "~", "C-y", "F12"] {
            try pane.press(key)
        }
        try pane.paste("\u{3}; id > uit\n:!id\n\u{1A}")
        // A click on what leads somewhere, and one on nothing.
        try pane.press("-l", "\u{1B}[<0;75;1M\u{1B}[<0;75;1m\u{1B}[<0;5;20M\u{1B}[<0;5;20m")
        for portal in try portals() { #expect(kill(portal, SIGTSTP) == 0) }
        // What is typed while ncurses handles a stop is dropped.
        try eventually("“▌Bericht 1” is shown") {
            try pane.press("Escape", "Escape", "Escape", "2")
            return try pane.screen().shows("▌Bericht 1") ? true : nil
        }
        let portals = try portals()
        #expect(portals.count == 1)
        #expect(portals.flatMap(TestReader.children) == [])
        try pane.press("Q")
        try pane.wait(for: "de verbinding is weg")
    }

    /// The portals that read this store.
    private func portals() throws -> [pid_t] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
            .filter { process in
                // One that has ended meanwhile has no command line.
                let data = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
                let words = String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\0")
                return words.first?.hasSuffix("/portaal") == true
                    && words.contains { $0 == service.store }
            }
    }
}
