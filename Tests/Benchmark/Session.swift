import FeedParsing
import Foundation
import NewsStore
import PortalModel

/// One run of the whole benchmark.
struct Session {
    /// Who is measured.
    let contenders: [any Contender]
    /// Where everything lies.
    let folder: String
    /// How often a start is measured.
    let runs: Int
    /// Whether the figures are to come within minutes.
    let isQuick: Bool
    /// The results so far.
    var table: ResultTable

    init(contenders: [any Contender], folder: String, runs: Int, isQuick: Bool) {
        self.contenders = contenders
        self.folder = folder
        self.runs = runs
        self.isQuick = isQuick
        table = ResultTable(contenders)
    }

    var fewerRuns: Int { max(1, runs / 3) }

    /// Measures these parts and fills the table.
    mutating func measure(_ parts: [Part]) throws {
        let news = SampleNews(feeds: 100, itemsPerFeed: 100)
        let feeds = (0..<news.feeds).map(news.feed)
        for part in parts {
            switch part {
            case .parsing: try measureParsing(feeds)
            case .refreshing: try measureRefreshing(feeds)
            case .reading:
                try measureReading(news)
                try measureReading(SampleNews(feeds: 100, itemsPerFeed: 1000))
            case .rounds:
                try measureSources(1000)
                for rounds in [1, 10] { try measureRounds(rounds) }
            case .million: try measureRounds(100)
            case .muting: try measureMuting()
            case .edition: try measureEdition(feeds)
            case .crowd: try measureCrowd(feeds)
            }
        }
    }

    func report(_ step: String) {
        FileHandle.standardError.write(Data("… \(step)\n".utf8))
    }

    // MARK: Parsing

    private mutating func measureParsing(_ feeds: [[UInt8]]) throws {
        report("parsing")
        let megabytes = Double(feeds.reduce(0) { $0 + $1.count }) / 1_000_000
        let title = "parse \(Int(megabytes.rounded())) MB of feeds, one core"
        var own = Figures(.megabytesPerSecond)
        for _ in 0...fewerRuns {
            let start = ContinuousClock.now
            var items = 0
            for feed in feeds { items += try ParsedFeed(parsing: feed).items.count }
            own.add(megabytes / (ContinuousClock.now - start).seconds)
            guard items == feeds.count * 100 else { throw BenchmarkFailure("items were lost") }
        }
        table[title, "portaal"] = own.withoutFirst

        guard contenders.contains(where: { $0 is Sfeed && $0.isInstalled }) else { return }
        let files = folder + "/feeds"
        try FileManager.default.createDirectory(
            atPath: files, withIntermediateDirectories: false)
        for (number, feed) in feeds.enumerated() {
            try Data(feed).write(to: URL(fileURLWithPath: "\(files)/\(number)"))
        }
        var peer = Figures(.megabytesPerSecond)
        for _ in 0...fewerRuns {
            let script = "for feed in \(files)/*; do sfeed < $feed; done > /dev/null"
            let time = try ChildProgram.run(["/bin/sh", "-c", script], home: folder).time
            peer.add(megabytes / time.seconds)
        }
        table[title, "sfeed"] = peer.withoutFirst
        var single = Figures(.megabytesPerSecond)
        for _ in 0...fewerRuns {
            let script = "cat \(files)/* | sfeed > /dev/null"
            let time = try ChildProgram.run(["/bin/sh", "-c", script], home: folder).time
            single.add(megabytes / time.seconds)
        }
        table[title + ", sfeed as one process", "sfeed"] = single.withoutFirst
    }

    // MARK: Refreshing

    private mutating func measureRefreshing(_ feeds: [[UInt8]]) throws {
        let server = try FeedServer { number in .init(version: 1) { feeds[number] } }
        defer { server.stop() }
        let sfeed = contenders.first { $0 is Sfeed && $0.isInstalled }
        for run in 0...fewerRuns {
            report("refreshing \(run)/\(fewerRuns)")
            for contender in contenders where contender.isInstalled {
                let home = "\(folder)/refresh-\(contender.name)-\(run)"
                try contender.furnish(home, feeds: server.addresses(feeds.count))
                let first = try contender.refresh(home)
                let second = try contender.refresh(home)
                try FileManager.default.removeItem(atPath: home)
                // The first run warms the caches.
                guard run > 0 else { continue }
                table.add(
                    first.time.milliseconds, .milliseconds, "refresh 100 new feeds", contender)
                table.add(
                    second.time.milliseconds, .milliseconds, "refresh 100 unchanged feeds",
                    contender)
                table.add(
                    first.processorTime.seconds, .seconds,
                    "processor time of that refresh of new feeds", contender)
                if let memory = first.peakMegabytes {
                    table.add(memory, .megabytes, "memory of that refresh of new feeds", contender)
                }
            }
            guard run > 0, let sfeed else { continue }
            let addresses = server.addresses(feeds.count).joined(separator: " ")
            let script = "curl -s \(addresses) | sfeed > \(folder)/all"
            let single = try ChildProgram.run(["/bin/sh", "-c", script], home: folder)
            table.add(
                single.time.milliseconds, .milliseconds,
                "refresh 100 new feeds, sfeed as one process", sfeed)
        }
    }

