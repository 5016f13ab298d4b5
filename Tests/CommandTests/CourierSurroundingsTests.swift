import Foundation
import PortalModel
import System
import Testing

/// What a courier is given along, and what not.
struct CourierSurroundingsTests {
    private static let round: [CourierMessage] = [.started(sources: 0), .finished(RoundReport())]

    @Test func `of the environment a courier gets what it needs, and no secret`() throws {
        let desk = try Desk()
        desk.environment["MAIL_TOKEN"] = "geheim"
        desk.environment["SSH_AUTH_SOCK"] = "/run/agent"
        desk.environment["https_proxy"] = "http://127.0.0.1:3128"
        desk.environment["NO_PROXY"] = "krant.example"
        try desk.employCourier(answering: Self.round, meanwhile: "env > \"$HOME/environment\"")
        _ = try desk.run("refresh")
        let text = try String(
            contentsOf: desk.home.appendingPathComponent("environment"), encoding: .utf8)
        // The shell that plays the courier adds its own.
        let names = Set(text.split(separator: "\n").compactMap { $0.split(separator: "=").first })
            .subtracting(["PWD", "OLDPWD", "SHLVL", "_"])
        #expect(
            names == [
                "HOME", "PATH", "https_proxy", "NO_PROXY", "SWIFT_BACKTRACE",
                Substring(ParentProcess.variable),
            ])
    }

    @Test func `a courier gets nothing that whoever started the portal left open`() throws {
        let desk = try Desk()
        try desk.employCourier(
            answering: Self.round, meanwhile: "ls /proc/$$/fd > \"$HOME/descriptors\"")
        #expect(try desk.run(shell: "exec \"$0\" refresh 5</etc/hosts 9</etc/passwd") == 0)
        let open = try String(
            contentsOf: desk.home.appendingPathComponent("descriptors"), encoding: .utf8
        ).split(separator: "\n").compactMap { Int($0) }
        // The shell that plays the courier keeps its script open at 10 or above.
        #expect(open.filter { (3..<10).contains($0) }.isEmpty)
    }

    @Test func `with one folder for everything the courier may write in none of the reader's`()
        throws
    {
        let desk = try Desk()
        let folder = desk.home.appendingPathComponent("alles").path
        desk.environment["XDG_DATA_HOME"] = folder
        desk.environment["XDG_STATE_HOME"] = folder
        _ = try desk.run("webmail", "delta")
        #expect(FileManager.default.fileExists(atPath: folder + "/portaal/reader.db"))
        let outcome = try desk.run("doctor")
        #expect(outcome.output.contains("apart van wat van u is"))
        #expect(FileManager.default.fileExists(atPath: folder + "/portaal/news"))
    }
}
