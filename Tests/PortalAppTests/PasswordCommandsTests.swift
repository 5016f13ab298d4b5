import Foundation
import PortalModel
import TestSupport
import Testing

@testable import PortalApp

/// Commands that print passwords, as the portal waits for them.
struct PasswordCommandsTests {
    private func source(_ number: Int, _ script: String) throws -> Source {
        Source(
            name: "Krant", address: try #require(WebAddress("https://krant.example/\(number)")),
            access: .password(
                user: "jan", command: try CommandTemplate(["sh", "-c", script], allowed: [])))
    }

    private func commands(longest: Duration = .seconds(30)) -> PasswordCommands {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return PasswordCommands(["PATH": path], folder: "/", longest: longest)
    }

    @Test func `the first line is the password`() throws {
        var commands = commands()
        commands.begin(with: [try source(1, "printf 'zilt\\ngeheim\\n'")])
        let credentials = Data("jan:zilt".utf8).base64EncodedString()
        #expect(commands.wait().map(\.lines) == [["Authorization: Basic \(credentials)"]])
    }

    @Test func `one that hangs is ended, and the others are known`() throws {
        var commands = commands(longest: .milliseconds(100))
        commands.begin(with: [try source(1, "exec sleep 600")])
        let headers = commands.wait()
        #expect(headers.count == 1 && headers[0].lines == [])
        #expect(headers[0].problem?.string.hasPrefix("sh: geen antwoord in") == true)
        #expect(!commands.isBusy && commands.descriptors == [])
    }

    @Test(arguments: [
        ("yes", "te veel uitvoer"), ("exit 4", "code 4"), ("kill -9 $$", "signaal 9"),
        ("read x < /dev/tty", "code"), ("cat", "gaf niets"), ("printf '\\033]0;x\\007' >&2", "gaf"),
    ])
    func `one without a password is told in a few words`(script: String, reason: String) throws {
        var commands = commands()
        commands.begin(with: [try source(1, script), try source(2, "echo goed")])
        let headers = commands.wait().sorted { $0.address.string < $1.address.string }
        #expect(headers[0].problem?.string.contains(reason) == true, "\(headers)")
        #expect(headers[1].problem == nil && headers[1].lines.count == 1)
    }

    @Test func `a program that is not there is told`() throws {
        var commands = commands()
        let template = try CommandTemplate(["bestaat-niet"], allowed: [])
        let address = try #require(WebAddress("https://krant.example/"))
        commands.begin(with: [
            Source(
                name: "Krant", address: address, access: .password(user: "jan", command: template))
        ])
        #expect(commands.wait().map(\.problem) == ["bestaat-niet is niet gevonden"])
    }
}
