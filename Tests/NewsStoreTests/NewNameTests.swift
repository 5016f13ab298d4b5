import NewsStore
import PortalModel
import Testing

struct NewNameTests {
    private static let page = WebAddress(literal: "https://nos.example/dijk")

    @Test func `an article whose guid is new at every poll is stored once`() throws {
        try NewsFile.use { file in
            for number: Int64 in 1...4 {
                let counts = try file.delivery.store(
                    Deliveries.delivery([
                        Deliveries.article(number, "Dijk hersteld", link: Self.page),
                        Deliveries.article(number + 10, "Pont vaart weer", link: Self.page),
                    ]))
                #expect(counts.new == (number == 1 ? 2 : 0))
                #expect(counts.changed == 0)
            }
            #expect(try ids(file) == [1, 11])
            try file.checkIndex()
        }
    }

    @Test func `a new text under a new guid replaces the old one`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, "Dijk hersteld", text: "Oud.", link: Self.page)
                ]))
            let counts = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(2, "Dijk hersteld", text: "Nieuw.", link: Self.page)
                ]))
            #expect(counts.new == 0 && counts.changed == 1)
            let stored = try #require(try file.news().article(ArticleID(rawValue: 1)))
            #expect(stored.body.plainText == "Nieuw.")
            #expect(try ids(file) == [1])
            try file.checkIndex()
        }
    }

    @Test func `reports of two moments under one heading and link stay two`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(
                        1, "Het weer", secondsOld: 86_400, text: "Zon.", link: Self.page)
                ]))
            let counts = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(
                        2, "Het weer", secondsOld: 60, text: "Regen.", link: Self.page)
                ]))
            #expect(counts.new == 1)
            #expect(try ids(file) == [1, 2])
        }
    }

    @Test func `two articles that a feed holds at once are two, however alike`() throws {
        try NewsFile.use { file in
            let pair = [
                Deliveries.article(1, "Liveblog", link: Self.page),
                Deliveries.article(2, "Liveblog", link: Self.page),
            ]
            _ = try file.delivery.store(Deliveries.delivery(pair))
            _ = try file.delivery.store(Deliveries.delivery(pair))
            #expect(try ids(file) == [1, 2])
            // Both under new names: each is one of the two, neither is both.
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(3, "Liveblog", link: Self.page),
                    Deliveries.article(4, "Liveblog", link: Self.page),
                ]))
            #expect(try ids(file) == [1, 2])
        }
    }

    @Test func `an article beside the one that it is like is another`() throws {
        try NewsFile.use { file in
            let first = Deliveries.article(1, "Liveblog", link: Self.page)
            _ = try file.delivery.store(Deliveries.delivery([first]))
            _ = try file.delivery.store(
                Deliveries.delivery([first, Deliveries.article(2, "Liveblog", link: Self.page)]))
            #expect(try ids(file) == [1, 2])
        }
    }

    @Test func `articles of two sources, or without a link, are never one`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, link: Self.page), Deliveries.article(2),
                ]))
            _ = try file.delivery.store(
                Deliveries.delivery(from: Deliveries.nu, [Deliveries.article(3, link: Self.page)]))
            _ = try file.delivery.store(Deliveries.delivery([Deliveries.article(4)]))
            #expect(try ids(file) == [1, 2, 3, 4])
        }
    }

    private func ids(_ file: NewsFile) throws -> [Int64] {
        try file.all("SELECT id FROM article ORDER BY id")
    }
}
