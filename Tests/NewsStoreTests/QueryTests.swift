import NewsStore
import PortalModel
import Testing

/// Sections that are a search.
struct QueryTests {
    private func query(_ text: String, _ sources: [SafeText] = []) throws -> SectionQuery {
        try #require(SectionQuery(text, sources: sources))
    }

    private func fill(_ file: NewsFile) throws {
        let articles: [DeliveredArticle] = (1...60).map { number in
            let names = ["Gor", "Vel", "Zum"].map {
                Deliveries.name(number, from: $0, to: "hoek")
            }
            let place = number % 3 == 0 ? "Eb in de Oosterschelde" : "Markt in Goes"
            let text = number % 10 == 0 ? "De veerdienst en de brug" : "Een tekst"
            return Deliveries.article(
                Int64(number), SafeText(cleaning: "\(names[0]): \(place)"),
                secondsOld: Int64(number) * 60,
                text: SafeText(cleaning: "\(text) van \(names[1]) en \(names[2])."))
        }
        _ = try file.delivery.store([
            Deliveries.delivery(articles),
            Deliveries.delivery(
                from: Deliveries.nu,
                [Deliveries.article(99, "Vloed in de Oosterschelde", secondsOld: 5)]),
        ])
    }

    private func list(
        _ query: SectionQuery, _ cursor: ListCursor = .start, count: Int = 100, in file: NewsFile
    ) throws -> [Int64] {
        try file.news().headlines(matching: query, from: cursor, count: count).map(\.id.rawValue)
    }

    @Test func `what has one of the alternatives is listed, the newest first`() throws {
        try NewsFile.use { file in
            try fill(file)
            let threes = (1...20).map { Int64($0 * 3) }
            #expect(try list(query("oosterschelde"), in: file) == [99] + threes)
            #expect(
                try list(query("vloed OR veerdienst"), in: file) == [99, 10, 20, 30, 40, 50, 60])
            #expect(try list(query("veerdienst brug oosterschelde"), in: file) == [30, 60])
            #expect(try list(query("veer* markt"), in: file) == [10, 20, 40, 50])
            #expect(try list(query("veer"), in: file) == [])
            #expect(try list(query("Oosterschélde", ["nu.nl"]), in: file) == [99])
        }
    }

    @Test func `a list is read on in both directions, without what is muted`() throws {
        try NewsFile.use { file in
            try fill(file)
            let query = try query("oosterschelde")
            let all = try file.news().headlines(matching: query, from: .start, count: 100)
            for index in all.indices {
                let after = try list(query, .after(all[index]), count: 4, in: file)
                #expect(after == all.dropFirst(index + 1).prefix(4).map(\.id.rawValue))
                let before = try list(query, .before(all[index]), count: 4, in: file)
                #expect(before == all.prefix(index).suffix(4).map(\.id.rawValue))
            }
            #expect(try list(query, .end, count: 3, in: file) == [54, 57, 60])
            try file.delivery.mute(by: [#require(MuteRule(words: "vloed"))], on: 20_000)
            #expect(try list(query, count: 2, in: file) == [3, 6])
            #expect(try file.news().articles(matching: query).count == 20)
        }
    }

    @Test func `of one story the newest report that is found stands for all`() throws {
        try NewsFile.use { file in
            let text: SafeText = """
                De burgemeester van Terneuzen opende gisteren de nieuwe brug over het kanaal bij \
                Sluiskil, waar drie jaar aan gebouwd is door tweehonderd arbeiders.
                """
            let sources = [Deliveries.nos, Deliveries.nu, Deliveries.omroep]
            for (index, source) in sources.enumerated() {
                let number = Int64(index + 1)
                let ends: [SafeText] = ["", " Er was taart.", " Het regende."]
                let article = Deliveries.article(
                    number, "Burgemeester opent brug bij Sluiskil", secondsOld: number * 60,
                    text: "\(text)\(ends[index])")
                _ = try file.delivery.store(Deliveries.delivery(from: source, [article]))
            }
            _ = try file.delivery.store(
                Deliveries.delivery([Deliveries.article(9, "Brug dicht", secondsOld: 90)]))
            let headlines = try file.news().headlines(
                matching: query("brug"), from: .start, count: 9)
            #expect(headlines.map(\.id.rawValue) == [1, 9])
            #expect(headlines.map(\.outlets) == [3, 1])
            for (index, headline) in headlines.enumerated() {
                let rest = headlines.dropFirst(index + 1).map(\.id.rawValue)
                #expect(try list(query("brug"), .after(headline), in: file) == rest)
            }
            #expect(try list(query("brug"), .end, count: 1, in: file) == [9])
            // Others lead where that one is not found.
            #expect(try list(query("taart"), in: file) == [2])
            #expect(try list(query("brug taart OR brug regende"), in: file) == [2])
            #expect(try list(query("brug", ["omroep zeeland"]), in: file) == [3])
            // All are meant by what is about all of the list.
            #expect(try file.news().articles(matching: query("brug")).count == 4)
            try file.delivery.mute(by: [#require(MuteRule(source: "NOS"))], on: 20_000)
            #expect(try list(query("brug"), in: file) == [2])
        }
    }

    @Test(arguments: ["", "OR", "eb OR", "OR eb", "*", "! OR eb"])
    func `words that say nothing are no query`(text: String) {
        #expect(SectionQuery(text) == nil)
    }

    @Test func `signs of the index's own mean nothing`() throws {
        try NewsFile.use { file in
            try fill(file)
            #expect(try list(query("\"eb\" AND NOT title:goes ^*"), in: file) == [])
            #expect(try list(query("eb) OR (markt"), count: 3, in: file) == [1, 2, 3])
        }
    }
}
