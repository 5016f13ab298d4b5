import Foundation

extension Session {
    /// Measures a usual round after so many of 10,000 articles each, and with many also searching.
    mutating func measureRounds(_ count: Int) throws {
        let articles = count * Rounds.feeds * Rounds.itemsPerFeed
        let stored = articles.formatted(.number.locale(Locale(identifier: "en")))
        let rounds = Rounds(count)
        let server = try FeedServer(feed: rounds.feed)
        defer { server.stop() }
        // The peers write all that they have at each round.
        let all = contenders.filter { $0.isInstalled && (count <= 10 || $0 is Portaal) }
        func home(_ contender: any Contender) -> String { "\(folder)/rounds-\(contender.name)" }
        for contender in all {
            try contender.furnish(home(contender), feeds: server.addresses(Rounds.feeds))
        }
        for round in 1...count {
            report("storing \(stored) articles, round \(round)/\(count)")
            for contender in all { _ = try contender.refresh(home(contender)) }
            rounds.advance()
        }
        for run in 0...fewerRuns {
            report("usual round \(run)/\(fewerRuns)")
            for contender in all {
                let copy = "\(folder)/round"
                try FileManager.default.copyItem(atPath: home(contender), toPath: copy)
                // Or the program waits until all of the copy has come to the disk.
                sync()
                let outcome = try contender.refresh(copy)
                try FileManager.default.removeItem(atPath: copy)
                guard run > 0 else { continue }
                add(outcome, "usual round, \(stored) stored", contender)
            }
        }
        if count > 10 {
            for run in 0...runs {
                report("starting \(run)/\(runs)")
                for contender in all {
                    let (time, _) = try contender.start(home(contender))
                    guard run > 0 else { continue }
                    table.add(
                        time.milliseconds, .milliseconds,
                        "start to first full screen, \(stored) stored", contender)
                }
            }
            for contender in all { try measureSearch(home(contender), stored) }
        }
        for contender in all { try FileManager.default.removeItem(atPath: home(contender)) }
    }

    /// Measures rounds of many sources with ten items each.
    mutating func measureSources(_ count: Int) throws {
        let news = SampleNews(feeds: count, itemsPerFeed: 10)
        let feeds = (0..<count).map(news.feed)
        let server = try FeedServer { number in .init(version: 1) { feeds[number] } }
        defer { server.stop() }
        for run in 0...max(1, fewerRuns / 2) {
            report("\(count) sources \(run)")
            for contender in contenders where contender.isInstalled {
                let home = "\(folder)/sources-\(contender.name)"
                try contender.furnish(home, feeds: server.addresses(count))
                let first = try contender.refresh(home)
                let second = try contender.refresh(home)
                try FileManager.default.removeItem(atPath: home)
                guard run > 0 else { continue }
                add(first, "refresh \(count) new feeds of ten items", contender)
                add(second, "refresh them unchanged", contender)
            }
        }
    }

    mutating func add(
        _ outcome: ChildProgram.Outcome, _ title: String, _ contender: any Contender
    ) {
        table.add(outcome.time.milliseconds, .milliseconds, title, contender)
        table.add(outcome.processorTime.seconds, .seconds, title + ", processor time", contender)
        if let memory = outcome.peakMegabytes {
            table.add(memory, .megabytes, title + ", memory", contender)
        }
    }
}
