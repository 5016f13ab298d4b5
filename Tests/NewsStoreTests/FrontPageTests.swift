import HostileText
import PortalModel
import TestSupport
import TestTags
import Testing

@testable import NewsStore

/// A written press of ten sources: what its front page makes of a storm that five of them tell, of
/// alarms, of a source that floods, and of what has no date or breaks off.
struct FrontPageTests {
    private static let outlets: [(name: SafeText, section: SafeText)] = [
        ("De Morgenpost", "Binnenland"), ("Het Avondblad", "Binnenland"),
        ("Verre Streken", "Buitenland"), ("De Kasboekhouder", "Economie"),
        ("Langs de Lijn", "Sport"), ("Schakelaar", "Tech"), ("De Dijkbode", "Regio"),
        ("Radio Polder", "Regio"), ("Het Weerhuis", "Regio"), ("Meldkamer Zuid", "Regio"),
    ]
    private static let alarms = 9
    private static let flood = 1
    private static let tellers = [0, 1, 6, 7, 8]

    private static let sources = outlets.enumerated().map { number, outlet in
        Source(
            name: outlet.name,
            address: WebAddress("https://pers.example/\(number)")
                ?? WebAddress(
                    literal: "https://pers.example/"))
    }
    private static let editions = Edition.grouping(
        ["Binnenland", "Buitenland", "Economie", "Sport", "Tech", "Regio"].map { name in
            Section(
                name: SafeText(cleaning: name), edition: "Krant",
                sources: sources.indices.filter { outlets[$0].section.string == name }
                    .map { sources[$0] })
        })
    private static let front = NewsPage.front(editions[0].id)

    private struct Item {
        let source: Int
        var article: DeliveredArticle
    }

    private static func name(_ number: Int) -> String {
        Deliveries.name(number, from: "Ze", to: "aard")
    }

    /// News that nobody else has.
    private static func news(_ number: Int, source: Int, minutesOld: Int64) -> Item {
        let names = (0..<6).map { name(number * 7 + $0 + 11) }
        return Item(
            source: source,
            article: Deliveries.article(
                Int64(number + 1),
                SafeText(cleaning: "\(names[0]) legt \(names[1]) stil na ruzie met \(names[2])"),
                teaser: SafeText(cleaning: "In \(names[3]) is \(names[0]) er klaar mee."),
                secondsOld: minutesOld * 60,
                text: SafeText(
                    cleaning: """
                        \(names[3]) en \(names[4]) spraken urenlang over \(names[5]). Daarna ging \
                        \(names[0]) weg. Een woordvoerder van \(names[1]) wil niets kwijt, en \
                        \(names[2]) laat weten dat het werk pas na de winter verder gaat.
                        """)))
    }

    private static let storm = """
        Storm Hermelien rukte bij Emmadorp het dak van het gemaal Kampen los. Langs de Schelde bij \
        Perkpolder lagen tientallen populieren over de weg. Dijkgraaf Adrie Roelse noemt windstoten \
        van 131 kilometer per uur ongekend.
        """

    private static func report(_ number: Int, of source: Int, minutesOld: Int64) -> Item {
        let own = [
            "De schade loopt in de miljoenen.", "Scholen blijven morgen dicht.",
            "De veerpont vaart niet.", "Bewoners slapen in de sporthal.", "De wind neemt af.",
        ]
        return Item(
            source: source,
            article: Deliveries.article(
                Int64(1000 + number), "Storm Hermelien rukt dak van gemaal Kampen bij Emmadorp",
                teaser: "Populieren liggen over de weg.", secondsOld: minutesOld * 60,
                text: SafeText(cleaning: "\(storm) \(own[number])")))
    }

    /// 165 items.
    private static let items: [Item] = {
        var items = tellers.enumerated().map { report($0, of: $1, minutesOld: 12 + 7 * Int64($0)) }
        for number in 0..<20 {
            let kind = ["Ongeval letsel", "Gebouwbrand", "Reanimatie"][number % 3]
            items.append(
                Item(
                    source: alarms,
                    article: Deliveries.article(
                        Int64(2000 + number),
                        SafeText(cleaning: "P \(number % 2 + 1) \(kind) \(name(number + 9000))"),
                        teaser: "", secondsOld: Int64(number * number * 90 + 60),
                        text: SafeText(cleaning: "\(kind) \(name(number + 9000)) 19\(200 + number)")
                    )))
        }
        let old = [
            Deliveries.article(
                3000, "Agenda van de week", secondsOld: nil, text: "Een markt en een concert."),
            Deliveries.article(
                3001, "Kaartverkoop begint", secondsOld: nil, text: "De zaal telt 400 stoelen."),
            Deliveries.article(
                3002, "Schat gevonden onder de kerk", secondsOld: 60,
                text: "De koster stootte bij het graven op een kist die volgens kenners …"),
            Deliveries.article(
                3003, "Spoor dicht bij Rilland", teaser: "Spoor dicht bij Rilland", secondsOld: 30,
                text: "Spoor dicht bij Rilland"),
        ]
        for (number, article) in old.enumerated() {
            items.append(Item(source: [6, 7, 6, 0][number], article: article))
        }
        for number in 0..<30 {
            items.append(news(number, source: flood, minutesOld: Int64(number + 1)))
        }
        for number in 30..<136 {
            let age = Int64((number - 29) * (number - 29) / 3 + 4)
            items.append(
                news(number, source: [0, 2, 3, 4, 5, 6, 7, 8][number % 8], minutesOld: age))
        }
        for index in items.indices { items[index].article.position = index }
        return items
    }()

