import NewsStore
import PortalApp
import PortalModel
import TestSupport
import Testing

struct StoryTests {
    @Test func `two reports of one story among two hundred others find each other`() throws {
        try NewsFile.use { file in
            let (lead, second) = (try report(0), try report(8))
            // As if the whole set were of those days.
            let shift = Deliveries.moment + -7200
            let others = try LabelledReport.all().enumerated().map { number, other in
                Deliveries.article(
                    Int64(number + 1000), other.title, secondsOld: Int64(number) * 60,
                    text: SafeText(cleaning: other.text))
            }
            let half = others.count / 2
            _ = try file.delivery.store([
                Deliveries.delivery(others[..<half] + [delivered(lead, shift)]),
                Deliveries.delivery(
                    from: Deliveries.nu, others[half...] + [delivered(second, shift + 600)]),
            ])
            let found = try file.news().otherReports(of: lead.id).map(\.id)
            #expect(found == [second.id])
            #expect(try file.news().otherReports(of: second.id).map(\.id) == [lead.id])
        }
    }

    @Test func `a story takes one place, led by the source that comes first`() throws {
        try NewsFile.use { file in
            try deliver([(Deliveries.nu, 1, 0), (Deliveries.nos, 2, 60)], to: file)
            let front = try headlines(.front(Deliveries.editions[0].id), file)
            #expect(front.map(\.id.rawValue) == [2])
            #expect(front.map(\.outlets) == [2])
            // Each of the two sections has one report of its own.
            #expect(try headlines(.section(Deliveries.abroad.id), file).map(\.id.rawValue) == [2])
            #expect(try headlines(.section(Deliveries.home.id), file).map(\.id.rawValue) == [1])
            #expect(try file.news().stories(count: 9).map { $0.map(\.id.rawValue) } == [[2, 1]])
        }
    }

    @Test func `of a story one report is among the newest of all editions`() throws {
        try NewsFile.use { file in
            try deliver([(Deliveries.nos, 1, 0), (Deliveries.omroep, 2, 60)], to: file)
            for edition in Deliveries.editions {
                let front = try headlines(.front(edition.id), file)
                #expect(front.count == 1 && front[0].story != nil)
            }
            let newest = try file.news().newest(of: Deliveries.editions.map(\.id), count: 9)
            #expect(newest.count == 1)
        }
    }

    @Test func `another order of the sources makes another lead`() throws {
        try NewsFile.use { file in
            try deliver([(Deliveries.nu, 1, 0), (Deliveries.nos, 2, 60)], to: file)
            try file.delivery.synchronise(
                Edition.grouping([Deliveries.home, Deliveries.abroad, Deliveries.zeeland]))
            let front = try headlines(.front(Deliveries.editions[0].id), file)
            #expect(front.map(\.id.rawValue) == [1])
        }
    }

