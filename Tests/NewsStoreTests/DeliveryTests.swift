import GRDB
import NewsStore
import PortalModel
import Testing

struct DeliveryTests {
    @Test func `new, changed and unchanged articles are told apart`() throws {
        try NewsFile.use { file in
            let first = [Deliveries.article(1), Deliveries.article(2), Deliveries.article(3)]
            var counts = try file.delivery.store(Deliveries.delivery(first))
            #expect(counts.new == 3 && counts.changed == 0)
            counts = try file.delivery.store(Deliveries.delivery(first))
            #expect(counts.new == 0 && counts.changed == 0)
            counts = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, "Een andere kop"), Deliveries.article(2),
                    Deliveries.article(3, text: "Een andere tekst."), Deliveries.article(4),
                ]))
            #expect(counts.new == 1 && counts.changed == 2)
            #expect(try file.query("SELECT count(*) FROM article") == 4)
            #expect(try file.query("SELECT count(*) FROM document") == 4)
        }
    }

    @Test func `an article comes back as it was delivered`() throws {
        try NewsFile.use { file in
            let body = Document([
                .paragraph([
                    "BERLIJN (ANP) - Eén ", Span("zin", style: [.strong, .emphasis]), " met een ",
                    Span("link", link: WebAddress(literal: "https://nieuws.example/a")), ".",
                ]),
                .subhead(["Tussenkop"]), .rule,
                .list(start: 3, items: [[.paragraph(["drie"])], [.paragraph(["vier"])]]),
                .quote([.paragraph(["“Zo.”"])]), .preformatted(["a  b", "c"]),
                .image(alternative: "Een haven", address: nil),
            ])
            let article = DeliveredArticle(
                id: ArticleID(rawValue: -7), title: "Kop met ë, 東京 en 🚲", teaser: "Eén zin.",
                published: Deliveries.moment + -600, updated: Deliveries.moment + -300,
                authors: ["A. Jansen", "B. de Vries"],
                link: WebAddress(literal: "https://nieuws.example/7"), body: body)
            _ = try file.delivery.store(Deliveries.delivery([article]))
            let stored = try #require(try file.news().article(article.id))
            #expect(stored.body == body)
            #expect(stored.authors == article.authors)
            #expect(stored.link == article.link)
            #expect(stored.updated == article.updated)
            #expect(
                stored.headline
                    == Headline(
                        id: article.id, title: article.title, teaser: article.teaser,
                        section: Deliveries.abroad.id, sectionName: "Buitenland", source: "NOS",
                        published: Deliveries.moment + -600))
            #expect(try file.news().article(ArticleID(rawValue: 99)) == nil)
        }
    }

    @Test func `a changed article keeps the time that it was first stored with`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([Deliveries.article(1, secondsOld: 60)]))
            _ = try file.delivery.store(
                Deliveries.delivery([Deliveries.article(1, "Nieuwe kop", secondsOld: 10)]))
            let stored = try #require(try file.news().article(ArticleID(rawValue: 1)))
            #expect(stored.headline.title == "Nieuwe kop")
            #expect(stored.headline.published == Deliveries.moment + -60)
        }
    }

    @Test func `a time in the future or none becomes the moment of delivery, in feed order`() throws
    {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(3, secondsOld: -86_400),
                    Deliveries.article(2, secondsOld: nil), Deliveries.article(1, secondsOld: nil),
                ]))
            let headlines = try file.news().headlines(on: .section(Deliveries.abroad.id), count: 9)
            #expect(headlines.map(\.id.rawValue) == [3, 2, 1])
            #expect(headlines.first?.published == Deliveries.moment)
        }
    }

    @Test func `a source that fails keeps its articles and validators`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            let problem = DeliveryProblem(.status, "500")
            try file.delivery.noteFailure(
                Deliveries.nos.id, at: Deliveries.moment + 3600, problem,
                PollState(
                    next: Deliveries.moment + 7200, notBefore: Deliveries.moment + 5000))
            let state = try #require(try file.delivery.sources(in: Deliveries.abroad.id).first)
            #expect(state.etag == "\"v1\"")
            #expect(state.lastModified == "Sat, 21 Nov 2026 13:23:00 GMT")
            #expect(state.poll.next == Deliveries.moment + 7200)
            #expect(state.poll.notBefore == Deliveries.moment + 5000)
            #expect(try file.news().article(ArticleID(rawValue: 1)) != nil)
            let health = try #require(
                try file.news().sources().first { $0.source == Deliveries.nos })
            #expect(health.problem == problem)
            #expect(health.checked == Deliveries.moment + 3600)
            #expect(health.delivered == Deliveries.moment)
            #expect(health.nextPoll == Deliveries.moment + 7200)
        }
    }

    @Test func `an unchanged source is healthy again and keeps its validators`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            try file.delivery.noteFailure(
                Deliveries.nos.id, at: Deliveries.moment, DeliveryProblem(.empty),
                PollState(next: Deliveries.moment))
            try file.delivery.noteUnchanged(
                Deliveries.nos.id, at: Deliveries.moment + 60,
                PollState(next: Deliveries.moment + 3660))
            let health = try #require(
                try file.news().sources().first { $0.source == Deliveries.nos })
            #expect(health.problem == nil)
            #expect(health.delivered == Deliveries.moment + 60)
            let state = try #require(try file.delivery.sources(in: Deliveries.abroad.id).first)
            #expect(state.etag == "\"v1\"")
        }
    }

    @Test func `validators are kept byte for byte, and go when the answer has none`() throws {
        try NewsFile.use { file in
            let etag = "W/\"a b\\\"é\u{7}\""
            _ = try file.delivery.store(Deliveries.delivery([], etag: etag, lastModified: nil))
            var state = try #require(try file.delivery.sources(in: Deliveries.abroad.id).first)
            #expect(state.etag.map { Array($0.utf8) } == Array(etag.utf8))
            #expect(state.lastModified == nil)
            _ = try file.delivery.store(Deliveries.delivery([], etag: nil))
            state = try #require(try file.delivery.sources(in: Deliveries.abroad.id).first)
            #expect(state.etag == nil)
        }
    }

    @Test func `a reader sees what the writer committed, without opening the file again`() throws {
        try NewsFile.use { file in
            let news = try file.news()
            let page = NewsPage.section(Deliveries.abroad.id)
            #expect(try news.headlines(on: page, count: 9) == [])
            #expect(try news.lastDelivered() == nil)
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            #expect(try news.headlines(on: page, count: 9).map(\.id.rawValue) == [1])
            #expect(try news.lastDelivered() == Deliveries.moment)
        }
    }

    @Test func `a source that fails makes the news no fresher`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(1)]))
            try file.delivery.noteFailure(
                Deliveries.abroad.sources[0].id, at: Deliveries.moment + 3600,
                DeliveryProblem(.timedOut), PollState())
            #expect(try file.news().lastDelivered() == Deliveries.moment)
        }
    }
}
