import NewsStore
import PortalModel
import TestTags
import Testing

struct ForgettingTests {
    private static let day: Int64 = 86_400
    private static let oldest = Deliveries.moment + -90 * day

    @Test func `what is old and no longer given goes, with its text and its words`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    aged(1, days: 100), aged(2, days: 89), aged(3, days: 100), aged(4, days: 1),
                ]))
            _ = try store([aged(3, days: 100), aged(5, days: 0)], in: file)
            #expect(try file.all("SELECT id FROM article ORDER BY id") == [2, 3, 4, 5])
            #expect(try file.all("SELECT article FROM document ORDER BY article") == [2, 3, 4, 5])
            let found = try file.news().search("woord", count: 9).headlines.map(\.id.rawValue)
            #expect(found == [5, 4, 2, 3])
            #expect(try file.news().search("woord1", count: 9).total == 0)
            #expect(try file.news().article(ArticleID(rawValue: 1)) == nil)
            try file.checkIndex()
        }
    }

    @Test func `what a source still gives stays and never comes back as new`() throws {
        try NewsFile.use { file in
            let seldom = [aged(1, days: 400), aged(2, days: 100)]
            #expect(try store(seldom, in: file).new == 2)
            for _ in 0..<3 {
                let counts = try store(seldom, in: file)
                #expect(counts.new == 0 && counts.changed == 0)
                try file.delivery.forgetSilent(before: Self.oldest)
            }
            #expect(try file.all("SELECT id FROM article ORDER BY id") == [1, 2])
        }
    }

    @Test func `other sources lose nothing by a delivery`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery(from: Deliveries.nu, [aged(1, days: 100)]))
            _ = try store([aged(2, days: 100)], in: file)
            try file.delivery.forgetSilent(before: Self.oldest)
            #expect(try file.all("SELECT id FROM article ORDER BY id") == [1, 2])
        }
    }

    @Test func `sources that are gone or silent lose what is old`() throws {
        try NewsFile.use { file in
            let past = Deliveries.moment + -95 * Self.day
            _ = try file.delivery.store(
                Deliveries.delivery(
                    from: Deliveries.nu, at: past, [aged(1, days: 100), aged(2, days: 96)]))
            _ = try file.delivery.store(
                Deliveries.delivery(
                    from: Deliveries.omroep, [aged(3, days: 100), aged(4, days: 10)]))
            _ = try store([aged(5, days: 100)], in: file)
            try file.delivery.synchronise(Edition.grouping([Deliveries.abroad, Deliveries.home]))
            try file.delivery.forgetSilent(before: Self.oldest)
            #expect(try file.all("SELECT id FROM article ORDER BY id") == [4, 5])
            try file.checkIndex()
        }
    }

    @Test func `thousands that are old go in pieces, some in each delivery`() throws {
        try NewsFile.use { file in
            let past = Deliveries.moment + -95 * Self.day
            _ = try file.delivery.store(
                Deliveries.delivery(at: past, (1...350).map { aged($0, days: 100) }))
            var counts: [Int] = []
            for _ in 0..<5 {
                _ = try store([aged(351, days: 100)], in: file)
                counts.append(try file.query("SELECT count(*) FROM article") ?? 0)
            }
            #expect(counts == [251, 151, 51, 1, 1])
            #expect(try file.all("SELECT id FROM article") == [351])
            try file.checkIndex()
        }
    }

    @Test func `what was forgotten is no longer remembered of its feed`() throws {
        try NewsFile.use { file in
            let past = Deliveries.moment + -95 * Self.day
            var article = DeliveredArticle(
                name: FeedArticleKey("een", of: Deliveries.nos.id), title: "Een", teaser: "",
                published: past + -Self.day, updated: nil, authors: [], link: nil, body: Document())
            article.item = 77
            _ = try file.delivery.store(
                Delivery(
                    source: Deliveries.nos.id, moment: past, articles: [article], context: 5,
                    etag: nil, lastModified: nil, poll: PollState(next: past)))
            let memory = try #require(try file.delivery.memory(of: Deliveries.nos.id))
            #expect(memory.context == 5)
            #expect(memory.items.map(\.digest) == [77])
            #expect(memory.items.map(\.article) == [article.id])
            let again = Delivery(
                source: Deliveries.nos.id, moment: past + 60, articles: [],
                unchangedItems: memory.items, context: 5, etag: nil, lastModified: nil,
                poll: PollState(next: past))
            _ = try file.delivery.store([again], forgettingBefore: Self.oldest)
            #expect(try file.delivery.memory(of: Deliveries.nos.id) == memory)
            #expect(try file.all("SELECT id FROM article") == [article.id.rawValue])
            try file.delivery.forgetSilent(before: Self.oldest)
            #expect(try file.delivery.memory(of: Deliveries.nos.id) == nil)
            #expect(try file.all("SELECT id FROM article") == [Int64]())
        }
    }

    @Test func `nothing is forgotten when all is to be kept`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([aged(1, days: 1000)]))
            _ = try file.delivery.store(Deliveries.delivery([]))
            #expect(try file.all("SELECT id FROM article") == [1])
        }
    }

    @Test(.tags(.slow)) func `the room of what went is used again`() throws {
        try NewsFile.use { file in
            let text = SafeText(cleaning: String(repeating: "Een lange tekst. ", count: 200))
            func batch(_ round: Int64) -> [DeliveredArticle] {
                (1...200).map { Deliveries.article(round * 1000 + $0, text: text) }
            }
            var sizes: [Int] = []
            for round: Int64 in 0..<6 {
                // All that came before is old by now.
                _ = try file.delivery.store(
                    [Deliveries.delivery(batch(round))],
                    forgettingBefore: Deliveries.moment + 1)
                sizes.append(try #require(try file.query("PRAGMA page_count")))
            }
            #expect(try file.query("SELECT count(*) FROM article") == 200)
            #expect(sizes[5] < sizes[0] * 5 / 2)
            try file.checkIndex()
        }
    }

    private func aged(_ number: Int64, days: Int64) -> DeliveredArticle {
        Deliveries.article(
            number, secondsOld: days * Self.day, text: "Een woord en woord\(number).")
    }

    private func store(
        _ articles: [DeliveredArticle], in file: NewsFile
    ) throws -> StoreResult {
        try file.delivery.store(
            [Deliveries.delivery(articles)], forgettingBefore: Self.oldest)[0]
    }
}
