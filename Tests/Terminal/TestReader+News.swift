import Foundation
import GRDB
import TestSupport

extension TestReader {
    /// Subscribes to `feeds`, each a section of its own that is named so, as pages "2", "3", ….
    func subscribe(to feeds: [(section: String, address: String)]) throws {
        let sections = feeds.map { section, address in
            """
            [[section]]
            name = "\(section)"
            sources = [{ name = "Krant", url = "\(address)" }]

            """
        }
        try write(
            "[refresh]\nevery = \"never\"\n" + sections.joined(),
            to: "home/.config/portaal/portaal.toml")
    }

    /// A reader where the webmail is chosen and the feeds of `server` have been delivered.
    static func reading(_ server: NewsServer, feeds: [String] = ["Dorp"]) throws -> TestReader {
        let reader = try TestReader.atTerminal()
        reader.server = server
        try reader.subscribe(to: feeds.map { ($0, server.address("/\($0).xml")) })
        for command in ["webmail delta", "refresh --now \(TestReader.moment)"] {
            let words = ["portaal"] + command.split(separator: " ").map(String.init)
            let outcome = try ProgramRun(words, at: reader)
            guard outcome.code == 0 else {
                throw ProgramRun.Failure("\(command): \(outcome.errors)")
            }
        }
        return reader
    }

    /// A reader where the feed Dorp has been delivered, and Later, which answers once `gate` is open,
    /// is subscribed to besides; each has so many items.
    static func waitingForLater(
        behind gate: Gate, items: Int
    ) throws -> (reader: TestReader, server: NewsServer) {
        let server = try NewsServer.withLater(behind: gate, items: items)
        let reader = try TestReader.reading(server)
        try reader.subscribe(
            to: [("Dorp", server.address("/Dorp.xml")), ("Later", server.address("/Later.xml"))])
        return (reader, server)
    }

    var newsServer: NewsServer? { server as? NewsServer }

    /// The files that the portal and the courier made.
    var readerDatabase: String { "\(folder)/home/.local/state/portaal/reader.db" }
    var newsDatabase: String { "\(folder)/home/.local/share/portaal/news.db" }
    var log: String { "\(folder)/home/.local/state/portaal/portaal.log" }

    /// The number of rows of a table of reader.db, all or those of a condition after its name.
    func count(_ rows: String) throws -> Int {
        try inReader { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(rows)") ?? 0 }
    }

    /// What stands in a file of the configuration.
    func settings(in file: String) throws -> String {
        try String(contentsOfFile: "\(folder)/home/.config/portaal/\(file)", encoding: .utf8)
    }

    /// The titles of the saved articles.
    func savedTitles() throws -> Set<String> {
        try inReader { Set(try String.fetchAll($0, sql: "SELECT title FROM saved")) }
    }

    private func inReader<Value>(_ work: (Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: readerDatabase, configuration: configuration).read(work)
    }
}

/// A feed as a newspaper would give it.
enum Feed {
    /// One item: its title, which is its guid as well, its text, and a page of its own.
    struct Item {
        let title: String
        var text = "Een tekst van een regel."
        var link: String?
    }

    /// RSS 2.0 with these items, the first one of the last minute of `hour`, each a minute older
    /// than the one before.
    static func rss(_ items: [Item], hour: Int = 12) -> String {
        let entries = items.enumerated().map { index, item in
            let minute = String(1000 + 59 - index % 60).suffix(2)
            let hour = String(100 + hour - index / 60).suffix(2)
            let link = item.link.map { "<link>\($0)</link>" } ?? ""
            return """
                <item><title>\(item.title)</title><guid isPermaLink="false">\(item.title)</guid>
                <description>\(item.text)</description>\(link)
                <pubDate>Wed, 28 Jan 2026 \(hour):\(minute):00 +0000</pubDate></item>
                """
        }
        return "<rss version=\"2.0\"><channel><title>Krant</title>" + entries.joined()
            + "</channel></rss>"
    }

    /// `count` items with these words before their number, the first one the newest.
    static func items(_ words: String, _ count: Int) -> [Item] {
        (1...count).map { Item(title: "\(words) \($0)") }
    }
}

extension NewsServer {
    /// Serves the feeds Dorp and, once `gate` is open, Later, each of so many items.
    static func withLater(behind gate: Gate, items: Int) throws -> NewsServer {
        try NewsServer { path, _ in
            if path == "/Later.xml" { gate.pass() }
            return path == "/Dorp.xml"
                ? Feed.rss(Feed.items("Bericht", items))
                : Feed.rss(Feed.items("Later", items), hour: 9)
        }
    }
}
