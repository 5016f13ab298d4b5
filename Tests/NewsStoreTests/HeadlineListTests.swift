import NewsStore
import PortalModel
import Testing

struct HeadlineListTests {
    @Test func `headlines stand newest first, and those of one second by id`() throws {
        try NewsFile.use { file in
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(5, secondsOld: 300), Deliveries.article(9, secondsOld: 100),
                    Deliveries.article(-4, secondsOld: 100), Deliveries.article(7, secondsOld: 100),
                    Deliveries.article(1, secondsOld: 200),
                ]))
            let headlines = try file.news().headlines(on: .section(Deliveries.abroad.id), count: 9)
            #expect(headlines.map(\.id.rawValue) == [-4, 7, 9, 1, 5])
        }
    }

    @Test(arguments: [1, 2, 3, 5, 40])
    func `pages of any length give every headline once, in order`(count: Int) throws {
        try NewsFile.use { file in
            // Many share a second, so that pages end among equals.
            let articles = (1...30).map {
                Deliveries.article($0 * 7919 % 101, secondsOld: 100 + $0 / 4)
            }
            _ = try file.delivery.store(Deliveries.delivery(articles))
            let news = try file.news()
            let page = NewsPage.front(Deliveries.editions[0].id)
            let whole = try news.headlines(on: page, count: 100)
            #expect(whole.count == 30)
            var collected: [Headline] = []
            while true {
                let piece = try news.headlines(
                    on: page, from: collected.last.map(ListCursor.after) ?? .start, count: count)
                #expect(piece.count <= count)
                collected += piece
                if piece.isEmpty || collected.count > whole.count { break }
            }
            #expect(collected == whole)
        }
    }

    @Test(arguments: [1, 2, 3, 5, 40])
    func `pages read backwards give every headline once, in order`(count: Int) throws {
        try NewsFile.use { file in
            let articles = (1...30).map {
                Deliveries.article($0 * 7919 % 101, secondsOld: 100 + $0 / 4)
            }
            _ = try file.delivery.store(Deliveries.delivery(articles))
            let news = try file.news()
            let page = NewsPage.front(Deliveries.editions[0].id)
            let whole = try news.headlines(on: page, count: 100)
            var collected = try news.headlines(on: page, from: .end, count: count)
            #expect(collected == whole.suffix(count))
            while let first = collected.first, collected.count <= whole.count {
                let piece = try news.headlines(on: page, from: .before(first), count: count)
                #expect(piece.count <= count)
                collected = piece + collected
                if piece.isEmpty { break }
            }
            #expect(collected == whole)
        }
    }

    @Test func `a front page holds all sections of its edition and no other`() throws {
        try NewsFile.use { file in
            for (index, source) in [Deliveries.nos, Deliveries.nu, Deliveries.omroep].enumerated() {
                _ = try file.delivery.store(
                    Deliveries.delivery(
                        from: source, [Deliveries.article(Int64(index), secondsOld: Int64(index))]))
            }
            let news = try file.news()
            func sources(_ page: NewsPage) throws -> [SafeText] {
                try news.headlines(on: page, count: 9).map(\.source)
            }
            #expect(try sources(.front(Deliveries.editions[0].id)) == ["NOS", "NU.nl"])
            #expect(try sources(.front(Deliveries.editions[1].id)) == ["Omroep Zeeland"])
            #expect(try sources(.section(Deliveries.home.id)) == ["NU.nl"])
        }
    }
}
