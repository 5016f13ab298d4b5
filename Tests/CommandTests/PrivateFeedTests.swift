import Foundation
import LoopbackServing
import Synchronization
import TestSupport
import TestTags
import Testing

/// Feeds that ask for a name and a password: they come of a command of the reader's, and are found
/// nowhere but in the request.
@Suite(.tags(.slow)) struct PrivateFeedTests {
    private static let password = "Zilt-9-oester"
    private static let encoded = Data("jan:\(password)".utf8).base64EncodedString()
    private static let feed = """
        <rss version="2.0"><channel><title>Besloten kring</title>
        <item><title>Alleen voor leden</title><guid>1</guid>
        <description>Een bericht.</description></item></channel></rss>
        """

    /// Prints the password, in which it does not stand itself.
    private static func script(_ lines: String = "") -> String {
        """
        #!/bin/sh
        \(lines)
        printf '%s\\ngeheim\\n' "$(printf 'WmlsdC05LW9lc3Rlcg==' | base64 -d)"
        """
    }

    private func install(_ text: String, at reader: TestReader) throws -> String {
        try reader.writeScript(text, to: "wachtwoord")
    }

    /// A server that wants the password, and keeps the command lines of the moment it is asked.
    private func server(
        _ commandLines: CommandLines, _ other: @escaping @Sendable (String) -> Reply? = { _ in nil }
    ) throws -> LoopbackServer {
        try LoopbackServer { request in
            commandLines.keep()
            guard request.field("Authorization") == "Basic \(Self.encoded)" else {
                return .answer(
                    answer("401 Unauthorized", ["WWW-Authenticate: Basic realm=\"leden\""]))
            }
            return other(request.path) ?? .answer(answer(text: Self.feed))
        }
    }

    /// The command lines of all processes.
    private final class CommandLines: Sendable {
        private let bytes = Mutex(Data())

        func keep() {
            var all = Data()
            for process in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
                let path = "/proc/\(process)/cmdline"
                all += (try? Data(contentsOf: URL(filePath: path))) ?? Data()
            }
            bytes.withLock { $0 += all }
        }

        var data: Data { bytes.withLock { $0 } }
    }

    /// Whether the password stands in `data`, as it is or as it is sent.
    private func holdsSecret(_ data: Data) -> Bool {
        [Self.password, Self.encoded].contains { data.firstRange(of: Data($0.utf8)) != nil }
    }

    /// The files of the reader in which it stands.
    private func filesWithSecret(of reader: TestReader) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: reader.folder).filter { name in
            var isFolder: ObjCBool = false
            let path = "\(reader.folder)/\(name)"
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue
            else { return false }
            return holdsSecret(try Data(contentsOf: URL(filePath: path)))
        }
    }

    private func expectNoSecret(
        _ reader: TestReader, _ lines: CommandLines, _ runs: ProgramRun...
    ) throws {
        #expect(!holdsSecret(lines.data))
        for run in runs { #expect(!holdsSecret(Data((run.output + run.errors).utf8))) }
        #expect(try filesWithSecret(of: reader) == [])
        let doctor = try reader.run("doctor")
        #expect(!holdsSecret(Data((doctor.output + doctor.errors).utf8)))
    }

    @Test func `a feed is added and read with what a command prints, and that stays hidden`() throws
    {
        let reader = try TestReader()
        let lines = CommandLines()
        let server = try server(lines)
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)/feed"
        let command = try install(Self.script(), at: reader)

        let refused = try reader.run("sources", "add", address, "--yes")
        #expect(refused.code == 1 && refused.errors.contains("vraagt een naam en wachtwoord (401)"))
        let added = try reader.run(
            "sources", "add", address, "--yes", "--section", "Leden", "--user", "jan",
            "--password-command", "sh", command, "--stil")
        #expect(added.output.contains("Besloten kring staat nu in Leden."), "\(added.errors)")
        let refreshed = try reader.run("refresh", "leden")
        #expect(refreshed.code == 0, "\(refreshed.output) \(refreshed.errors)")
        let printed = try reader.run("print", "leden")
        #expect(printed.output.contains("Alleen voor leden"))
        try expectNoSecret(reader, lines, refused, added, refreshed, printed)
    }

    private func subscribe(
        _ reader: TestReader, to path: String, at server: LoopbackServer, _ command: String
    ) throws {
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Leden"
            [[section.sources]]
            name = "Kring"
            url = "http://127.0.0.1:\(server.port)\(path)"
            user = "jan"
            password-command = ["sh", "\(command)"]
            """)
    }

    @Test func `a redirect to another server takes nothing along, one on the same does`() throws {
        let reader = try TestReader()
        let lines = CommandLines()
        let other = try LoopbackServer { _ in .answer(answer(text: Self.feed)) }
        defer { other.stop() }
        let port = other.port
        let server = try server(lines) { path in
            switch path {
            case "/weg": redirect(to: "http://127.0.0.1:\(port)/feed")
            case "/hier": redirect(to: "/feed")
            case "/heen": redirect(to: "http://127.0.0.1:\(port)/terug")
            default: nil
            }
        }
        defer { server.stop() }
        let command = try install(Self.script(), at: reader)
        for path in ["/weg", "/hier"] {
            try subscribe(reader, to: path, at: server, command)
            let run = try reader.run("refresh")
            #expect(run.code == 0, "\(run.output) \(run.errors)")
        }
        #expect(other.requests.count == 1)
        #expect(other.requests.allSatisfy { $0.field("Authorization") == nil })
        try expectNoSecret(reader, lines)
    }

    @Test func `a courier that crashes leaves nothing of it behind`() throws {
        let reader = try TestReader()
        let lines = CommandLines()
        let folder = reader.folder
        let server = try server(lines) { _ in
            // The courier that asks.
            for process in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
                func file(_ name: String) -> Data {
                    (try? Data(contentsOf: URL(filePath: "/proc/\(process)/\(name)"))) ?? Data()
                }
                if let number = Int32(process),
                    file("environ").firstRange(of: Data(folder.utf8)) != nil,
                    file("cmdline").firstRange(of: Data("portaal-courier".utf8)) != nil
                {
                    kill(number, SIGSEGV)
                }
            }
            return .silence
        }
        defer { server.stop() }
        try subscribe(reader, to: "/feed", at: server, try install(Self.script(), at: reader))
        let run = try reader.run("refresh")
        #expect(run.code == 1 && run.errors.contains("De bezorger is gestopt"))
        try expectNoSecret(reader, lines, run)
    }

    @Test(arguments: [
        ("exit 3", "code 3"), ("read antwoord < /dev/tty || exit 9", "code 9"),
        ("printf ''; exit 0", "gaf niets"), ("yes; exit 0", "te veel uitvoer"),
    ])
    func `a command that gives no password is told in a sentence`(
        script: String, reason: String
    ) throws {
        let reader = try TestReader()
        let lines = CommandLines()
        let server = try server(lines)
        defer { server.stop() }
        try subscribe(reader, to: "/feed", at: server, try install(Self.script(script), at: reader))
        let run = try reader.run("sources", "check")
        #expect(run.code == 1)
        #expect(run.output.contains("Er is geen wachtwoord voor deze bron"), "\(run.output)")
        #expect(run.output.contains(reason), "\(run.output)")
        #expect(server.requests.isEmpty)
    }

    @Test func `a wrong password is told, and what to look at`() throws {
        let reader = try TestReader()
        let server = try server(CommandLines())
        defer { server.stop() }
        let command = try install("#!/bin/sh\necho fout\n", at: reader)
        try subscribe(reader, to: "/feed", at: server, command)
        let run = try reader.run("sources", "check")
        #expect(run.output.contains("De bron weigert deze naam en dit wachtwoord"))
    }

    @Test func `header lines come of a file that is the reader's alone`() throws {
        let reader = try TestReader()
        let server = try LoopbackServer { request in
            .answer(
                request.field("X-Sleutel") == "abc"
                    ? answer(text: Self.feed) : answer("401 Unauthorized"))
        }
        defer { server.stop() }
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Leden"
            sources = [{ url = "http://127.0.0.1:\(server.port)/", headers = "sleutel" }]
            """)
        let file = reader.home.appending(path: ".config/portaal/sleutel").path
        for (text, mode, reason) in [
            ("X-Sleutel: abc\n", 0o644, "chmod 600"), ("geen veld\n", 0o600, "Naam: waarde"),
            ("X-Sleutel: abc\n", 0o600, "1 nieuw"),
        ] {
            try reader.configure("sleutel", text)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
            let run = try reader.run("sources", "check")
            #expect(run.output.contains(reason), "\(run.output)")
        }
    }

    @Test func `user and command belong together`() throws {
        let reader = try TestReader()
        for options in [
            ["--user", "jan"], ["--password-command", "true"],
            ["--headers", "x", "--user", "jan"], ["--user", "a:b", "--password-command", "true"],
        ] {
            let run = try reader.run(["sources", "add", "http://127.0.0.1:9/", "--yes"] + options)
            #expect(run.code == 2, "\(options)")
        }
    }
}
