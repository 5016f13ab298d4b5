import GRDB
import PortalModel
import Testing

@testable import NewsStore

struct SearchIndexTests {
    @Test func `an article is found by its title and its text, whatever case and accents`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, "Reünie in Goes", text: "Veel oud-leerlingen kwamen."),
                    Deliveries.article(2, "Storm", text: "De pont voer niet."),
                ]))
            #expect(try found("reunie", in: file) == [1])
            #expect(try found("LEERL", in: file) == [1])
            #expect(try found("pont", in: file) == [2])
            #expect(try found("goes pont", in: file) == [])
            #expect(try found("teaser", in: file) == [])
        }
    }

    @Test func `a changed article is found by its new words and not by its old ones`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(
                        1, "Dijk bezweken", text: "In Perkpolder loopt het water in.")
                ]))
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, "Dijk hersteld", text: "In Perkpolder is het weer droog.")
                ]))
            #expect(try found("bezweken", in: file) == [])
            #expect(try found("water", in: file) == [])
            #expect(try found("hersteld", in: file) == [1])
            #expect(try found("droog", in: file) == [1])
            #expect(try found("perkpolder", in: file) == [1])
            try file.checkIndex()
        }
    }

    @Test func `articles of one second whose ids look alike are all found`() throws {
        try NewsFile.use { file in
            // The last 20 bits of an id are all that its row in the index has of it.
            let numbers: [Int64] = [5, 5 + 1 << 20, 6, 5 + 3 << 20, 7, -(1 << 20) + 5]
            _ = try file.delivery.store(
                Deliveries.delivery(
                    numbers.map { Deliveries.article($0, "Kop", text: "woord\(abs($0))") }))
            for number in numbers {
                #expect(try found("woord\(abs(number))", in: file).contains(number))
            }
            #expect(Set(try found("kop", in: file)) == Set(numbers))
            try file.checkIndex()
        }
    }

    @Test func `the index stays sound over many changes`() throws {
        try NewsFile.use { file in
            for round in 0..<5 {
                let articles = (1...40).map { (number: Int64) in
                    let version = Int64(round) * (number % 3)
                    return Deliveries.article(
                        number, "Kop \(number) versie \(version)", secondsOld: number / 5,
                        text: "Tekst \(number) ronde\(version)")
                }
                _ = try file.delivery.store(Deliveries.delivery(articles))
            }
            try file.checkIndex()
            #expect(try found("ronde4", in: file).count == 14)
            #expect(try found("ronde3", in: file) == [])
            #expect(try file.query("PRAGMA integrity_check") == "ok")
        }
    }

    @Test func `a delivery is one segment of the index, though the newest comes first`() throws {
        try NewsFile.use { file in
            let newestFirst = (1...200).map { Deliveries.article($0, secondsOld: $0) }
            _ = try file.delivery.store(Deliveries.delivery(newestFirst))
            let changed = (1...200).map {
                Deliveries.article($0, secondsOld: $0, text: "Een tekst na \($0) dagen.")
            }
            #expect(try file.query("SELECT count(DISTINCT segid) FROM search_newest_idx") == 1)
            _ = try file.delivery.store(Deliveries.delivery(changed))
            #expect(try file.query("SELECT count(DISTINCT segid) FROM search_newest_idx") == 2)
            try file.checkIndex()
        }
    }

    @Test func `an article that two deliveries of one transaction change is found as it is`() throws
    {
        try NewsFile.use { file in
            _ = try file.delivery.store([
                Deliveries.delivery([Deliveries.article(1, text: "Vroege tekst.")]),
                Deliveries.delivery([Deliveries.article(1, text: "Midden in de ochtend.")]),
                Deliveries.delivery([Deliveries.article(1, text: "Late tekst.")]),
            ])
            #expect(try found("vroege", in: file) == [])
            #expect(try found("ochtend", in: file) == [])
            #expect(try found("late", in: file) == [1])
            try file.checkIndex()
        }
    }

    @Test func `what is no longer among the newest is found, changed and forgotten as before`()
        throws
    {
        try NewsFile.use { file in
            let old = (1...60).map { (number: Int64) in
                Deliveries.article(
                    number, number % 5 == 0 ? "Haring" : "Kop", secondsOld: number * 60,
                    text: "Tekst over haring en paling\(number).")
            }
            _ = try file.delivery.store(Deliveries.delivery(old))
            let all = try found("haring", in: file)
            #expect(all.count == 50)
            try keepNewest(10, in: file)
            #expect(try found("haring", in: file) == all)
            #expect(try found("paling7", in: file) == [7])
            #expect(try found("paling50", in: file) == [50])
            #expect(try found("haring kop", in: file).count == 48)
            try file.checkIndex()

            // One that came late, one that changed on either side, and those that went.
            let changed = [
                Deliveries.article(3, secondsOld: 180, text: "Nieuwe mosselen."),
                Deliveries.article(40, secondsOld: 2400, text: "Oude mosselen."),
                Deliveries.article(99, secondsOld: 3000, text: "Late mosselen."),
            ]
            _ = try file.delivery.store(
                [Deliveries.delivery(changed)], forgettingBefore: Deliveries.moment + -3300)
            #expect(try found("mosselen", in: file) == [3, 40, 99])
            #expect(try found("paling40", in: file) == [])
            #expect(try found("paling57", in: file) == [])
            try keepNewest(2, in: file)
            #expect(try found("mosselen", in: file) == [3, 40, 99])
            try file.checkIndex()
        }
    }

    @Test func `the indices of the newest take turns, and are emptied of what was moved`() throws {
        try NewsFile.use { file in
            for round: Int64 in 1...12 {
                let articles = (1...20).map { (number: Int64) in
                    Deliveries.article(
                        round * 100 + number, "Kop",
                        secondsOld: 10_000 - round * 100 - number,
                        text: "Tekst over haring van ronde\(round).")
                }
                _ = try file.delivery.store(Deliveries.delivery(articles))
                try keepNewest(20, in: file)
                // One that has been moved changes, and one that has not.
                let changed = [round * 100 - 99, round * 100 + 20].filter { $0 > 100 }
                    .map {
                        Deliveries.article(
                            $0, "Kop", secondsOld: 10_000 - $0, text: "Makreel en haring \($0).")
                    }
                _ = try file.delivery.store(Deliveries.delivery(changed))
                #expect(try total("haring", in: file) == Int(round) * 20)
                #expect(try total("ronde\(round)", in: file) == 19)
                try file.checkIndex()
            }
            #expect(try total("makreel", in: file) == 23)
            let left = try SearchTables.newest.reduce(0) { count, index in
                try count
                    + (file.query("SELECT count(*) FROM \(index) ('haring')") ?? 0)
            }
            #expect(left <= 60)
        }
    }

    private func keepNewest(_ count: Int, in file: NewsFile) throws {
        _ = try file.delivery.write { database in
            var index = try SearchIndex(database)
            try index.moveOldest(count: count)
        }
    }

    @Test func `a single letter is looked for in titles, and not beside other words`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, "Éénmalig", secondsOld: 10, text: "Zon."),
                    Deliveries.article(2, "Storm", secondsOld: 20, text: "Een etmaal lang."),
                    Deliveries.article(3, "Storm op zee", secondsOld: 30, text: "Regen."),
                ]))
            #expect(try found("e", in: file) == [1])
            #expect(try found("S", in: file) == [2, 3])
            #expect(try found("s z", in: file) == [3])
            #expect(try found("storm e", in: file) == [2, 3])
            #expect(try found("et", in: file) == [2])
        }
    }

    @Test(arguments: ["oud–leerling", "“oud”‘leerling’", "oud\u{2026}leerling", "OUD+leerling"])
    func `words are parted where the index parts them`(words: String) throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, text: "Een oud-leerling vertelt."),
                    Deliveries.article(2, text: "Een oude leer."),
                ]))
            #expect(try found(words, in: file) == [1])
        }
    }

    @Test(arguments: [
        "", " ", "\"", "a* OR b", "NEAR(", "title:", "-", "(", "'; DROP TABLE article",
    ])
    func `signs that are typed are no syntax`(words: String) throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            #expect(try found(words, in: file) == [])
            #expect(try file.query("SELECT count(*) FROM article") == 1)
        }
    }

    private func total(_ words: String, in file: NewsFile) throws -> Int {
        try file.news().search(SafeText(cleaning: words), count: 1).total
    }

    private func found(_ words: String, in file: NewsFile) throws -> [Int64] {
        try file.news().search(SafeText(cleaning: words), count: 50).headlines.map(\.id.rawValue)
    }
}