    /// Lets `work` see a front page of these items, which came in so many deliveries.
    private static func deliver(
        _ items: [Item], in rounds: Int = 1, _ work: (NewsFile) throws -> Void
    ) throws {
        try NewsFile.use { file in
            try file.delivery.synchronise(editions)
            try bring(items, in: rounds, at: Deliveries.moment, to: file)
            try work(file)
        }
    }

    private static func bring(
        _ items: [Item], in rounds: Int, at moment: Timestamp, to file: NewsFile
    ) throws {
        for round in 0..<rounds {
            var deliveries: [Delivery] = []
            for source in sources.indices {
                let some = items.enumerated()
                    .filter { $0.offset % rounds == round && $0.element.source == source }
                    .map(\.element.article)
                guard !some.isEmpty else { continue }
                deliveries.append(
                    Deliveries.delivery(from: sources[source], at: moment, some))
            }
            _ = try file.delivery.store(deliveries)
        }
    }

    @Test func `the storm leads, and neither alarm nor undated stands among the first ten`() throws
    {
        #expect(Self.items.count == 165)
        try Self.deliver(Self.items) { file in
            let page = try file.news().headlines(on: Self.front, count: 40)
            let first = page.prefix(10)
            #expect(page.first?.title.string.hasPrefix("Storm Hermelien") == true)
            #expect(page.first?.outlets == 5)
            #expect(first.allSatisfy { $0.source != Self.sources[Self.alarms].name })
            #expect(first.allSatisfy { ![3000, 3001, 3003].contains($0.id.rawValue) })
            #expect(page.count == 40)
        }
    }

    @Test func `any ten have at most three of one source and five of one section`() throws {
        try Self.deliver(Self.items) { file in
            let page = try file.news().headlines(on: Self.front, count: 30)
            for start in 0...20 {
                let ten = page[start..<start + 10]
                let sources = Dictionary(grouping: ten, by: \.source).values.map(\.count)
                let sections = Dictionary(grouping: ten, by: \.section).values.map(\.count)
                #expect(sources.max() ?? 0 <= 3, "from \(start)")
                #expect(sections.max() ?? 0 <= 5, "from \(start)")
            }
        }
    }

