import Foundation
import HostileText

extension Session {
    /// Measures what a thousand rules cost that mute articles: while 10,000 articles come to 100,000
    /// that are stored, and when those are read.
    mutating func measureMuting() throws {
        let portal = try Portaal()
        let rounds = Rounds(11)
        let server = try FeedServer(feed: rounds.feed)
        defer { server.stop() }
        let stored = "100,000 stored"
        let homes = ["no rules": "\(folder)/unmuted", "1,000 rules": "\(folder)/muting"]
        for home in homes.values.sorted() {
            try portal.furnish(home, feeds: server.addresses(Rounds.feeds))
        }
        guard let plain = homes["no rules"], let muting = homes["1,000 rules"] else { return }
        for round in 1...10 {
            report("storing 100,000 articles, round \(round)/10")
            _ = try portal.refresh(plain)
            rounds.advance()
        }
        try FileManager.default.removeItem(atPath: muting)
        try FileManager.default.copyItem(atPath: plain, toPath: muting)
        try portal.write(SampleNews.rules(1000), to: ".config/portaal/filters.toml", in: muting)
        let filtering = try portal.filter(muting)
        table.add(
            filtering.time.milliseconds, .milliseconds,
            "mute by 1,000 new rules, \(stored)", portal)

        for run in 0...runs {
            report("starting \(run)/\(runs)")
            for (rules, home) in homes.sorted(by: { $0.key > $1.key }) {
                let (time, _) = try portal.start(home)
                guard run > 0 else { continue }
                table.add(
                    time.milliseconds, .milliseconds,
                    "start to first full screen, \(stored), \(rules)", portal)
            }
        }
        for (rules, home) in homes.sorted(by: { $0.key > $1.key }) {
            table["key to screen, \(stored), \(rules)", portal.name] = try portal.keyTimes(home)
        }
        for run in 0...fewerRuns {
            report("storing 10,000 more \(run)/\(fewerRuns)")
            for (rules, home) in homes.sorted(by: { $0.key > $1.key }) {
                let copy = "\(folder)/more"
                try FileManager.default.copyItem(atPath: home, toPath: copy)
                sync()
                let outcome = try portal.refresh(copy)
                try FileManager.default.removeItem(atPath: copy)
                guard run > 0 else { continue }
                add(outcome, "refresh 10,000 new articles, \(stored), \(rules)", portal)
            }
        }
        for home in homes.values { try FileManager.default.removeItem(atPath: home) }
    }
}

extension Portaal {
    /// Goes through what is stored for what is muted.
    fileprivate func filter(_ home: String) throws -> ChildProgram.Outcome {
        try ChildProgram.run([courier, "filter"], home: home)
    }
}

extension SampleNews {
    /// So many rules as the text of a filters.toml: names and what they begin with, two words beside
    /// each other, in titles and teasers or everywhere, some for one source alone. A few articles in
    /// a hundred have what they are about.
    fileprivate static func rules(_ count: Int) -> String {
        var dice = SplitMix(seed: 16)
        let news = SampleNews(feeds: 0, itemsPerFeed: 0)
        return (0..<count).map { index in
            let name = news.name(&dice)
            let words =
                switch index % 4 {
                case 0, 1: name
                case 2: "\(name.dropLast(2))*"
                default: "\(name) \(news.name(&dice))"
                }
            let place = ["title", "teaser", "teaser", "everything"][index / 4 % 4]
            let source = index % 10 == 9 ? "source = \"Krant \(index % 100)\"\n" : ""
            return "[[mute]]\nwords = \"\(words)\"\nplace = \"\(place)\"\n\(source)"
        }.joined(separator: "\n")
    }
}
