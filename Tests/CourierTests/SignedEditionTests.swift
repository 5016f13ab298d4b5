import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import TestSupport
import TestTags
import Testing

/// Editions that minisign signed and nginx serves.
@Suite(.tags(.slow), .enabled(if: WebServer.isInstalled && MinisignKeys.isInstalled))
struct SignedEditionTests {
    private let publisher: Publisher
    private let server: WebServer
    private let keys: MinisignKeys

    init() throws {
        publisher = try Publisher()
        try publisher.refresh()
        keys = try MinisignKeys(in: publisher.home.folder.path)
        #expect(try publisher.publish(Publisher.noon, "--key", keys.secret("een")) == 0)
        server = try WebServer(publisher.folder, in: publisher.home.folder.path)
    }

    private func reader(_ keys: String..., besides own: String = "") throws -> CourierHome {
        let home = try CourierHome()
        let list = keys.map { "\"\($0)\"" }.joined(separator: ", ")
        try home.configure("[edition]\nurl = \"\(server.manifest)\"\nkey = [\(list)]\n\(own)")
        return home
    }

    @Test func `three portals with different sections read one edition`() throws {
        let key = try keys.published("een")
        let own = """
            [[section]]
            name = "Dorp"
            sources = [ { url = "http://127.0.0.1:\(publisher.feeds.port)/0" } ]
            """
        let homes = [try reader(key), try reader(key, besides: own), try reader(key)]
        try Data("removed = [ \"http://127.0.0.1:\(publisher.feeds.port)/3\" ]\n".utf8)
            .write(to: homes[2].folder.appendingPathComponent(".config/portaal/sources.toml"))
        let counts = try homes.map { home in
            let report = try #require(try home.readEdition())
            #expect(report.problem == nil)
            return report.new
        }
        #expect(counts == [20, 15, 15])
    }

    @Test func `a reader with two keys follows a change of keys`() throws {
        let careful = try reader(try keys.published("een"))
        let ready = try reader(try keys.published("een"), try keys.published("twee"))
        #expect(try careful.readEdition()?.new == 20)
        #expect(try ready.readEdition()?.new == 20)
        #expect(try publisher.publish("2026-11-28T13:00:00Z", "--key", keys.secret("twee")) == 0)
        let later = "2026-11-29T14:00:00Z"
        #expect(try publisher.publish(later, "--key", keys.secret("twee")) == 0)
        #expect(try ready.readEdition(at: later)?.problem == nil)
        let report = try #require(try careful.readEdition(at: later))
        #expect(report.problem?.code == .badSignature)
        #expect(
            try NewsDatabase(path: careful.newsDatabase)
                .articles(on: .section(SectionID(edition: "Streek", name: "Stad"))).count == 10)
    }

    @Test func `an edition without a signature, or with that of another, is refused`() throws {
        let home = try reader(try keys.published("een"))
        let signature = URL(filePath: publisher.folder + "/editie.json.minisig")
        let old = try Data(contentsOf: signature)
        #expect(try publisher.publish("2026-11-28T12:30:00Z") == 0)
        #expect(!FileManager.default.fileExists(atPath: signature.path))
        #expect(try home.readEdition()?.problem?.code == .badSignature)
        #expect(
            try publisher.publish("2026-11-30T12:00:00Z", "--key", keys.secret("een")) == 0)
        try old.write(to: signature)
        let report = try #require(try home.readEdition(at: "2026-11-30T12:00:00Z"))
        #expect(report.problem?.code == .badSignature)
    }

    @Test func `an edition that nobody publishes any more expires`() throws {
        let home = try reader(try keys.published("een"))
        try home.readEdition()
        let report = try #require(try home.readEdition(at: "2026-12-03T12:00:00Z"))
        #expect(report.problem?.code == .expiredEdition)
    }

    @Test func `a part that was changed on the disk is refused`() throws {
        let folder = publisher.folder + "/delen/"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".json") }.sorted().first)
        var bytes = try Data(contentsOf: URL(filePath: folder + name))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: folder + name))
        try FileManager.default.removeItem(atPath: folder + name + ".gz")
        let report = try #require(try reader(try keys.published("een")).readEdition())
        #expect(report.problem?.code == .damagedPart)
        #expect(report.new > 0)
    }

    @Test func `an edition that cannot be signed is not published`() throws {
        let before = try Data(contentsOf: URL(filePath: publisher.folder + "/editie.json"))
        #expect(
            try publisher.publish("2026-11-30T12:00:00Z", "--key", "/nergens/sleutel") != 0)
        #expect(
            try Data(contentsOf: URL(filePath: publisher.folder + "/editie.json")) == before)
        let home = try reader(try keys.published("een"))
        #expect(try home.readEdition()?.problem == nil)
    }
}