    @Test(.tags(.slow), arguments: 1...20)
    func `the page is the same in whatever order the items come`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var whole: [Headline] = []
        try Self.deliver(Self.items) { file in
            whole = try file.news().headlines(on: Self.front, count: 200)
        }
        let shuffled = Self.items.shuffled(using: &random)
        try Self.deliver(shuffled, in: Int(seed % 4) + 1) { file in
            let page = try file.news().headlines(on: Self.front, count: 200)
            #expect(page.map(\.id) == whole.map(\.id))
            #expect(page.map(\.score) == whole.map(\.score))
        }
    }

    @Test func `a day later the page has moved on`() throws {
        try Self.deliver(Self.items) { file in
            let news = try file.news()
            let before = try news.headlines(on: Self.front, count: 10).map(\.id)
            let tomorrow = (0..<24).map { number in
                // Ages count from today's moment.
                Self.news(
                    500 + number, source: number % 9, minutesOld: Int64(number * 20) - 24 * 60)
            }
            try Self.bring(tomorrow, in: 1, at: Deliveries.moment + 86_400, to: file)
            let after = try news.headlines(on: Self.front, count: 10).map(\.id)
            #expect(Set(after).isDisjoint(with: before))
        }
    }

    @Test func `a story that another outlet joins rises`() throws {
        let older = Self.items.filter { $0.article.id.rawValue <= 1000 }
        try Self.deliver(older) { file in
            let news = try file.news()
            let alone = try news.headlines(on: Self.front, count: 200)
                .first { $0.id.rawValue == 1000 }
            try Self.bring(
                [Self.report(1, of: 1, minutesOld: 2)], in: 1, at: Deliveries.moment, to: file)
            let page = try news.headlines(on: Self.front, count: 200)
            #expect(page[0].id.rawValue == 1000)
            #expect(page[0].outlets == 2)
            // Ten minutes later, and told by twice as many.
            #expect(page[0].score - (alone?.score ?? 0) == 600 + 4 * 3600)
        }
    }

    @Test func `below the first ten nothing stands above what counts as six hours newer`() throws {
        let flood = (0..<30).map { Self.news($0, source: 1, minutesOld: Int64($0)) }
        let old = (30..<60).map { Self.news($0, source: 4, minutesOld: Int64(400 + $0)) }
        try Self.deliver(flood + old) { file in
            let page = try file.news().headlines(on: Self.front, count: 60)
            let ids = page.map(\.id.rawValue)
            #expect(ids.prefix(10).count { $0 > 30 } >= 3)
            #expect(ids[10..<33].allSatisfy { $0 <= 30 })
        }
    }

    @Test(.tags(.slow), arguments: [1, 7, 40, 100])
    func `pieces of any length give the whole page once, forwards and backwards`(
        count: Int
    ) throws {
        // Each single headline is a look at the whole page.
        let items = (0..<(count == 1 ? 90 : 260)).map { number in
            Self.news(number, source: number % 3 == 0 ? 1 : number % 9, minutesOld: Int64(number))
        }
        try Self.deliver(items) { file in
            let news = try file.news()
            let whole = try news.headlines(on: Self.front, count: 300)
            #expect(Set(whole.map(\.id)).count == items.count)
            var forwards: [Headline] = []
            while forwards.count < 300 {
                let piece = try news.headlines(
                    on: Self.front, from: forwards.last.map(ListCursor.after) ?? .start,
                    count: count)
                forwards += piece
                if piece.count < count { break }
            }
            #expect(forwards == whole)
            var backwards = try news.headlines(on: Self.front, from: .end, count: count)
            while let first = backwards.first, backwards.count < 300 {
                let piece = try news.headlines(
                    on: Self.front, from: .before(first), count: count)
                backwards = piece + backwards
                if piece.isEmpty { break }
            }
            #expect(backwards == whole)
        }
    }

    @Test func `another place of its section moves an article, and so does another section`() throws
    {
        let items = [
            Self.news(1, source: 0, minutesOld: 60), Self.news(2, source: 4, minutesOld: 50),
        ]
        try Self.deliver(items) { file in
            func ids() throws -> [Int64] {
                try file.news().headlines(on: Self.front, count: 9).map(\.id.rawValue)
            }
            // Three sections further down it loses 45 minutes, and is ten newer.
            #expect(try ids() == [2, 3])
            var sections = Self.editions[0].sections
            sections.swapAt(0, 3)
            try file.delivery.synchronise(Edition.grouping(sections))
            #expect(try ids() == [3, 2])
            try file.delivery.synchronise(Self.editions)
            #expect(try ids() == [2, 3])
            let fresh: [Int64] = try file.all("SELECT score FROM article ORDER BY id")
            #expect(fresh == [Deliveries.moment.seconds - 3600, Deliveries.moment.seconds - 5700])
        }
    }

    @Test func `reasons add up to the score`() throws {
        try Self.deliver(Self.items) { file in
            let news = try file.news()
            let page = try news.headlines(on: Self.front, count: 165)
            let reasons = try news.reasons(for: page)
            #expect(page.allSatisfy { reasons[$0.id]?.score.seconds == $0.score })
            #expect(reasons[page[0].id]?.outlets == 5)
            #expect(reasons[ArticleID(rawValue: 2000)]?.isOfSeries == true)
            #expect(reasons[ArticleID(rawValue: 3000)]?.isUndated == true)
            #expect(reasons[ArticleID(rawValue: 3002)]?.isCutOff == true)
            #expect(reasons[ArticleID(rawValue: 3003)]?.isTextless == true)
        }
    }

    @Test func `an article that was changed loses or gains what its new text does`() throws {
        try Self.deliver([Self.news(1, source: 0, minutesOld: 60)]) { file in
            func score() throws -> Int64? { try file.query("SELECT score FROM article") }
            let whole = try score()
            func change(_ text: SafeText) throws {
                _ = try file.delivery.store(
                    Deliveries.delivery(
                        from: Self.sources[0],
                        [Deliveries.article(2, "Een kop", secondsOld: 3600, text: text)]))
            }
            try change("Dit breekt …")
            #expect(try score() == whole.map { $0 - 7200 })
            try change("Een kop")
            #expect(try score() == whole.map { $0 - 86_400 })
            try change("Nu staat er weer een zin.")
            #expect(try score() == whole)
        }
    }
}

/// The kinds of titles that a source sends by the dozen.
struct SeriesTests {
    private func series(_ title: String, _ text: String = "Kort bericht.") -> Series {
        Series(Series.Pattern(title: title, text: text), of: 1)
    }

