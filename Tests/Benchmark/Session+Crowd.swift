import Foundation
import HostileText
import Synchronization

extension Session {
    /// Measures what many readers cost: one of them a day, a web server with an edition, and a
    /// machine on which hundreds read one store.
    mutating func measureCrowd(_ feeds: [[UInt8]]) throws {
        let portal = try Portaal()
        if let nginx = EditionSite.nginx {
            try measureDay(portal, nginx)
            try measureServing(portal, nginx, feeds)
        } else {
            report("no nginx: editions are not measured")
        }
        spreadReaders(150_000, portal)
        try measureStore(portal)
    }

    // MARK: A day of one reader

    /// Measures the bytes of 24 polls of an edition and of its feeds, while 300 articles come.
    private mutating func measureDay(_ portal: Portaal, _ nginx: String) throws {
        let day = SampleDay()
        let (web, publisher) = ("\(folder)/day", "\(folder)/day-publisher")
        let (reader, direct) = ("\(folder)/day-reader", "\(folder)/day-direct")
        try day.write(hour: 0, in: web)
        let site = try EditionSite(nginx, web, in: folder, log: true)
        defer { site.stop() }
        let addresses = (0..<SampleDay.feeds).map { "\(site.root)/feeds/\($0).rss" }
        for home in [publisher, direct] { try portal.furnish(home, feeds: addresses) }
        try portal.follow(site.manifest, in: reader)
        var days: [String: EditionSite.Traffic] = [:]
        for hour in 0...24 {
            report("a reader's day \(hour)/24")
            try day.write(hour: hour, in: web)
            let now = day.moment(ofHour: hour)
            _ = try portal.refresh(publisher, at: now)
            _ = try portal.publish(publisher, in: web, at: now)
            // What was there at midnight is no part of the day.
            if hour == 0 {
                for home in [direct, reader] { _ = try portal.refresh(home, at: now) }
                continue
            }
            for (title, home) in [("24 polls of an edition", reader), ("of its 25 feeds", direct)] {
                let before = try site.traffic()
                _ = try portal.refresh(home, at: now)
                days[title, default: .init()].add(try site.traffic(), less: before)
            }
        }
        for (title, traffic) in days.sorted(by: { $0.key < $1.key }) {
            table.add(
                Double(traffic.bytes) / 1_000_000, .megabytes,
                "a day of one reader, 300 new articles: \(title)", portal)
            table.add(
                Double(traffic.requests), .requests, "requests of that day: \(title)", portal)
        }
    }

    // MARK: A web server

    /// Measures how many requests a second nginx answers on all cores, which wrk has a part of.
    private mutating func measureServing(
        _ portal: Portaal, _ nginx: String, _ feeds: [[UInt8]]
    ) throws {
        guard let wrk = ChildProgram.path(of: "wrk") else { return report("no wrk") }
        let server = try FeedServer { number in .init(version: 1) { feeds[number] } }
        defer { server.stop() }
        let (publisher, web) = ("\(folder)/serving", "\(folder)/serving-web")
        try portal.furnish(publisher, feeds: server.addresses(feeds.count))
        _ = try portal.refresh(publisher)
        _ = try portal.publish(publisher, in: web)
        let site = try EditionSite(nginx, web, in: folder)
        defer { site.stop() }
        let names = try FileManager.default.contentsOfDirectory(atPath: web + "/delen").sorted()
        guard let part = names.first(where: { $0.hasSuffix(".json") }) else { return }
        let asking = [
            ("304s", site.manifest, ["-H", "If-None-Match: \(try site.tag())"]),
            ("parts", "\(site.root)/delen/\(part)", []),
        ]
        for (title, address, fields) in asking {
            for run in 1...fewerRuns {
                report("nginx with \(title) \(run)/\(fewerRuns)")
                let words =
                    [wrk, "-t", "2", "-c", "64", "-d", "5s", "-H", "Accept-Encoding: gzip"]
                    + fields + [address]
                let answer = try ChildProgram.output(of: words, home: folder)
                guard
                    let found = answer.firstMatch(of: /Requests\/sec:\s+([0-9.]+)/),
                    let rate = Double(found.1)
                else { throw BenchmarkFailure("wrk said \(answer)") }
                table.add(rate, .requestsPerSecond, "nginx with an edition, \(title)", portal)
            }
        }
    }

    // MARK: Many readers

    /// Tells the busiest second of a day of so many readers, each of whom asks once an hour: at a
    /// second of the hour chosen at random, as portals do, or at the full hour with a delay of up
    /// to ten minutes, as a timer would have it.
    private mutating func spreadReaders(_ readers: Int, _ portal: Portaal) {
        for (title, span) in [("at a second of their own", 3600), ("within ten minutes", 600)] {
            var dice = SplitMix(seed: 1)
            // Whoever has a second keeps it, so that each hour is like the first.
            var seconds = [Int](repeating: 0, count: 3600)
            for _ in 0..<readers { seconds[Int.random(in: 0..<span, using: &dice)] += 1 }
            table.add(
                Double(seconds.max() ?? 0), .requestsPerSecond,
                "\(readers / 1000),000 readers who ask \(title), the busiest second of a day",
                portal)
        }
    }

