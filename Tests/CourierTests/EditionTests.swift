import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct EditionTests {
    private let publisher: Publisher
    private let server: FolderServer
    private let reader: CourierHome

    init() throws {
        publisher = try Publisher()
        try publisher.refresh()
        #expect(try publisher.publish() == 0)
        server = try FolderServer(publisher.folder)
        reader = try CourierHome()
        try reader.configure("[edition]\nurl = \"\(server.manifest)\"")
    }

    private func articles() throws -> Int {
        try NewsDatabase(path: reader.newsDatabase)
            .articles(on: .section(SectionID(edition: "NL & Wereld", name: "Dorp"))).count
    }

    /// A hundred feeds of a hundred articles where `PORTAAL_FULL` is set, and a few otherwise.
    private static let isFull = ProcessInfo.processInfo.environment["PORTAAL_FULL"] != nil

    @Test func `what is read through an edition is what its feeds give`() throws {
        let (feeds, items) = Self.isFull ? (100, 100) : (8, 40)
        let publisher = try Publisher(feeds: feeds, items: items)
        try publisher.refresh()
        #expect(try publisher.publish("2026-11-28T12:00:00Z", "--days", "60") == 0)
        let server = try FolderServer(publisher.folder)
        try reader.configure("[edition]\nurl = \"\(server.manifest)\"")
        let report = try #require(try reader.readEdition())
        #expect(report.new == feeds * items)
        #expect(report.problem == nil)
        let words: [SafeText] = [
            "sluis", "dijk haven", "mossel", "goes", "burgemeester ziek", "anp",
        ]
        let own = try publisher.home.everything(searching: words)
        #expect(own.contains { $0.hasPrefix("story ") })
        #expect(own.contains { $0.contains("[audio") })
        #expect(try reader.everything(searching: words) == own)
    }

    @Test func `what is muted or asked with a password is not published`() throws {
        let home = publisher.home.folder
        let settings = home.appendingPathComponent(".config/portaal/portaal.toml")
        let text = try String(contentsOf: settings, encoding: .utf8)
        let name = "name = \"Courant 1\", "
        try #require(text.contains(name))
        try publisher.home.configure(
            text.replacing(name, with: name + "headers = \"sleutel\", "))
        try Data("[[mute]]\nsource = \"Courant 2\"\n".utf8).write(
            to: home.appendingPathComponent(".config/portaal/filters.toml"))
        #expect(try publisher.home.run("filter", "--now", Publisher.noon).status == 0)
        let web = home.path + "/other"
        let launched = try publisher.home.launch(["publish", web, "--now", Publisher.noon])
        #expect(launched.status == 0)
        var published = ""
        for name in try FileManager.default.subpathsOfDirectory(atPath: web)
        where name.hasSuffix(".json") {
            published += try String(
                contentsOfFile: "\(web)/\(name)", encoding: .utf8)
        }
        for (number, isThere) in [(0, true), (1, false), (2, false), (3, true)] {
            #expect(published.contains("courant\(number).example/") == isThere, "\(number)")
        }
    }

    @Test func `an edition that has not changed costs one request`() throws {
        try reader.readEdition()
        let count = server.paths.count
        let report = try #require(try reader.readEdition(at: "2026-11-28T14:00:00Z"))
        #expect(report.outcome == .unchanged)
        #expect(server.paths.count == count + 1)
    }

    @Test func `only parts that are new are fetched`() throws {
        try reader.readEdition()
        let old = Set(server.paths)
        _ = try publisher.home.launch(["refresh", "--now-due", "--now", "2026-11-28T15:00:00Z"])
        #expect(try publisher.publish("2026-11-30T12:00:00Z") == 0)
        let count = server.paths.count
        let report = try #require(try reader.readEdition(at: "2026-11-30T12:30:00Z"))
        #expect(report.outcome == .fetched)
        #expect(report.new == 0)
        #expect(server.paths[count...].filter { old.contains($0) } == ["/editie.json"])
    }

    @Test func `the reader's own sections stand beside those of the edition`() throws {
        let own = try LoopbackServer { _ in .answer(answer(body: feed("eigen"))) }
        try reader.configure(
            """
            [edition]
            url = "\(server.manifest)"
            [[section]]
            name = "Eigen"
            sources = [ { name = "Eigen", url = "http://127.0.0.1:\(own.port)/" } ]
            """)
        try reader.readEdition()
        #expect(try articles() > 0)
        let news = try NewsDatabase(path: reader.newsDatabase)
        #expect(
            try news.articles(on: .section(SectionID(edition: "NL & Wereld", name: "Eigen"))).count
                == 3)
        #expect(own.requests.count == 1)
        #expect(publisher.feeds.requests.count == 4)
    }

    @Test func `a part that was changed on the way is not stored, and asked for again`() throws {
        let path = try #require(try parts().first)
        server.send(.answer(answer(text: "{\"items\":[]}")), for: path)
        let report = try #require(try reader.readEdition())
        #expect(report.problem?.code == .damagedPart)
        #expect(report.new < 20)
        server.send(nil, for: path)
        let again = try #require(try reader.readEdition(at: "2026-11-28T13:00:00Z"))
        #expect(again.problem == nil)
        #expect(report.new + again.new == 20)
    }

    private func parts() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: publisher.folder + "/delen")
            .filter { $0.hasSuffix(".json") }
    }

    @Test func `a part that its server does not have is told, and the others are stored`() throws {
        let path = try #require(try parts().first)
        server.send(.answer(answer("404 Weg")), for: path)
        let report = try #require(try reader.readEdition())
        #expect(report.outcome == .fetched)
        #expect(report.problem?.code == .status)
        #expect(report.new > 0 && report.new < 20)
    }

    @Test(arguments: [-1, 1, 1_000_000])
    func `a part of another size than its manifest says is not stored`(more: Int) throws {
        let manifest = try String(
            contentsOfFile: publisher.folder + "/editie.json", encoding: .utf8)
        let size = try #require(
            manifest.firstMatch(of: /"size" : (\d+)/).flatMap { Int($0.1) })
        let other = manifest.replacing("\"size\" : \(size)", with: "\"size\" : \(size + more)")
        server.send(.answer(answer(text: other)), for: "/editie.json")
        let report = try #require(try reader.readEdition())
        #expect(report.problem?.code == .damagedPart)
    }

    @Test func `a manifest that names another host is refused before anything is asked`() throws {
        let manifest = try String(
            contentsOfFile: publisher.folder + "/editie.json", encoding: .utf8)
        server.send(
            .answer(
                answer(
                    text: manifest.replacing(
                        "\"delen/", with: "\"http://127.0.0.1:\(publisher.feeds.port)/"))),
            for: "/editie.json")
        let asked = publisher.feeds.requests.count
        let report = try #require(try reader.readEdition())
        #expect(report.problem?.code == .badEdition)
        #expect(server.paths == ["/editie.json"])
        #expect(publisher.feeds.requests.count == asked)
    }

    @Test func `a part that unpacks without end costs little, and is refused`() throws {
        let bomb = try Gzip.zeros(megabytes: 200)
        for path in try parts() {
            server.send(
                .answer(answer("200 OK", ["Content-Encoding: gzip"], body: bomb)), for: path)
        }
        let run = try reader.run("refresh", "--now-due", "--now", Publisher.noon)
        #expect(run.status == 0)
        #expect(run.memory < 200_000_000, "\(run.memory) bytes")
        let report = run.reports.values.first { $0.name.string.hasPrefix("Editie van ") }
        #expect(report?.problem?.code == .tooLarge)
    }

    @Test(arguments: [
        ("<!DOCTYPE html><p>Meld u aan", DeliveryProblem.Code.badEdition),
        ("{\"format\":1}", .badEdition), ("null", .badEdition), (" ", .badEdition),
        (String(repeating: "[", count: 100_000), .badEdition),
    ])
    func `what is no manifest is told in a sentence, and what was there stays`(
        text: String, code: DeliveryProblem.Code
    ) throws {
        try reader.readEdition()
        let before = try articles()
        server.send(.answer(answer(text: text)), for: "/editie.json")
        let report = try #require(try reader.readEdition(at: "2026-11-28T14:00:00Z"))
        #expect(report.outcome == .failed)
        #expect(report.problem?.code == code)
        #expect(try articles() == before)
    }

    @Test func `an older edition is refused`() throws {
        let url = URL(filePath: publisher.folder + "/editie.json")
        let old = try Data(contentsOf: url)
        #expect(try publisher.publish("2026-11-30T12:00:00Z") == 0)
        try reader.readEdition(at: "2026-11-30T12:10:00Z")
        server.send(.answer(answer(body: [UInt8](old))), for: "/editie.json")
        let report = try #require(try reader.readEdition(at: "2026-11-30T14:00:00Z"))
        #expect(report.problem?.code == .oldEdition)
        #expect(try articles() > 0)
    }

    @Test func `an edition that has expired is refused, also when it did not change`() throws {
        try reader.readEdition()
        let report = try #require(try reader.readEdition(at: "2026-12-03T12:00:00Z"))
        #expect(report.problem == DeliveryProblem(.expiredEdition, "2026-12-01"))
        #expect(try articles() > 0)
    }

    @Test(arguments: ["2026-11-27T12:00:00Z", "2026-11-29T12:00:00Z"])
    func `a clock that is a day off reads it`(moment: String) throws {
        let report = try #require(try reader.readEdition(at: moment))
        #expect(report.problem == nil)
        #expect(report.new == 20)
    }

    @Test func `a part that is far too large, or no JSON, is refused`() throws {
        for (index, path) in try parts().enumerated() {
            server.send(
                index == 0
                    ? .flood(
                        start: Array("HTTP/1.1 200 OK\r\n\r\n".utf8),
                        again: [UInt8](repeating: 0x20, count: 65_536))
                    : .answer(answer(text: "<html>")), for: path)
        }
        let report = try #require(try reader.readEdition())
        #expect(report.outcome == .failed)
        #expect(report.problem != nil)
    }

    @Test func `the edition stands among the sources, with what is wrong with it`() throws {
        server.send(.answer(answer("500 Kapot")), for: "/editie.json")
        try reader.readEdition()
        let health = try NewsDatabase(path: reader.newsDatabase).sources()
        #expect(health.map(\.source.address.string) == [server.manifest])
        #expect(health.first?.problem?.code == .status)
    }

    @Test func `without keys that can be read nothing passes for signed`() throws {
        try reader.configure("[edition]\nurl = \"\(server.manifest)\"\nkey = \"RWnietgoed\"")
        let report = try #require(try reader.readEdition())
        #expect(report.problem?.code == .badSignature)
    }

    @Test func `each portal asks at a second of its own`() throws {
        try reader.readEdition()
        let text = try String(
            contentsOfFile: reader.folder.path + "/.local/share/portaal/edition.toml",
            encoding: .utf8)
        let second = try #require(
            text.firstMatch(of: /second = (\d+)/).flatMap { Int64($0.1) })
        let next = try #require(
            try NewsDatabase(path: reader.newsDatabase).sources().first?.nextPoll)
        #expect(next.seconds % 3600 == second)
        try reader.readEdition(at: "2026-11-28T15:00:00Z")
        let later = try #require(
            try NewsDatabase(path: reader.newsDatabase).sources().first?.nextPoll)
        #expect(later.seconds % 3600 == second)
    }
}

/// Files that are packed.
private enum Gzip {
    /// So many megabytes of zeros in one file.
    static func zeros(megabytes: Int) throws -> [UInt8] {
        let run = try ProgramRun(
            ["sh", "-c", "head -c \(megabytes)000000 /dev/zero | gzip -9 | base64 -w0"],
            environment: ["PATH": "/usr/bin:/bin"])
        return [UInt8](try #require(Data(base64Encoded: run.output)))
    }
}
