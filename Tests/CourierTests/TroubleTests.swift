import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import System
import TestTags
import Testing

@testable import portaal_courier

/// Disks that are full, files that are not what they should be, and two couriers at once.
@Suite(.tags(.slow)) struct TroubleTests {
    private static func home(_ server: LoopbackServer) throws -> CourierHome {
        let home = try CourierHome()
        try home.subscribe(
            to: (0..<4).map { ("bron-\($0)", "http://127.0.0.1:\(server.port)/\($0)") })
        return home
    }

    /// Headlines that a reader would see.
    private static func headlines(_ home: CourierHome) throws -> Int {
        try NewsDatabase(path: home.newsDatabase).headlines(
            on: .section(SectionID(edition: "NL & Wereld", name: "Dorp")), count: 1000
        ).count
    }

    @Test func `a file that cannot grow is told, and what was there can still be read`() throws {
        let server = try LoopbackServer { request in
            .answer(answer(body: feed(request.path, items: 300)))
        }
        defer { server.stop() }
        let home = try Self.home(server)
        try home.subscribe(to: [("eerst", "http://127.0.0.1:\(server.port)/eerst")])
        #expect(try home.run("refresh").reports["eerst"]?.new == 300)
        let before = try Self.headlines(home)
        try home.subscribe(
            to: [("eerst", "http://127.0.0.1:\(server.port)/eerst")]
                + (0..<4).map { ("bron-\($0)", "http://127.0.0.1:\(server.port)/\($0)") })
        // What SQLite writes first goes into a file of its own, which is empty now.
        let short = try home.run("refresh", "--now-due", after: "ulimit -f 256")
        #expect(short.status == 0)
        let problems = short.reports.values.compactMap(\.problem)
        #expect(!problems.isEmpty)
        #expect(problems.allSatisfy { $0.code == .notStored })
        #expect(problems.allSatisfy { $0.sentence.string.contains("news.db") })
        #expect(try Self.headlines(home) >= before)
        let again = try home.run("refresh", "--now-due")
        #expect(again.reports.values.allSatisfy { $0.problem == nil })
        #expect(try Self.headlines(home) == 1000)
    }

    @Test func `what a courier makes is for its owner alone`() throws {
        let server = try LoopbackServer { .answer(answer(body: feed($0.path))) }
        defer { server.stop() }
        let home = try Self.home(server)
        #expect(try home.run("refresh", after: "umask 000").status == 0)
        let place = home.folder.appendingPathComponent(".local").path
        let names = try FileManager.default.subpathsOfDirectory(atPath: place)
        #expect(names.contains("share/portaal/news.db"))
        for name in names {
            var status = stat()
            #expect(stat("\(place)/\(name)", &status) == 0)
            #expect(status.st_mode & 0o077 == 0, "\(name)")
        }
    }

    @Test(arguments: ["damaged", "foreign", "newer"])
    func `a news.db that cannot be used is kept aside, told, and replaced`(kind: String) throws {
        let server = try LoopbackServer { .answer(answer(body: feed($0.path))) }
        defer { server.stop() }
        let home = try Self.home(server)
        _ = try home.run("refresh")
        let file = URL(filePath: home.newsDatabase)
        var bytes = try Data(contentsOf: file)
        switch kind {
        case "damaged": bytes.replaceSubrange(0..<100, with: [UInt8](repeating: 0x5A, count: 100))
        // The places of the header are told in the format of SQLite's files, §1.3.
        case "foreign": bytes.replaceSubrange(68..<72, with: [1, 2, 3, 4])
        default: bytes.replaceSubrange(60..<64, with: [0, 0, 3, 0xE7])
        }
        try bytes.write(to: file)
        let run = try home.run("refresh", "--now-due")
        #expect(run.reports.values.map(\.new) == [3, 3, 3, 3])
        #expect(try Data(contentsOf: URL(filePath: home.newsDatabase + ".opzij")) == bytes)
        #expect(run.errors.contains("news.db.opzij"))
    }

    @Test func `a source over which a courier ended is left alone for a while`() throws {
        let server = try LoopbackServer { .answer(answer(body: feed($0.path))) }
        defer { server.stop() }
        let home = try Self.home(server)
        let folder = URL(filePath: home.newsDatabase).deletingLastPathComponent().path
        #expect(try home.run("refresh").reports.count == 4)
        let deadly = try #require(WebAddress("http://127.0.0.1:\(server.port)/2"))
        do {
            let lock = try FileLock.ofRound(in: folder)
            let marker = ParsingMarker(descriptor: lock.descriptor)
            try marker.parsing(SourceID(address: deadly)) {
                // As if it ended here: the mark is there now, and will be put back.
                #expect(marker.unfinished == [SourceID(address: deadly)])
                try Data(contentsOf: URL(filePath: folder + "/courier.lock"))
                    .write(to: URL(filePath: folder + "/kept"))
            }
            #expect(marker.unfinished == [])
        }
        try Data(contentsOf: URL(filePath: folder + "/kept"))
            .write(to: URL(filePath: folder + "/courier.lock"))
        let later = "2036-11-21T12:00:00Z"
        let run = try home.run("refresh", "--now", later)
        #expect(Set(run.reports.keys) == ["bron-0", "bron-1", "bron-3"])
        let health = try #require(
            try NewsDatabase(path: home.newsDatabase).sources().first {
                $0.source.address == deadly
            })
        #expect(health.problem?.code == .courierStopped)
        #expect(try home.run("refresh", "--now-due", "--now", later).reports.count == 4)
    }

    @Test func `one courier at a time goes round, and the lock of a dead one is no lock`() throws {
        let server = try LoopbackServer { .answer(answer(body: feed($0.path))) }
        defer { server.stop() }
        let home = try Self.home(server)
        #expect(try home.run("refresh").status == 0)
        let folder = URL(filePath: home.newsDatabase).deletingLastPathComponent().path
        let lock = try FileLock.ofRound(in: folder)
        let second = try home.run("refresh", "--now-due")
        #expect(second.messages == [.failed(problem: DeliveryProblem(.busy))])
        #expect(second.status == 1 << 8)
        _ = consume lock
        #expect(FileManager.default.fileExists(atPath: folder + "/courier.lock"))
        #expect(try home.run("refresh", "--now-due").reports.count == 4)
    }
}
