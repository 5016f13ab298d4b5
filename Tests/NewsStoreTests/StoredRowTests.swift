import Foundation
import GRDB
import HostileText
import PortalModel
import TestSupport
import TestTags
import Testing

@testable import NewsStore

/// What stands in the columns of either database may have been put there by anybody.
struct StoredRowTests {
    /// Values of every type that SQLite has, at their extremes, as they are written in SQL.
    static let values = [
        "NULL", "'abc'", "''", "x'00ff1b9b'", "x''", "9223372036854775807",
        "-9223372036854775808", "-1", "0", "1e308", "-0.5", "9e999", "char(27, 155, 8238, 8203)",
        "char(0)", "'p' || char(31)", "zeroblob(90000)", "replace(hex(zeroblob(50000)), '0', 'é')",
        "CAST(x'ff1b9b80' AS TEXT)", "'{\"code\":\"status\",\"context\":\"' || char(155) || '\"}'",
        "253402300800", "1073741824",
    ]

    /// Columns of both databases that are read.
    static let columns = [
        "article.id", "article.source", "article.section", "article.edition", "article.published",
        "article.updated", "article.title", "article.teaser", "article.authors", "article.link",
        "article.digest", "article.indexed", "article.alias", "article.story", "article.outlets",
        "article.follows_section", "article.follows_edition", "article.score",
        "article.demotion", "article.series", "article.arrived", "article.revisions",
        "article.revised", "document.body", "document.is_page",
        "document.page_problem", "section.id", "section.name", "section.edition",
        "section.position", "source.id", "source.section", "source.name", "source.address",
        "source.position", "source.etag", "source.last_modified", "source.checked",
        "source.delivered", "source.next_poll", "source.not_before", "source.problem",
        "source.failures", "source.poll_interval", "source.skip_hours", "source.skip_days",
        "source.moved", "revision.is_page", "revision.number", "revision.since",
        "revision.until", "revision.title", "revision.body", "former_page.title",
        "former_page.body", "story_key.article", "story_day.day", "story_link.one",
        "story_link.strength", "story_link.shared_keys", "story_key.moment", "feed_memory.context",
        "feed_memory.items", "search_border.row", "search_border.middle", "search_border.turn",
    ]

    static let readerColumns = [
        "setting.name", "setting.value", "read.article", "read.moment", "read.revisions",
        "read.outlets", "saved.article", "saved.moment", "saved.section", "saved.section_name",
        "saved.source", "saved.published",
        "saved.updated", "saved.title", "saved.teaser", "saved.authors", "saved.link", "saved.body",
        "position.article", "position.block", "position.moment",
    ]

    @Test(.tags(.slow), arguments: columns)
    func `news.db gives clean values in their ranges, or is damaged`(column: String) throws {
        let sound = try NewsFile.use { file in
            try Self.fill(file)
            return try file.contents()
        }
        for value in Self.values {
            try withTemporaryFolder { folder in
                let path = "\(folder)/news.db"
                try sound.write(to: URL(filePath: path))
                try Self.put(value, into: column, of: path)
                try Self.judge { try Self.readAll(NewsDatabase(path: path)) }
                try Self.judge { try Self.deliverAgain(NewsWriter(path: path)) }
            }
        }
    }

    @Test(.tags(.slow), arguments: readerColumns)
    func `reader.db gives clean values in their ranges, or is damaged`(column: String) throws {
        let sound = try withTemporaryFolder { folder in
            let path = "\(folder)/reader.db"
            try Self.fill(ReaderDatabase(path: path))
            return try Data(contentsOf: URL(filePath: path))
        }
        for value in Self.values {
            try withTemporaryFolder { folder in
                let path = "\(folder)/reader.db"
                try sound.write(to: URL(filePath: path))
                try Self.put(value, into: column, of: path)
                try Self.judge { try Self.readAll(ReaderDatabase(path: path)) }
            }
        }
    }

