import GRDB
import PortalModel
import TestSupport
import Testing

@testable import NewsStore

/// What is muted is stored, and stands in no list.
struct MutingTests {
    private static let day = 20_000
    private static let front = NewsPage.front(Deliveries.editions[0].id)

    private func rule(
        _ words: SafeText, _ place: MuteRule.Place = .teaser, lastDay: Int? = nil
    ) throws -> MuteRule {
        try #require(MuteRule(words: words, place: place, lastDay: lastDay))
    }

    private func listed(_ page: NewsPage = front, in file: NewsFile) throws -> [Int64] {
        try file.news().headlines(on: page, count: 100).map(\.id.rawValue).sorted()
    }

    private func muted(in file: NewsFile) throws -> [Int64] {
        try file.news().muted(on: Self.front).map(\.headline.id.rawValue).sorted()
    }

    private static let articles = [
        Deliveries.article(1, "De veerdienst vaart weer", text: "Kaartjes zijn er aan boord."),
        Deliveries.article(2, "Markt in Goes", text: "Met de veerdienst kom je er."),
        Deliveries.article(3, "Dijk hersteld", authors: ["Ans de Wit"]),
    ]

    @Test func `a rule mutes what is stored and what comes, and is taken back`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery(Self.articles))
            let rule = try rule("veerdienst")
            #expect(
                try file.delivery.mute(by: [rule], on: Self.day) == MuteReport(muted: 1))
            #expect(try listed(in: file) == [2, 3] && muted(in: file) == [1])
            #expect(try file.news().muted(on: Self.front).map(\.rule) == [rule])
            let late = Deliveries.article(4, "Veerdienst duurder", secondsOld: 10)
            _ = try file.delivery.store(Deliveries.delivery(Self.articles + [late]))
            #expect(try listed(in: file) == [2, 3] && muted(in: file) == [1, 4])
            #expect(try file.news().mutedCount(on: .section(Deliveries.abroad.id)) == 2)
            #expect(try file.news().newest(of: [Deliveries.editions[0].id], count: 9).count == 2)
            #expect(try file.news().listed(on: Self.front).count == 2)
            #expect(try file.news().arrivals(after: 0, count: 9).count == 2)
            // It is kept, and found.
            let found = try file.news().search("veerdienst", count: 9)
            #expect(found.headlines.map(\.id.rawValue).sorted() == [1, 2, 4])
            #expect(found.headlines.map(\.isMuted) == [true, true, false])
            #expect(try file.delivery.mute(by: [], on: Self.day) == MuteReport(shown: 2))
            #expect(try listed(in: file) == [1, 2, 3, 4] && muted(in: file) == [])
        }
    }

    @Test func `words are looked for in texts where a rule says so`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery(Self.articles))
            try file.delivery.mute(by: [try rule("veerdienst*", .everything)], on: Self.day)
            #expect(try muted(in: file) == [1, 2])
            let page = DeliveredPage(
                body: Document([.paragraph(["Veerdienstregeling op zondag."])]))
            try file.delivery.storePage(
                page, of: ArticleID(rawValue: 3), at: Deliveries.moment + 60)
            #expect(try muted(in: file) == [1, 2, 3])
        }
    }

    @Test func `sources, sections and authors are muted as wholes`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store([
                Deliveries.delivery(Self.articles),
                Deliveries.delivery(from: Deliveries.nu, [Deliveries.article(9, "Iets anders")]),
            ])
            for (rule, expected) in [
                (MuteRule(source: "nos"), [1, 2, 3]), (MuteRule(section: "binnenland"), [9]),
                (MuteRule(author: "ans"), [3]), (MuteRule(words: "markt", source: "NU.nl"), []),
            ] as [(MuteRule?, [Int64])] {
                try file.delivery.mute(by: [try #require(rule)], on: Self.day)
                #expect(try muted(in: file) == expected)
            }
        }
    }

    @Test func `an article that changes is looked at again`() throws {
        try NewsFile.use { file in
            try file.delivery.mute(by: [try rule("dijk")], on: Self.day)
            _ = try file.delivery.store(Deliveries.delivery(Self.articles))
            #expect(try muted(in: file) == [3])
            let changed = Deliveries.article(3, "Duin hersteld", authors: ["Ans de Wit"])
            _ = try file.delivery.store(Deliveries.delivery([changed]))
            #expect(try muted(in: file) == [])
        }
    }

    @Test func `a rule goes with its last day, and another takes what it held`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery(Self.articles))
            let rules = [
                try rule("veerdienst", lastDay: Self.day), try rule("vaart"), try rule("goes"),
            ]
            try file.delivery.mute(by: rules, on: Self.day)
            #expect(try muted(in: file) == [1, 2])
            try file.delivery.mute(by: rules, on: Self.day + 1)
            #expect(try muted(in: file) == [1, 2])
            try file.delivery.mute(by: [rules[0]], on: Self.day + 1)
            #expect(try muted(in: file) == [])
        }
    }

    @Test func `a source that comes to another section or name is looked at again`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery(Self.articles))
            try file.delivery.mute(
                by: [try #require(MuteRule(section: "Binnenland"))], on: Self.day)
            #expect(try muted(in: file) == [])
            let home = Section(
                name: "Binnenland", edition: "NL & Wereld", sources: [Deliveries.nos])
            try file.delivery.synchronise(Edition.grouping([home]))
            #expect(try muted(in: file) == [1, 2, 3])
        }
    }

    @Test func `what is muted tells no story, and leads none`() throws {
        try NewsFile.use { file in
            let text: SafeText = """
                De burgemeester van Terneuzen opende gisteren de nieuwe brug over het kanaal bij \
                Sluiskil, waar drie jaar aan gebouwd is door tweehonderd arbeiders.
                """
            for (source, number) in [(Deliveries.nos, 1), (Deliveries.nu, 2)] as [(Source, Int64)] {
                let article = Deliveries.article(
                    number, "Burgemeester opent brug bij Sluiskil", secondsOld: number, text: text)
                _ = try file.delivery.store(Deliveries.delivery(from: source, [article]))
            }
            let whole = try file.news().headlines(on: Self.front, count: 9)
            #expect(whole.map(\.outlets) == [2])
            try file.delivery.mute(by: [try #require(MuteRule(source: "NOS"))], on: Self.day)
            let rest = try file.news().headlines(on: Self.front, count: 9)
            #expect(rest.map(\.id.rawValue) == [2] && rest.map(\.outlets) == [1])
            #expect(try file.news().otherReports(of: ArticleID(rawValue: 2)) == [])
            #expect(try file.news().stories(count: 9) == [])
            try file.delivery.mute(by: [], on: Self.day)
            #expect(try file.news().headlines(on: Self.front, count: 9) == whole)
        }
    }

    @Test func `a thousand rules that mute everything are one pass`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery(Self.articles))
            var rules = try (0..<1000).map { try rule("woord\($0)", .everything) }
            rules.append(try #require(MuteRule(source: "NOS")))
            #expect(try file.delivery.mute(by: rules, on: Self.day).muted == 3)
            #expect(try listed(in: file) == [])
            #expect(try file.news().muteRules().count == 1001)
        }
    }

    @Test func `a rule of a strange kind makes the file damaged, and traps nothing`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery(Self.articles))
            let queue = try DatabaseQueue(path: file.path)
            try queue.inDatabase { database in
                try database.execute(
                    sql: """
                        INSERT INTO mute_rule VALUES (7, '{"place":"nergens"}');
                        UPDATE mute_version SET version = version + 1;
                        UPDATE article SET muted = 7
                        """)
            }
            #expect(throws: StoreProblem.self) { try file.news().muted(on: Self.front) }
        }
    }

    @Test func `what a list has is counted in the index that it is read from`() throws {
        try NewsFile.use { file in
            for column in ["section", "edition"] {
                let plan: [String] = try DatabaseQueue(path: file.path).read { database in
                    try Row.fetchAll(
                        database,
                        sql: "EXPLAIN QUERY PLAN " + NewsDatabase.selectListed(by: column),
                        arguments: [1]
                    ).map { $0["detail"] }
                }
                #expect(plan.count == 1, "\(plan)")
                #expect(plan[0].contains("USING COVERING INDEX article_"), "\(plan)")
                #expect(plan[0].contains("(\(column)=? AND follows_\(column)=?)"), "\(plan)")
            }
        }
    }

    @Test func `lists are read from indices that leave out what is muted`() throws {
        try NewsFile.use { file in
            for (column, order) in [("section", "published"), ("edition", "published")] {
                let plan: [String] = try DatabaseQueue(path: file.path).read { database in
                    try Row.fetchAll(
                        database,
                        sql: """
                            EXPLAIN QUERY PLAN SELECT id FROM article
                            WHERE \(column) = 1 AND follows_\(column) = 0 AND muted = 0
                            ORDER BY \(order) DESC, id LIMIT 40
                            """
                    ).map { $0["detail"] }
                }
                #expect(plan.count == 1 && plan[0].contains("INDEX article_\(column)"), "\(plan)")
            }
        }
    }
}
