import Foundation
import GRDB
import PortalModel
import Testing

@testable import NewsStore

/// What the index alone does not find: words inside others, and words that were meant.
struct CompoundSearchTests {
    private static let roads = [
        Deliveries.article(
            1, "Westerscheldetunnel dicht", secondsOld: 60, text: "Omrijden via Goes."),
        Deliveries.article(
            2, "Tunnel bij Sluiskil open", secondsOld: 600, text: "Het kanaal kan onderdoor."),
        Deliveries.article(
            3, "Drukte op de weg", secondsOld: 30, text: "Bij de tunnelbuis staat file."),
        Deliveries.article(4, "Bewegen is gezond", secondsOld: 20, text: "Ook langs de snelweg."),
        Deliveries.article(
            5, "Reünie in Vlissingen", secondsOld: 10, text: "Oud-leerlingen kwamen."),
    ]

    private func search(
        _ words: SafeText, count: Int = 50, in articles: [DeliveredArticle] = roads
    ) throws -> SearchResults {
        var results = SearchResults()
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery(articles))
            results = try file.news().search(words, count: count)
        }
        return results
    }

    private func found(_ words: SafeText) throws -> [Int64] {
        try search(words).headlines.map(\.id.rawValue)
    }

    @Test func `a word inside a compound is found after words and their beginnings`() throws {
        #expect(try found("tunnel") == [2, 3, 1])
        #expect(try found("schelde") == [1])
        #expect(try found("scheldetunnel goes") == [1])
        #expect(try found("TUNNEL DICHT") == [1])
    }

    @Test func `a short word is looked for only at the end of others`() throws {
        #expect(try found("weg") == [3, 4])
        #expect(try found("wege") == [4])
        #expect(try found("el") == [])
        // A word begins with more than one letter of its own.
        #expect(try found("nelweg") == [])
    }

    @Test(
        arguments: [
            ("Vlisingen", "Vlissingen"), ("vlissingne", "Vlissingen"), ("reunei", "Reünie"),
            ("sluiskill", "Sluiskil"), ("westerscheldetunel", "Westerscheldetunnel"),
            ("goes vlisingen", nil), ("reunie vlisingen", "reunie Vlissingen"), ("qqqqqq", nil),
            ("abc", nil), ("tunnel vlissingen", nil), ("12345", nil),
        ] as [(SafeText, SafeText?)])
    func `where nothing is found the nearest words that find something are offered`(
        typed: SafeText, meant: SafeText?
    ) throws {
        let results = try search(typed)
        #expect(results.total == 0)
        #expect(results.suggestion == meant)
        guard let meant else { return }
        #expect(try search(meant).total > 0)
    }

    @Test func `of words that are equally near the commoner is offered`() throws {
        let articles = [
            Deliveries.article(1, "Kaars", text: "Een kaars."),
            Deliveries.article(2, "Kaart", text: "Een kaart."),
            Deliveries.article(3, "Kaart", text: "Nog een kaart."),
        ]
        #expect(try search("kaarz", in: articles).suggestion == "Kaart")
    }

    @Test func `what was found asks for nothing else`() throws {
        #expect(try search("tunel").suggestion == "Tunnel")
        #expect(try search("tunnel").suggestion == nil)
    }

    @Test func `a word goes on being found, and offered, as articles go and come`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery(Self.roads))
            _ = try file.delivery.store(
                [Deliveries.delivery([Deliveries.article(9, "Dijkbewaking", secondsOld: 5)])],
                forgettingBefore: Deliveries.moment)
            #expect(
                try file.news().search("bewaking", count: 9).headlines.map(\.id.rawValue) == [9])
            // No article has it any more.
            #expect(try file.news().search("vlisingen", count: 9).suggestion == nil)
            #expect(try file.news().search("schelde", count: 9).total == 0)
        }
    }

    @Test func `hits are counted, and come by more than a hundred`() throws {
        let many = (1...260).map { Deliveries.article($0, "Haring \($0)", secondsOld: $0) }
        let first = try search("haring", count: 100, in: many)
        #expect(first.total == 260)
        #expect(!first.isCut)
        #expect(first.headlines.map(\.id.rawValue) == Array(1...100))
        let all = try search("haring", count: 300, in: many)
        #expect(all.headlines.count == 260)
    }

    @Test func `of a story one report stands for all`() throws {
        try NewsFile.use { file in
            let text: SafeText = """
                Bij Colijnsplaat is een anker van zes meter opgevist door garnalenvissers uit \
                Zierikzee. Het lag in de geul en is volgens archeologen van een schip dat in 1682 \
                verging. Het museum wil het graag laten zien aan bezoekers.
                """
            for (source, number) in [(Deliveries.nos, 1), (Deliveries.nu, 2)] as [(Source, Int64)] {
                let article = Deliveries.article(
                    number, "Anker van zes meter opgevist bij Colijnsplaat",
                    secondsOld: 60 * number, text: text)
                _ = try file.delivery.store(Deliveries.delivery(from: source, [article]))
            }
            let results = try file.news().search("anker", count: 9)
            #expect(results.total == 2)
            #expect(results.headlines.map(\.id.rawValue) == [1])
            #expect(results.headlines.map(\.outlets) == [2])
        }
    }
}