    @Test func `a third report makes a story of three, in whatever order they come`() throws {
        let sources = [Deliveries.nos, Deliveries.nu, Deliveries.omroep]
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            try NewsFile.use { file in
                for number in order {
                    try deliver([(sources[number], Int64(number + 1), Int64(number))], to: file)
                }
                let others = try file.news().otherReports(of: ArticleID(rawValue: 2))
                #expect(others.map(\.id.rawValue) == [3, 1])
            }
        }
    }

    @Test func `an article that is rewritten leaves the story`() throws {
        try NewsFile.use { file in
            try deliver([(Deliveries.nos, 1, 0), (Deliveries.nu, 2, 60)], to: file)
            let rewritten = Deliveries.article(
                2, "Recept voor boterkoek", secondsOld: 60, text: "Neem boter, suiker en bloem.")
            _ = try file.delivery.store(Deliveries.delivery(from: Deliveries.nu, [rewritten]))
            #expect(try file.news().otherReports(of: ArticleID(rawValue: 1)) == [])
            let front = try headlines(.front(Deliveries.editions[0].id), file)
            #expect(front.map(\.outlets) == [1, 1])
        }
    }

    @Test func `a story stays whole when a source is gone`() throws {
        try NewsFile.use { file in
            try deliver([(Deliveries.nos, 1, 0), (Deliveries.nu, 2, 60)], to: file)
            try file.delivery.synchronise(Edition.grouping([Deliveries.home]))
            let front = try headlines(.front(Deliveries.editions[0].id), file)
            #expect(front.map(\.id.rawValue) == [2])
        }
    }

    @Test func `another report leads when the one that led is forgotten`() throws {
        try NewsFile.use { file in
            try deliver([(Deliveries.nu, 1, 0), (Deliveries.nos, 2, 60)], to: file)
            _ = try file.delivery.store(
                [Deliveries.delivery([])], forgettingBefore: Deliveries.moment + 86_400)
            let front = try headlines(.front(Deliveries.editions[0].id), file)
            #expect(front.map(\.id.rawValue) == [1])
            #expect(front.map(\.outlets) == [1])
        }
    }

    @Test func `what is older than a week nominates nobody`() throws {
        try NewsFile.use { file in
            try deliver([(Deliveries.nos, 1, 0)], to: file)
            let keys: Int? = try file.query("SELECT count(*) FROM story_key WHERE article = 1")
            #expect(keys ?? 0 > 0)
            let later = Deliveries.delivery(
                from: Deliveries.nu, at: Deliveries.moment + 8 * 86_400, [Deliveries.article(2)])
            _ = try file.delivery.store(later)
            #expect(try file.query("SELECT count(*) FROM story_key WHERE article = 1") == 0)
        }
    }

    @Test func `a key that too many have is not kept for each of them`() throws {
        try NewsFile.use { file in
            let many = (1...100).map {
                Deliveries.article($0, "Strandjutters vinden Noordzeekoffer")
            }
            _ = try file.delivery.store(Deliveries.delivery(many))
            let most: Int? = try file.query(
                "SELECT max(n) FROM (SELECT count(*) AS n FROM story_key GROUP BY key)")
            #expect(most ?? 99 < 64)
        }
    }

    @Test func `a page tells the story that a teaser told too little of`() throws {
        try NewsFile.use { file in
            try deliver([(Deliveries.nos, 1, 0)], to: file)
            let teaser = Deliveries.article(
                2, "Anker van zes meter opgevist", secondsOld: 540, text: "Lees verder.")
            _ = try file.delivery.store(Deliveries.delivery(from: Deliveries.nu, [teaser]))
            #expect(try file.news().otherReports(of: ArticleID(rawValue: 1)) == [])
            try file.delivery.storePage(
                DeliveredPage(body: Document([.paragraph([Span(Self.anchor)])])),
                of: ArticleID(rawValue: 2),
                at: Deliveries.moment + 60)
            let others = try file.news().otherReports(of: ArticleID(rawValue: 1))
            #expect(others.map(\.id.rawValue) == [2])
        }
    }

    private static let anchor: SafeText = """
        Vissers uit Stellendam hebben zaterdag een anker van zes meter uit de Oosterschelde \
        gehaald. Het lag bij Colijnsplaat en is volgens archeoloog Van der Wekken van een \
        schip dat in 1682 verging. Het museum in Zierikzee wil het anker graag laten zien.
        """

    /// Delivers reports of one story, each from a source, with a number and seconds later.
    private func deliver(_ reports: [(Source, Int64, Int64)], to file: NewsFile) throws {
        for (source, number, seconds) in reports {
            let article = Deliveries.article(
                number, "Anker van zes meter opgevist bij Colijnsplaat", secondsOld: 600 - seconds,
                text: Self.anchor)
            _ = try file.delivery.store(Deliveries.delivery(from: source, [article]))
        }
    }

    private func headlines(_ page: NewsPage, _ file: NewsFile) throws -> [Headline] {
        try file.news().headlines(on: page, count: 9)
    }

    private func report(_ place: Int) throws -> Article {
        let articles = BuiltInEdition.articles
        return try #require(articles.indices.contains(place) ? articles[place] : nil)
    }

    private func delivered(_ article: Article, _ published: Timestamp) -> DeliveredArticle {
        DeliveredArticle(
            id: article.id, title: article.headline.title, teaser: article.headline.teaser,
            published: published, updated: nil, authors: [], link: nil, body: article.body)
    }
}
