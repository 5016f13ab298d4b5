import Foundation
import Synchronization
import TestSupport

/// A service that delivers the news of the section Dorp into a store for all readers.
final class NewsService {
    /// Whose configuration it has.
    let owner: TestReader
    private let server: NewsServer
    private let words: Words

    init() throws {
        let words = Words()
        self.words = words
        server = try NewsServer { path, _ in
            path == "/Dorp.xml" ? Feed.rss(Feed.items(words.text.withLock { $0 }, 6)) : nil
        }
        owner = try TestReader.atTerminal()
        owner.environment["XDG_CONFIG_HOME"] = owner.folder + "/home/.config"
        try owner.subscribe(to: [("Dorp", server.address("/Dorp.xml"))])
        try deliver("Bericht")
    }

    /// The port of 127.0.0.1 from which it fetches.
    var port: Int { Int(server.address("").split(separator: ":").last ?? "") ?? 0 }

    /// Where the news is.
    var store: String { owner.folder + "/store" }

    /// Goes round, and finds six items with these words before their number.
    func deliver(_ words: String) throws {
        self.words.text.withLock { $0 = words }
        let outcome = try owner.run(
            "refresh", "--now-due", "--store", store, "--now", TestReader.moment,
            of: "portaal-courier")
        guard outcome.code == 0 else { throw ProgramRun.Failure(outcome.output) }
    }

    /// The names and the contents of all that lies in the store, but for what holds where readers
    /// are in it.
    func contents() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: store)
        where !name.hasSuffix("-shm") {
            contents[name] = try Data(contentsOf: URL(fileURLWithPath: "\(store)/\(name)"))
        }
        return contents
    }
}

/// What the titles of the feed begin with.
private final class Words: Sendable {
    let text = Mutex("")
}