/// Pairs of keys of minisign.
struct MinisignKeys {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/minisign")

    private let folder: String

    init(in folder: String) throws {
        self.folder = folder
        for name in ["een", "twee"] {
            try run(
                "/usr/bin/minisign",
                ["-G", "-W", "-p", "\(folder)/\(name).pub", "-s", "\(folder)/\(name).key"])
        }
    }

    /// The path of the secret key of that name.
    func secret(_ name: String) -> String { "\(folder)/\(name).key" }

    /// The public key of that name.
    func published(_ name: String) throws -> String {
        let text = try String(contentsOfFile: "\(folder)/\(name).pub", encoding: .utf8)
        return String(try #require(text.split(separator: "\n").last))
    }
}

/// nginx over a folder, set up as the manual says.
final class WebServer {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/sbin/nginx")

    let manifest: String
    private let process: pid_t

    init(_ folder: String, in home: String) throws {
        let port = try freePort()
        manifest = "http://127.0.0.1:\(port)/editie.json"
        let configuration = home + "/nginx.conf"
        let text = """
            daemon off;
            pid \(home)/nginx.pid;
            error_log \(home)/nginx.log;
            worker_processes 1;
            user root;
            events {}
            http {
              access_log off;
              client_body_temp_path \(home)/nginx-body;
              proxy_temp_path \(home)/nginx-proxy;
              fastcgi_temp_path \(home)/nginx-fastcgi;
              uwsgi_temp_path \(home)/nginx-uwsgi;
              scgi_temp_path \(home)/nginx-scgi;
              types { application/feed+json json; }
              server {
                listen 127.0.0.1:\(port);
                root \(folder);
                gzip_static on;
                location = /editie.json {
                  add_header Cache-Control "max-age=60, stale-while-revalidate=600";
                }
                location /delen/ {
                  add_header Cache-Control "public, max-age=31536000, immutable";
                }
              }
            }

            """
        try Data(text.utf8).write(to: URL(filePath: configuration))
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        process = try startProgram(
            ["/usr/sbin/nginx", "-c", configuration], environment: ["PATH": "/usr/bin:/bin"],
            descriptors: [nothing, nothing, nothing])
        // It is written once it listens; one that cannot has ended.
        var status: Int32 = 0
        while FileManager.default.contents(atPath: home + "/nginx.pid")?.isEmpty ?? true {
            guard waitpid(process, &status, WNOHANG) == 0 else {
                throw ProgramRun.Failure("nginx ended: \(status)")
            }
            usleep(1000)
        }
    }

    deinit {
        kill(process, SIGTERM)
        while waitpid(process, nil, 0) < 0, errno == EINTR {}
    }
}

/// Runs a program until it ends, which it has to do well.
private func run(_ program: String, _ arguments: [String]) throws {
    let outcome = try ProgramRun([program] + arguments, environment: ["PATH": "/usr/bin:/bin"])
    guard outcome.code == 0 else {
        throw ProgramRun.Failure("\(program) ended with \(outcome.code): \(outcome.errors)")
    }
}
