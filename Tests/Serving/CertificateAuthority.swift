import Foundation

/// An authority of a test's own, whose certificates nobody else trusts, and servers that show
/// them: both the program openssl, which is made for this.
package final class CertificateAuthority {
    private let folder: URL
    private var servers: [Process] = []

    /// A program that did not do what it was asked.
    package struct Failure: Error {
        package let arguments: [String]
    }

    /// What a server shows.
    package enum Certificate: String, CaseIterable {
        case sound, expired, ofAnotherHost, selfSigned
    }

    /// Makes the certificates.
    package init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("portaal-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try openssl(["req", "-x509", "-out", "ca.pem", "-keyout", "ca.key"] + newKey("Uitgever"))
        for certificate in Certificate.allCases { try issue(certificate) }
    }

    deinit {
        for server in servers { server.terminate() }
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("not removed: \(folder.path): \(error)")
        }
    }

    /// The file with the authority's own certificate.
    package var file: String { folder.appendingPathComponent("ca.pem").path }

    /// Starts a server on 127.0.0.1 for one connection, and gives its port.
    package func serve(_ certificate: Certificate, _ options: String...) throws -> UInt16 {
        let name = certificate.rawValue
        let server = process(
            ["s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-www"]
                + ["-cert", "\(name).pem", "-key", "\(name).key"] + options)
        let output = Pipe()
        server.standardOutput = output
        try server.run()
        servers.append(server)
        var text = ""
        while let bytes = try output.fileHandleForReading.read(upToCount: 1) {
            text += String(decoding: bytes, as: UTF8.self)
            guard text.hasSuffix("\n") else { continue }
            if let port = text.firstMatch(of: /ACCEPT .*:(\d+)\n/).flatMap({ UInt16($0.1) }) {
                return port
            }
        }
        throw Failure(arguments: ["s_server", name])
    }

    /// Whether the program openssl comes to terms with the server at `port` by these options, with
    /// the configuration file at `configuration`.
    package func reaches(
        _ port: UInt16, _ options: String..., configuration: String
    ) throws -> Bool {
        let client = process(["s_client", "-connect", "127.0.0.1:\(port)"] + options)
        client.environment = ["OPENSSL_CONF": configuration]
        client.standardOutput = FileHandle.nullDevice
        try client.run()
        client.waitUntilExit()
        return client.terminationStatus == 0
    }

    private func issue(_ certificate: Certificate) throws {
        let name = certificate.rawValue
        let host = certificate == .ofAnotherHost ? "DNS:elders.example" : "IP:127.0.0.1"
        try Data("subjectAltName=\(host)\n".utf8)
            .write(to: folder.appendingPathComponent("\(name).extensions"))
        try openssl(["req", "-out", "\(name).request", "-keyout", "\(name).key"] + newKey(name))
        let files = ["-in", "\(name).request", "-out", "\(name).pem"]
        let extensions = ["-extfile", "\(name).extensions"]
        switch certificate {
        case .sound, .ofAnotherHost:
            try openssl(
                ["x509", "-req", "-CA", "ca.pem", "-CAkey", "ca.key"] + files + extensions)
        case .selfSigned:
            try openssl(["x509", "-req", "-signkey", "\(name).key"] + files + extensions)
        case .expired:
            // `x509` takes a time in the past in no way that OpenSSL 3.0 and 3.5 both know.
            try Data().write(to: folder.appendingPathComponent("index"))
            try Data(
                """
                [ca]
                default_ca = authority
                [authority]
                database = index
                new_certs_dir = .
                default_md = sha256
                policy = policy
                rand_serial = yes
                [policy]
                commonName = supplied

                """.utf8
            ).write(to: folder.appendingPathComponent("ca.conf"))
            try openssl(
                ["ca", "-batch", "-config", "ca.conf", "-cert", "ca.pem", "-keyfile", "ca.key"]
                    + ["-notext", "-startdate", "20200101000000Z", "-enddate", "20200201000000Z"]
                    + files + extensions)
        }
    }

    private func newKey(_ name: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
            + ["-subj", "/CN=\(name)"]
    }

    private func openssl(_ arguments: [String]) throws {
        let process = process(arguments)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(arguments: arguments) }
    }

    private func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}
