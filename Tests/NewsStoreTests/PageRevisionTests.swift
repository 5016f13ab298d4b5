import NewsStore
import PortalModel
import Testing

/// What is kept of articles whose pages are read.
struct PageRevisionTests {
    private let id = ArticleID(rawValue: 1)

    private func deliver(_ text: SafeText, hour: Int64, to file: NewsFile) throws {
        _ = try file.delivery.store(
            Deliveries.delivery(
                at: Deliveries.moment + hour * 3600, [Deliveries.article(1, text: text)]))
    }

    private func readPage(_ text: SafeText, hour: Int64, in file: NewsFile) throws {
        try file.delivery.storePage(
            DeliveredPage(body: Document([.paragraph([Span(text)])])), of: id,
            at: Deliveries.moment + hour * 3600)
    }

    @Test func `a page that takes the place of a teaser is no change`() throws {
        try NewsFile.use { file in
            try deliver("Het begin.", hour: 0, to: file)
            try readPage("Het begin en al het andere.", hour: 1, in: file)
            #expect(try file.news().article(id)?.changes == nil)
            #expect(try file.news().earlierVersions(of: id).isEmpty)
        }
    }

    @Test func `a page that is read again and reads otherwise is a change`() throws {
        try NewsFile.use { file in
            try deliver("Het begin.", hour: 0, to: file)
            try readPage("Het begin en al het andere.", hour: 1, in: file)
            try deliver("Een ander begin.", hour: 2, to: file)
            // Until its page is read, the article shows the feed's text, which has no history.
            #expect(try file.news().article(id)?.changes == nil)
            try readPage("Een ander begin en al het andere.", hour: 3, in: file)
            let article = try #require(try file.news().article(id))
            #expect(article.changes == Changes(count: 1, last: Deliveries.moment + 3 * 3600))
            let earlier = try file.news().earlierVersions(of: id)
            #expect(earlier.map(\.body.plainText) == ["Het begin en al het andere."])
        }
    }

    @Test func `what was rewritten before its page was read is kept as the feed gave it`() throws {
        try NewsFile.use { file in
            try deliver("De man wordt vermist.", hour: 0, to: file)
            try deliver("De man is gevonden.", hour: 1, to: file)
            try readPage("De man is gevonden, op een zandplaat.", hour: 2, in: file)
            let article = try #require(try file.news().article(id))
            #expect(article.changes == Changes(count: 1, last: Deliveries.moment + 3600))
            let earlier = try file.news().earlierVersions(of: id)
            #expect(earlier.map(\.body.plainText) == ["De man wordt vermist."])
        }
    }

    @Test func `a page that is read again and reads the same is no change`() throws {
        try NewsFile.use { file in
            try deliver("Het begin.", hour: 0, to: file)
            try readPage("Al het nieuws.", hour: 1, in: file)
            try deliver("Een ander begin.", hour: 2, to: file)
            try readPage("Al  het nieuws!", hour: 3, in: file)
            #expect(try file.news().article(id)?.changes == nil)
        }
    }

    @Test func `a page with a counter makes no change in 50 polls`() throws {
        try NewsFile.use { file in
            for hour in 0..<50 as Range<Int64> {
                try deliver("Deel \(hour).", hour: hour, to: file)
                try readPage("Al het nieuws, \(hour) keer gelezen.", hour: hour, in: file)
            }
            #expect(try file.news().article(id)?.changes == nil)
            #expect(try file.query("SELECT count(*) FROM revision") == 0)
        }
    }

    @Test func `a page takes the place of the text but not of what hangs on it`() throws {
        try NewsFile.use { file in
            let sound = Span("[audio]", link: WebAddress("https://a.example/1.mp3"))
            let talk = Span("reacties", link: WebAddress("https://a.example/praat"))
            let teaser = Document([.paragraph(["Het begin."])]).attaching([sound, talk])
            _ = try file.delivery.store(
                Deliveries.delivery([
                    DeliveredArticle(
                        id: id, title: "Een kop", teaser: "", published: nil, updated: nil,
                        authors: [], link: WebAddress("https://a.example/1"), body: teaser)
                ]))
            #expect(try file.news().article(id)?.isTeaser == true)
            let page = Document([.paragraph(["Alles, ook de ", sound, "."])])
            try file.delivery.storePage(DeliveredPage(body: page), of: id, at: Deliveries.moment)
            let article = try #require(try file.news().article(id))
            #expect(article.body.searchText == "Alles, ook de [audio].")
            #expect(article.body.attachments == [talk])
            try file.checkIndex()
        }
    }

    @Test func `a new title of an article whose page was read is a change at once, and one`() throws
    {
        try NewsFile.use { file in
            func bring(_ title: SafeText, _ teaser: SafeText, after seconds: Int64) throws {
                _ = try file.delivery.store(
                    Deliveries.delivery(
                        at: Deliveries.moment + seconds,
                        [Deliveries.article(1, title, teaser: teaser, text: teaser)]))
            }
            func read(_ text: SafeText, after seconds: Int64) throws {
                try file.delivery.storePage(
                    DeliveredPage(body: Document([.paragraph([Span(text)])])),
                    of: ArticleID(rawValue: 1), at: Deliveries.moment + seconds)
            }
            func changes() throws -> Changes? {
                try file.news().changes(of: ArticleID(rawValue: 1))
            }
            try bring("Surfer vermist", "Er wordt gezocht.", after: 0)
            try read("Er wordt gezocht met drie boten.", after: 10)
            #expect(try changes() == nil)
            try bring("Surfer gevonden", "Hij is ongedeerd.", after: 100)
            #expect(try changes() == Changes(count: 1, last: Deliveries.moment + 100))
            try read("Hij is ongedeerd en zat op een zandplaat.", after: 110)
            #expect(try changes()?.count == 1)
            // The page alone says more now.
            try bring("Surfer gevonden", "Hij is ongedeerd!", after: 200)
            #expect(try changes()?.count == 1)
            try read("Hij is ongedeerd en zat op een zandplaat bij Renesse.", after: 210)
            #expect(try changes() == Changes(count: 2, last: Deliveries.moment + 210))
        }
    }
}
