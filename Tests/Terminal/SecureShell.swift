import Foundation
import LoopbackServing
import TestSupport

/// A real sshd on 127.0.0.1 that lets the owners of two keys in to a restricted portal, with the
/// block of README.md; it ends with the value.
final class SecureShell {
    static let isInstalled = ["/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/ssh-keygen"]
        .allSatisfy(FileManager.default.isExecutableFile)

    private let guest: TestReader
    private let port: UInt16
    private let configuration: String
    private let process: pid_t

    /// The names of the keys.
    static let keys = ["anna", "bert"]

    /// One that lends out the news in `store`; with `names`, the keys have the names of readers.
    init(_ guest: TestReader, store: String, names: Bool = false) throws {
        self.guest = guest
        let folder = guest.folder
        port = try freePort()
        for name in ["host"] + Self.keys {
            try Self.expect(
                guest.run(
                    "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)", of: "ssh-keygen"))
        }
        let keys = try Self.keys.map { name in
            let key = try String(contentsOfFile: "\(folder)/\(name).pub", encoding: .utf8)
            return names ? "environment=\"PORTAAL_READER=\(name)\" \(key)" : key
        }
        try guest.write(keys.joined(), to: "authorized")
        let block = try Self.block
            .replacing("Match User nieuws", with: "Match User \(NSUserName())")
            .replacing(
                "/usr/bin/portaal --restricted",
                with: "\(TestReader.products)/portaal --restricted --store \(store) "
                    + "--now \(TestReader.moment)")
        configuration = "\(folder)/sshd_config"
        try guest.write(
            """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(folder)/host
            PidFile \(folder)/sshd.pid
            AuthorizedKeysFile \(folder)/authorized
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            PermitUserEnvironment PORTAAL_READER
            AcceptEnv LANG LC_*
            Subsystem sftp internal-sftp
            \(block)
              SetEnv XDG_STATE_HOME=\(folder)/state LANG=C.UTF-8

            """, to: "sshd_config")
        // Root's has to shut itself in there; Debian makes it at the start of the service.
        if getuid() == 0 { mkdir("/run/sshd", 0o755) }
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        process = try startProgram(
            ["/usr/sbin/sshd", "-D", "-f", configuration, "-E", "\(folder)/sshd.log"],
            environment: guest.environment, descriptors: [nothing, nothing, nothing])
        // It is written once it listens.
        _ = try guest.pid(in: "sshd.pid")
    }

    deinit {
        kill(process, SIGTERM)
        while waitpid(process, nil, 0) < 0, errno == EINTR {}
    }

    private static func expect(_ outcome: ProgramRun) throws {
        guard outcome.code == 0 else { throw ProgramRun.Failure(outcome.errors) }
    }

    /// What README.md tells to put into sshd_config.
    private static var block: String {
        get throws {
            let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../README.md")
            let parts = try String(contentsOf: file, encoding: .utf8)
                .components(separatedBy: "```sshd\n")
            guard parts.count == 2, let end = parts[1].range(of: "\n```") else {
                throw ProgramRun.Failure("README.md has no block for sshd_config")
            }
            return String(parts[1][..<end.lowerBound])
        }
    }

    /// The command line of a client with that key.
    func client(_ key: String, _ options: String...) -> [String] {
        [
            "ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o",
            "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o",
            "LogLevel=ERROR", "-i", "\(guest.folder)/\(key)", "-p", String(port),
        ] + options + ["\(NSUserName())@127.0.0.1"]
    }

    /// The names of those whose marks are kept.
    var readers: [String] {
        get throws {
            let folder = guest.folder + "/state/portaal/readers"
            guard FileManager.default.fileExists(atPath: folder) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        }
    }
}
