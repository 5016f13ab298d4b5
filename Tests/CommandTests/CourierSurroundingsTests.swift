import Foundation
import PortalModel
import TestSupport
import TestTags
import Testing

/// What a courier is given along, and what not.
@Suite(.tags(.slow)) struct CourierSurroundingsTests {
    private static let round: [CourierMessage] = [.started(sources: 0), .finished(RoundTotals())]

    @Test func `of the environment a courier gets what it needs, and no secret`() throws {
        let reader = try TestReader()
        reader.environment["MAIL_TOKEN"] = "geheim"
        reader.environment["SSH_AUTH_SOCK"] = "/run/agent"
        reader.environment["https_proxy"] = "http://127.0.0.1:3128"
        reader.environment["NO_PROXY"] = "krant.example"
        try reader.employCourier(answering: Self.round, meanwhile: "env > \"$HOME/environment\"")
        _ = try reader.run("refresh")
        let text = try String(
            contentsOf: reader.home.appendingPathComponent("environment"), encoding: .utf8)
        // The shell that plays the courier adds its own. That of a refresh has no portal to end with.
        let names = Set(text.split(separator: "\n").compactMap { $0.split(separator: "=").first })
            .subtracting(["PWD", "OLDPWD", "SHLVL", "_"])
        #expect(
            names == ["HOME", "PATH", "https_proxy", "NO_PROXY", "SWIFT_BACKTRACE"])
    }

    @Test func `a courier gets nothing that whoever started the portal left open`() throws {
        let reader = try TestReader()
        try reader.employCourier(
            answering: Self.round, meanwhile: "ls /proc/$$/fd > \"$HOME/descriptors\"")
        #expect(
            try reader.run("-c", "exec portaal refresh 5</bin/sh 9</bin/sh", of: "/bin/sh")
                .code == 0)
        let open = try String(
            contentsOf: reader.home.appendingPathComponent("descriptors"), encoding: .utf8
        ).split(separator: "\n").compactMap { Int($0) }
        // The shell that plays the courier keeps its script open at 10 or above.
        #expect(open.filter { (3..<10).contains($0) }.isEmpty)
    }

    @Test func `with one folder for everything the courier may write in none of the reader's`()
        throws
    {
        let reader = try TestReader()
        let folder = reader.home.appendingPathComponent("alles").path
        reader.environment["XDG_DATA_HOME"] = folder
        reader.environment["XDG_STATE_HOME"] = folder
        _ = try reader.run("webmail", "delta")
        #expect(FileManager.default.fileExists(atPath: folder + "/portaal/reader.db"))
        let outcome = try reader.run("doctor")
        #expect(outcome.output.contains("apart van wat van jou is"))
        #expect(FileManager.default.fileExists(atPath: folder + "/portaal/news"))
    }
}