    // MARK: Reading

    private mutating func measureReading(_ news: SampleNews) throws {
        let count = news.feeds * news.itemsPerFeed
        let stored = count.formatted(.number.locale(Locale(identifier: "en")))
        let arrivals = Arrivals(after: news)
        let server = try FeedServer(feed: arrivals.feed)
        defer { server.stop() }
        for contender in readers(of: count) {
            report("storing \(stored) articles with \(contender.name)")
            try contender.furnish(home(contender, count), feeds: server.addresses(arrivals.feeds))
            _ = try contender.refresh(home(contender, count))
        }
        let number = try NewsDatabase(path: Portaal.newsDatabase(in: home("portaal", count)))
            .articles(on: .front(EditionID(name: Portaal.edition))).count
        guard number == count else { throw BenchmarkFailure("\(number) of \(count) are stored") }
        try measureStarts(count, stored)
        arrivals.publish()
        try measureArrivals(count, stored)
        for contender in readers(of: count) where count <= 10_000 {
            report("keys of \(contender.name)")
            table["key to screen, \(stored) stored", contender.name] =
                try contender.keyTimes(home(contender, count))
            table["key to screen, slowest of 20", contender.name] =
                table["key to screen, \(stored) stored", contender.name]?.percentile(95)
        }
        if count <= 10_000 { try measureHolding(home("portaal", count)) }
        if count > 10_000 { try measureSearch(home("portaal", count), stored) }
    }

    /// A key that is held down, where two columns stand beside each other and where three do.
    private mutating func measureHolding(_ home: String) throws {
        for (columns, rows) in [(120, 40), (200, 60)] as [(UInt16, UInt16)] {
            report("holding j at \(columns)×\(rows)")
            table["j through 1,000 headlines at \(columns)×\(rows)", "portaal"] =
                try contenders[0].timesDown(1000, home, columns: columns, rows: rows)
        }
    }

    /// Those that are measured with so many articles. newsboat takes minutes to store 100,000.
    private func readers(of count: Int) -> [any Contender] {
        contenders.filter { $0.isInstalled && !(isQuick && count > 10_000 && $0 is Newsboat) }
    }

    private mutating func measureStarts(_ count: Int, _ stored: String) throws {
        var isSlow: Set<String> = []
        for run in 0...runs {
            report("starting \(run)/\(runs)")
            for contender in readers(of: count) {
                // Somebody who takes seconds is not waited for as often.
                if isSlow.contains(contender.name), run > 3 { continue }
                let (time, memory) = try contender.start(home(contender, count))
                if time > .seconds(1) { isSlow.insert(contender.name) }
                guard run > 0 else { continue }
                table.add(
                    time.milliseconds, .milliseconds,
                    "start to first full screen, \(stored) stored", contender)
                table.add(memory, .megabytes, "memory then", contender, note: stored)
            }
        }
    }

    private mutating func measureArrivals(_ count: Int, _ stored: String) throws {
        for run in 0...fewerRuns {
            report("arriving \(run)/\(fewerRuns)")
            for contender in readers(of: count) {
                let copy = "\(folder)/arrivals"
                try FileManager.default.copyItem(atPath: home(contender, count), toPath: copy)
                // Or the program waits until all of the copy has come to the disk.
                sync()
                let time = try contender.refresh(copy).time
                try FileManager.default.removeItem(atPath: copy)
                guard run > 0 else { continue }
                table.add(
                    time.milliseconds, .milliseconds, "refresh 100 new articles, \(stored) stored",
                    contender)
            }
        }
    }

    mutating func measureSearch(_ home: String, _ stored: String) throws {
        report("searching")
        let database = try NewsDatabase(path: Portaal.newsDatabase(in: home))
        var figures = Figures(.milliseconds)
        for round in 0...2 {
            for word in SampleNews.searchWords.map(\.string) {
                for length in 1...word.count {
                    let typed = SafeText(cleaning: word.prefix(length))
                    let start = ContinuousClock.now
                    let found = try database.search(typed, count: 40)
                    let time = ContinuousClock.now - start
                    guard found.total > 0 else { throw BenchmarkFailure("\(typed) is not found") }
                    if round > 0 { figures.add(time.milliseconds) }
                }
            }
        }
        let title = "search in \(stored), first page, each letter typed"
        table[title, "portaal"] = figures
        table[title + ", slowest of 100", "portaal"] = figures.percentile(99)
    }

    private func home(_ contender: any Contender, _ count: Int) -> String {
        home(contender.name, count)
    }

    private func home(_ name: String, _ count: Int) -> String {
        "\(folder)/reading-\(name)-\(count)"
    }
}

/// Why there is no figure.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