    /// Measures portals on one store, while nothing happens and while 1,000 articles come.
    private mutating func measureStore(_ portal: Portaal) throws {
        let news = SampleNews(feeds: 100, itemsPerFeed: 100, roundsAgo: 1)
        let late = SampleNews(feeds: 100, itemsPerFeed: 10)
        let isLate = Flag()
        let server = try FeedServer { number in
            isLate.isSet
                ? .init(version: 2) { late.feed(number) } : .init(version: 1) { news.feed(number) }
        }
        defer { server.stop() }
        let service = "\(folder)/service"
        let store = "\(folder)/store"
        try portal.furnish(service, feeds: server.addresses(news.feeds))
        _ = try portal.deliver(service, into: store)
        var readers: [StoreReader] = []
        for count in [1, 100, 300] {
            while readers.count < count {
                report("portal \(readers.count + 1)/\(count)")
                let home = "\(folder)/reader-\(readers.count)"
                readers.append(try StoreReader(portal, home, store))
            }
            let megabytes = try readers.map { try $0.proportionalMegabytes() }.reduce(0, +)
            table.add(
                megabytes / Double(count), .megabytes,
                "memory of one of \(count) portals on one store (PSS)", portal)
        }
        isLate.set()
        let courier = Thread { [portal] in
            do {
                _ = try portal.deliver(service, into: store)
            } catch {
                print("\(error)")
            }
            isLate.finish()
        }
        var figures = Figures(.milliseconds)
        courier.start()
        // Each of them in turn, until each was asked once more after all had come.
        var (next, rest) = (0, readers.count)
        while rest > 0 {
            figures.add(try readers[next % readers.count].time(ofKey: "j").milliseconds)
            next += 1
            if isLate.isFinished { rest -= 1 }
        }
        let title = "key of 300 portals while 1,000 articles come"
        table[title, "portaal"] = figures
        table[title + ", slowest of 100", "portaal"] = figures.percentile(99)
        let newest = String(decoding: late.feed(0), as: UTF8.self)
            .components(separatedBy: "<item><title>")[1].prefix { $0 != ":" }
        for (number, reader) in readers.enumerated() {
            report("what came is shown \(number + 1)/\(readers.count)")
            // The newest of the first section stands at its top.
            try reader.show(page: "2", having: newest)
            guard try !reader.hasFailed else { throw BenchmarkFailure("\(reader.home) failed") }
        }
    }
}

/// A portal on a store that it shares with others.
private final class StoreReader {
    let home: String
    private let program: TerminalCommand

    init(_ portal: Portaal, _ home: String, _ store: String) throws {
        self.home = home
        try portal.furnish(home, feeds: [])
        program = try TerminalCommand(portal.screenCommand(home) + ["--store", store], home: home)
        _ = try program.timeOfFirstScreen(with: portal.lastRow)
    }

    func time(ofKey key: Unicode.Scalar) throws -> Duration {
        try program.time(ofKey: UInt8(key.value))
    }

    /// Opens a page and waits until it has that text.
    func show(page key: Unicode.Scalar, having text: some StringProtocol) throws {
        _ = try program.time(ofKey: UInt8(key.value), having: String(text))
    }

    /// Its share of the memory that it has with others, and all of its own.
    func proportionalMegabytes() throws -> Double { try program.proportionalMegabytes() }

    /// Whether the log tells of a database that could not be used.
    var hasFailed: Bool {
        get throws {
            let log = home + "/.local/state/portaal/portaal.log"
            guard let data = FileManager.default.contents(atPath: log) else { return false }
            return String(decoding: data, as: UTF8.self).contains("store-failed")
        }
    }
}

/// A day with 300 articles of 25 feeds, one after the other, after a day of as many.
private struct SampleDay {
    static let feeds = 25
    private static let itemsOfFeed = 20
    private static let articles = 300

    private let midnight = Int(Date.now.timeIntervalSince1970) / 86_400 * 86_400
    /// Of each feed its items, the newest first, without the moments.
    private let items: [[String]]

    init() {
        let count = Self.itemsOfFeed + Self.articles / Self.feeds
        let news = SampleNews(feeds: Self.feeds, itemsPerFeed: count)
        items = (0..<Self.feeds).map { number in
            String(decoding: news.feed(number), as: UTF8.self)
                .components(separatedBy: "<item>").dropFirst()
                .map { "<item>" + $0.replacing(/<pubDate>[^<]*<\/pubDate>/, with: "") }
        }
    }

    func moment(ofHour hour: Int) -> Date {
        Date(timeIntervalSince1970: Double(midnight + hour * 3600))
    }

    /// Writes the feeds as they are at that hour; those that have nothing new stay as they are.
    func write(hour: Int, in web: String) throws {
        let folder = web + "/feeds"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let come = Self.articles * hour / 24
        for number in 0..<Self.feeds {
            let new = (come + Self.feeds - 1 - number) / Self.feeds
            let all = items[number]
            let oldest = all.count - Self.itemsOfFeed
            let shown = all[(oldest - new)..<(all.count - new)].enumerated().map { index, item in
                // The place of an item among all of its feed, before and after midnight.
                let place = (new - 1 - index) * Self.feeds + number
                let seconds = midnight + place * 86_400 / Self.articles
                return item.replacing(
                    "<guid", with: "<pubDate>\(Self.date(seconds))</pubDate><guid",
                    maxReplacements: 1)
            }
            let text =
                "<rss version=\"2.0\"><channel><title>Krant \(number)</title>\n"
                + shown.joined()
                + (shown.last?.contains("</channel>") == true ? "" : "</channel></rss>")
            let file = "\(folder)/\(number).rss"
            let data = Data(text.utf8)
            if FileManager.default.contents(atPath: file) != data {
                try data.write(to: URL(fileURLWithPath: file))
            }
        }
    }

    private static func date(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
    }
}

/// Two things that one thread tells another.
private final class Flag: Sendable {
    private let state = Mutex((isSet: false, isFinished: false))

    var isSet: Bool { state.withLock { $0.isSet } }
    var isFinished: Bool { state.withLock { $0.isFinished } }

    func set() { state.withLock { $0.isSet = true } }
    func finish() { state.withLock { $0.isFinished = true } }
}
