import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import Synchronization
import Testing

/// A home that reads some feeds and publishes them.
final class Publisher {
    let home: CourierHome
    let feeds: LoopbackServer

    /// Noon of 28 November 2026 in UTC.
    static let noon = "2026-11-28T12:00:00Z"

    /// One with so many feeds in two sections, and so many items in each.
    init(feeds count: Int = 4, items: Int = 5) throws {
        home = try CourierHome()
        feeds = try LoopbackServer { request in
            let number = Int(request.path.drop { !$0.isNumber }) ?? 0
            return .answer(answer(body: InventedNews.feed(number, items: items)))
        }
        let port = feeds.port
        func sources(_ numbers: Range<Int>) -> String {
            numbers.map {
                "{ name = \"Courant \($0)\", url = \"http://127.0.0.1:\(port)/\($0)\" },"
            }.joined(separator: "\n")
        }
        try home.configure(
            """
            [[section]]
            name = "Dorp"
            sources = [
            \(sources(0..<(count + 1) / 2))
            ]
            [[section]]
            name = "Stad"
            edition = "Streek"
            sources = [
            \(sources((count + 1) / 2..<count))
            ]
            """)
    }

    deinit { feeds.stop() }

    /// Where it publishes.
    var folder: String { home.folder.path + "/web" }

    /// Reads the feeds.
    func refresh() throws {
        #expect(try home.run("refresh", "--now-due", "--now", Self.noon).status == 0)
    }

    /// Publishes what it read, and says how that ended.
    @discardableResult
    func publish(_ moment: String = noon, _ more: String...) throws -> Int {
        try home.launch(["publish", folder, "--now", moment] + more).status
    }
}

/// Feeds of invented news: texts of which some are told by several feeds.
enum InventedNews {
    private static let words = """
        dijk sluis kade burgemeester haven veerpont storm oogst gemeente school brug museum \
        station wethouder mossel schipper molen kermis waterschap bibliotheek ziekenhuis rotonde
        """.split(separator: " ")

    private static func text(_ seed: Int, _ count: Int) -> String {
        var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<count).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let word = words[Int(state >> 33) % words.count]
            return index % 7 == 3 ? "\(word)\(state >> 54)" : String(word)
        }.joined(separator: " ")
    }

    static func feed(_ number: Int, items: Int) -> [UInt8] {
        let entries = (0..<items).map { index in
            // Every third item is told by four feeds, in almost the same words.
            let teller = index % 3 == 0 ? 1000 + number / 4 : number
            let story = 1000 * teller + index
            let own = index % 3 == 0 ? "" : "<p>\(text(story + 7, 30))</p>"
            let body =
                "<p><b>GOES (ANP) -</b> \(text(story + 3, 60)). Slot &amp; einde.</p>"
                + "<ul><li>een</li><li>twee</li></ul>\(own)"
            let time = "2\(index / 10 % 8) Nov 2026 1\(index % 10):0\(number % 10):00 GMT"
            let date = index % 5 == 4 ? "" : "<pubDate>\(time)</pubDate>"
            return """
                <item><guid>\(number)-\(index)</guid><title>\(text(story, 6)) &amp;amp; meer</title>
                <link>https://courant\(number).example/\(index)</link>\(date)
                <description>\(body.escaped)</description>
                <enclosure url="https://courant\(number).example/\(index).mp3" type="audio/mpeg" \
                length="3000000"/></item>
                """
        }
        let document =
            "<rss version=\"2.0\"><channel><title>Courant \(number)</title>"
            + entries.joined() + "</channel></rss>"
        return Array(document.utf8)
    }
}

extension String {
    fileprivate var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

/// A web server over a folder that may do harm to what it sends.
final class FolderServer: Sendable {
    /// What is sent in the place of files whose path holds a text.
    private final class Faults: Sendable {
        let replies = Mutex<[String: Reply]>([:])
    }

    private let faults: Faults
    private let server: LoopbackServer

    init(_ folder: String) throws {
        let faults = Faults()
        self.faults = faults
        server = try LoopbackServer { request in
            let fault = faults.replies.withLock { replies in
                replies.first { request.path.contains($0.key) }?.value
            }
            if let fault { return fault }
            guard let data = FileManager.default.contents(atPath: folder + request.path) else {
                return .answer(answer("404 Weg"))
            }
            let sum = data.reduce(into: UInt64(data.count)) { $0 = $0 &* 31 &+ UInt64($1) }
            let tag = "\"\(sum)\""
            if request.field("If-None-Match") == tag {
                return .answer(answer("304 Zelfde", ["ETag: \(tag)"]))
            }
            return .answer(answer("200 OK", ["ETag: \(tag)"], body: [UInt8](data)))
        }
    }

    /// Where the manifest is.
    var manifest: String { "http://127.0.0.1:\(server.port)/editie.json" }

    /// The paths that were asked for, in order.
    var paths: [String] { server.requests.map(\.path) }

    /// Sends `reply` for each file whose path holds `text`; the file itself with nil.
    func send(_ reply: Reply?, for text: String) {
        faults.replies.withLock { $0[text] = reply }
    }

    deinit { server.stop() }
}

extension CourierHome {
    /// Makes `text` the reader's portaal.toml.
    func configure(_ text: String) throws {
        try Data((text + "\n").utf8)
            .write(to: folder.appendingPathComponent(".config/portaal/portaal.toml"))
    }

    /// Reads an edition at that moment.
    @discardableResult
    func readEdition(at moment: String = Publisher.noon) throws -> SourceReport? {
        let run = try run("refresh", "--now-due", "--now", moment)
        return run.reports.values.first { $0.name.string.hasPrefix("Editie van ") }
    }

    /// All that a reader sees of what is stored, in a form to be compared.
    func everything(searching words: [SafeText]) throws -> [String] {
        let news = try NewsDatabase(path: newsDatabase)
        let pages: [NewsPage] = [
            .front(EditionID(name: "NL & Wereld")), .front(EditionID(name: "Streek")),
            .section(SectionID(edition: "NL & Wereld", name: "Dorp")),
            .section(SectionID(edition: "Streek", name: "Stad")),
        ]
        var lines: [String] = []
        for page in pages {
            let headlines = try news.headlines(on: page, count: 100_000)
            lines.append("page \(page.stored): \(headlines.count)")
            for headline in headlines {
                lines.append("\(headline)")
                lines.append("\(String(describing: try news.article(headline.id)))")
            }
        }
        lines += try news.stories(count: 10_000).map { "story \($0.map(\.id.text))" }
        for word in words {
            lines.append(
                "\(word): \(try news.search(word, count: 10_000).headlines.map(\.id.text))")
        }
        return lines
    }
}
