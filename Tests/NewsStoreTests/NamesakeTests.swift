import NewsStore
import PortalModel
import TestTags
import Testing

/// Articles that their source calls by one name, over several deliveries.
struct NamesakeTests {
    private static let page = WebAddress(literal: "https://storing.example/status")

    /// What a namesake says; without a day it has no date.
    private struct Report {
        var title: SafeText
        var day: Int64?
        var text: SafeText
    }

    private func article(_ report: Report, link: WebAddress?) -> DeliveredArticle {
        DeliveredArticle(
            name: FeedArticleKey("storing", of: Deliveries.nos.id), title: report.title, teaser: "",
            published: report.day.map { Deliveries.moment + -86_400 * (30 - $0) }, updated: nil,
            authors: [], link: link, body: Document([.paragraph([Span(report.text)])]))
    }

    /// Delivers `reports` as one document and gives the ids of all that is stored, by title.
    private func deliver(
        _ reports: [Report], to file: NewsFile, link: WebAddress? = page
    ) throws -> [String: Int64] {
        let articles = DeliveredArticle.distinct(reports.map { article($0, link: link) })
        _ = try file.delivery.store(Deliveries.delivery(articles))
        let titles: [String] = try file.all("SELECT title FROM article ORDER BY id")
        let ids: [Int64] = try file.all("SELECT id FROM article ORDER BY id")
        try #require(Set(titles).count == titles.count, "\(titles)")
        return Dictionary(uniqueKeysWithValues: zip(titles, ids))
    }

    private func reports(dated: Bool) -> [Report] {
        (1...3).map { number in
            Report(
                title: "Storing \(number)", day: dated ? Int64(number) : nil,
                text: "Het was storing \(number).")
        }
    }

    @Test(arguments: [true, false], [page, nil])
    func `namesakes stay what they are in any order, and when some are gone`(
        dated: Bool, link: WebAddress?
    ) throws {
        try NewsFile.use { file in
            let all = reports(dated: dated)
            let ids = try deliver(all, to: file, link: link)
            #expect(ids.count == 3)
            for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 1], [2]] {
                #expect(try deliver(order.map { all[$0] }, to: file, link: link) == ids)
            }
            var new = all[0]
            (new.title, new.day, new.text) = ("Storing 4", dated ? 4 : nil, "En nog een.")
            let more = try deliver([new] + all, to: file, link: link)
            #expect(more.count == 4)
            #expect(ids.allSatisfy { more[$0.key] == $0.value })
            try file.checkIndex()
        }
    }

    @Test(arguments: [true, false], [page, nil])
    func `a namesake that was changed is still the same`(dated: Bool, link: WebAddress?) throws {
        try NewsFile.use { file in
            var all = reports(dated: dated)
            let ids = try deliver(all, to: file, link: link)
            all[1].title = "Storing 2 (opgelost)"
            let renamed = try deliver(all, to: file, link: link)
            #expect(renamed.count == 3)
            #expect(renamed["Storing 2 (opgelost)"] == ids["Storing 2"])
            all[2].text = "Het was een korte storing."
            #expect(try deliver(all.reversed(), to: file, link: link) == renamed)
            if dated {
                all[0].day = 9
                #expect(try deliver(all, to: file, link: link) == renamed)
                all[1].title = "Storing 2 (voorbij)"
                let alone = try deliver([all[1]], to: file, link: link)
                #expect(alone["Storing 2 (voorbij)"] == ids["Storing 2"])
                #expect(alone.count == 3)
            }
        }
    }

    @Test(arguments: [true, false])
    func `one that came alone stays what it was when others come`(dated: Bool) throws {
        try NewsFile.use { file in
            let all = reports(dated: dated)
            let first = try deliver([all[0]], to: file)
            let second = try deliver([all[1], all[0]], to: file)
            #expect(second.count == 2)
            #expect(second["Storing 1"] == first["Storing 1"])
            #expect(try deliver([all[1]], to: file) == second)
            let third = try deliver([all[2], all[1]], to: file)
            #expect(third.count == 3)
            #expect(second.allSatisfy { third[$0.key] == $0.value })
        }
    }

    @Test func `one that came alone is not what comes when it is gone`() throws {
        try NewsFile.use { file in
            let all = reports(dated: true)
            _ = try deliver([all[0]], to: file)
            #expect(try deliver([all[2], all[1]], to: file).count == 3)
        }
    }

    @Test func `an article alone that is changed makes no second one`() throws {
        try NewsFile.use { file in
            var report = reports(dated: true)[0]
            let ids = try deliver([report], to: file)
            (report.title, report.text) = ("Storing 1 duurt voort", "Nog steeds storing.")
            #expect(try deliver([report], to: file).values.sorted() == ids.values.sorted())
        }
    }

    @Test(.tags(.slow)) func `ten thousand namesakes are told apart`() throws {
        try NewsFile.use { file in
            let many = (0..<10_000).map { number in
                Report(title: "Storing \(number)", day: nil, text: "Storing nummer \(number).")
            }
            let ids = try deliver(many, to: file)
            #expect(ids.count == 10_000)
            #expect(try deliver(many.reversed(), to: file) == ids)
        }
    }
}