    @Test(arguments: [
        ("P 1 Ongeval letsel Goes", "P 2 Brand Hulst"), ("A1 Vlissingen", "B2 Terneuzen"),
        ("112: Botsing op de N57", "112: Schuur in brand"),
        ("Melding 192531 Goes", "Rit 4451877 naar Sluis"),
        ("Vuurvos 145.0 verschenen", "Kantoorpakket 25.8.3 uitgebracht"),
        ("Uitslagen: eerste klasse", "Uitslagen: tweede klasse"),
        ("Ambulance met spoed naar Axel", "Ambulance met spoed naar Breskens"),
        ("Weerbericht voor 3 december", "Weerbericht voor 14 januari"),
    ])
    func `titles of one kind share a pattern`(pair: (String, String)) {
        #expect(series(pair.0).rawValue != 0)
        #expect(series(pair.0) == series(pair.1))
    }

    @Test(arguments: [
        "Kabinet valt over stikstof", "Storm houdt huis in Zeeland", "Vijf gewonden bij botsing",
        "Om 20.00 uur is het stil", "Huis verkocht voor 3.500.000 euro", "Het is 28.11.2026",
    ])
    func `titles of news with a text have none`(title: String) {
        let text = String(
            repeating: "Dit is een tekst van een redactie met veel woorden. ", count: 9)
        #expect(series(title, text).rawValue == 0)
    }

    @Test func `patterns of two sources are two`() {
        let pattern = Series.Pattern(title: "A1 Goes", text: "")
        #expect(Series(pattern, of: 1) != Series(pattern, of: 2))
    }

    @Test func `six within a day make a series, five do not`() throws {
        for (count, isSeries) in [(5, false), (6, true)] {
            try NewsFile.use { file in
                for number in 1...count {
                    _ = try file.delivery.store(
                        Deliveries.delivery([
                            Deliveries.article(
                                Int64(number), SafeText(cleaning: "A1 Plaats \(number)"),
                                secondsOld: Int64(number * 3600), text: "Ergens is iets.")
                        ]))
                }
                let demoted: Int? = try file.query(
                    "SELECT count(*) FROM article WHERE demotion = 4")
                #expect(demoted == (isSeries ? count : 0))
            }
        }
    }

    @Test(arguments: [(3, true), (29, true), (32, false)])
    func `one that comes alone is of the series that its source sent in the month`(
        days: Int64, isSeries: Bool
    ) throws {
        let busy = (1...6).map { number in
            Deliveries.article(
                Int64(number), SafeText(cleaning: "P 1 Plaats \(number)"),
                secondsOld: 40 * 86_400 + Int64(number) * 600, text: "Ergens is iets.")
        }
        for after in [-1, 1] as [Int64] {
            let alone = Deliveries.article(
                7, "A2 Dorp", secondsOld: 40 * 86_400 - after * days * 86_400 + 1800,
                text: "Ergens is iets.")
            for order in [busy + [alone], [alone] + busy] {
                try NewsFile.use { file in
                    for article in order {
                        _ = try file.delivery.store(Deliveries.delivery([article]))
                    }
                    let demotion: Int? = try file.query(
                        "SELECT demotion FROM article WHERE title = 'A2 Dorp'")
                    #expect(demotion == (isSeries ? 4 : 0))
                }
            }
        }
    }

    @Test func `six that are days apart are no series`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery(
                    (1...6).map { number in
                        Deliveries.article(
                            Int64(number), SafeText(cleaning: "A1 Plaats \(number)"),
                            secondsOld: Int64(number * 86_400), text: "Ergens is iets.")
                    }))
            #expect(try file.query("SELECT count(*) FROM article WHERE demotion = 4") == 0)
        }
    }
}

/// How headlines are put in turn.
struct HeadlineQuotaTests {
    private func order(_ items: [(name: String, source: String, isAlarm: Bool)]) -> [String] {
        var quota = HeadlineQuota<String>()
        for (index, item) in items.enumerated() {
            quota.add(
                .init(
                    item: item.name, source: item.source, section: 1,
                    demotion: item.isAlarm ? .series : [], score: Int64(1_000_000 - index * 60)))
        }
        quota.finish()
        return quota.placed.map(\.item)
    }

    @Test func `an alarm passes over no news that waits for its share`() {
        let news = (1...20).map { ("nieuws \($0)", "Krant \($0 % 2)", false) }
        let alarms = (1...20).map { ("alarm \($0)", "112", true) }
        let order = order(news + alarms)
        #expect(order.count == 40)
        #expect(order.prefix(20).allSatisfy { $0.hasPrefix("nieuws") })
        let mixed = self.order(Array(zip(alarms, news).flatMap { [$0, $1] }))
        #expect(mixed.prefix(10).allSatisfy { $0.hasPrefix("nieuws") })
    }
}