struct VocabularyTests {
    private func stored(_ file: NewsFile) throws -> [String] {
        try file.delivery.write { database in
            var words: [String] = []
            try Vocabulary.forEachRow(of: database) { row in
                Vocabulary.forEachWord(in: row) {
                    words.append(String(decoding: $0, as: UTF8.self))
                }
            }
            return words
        }
    }

    private func gather(_ texts: [String], in file: NewsFile) throws {
        try file.delivery.write { database in
            var words = Vocabulary.Gathering()
            words.add(Vocabulary.Words(of: texts))
            try words.store(database)
        }
    }

    @Test func `a word is kept once, without case and accents`() throws {
        try NewsFile.use { file in
            try gather(
                ["Een reünie, een REUNIE!", "Café's in 's-Hertogenbosch 2026 a58x"], in: file)
            try gather(["de reunie op Schouwen"], in: file)
            #expect(try stored(file) == ["reunie", "cafe", "hertogenbosch", "schouwen"])
        }
    }

    @Test func `rows are filled up, and the oldest go when there are too many`() throws {
        try NewsFile.use { file in
            func words(_ range: Range<Int>) -> String {
                range.map { Deliveries.name($0, from: "x\($0 / 38_416 == 0 ? "a" : "b")", to: "e") }
                    .joined(separator: " ")
            }
            try gather([words(0..<9000)], in: file)
            let rows: Int? = try file.query("SELECT count(*) FROM vocabulary")
            #expect(rows == 2)
            try file.delivery.write { database in
                try database.execute(
                    sql: "UPDATE vocabulary SET number = number + ?",
                    arguments: [Vocabulary.mostRows])
                try database.execute(
                    sql: "INSERT INTO vocabulary VALUES (0, ?)",
                    arguments: [Array("\nvroeger\n".utf8).databaseBytes])
            }
            try gather(["iets nieuws"], in: file)
            let first: Int? = try file.query("SELECT min(number) FROM vocabulary")
            #expect((first ?? 0) > 0)
            #expect(try !stored(file).contains("vroeger"))
            try gather(["vroeger was alles anders"], in: file)
            #expect(try stored(file).contains("vroeger"))
        }
    }

    @Test func `nothing is written where nothing is new`() throws {
        try NewsFile.use { file in
            try gather(["het gewone nieuws"], in: file)
            let before = try stored(file)
            try gather(["Gewone dingen: nieuws", "en nog 1 woord"], in: file)
            #expect(
                try stored(file) == before + ["dingen", "woord"]
                    || Set(try stored(file)) == Set(before + ["dingen", "woord"]))
        }
    }

    @Test(
        arguments: [
            ("Eén café—twee cafés", ["een", "cafe", "twee", "cafes"]),
            ("Zuid-Bevelands «water»…", ["zuid", "bevelands", "water"]),
            ("Łódź, Dvořák en São Paulo", ["dvorak", "en", "sao", "paulo"]),
            ("Straße Ægir naïef co\u{308}operatie", ["naief", "cooperatie"]),
            ("Αθήνα Київ 北京 b2b 3D", []), ("", []), ("\u{300}\u{301}", []),
        ] as [(String, [String])])
    func `words are parted and folded as the index does it`(text: String, words: [String]) throws {
        var found: [String] = []
        FoldingTokenizer.forEach(in: text) { found.append(String(decoding: $0, as: UTF8.self)) }
        #expect(found == words)
        // Those are words to the index as well.
        let index = try DatabaseQueue().write { database in
            try database.makeTokenizer(.unicode61(diacritics: .remove)).tokenize(document: text)
                .map(\.token)
        }
        #expect(Set(found).isSubset(of: Set(index)))
    }
}

extension [UInt8] {
    fileprivate var databaseBytes: DatabaseValue { withUnsafeBytes { Data($0) }.databaseValue }
}