    @Test(
        .tags(.slow),
        arguments: [
            "'' || hex(zeroblob(45000))", "hex(zeroblob(7900000))", "zeroblob(17000000)",
        ])
    func `a title of a size that nobody writes is damage`(title: String) throws {
        try NewsFile.use { file in
            try Self.fill(file)
            try Self.put(title, into: "article.title", of: file.path)
            let problem = try #require(throws: StoreProblem.self) {
                try file.news().headlines(on: .front(Deliveries.editions[0].id), count: 9)
            }
            #expect(problem.code == .damaged)
        }
    }

    /// Lets `work` give texts; what it throws must say that the file is damaged.
    private static func judge(_ work: () throws -> [SafeText]) throws {
        do {
            for text in try work() { #expect(Harm.first(in: text.string) == nil) }
        } catch let error as StoreProblem {
            #expect(error.isBeyondUse, "\(error)")
            #expect(Harm.first(in: error.sentence.string) == nil)
        }
    }

    private static func fill(_ file: NewsFile) throws {
        let link = WebAddress(literal: "https://nos.example/1")
        for text: SafeText in ["De dijk is dicht.", "De brug over het kanaal gaat weer open."] {
            _ = try file.delivery.store(
                Deliveries.delivery([
                    Deliveries.article(1, "Een", text: text, link: link, authors: ["Jan"]),
                    Deliveries.article(2, "Twee", text: text),
                ]))
        }
        try file.delivery.storePage(
            DeliveredPage(body: Document([.paragraph(["De hele pagina."])])),
            of: ArticleID(rawValue: 1),
            at: Deliveries.moment)
        try file.delivery.notePageProblem(
            DeliveryProblem(.paywall), of: ArticleID(rawValue: 2))
        try DatabaseQueue(path: file.path).inDatabase { database in
            try database.execute(
                sql: """
                    UPDATE article SET story = 1, outlets = 2;
                    INSERT INTO former_page VALUES (2, 'Was', 'pTekst.');
                    INSERT OR REPLACE INTO story_link VALUES (1, 2, 0.5, 5);
                    INSERT OR REPLACE INTO feed_memory SELECT id, 5, zeroblob(48) FROM source;
                    INSERT INTO revision VALUES (2, 0, 7, 1, 2, 'Eerder', 'pTekst.');
                    """)
        }
    }

    private static func fill(_ reader: ReaderDatabase) throws {
        let article = try #require(Newsroom.articles.first)
        try reader.save(article, at: Deliveries.moment)
        try reader.setRead([article.id], at: Deliveries.moment)
        try reader.setPosition(3, in: article.id, at: Deliveries.moment)
        try reader.setWebmail(.delta)
        try reader.keep(SettingChoice(name: "measure", value: "66"))
    }

    private static func put(_ value: String, into column: String, of path: String) throws {
        let parts = column.split(separator: ".")
        try DatabaseQueue(path: path).inDatabase { database in
            // Some values are refused by the table itself.
            do {
                try database.execute(
                    sql: "UPDATE OR IGNORE \(parts[0]) SET \(parts[1]) = (\(value))")
            } catch let error as DatabaseError where error.resultCode == .SQLITE_MISMATCH {}
        }
    }

    private static func readAll(_ news: NewsDatabase) throws(StoreProblem) -> [SafeText] {
        var headlines: [Headline] = []
        for edition in Deliveries.editions {
            headlines += try news.headlines(on: .front(edition.id), count: 9)
            for section in edition.sections {
                headlines += try news.headlines(on: .section(section.id), count: 9)
            }
        }
        if let last = headlines.last, let first = headlines.first {
            let page = NewsPage.front(Deliveries.editions[0].id)
            headlines += try news.headlines(on: page, from: .after(last), count: 9)
            headlines += try news.headlines(on: page, from: .before(first), count: 9)
        }
        headlines +=
            try news.search("de", count: 9).headlines
            + news.search("e", count: 9).headlines
        headlines += try news.stories(count: 9).flatMap { $0 }
        var texts = headlines.flatMap { [$0.title, $0.teaser, $0.source, $0.sectionName] }
        for headline in headlines {
            _ = Self.words(of: headline.published)
            _ = headline.outlets + 1
        }
        for id in [1, 2].map({ ArticleID(rawValue: $0) }) {
            guard let article = try news.article(id) else { continue }
            texts +=
                article.authors
                + [article.link?.text, article.changes.map { "\($0.count)" }]
                .compactMap { $0 }
            texts += article.body.plainText.split(separator: "\n").map { SafeText(line: $0) }
            texts += try news.otherReports(of: id).map(\.title)
            for version in try news.earlierVersions(of: id) {
                texts += [version.title, version.source]
                texts += [version.since].compactMap { $0 }.map(Self.words)
            }
            _ = try news.sourceAddress(of: id)
        }
        for source in try news.sources() {
            texts += [source.source.name, source.section, source.problem?.sentence ?? .empty]
            for moment in [source.checked, source.delivered, source.nextPoll] {
                texts.append(moment.map(words) ?? .empty)
            }
        }
        _ = try news.places()
        _ = try news.articles(on: .front(Deliveries.editions[0].id))
        texts.append(try news.lastDelivered().map(words) ?? .empty)
        return texts
    }

    /// What any arithmetic on moments that is done with them makes.
    private static func words(of moment: Timestamp) -> SafeText {
        _ = (Deliveries.moment - moment, moment + 86_400, moment.iso8601)
        _ = CivilTime(local: moment)
        return RelativeTime(of: moment, at: Deliveries.moment).wording
    }

    private static func deliverAgain(_ delivery: NewsWriter) throws(StoreProblem) -> [SafeText] {
        let later = Deliveries.moment + 86_400 * 9
        try delivery.synchronise(Deliveries.editions.reversed())
        var names: [SafeText] = []
        for state in try delivery.sources(in: nil) {
            names.append(state.source.name)
            _ = (state.poll.next + 86_400, state.poll.failures + 1)
        }
        _ = try delivery.store(
            [
                Deliveries.delivery(
                    at: later,
                    [Deliveries.article(1, "Een", text: "Iets nieuws over de brug en de dijk.")])
            ], forgettingBefore: Deliveries.moment)
        try delivery.storePage(
            DeliveredPage(body: Document([.paragraph(["Een andere pagina."])])),
            of: ArticleID(rawValue: 2), at: later)
        _ = try delivery.pagesToRead(of: [ArticleID(rawValue: 1)])
        try delivery.forgetSilent(before: later)
        return names
    }

    private static func readAll(_ reader: ReaderDatabase) throws(StoreProblem) -> [SafeText] {
        let choices = try reader.choices()
        let headlines = try reader.savedHeadlines()
        var texts = headlines.flatMap { [$0.title, $0.teaser, $0.source, words(of: $0.published)] }
        for id in headlines.map(\.id) + [Newsroom.articles[0].id] {
            guard let article = try reader.savedArticle(id) else { continue }
            texts += article.authors
            texts += article.body.plainText.split(separator: "\n").map { SafeText(line: $0) }
            _ = (try reader.position(in: id) ?? 0) + 1
        }
        _ = try reader.marks(of: headlines.map(\.id))
        _ = try reader.agedMarks(before: Deliveries.moment + 5, count: 10)
        return texts + [choices.settings().theme ?? .empty]
    }
}
