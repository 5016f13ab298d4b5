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
            let title: SafeText = number % 3 == 0 ? "Eb in de Oosterschelde" : "Markt in Goes"
            let text: SafeText = number % 10 == 0 ? "De veerdienst en de brug." : "Een tekst."
            return Deliveries.article(
                Int64(number), title, secondsOld: Int64(number) * 60, text: text)
        }
        _ = try file.delivery.store([
            Deliveries.delivery(articles),
            Deliveries.delivery(
                from: Deliveries.nu,
                [Deliveries.article(99, "Vloed in de Oosterschelde", secondsOld: 5)]),
        ])
    }

    private func list(
        _ query: SectionQuery, _ place: ListPlace = .start, count: Int = 100, in file: NewsFile
    ) throws -> [Int64] {
        try file.news().headlines(matching: query, from: place, count: count).map(\.id.rawValue)
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
