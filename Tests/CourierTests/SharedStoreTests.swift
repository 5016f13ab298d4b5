import Foundation
import NewsStore
import PortalModel
import TestTags
import Testing

/// News that a service fetches for all readers on a machine.
@Suite(.tags(.slow)) struct SharedStoreTests {
    private let publisher: Publisher
    private let service: CourierHome
    private let store: String

    init() throws {
        publisher = try Publisher()
        service = try CourierHome()
        store = service.folder.path + "/store"
        service.environment["XDG_CONFIG_HOME"] = publisher.home.folder.path + "/.config"
        #expect(
            try service.run("refresh", "--store", store, "--now", Publisher.noon).status == 0)
    }

    private func mode(of file: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        return attributes[.posixPermissions] as? Int
    }

    @Test func `it can be read by all, with the files of its journal`() throws {
        for end in ["", "-wal", "-shm"] {
            #expect(try mode(of: store + "/news.db" + end) == 0o644)
        }
        #expect(try mode(of: store + "/sections.toml") == 0o644)
        #expect(try mode(of: store) == 0o755)
        // Whoever could open these could keep the courier waiting.
        for lock in ["courier.lock", "news.db.lock"] {
            #expect(try mode(of: "\(store)/\(lock)") == 0o600)
        }
    }

    @Test func `it is read by whoever may not write it`() throws {
        // Root may write everything.
        let copy = service.folder.path + "/copy"
        try FileManager.default.copyItem(atPath: store, toPath: copy)
        for end in ["", "-wal", "-shm"] {
            chmod(copy + "/news.db" + end, 0o444)
        }
        let news = try NewsDatabase(path: copy + "/news.db")
        #expect(try news.articles(on: .front(EditionID(name: "NL & Wereld"))).count == 10)
    }

    @Test func `nothing is stored in the home of the service`() throws {
        #expect(!FileManager.default.fileExists(atPath: service.newsDatabase))
        let names = try FileManager.default.contentsOfDirectory(atPath: store).sorted()
        #expect(
            names.allSatisfy {
                $0.hasPrefix("news.db") || $0 == "courier.lock" || $0 == "sections.toml"
            })
    }

    @Test func `a service that has no room tells so, and what was there can be read`() throws {
        let before = try news()
        let short = try service.run(
            ["refresh", "--now-due", "--store", store, "--now", "2026-11-28T15:00:00Z"],
            after: "ulimit -f 32")
        #expect(short.reports.values.allSatisfy { $0.problem?.code == .notStored })
        #expect(try news() == before)
    }

    /// Bytes of the index of the journal: that which whoever writes has locked, and that which
    /// whoever empties the journal has.
    @Test(arguments: [120, 121])
    func `a reader who locks it keeps the service from nothing`(place: Int) throws {
        let before = try news()
        let index = open(store + "/news.db-shm", O_RDONLY | O_CLOEXEC)
        defer { close(index) }
        var lock = flock()
        lock.l_type = Int16(F_RDLCK)
        lock.l_whence = Int16(SEEK_SET)
        (lock.l_start, lock.l_len) = (place, 1)
        try #require(fcntl(index, F_SETLK, &lock) == 0)
        let run = try service.run(
            "refresh", "--now-due", "--store", store, "--now", "2026-11-28T15:00:00Z")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.reports.count == 4)
        #expect(run.reports.values.allSatisfy { $0.problem == nil })
        #expect(try news() == before)
        let names = try FileManager.default.contentsOfDirectory(atPath: store)
        #expect(names.allSatisfy { !$0.contains("nieuw") })
        #expect(try mode(of: store + "/news.db") == 0o644)
    }

    private func news() throws -> Int {
        try NewsDatabase(path: store + "/news.db")
            .articles(on: .front(EditionID(name: "NL & Wereld"))).count
    }

    @Test func `pages are fetched ahead, without any as well`() throws {
        let run = try service.run(
            "pages", "--newest", "--store", store, "--now", "2027-01-01T00:00:00Z")
        #expect(run.status == 0)
        #expect(run.messages.contains { if case .finished = $0 { true } else { false } })
    }

    @Test func `a store without a full path is refused`() throws {
        #expect(try service.launch(["refresh", "--store", "store"]).status != 0)
    }

    @Test func `an edition is published from it`() throws {
        #expect(
            try service.launch(
                ["publish", publisher.folder, "--store", store, "--now", Publisher.noon]
            ).status == 0)
        let server = try FolderServer(publisher.folder)
        let reader = try CourierHome()
        try reader.configure("[edition]\nurl = \"\(server.manifest)\"")
        #expect(try reader.readEdition()?.new == 20)
    }
}
