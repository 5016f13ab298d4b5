import Foundation
import GRDB
import NewsStore
import PortalModel

/// Rows of both databases in which libFuzzer wrote what it liked.
enum StoredRows {
    private static let columns: [(table: String, name: String)] = [
        "article.id", "article.section", "article.edition", "article.published",
        "article.updated", "article.title", "article.teaser", "article.authors", "article.link",
        "article.indexed", "article.story", "article.outlets", "article.follows_edition",
        "document.body", "document.is_page", "document.page_problem", "section.name",
        "section.position", "source.name", "source.address", "source.checked",
        "source.delivered", "source.next_poll", "source.problem", "source.moved",
        "revision.number", "revision.since", "revision.until", "revision.title", "revision.body",
        "setting.name", "setting.value", "read.article", "saved.section_name", "saved.source",
        "saved.published", "saved.title", "saved.authors", "saved.link", "saved.body",
        "position.block",
    ].map { name in
        let parts = name.split(separator: ".").map(String.init)
        return (parts[0], parts[1])
    }

    private static let readerTables: Set = ["setting", "read", "saved", "position"]

    private static let section = Section(
        name: "Dorp", edition: "Streek",
        sources: [
            Source(name: "Krant", address: WebAddress(literal: "https://krant.example/rss"))
        ])
    private static let moment = Timestamp(seconds: 1_800_000_000)
    private static let article = ArticleID(rawValue: 1)

    /// Both files in a folder of their own, and what stands in them before anything is changed.
    private static let files: (news: URL, reader: URL, contents: [Data]) = {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("portaal-fuzz-\(getpid())")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let (news, reader) = (
                folder.appendingPathComponent("news.db"), folder.appendingPathComponent("reader.db")
            )
            try fill(news.path, reader.path)
            return (news, reader, [try Data(contentsOf: news), try Data(contentsOf: reader)])
        } catch {
            preconditionFailure("no databases: \(error)")
        }
    }()

    /// Writes what `bytes` say into some columns, and gives all texts that are read then.
    static func texts(after bytes: [UInt8]) throws -> [SafeText] {
        try files.contents[0].write(to: files.news)
        try files.contents[1].write(to: files.reader)
        var rest = bytes[...]
        while let number = rest.popFirst() {
            let column = columns[Int(number) % columns.count]
            let path = readerTables.contains(column.table) ? files.reader.path : files.news.path
            let value = value(&rest)
            do {
                try DatabaseQueue(path: path).inDatabase { database in
                    try database.execute(
                        sql: "UPDATE OR IGNORE \(column.table) SET \(column.name) = ?",
                        arguments: [value])
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_MISMATCH {}
        }
        do throws(StoreProblem) {
            return try news(NewsDatabase(path: files.news.path))
                + reader(ReaderDatabase(path: files.reader.path))
        } catch {
            // Whatever stands in a column, the file is no more than damaged.
            precondition(error.isBeyondUse, "\(error)")
            return [error.sentence]
        }
    }

    private static func value(_ rest: inout ArraySlice<UInt8>) -> DatabaseValue {
        let kind = rest.popFirst() ?? 0
        let length = min(Int(rest.popFirst() ?? 0) * 8, rest.count)
        let bytes = rest.prefix(length)
        rest = rest.dropFirst(length)
        let bits = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return switch kind % 5 {
        case 0: .null
        case 1: Int64(bitPattern: bits).databaseValue
        case 2: Double(bitPattern: bits).databaseValue
        case 3: String(decoding: bytes, as: UTF8.self).databaseValue
        default: Data(bytes).databaseValue
        }
    }

    private static func news(_ news: NewsDatabase) throws(StoreProblem) -> [SafeText] {
        let page = NewsPage.front(Edition.grouping([section])[0].id)
        var headlines = try news.headlines(on: page, count: 9)
        headlines += try news.headlines(on: .section(section.id), from: .end, count: 9)
        if let last = headlines.last {
            headlines += try news.headlines(on: page, from: .after(last), count: 9)
        }
        headlines += try news.search("de d", count: 9).headlines + news.stories(count: 9).joined()
        var texts =
            try headlines.flatMap(words)
            + news.sources().flatMap { source in
                [source.source.name, source.section, source.problem?.sentence ?? .empty]
            }
        if let article = try news.article(article) { texts += words(article) }
        for version in try news.earlierVersions(of: article) {
            texts += [version.title, version.source, ago(version.since)]
        }
        texts += try news.otherReports(of: article).map(\.title)
        return texts + [try news.lastDelivered().map(ago) ?? .empty]
    }

    private static func reader(_ reader: ReaderDatabase) throws(StoreProblem) -> [SafeText] {
        var texts = try reader.savedHeadlines().flatMap(words)
        if let article = try reader.savedArticle(article) { texts += words(article) }
        texts.append(try reader.choices().settings().theme ?? .empty)
        _ = (try reader.position(in: article) ?? 0) + 1
        _ = try reader.marks(of: [article])
        return texts
    }

    private static func words(_ headline: Headline) -> [SafeText] {
        [headline.title, headline.teaser, headline.source, ago(headline.published)]
    }

    private static func words(_ article: Article) -> [SafeText] {
        article.authors + words(article.headline) + [article.updated.map(ago) ?? .empty]
            + article.body.plainText.split(separator: "\n").map { SafeText(cleaning: $0) }
    }

    /// What any arithmetic on moments that is done with it makes.
    private static func ago(_ then: Timestamp) -> SafeText {
        _ = then.iso8601
        return RelativeTime(of: then, at: moment).wording
    }

    private static func fill(_ news: String, _ reader: String) throws {
        try deliver(to: news)
        try keep(article, of: news, in: reader)
        // What is written beside the file would not be in its bytes. The connections above are
        // closed by now: an open one keeps the file in this mode.
        for sql in [
            "UPDATE article SET story = 1, outlets = 2",
            "INSERT INTO revision VALUES (1, 0, 1, 1, 2, 'Was', 'pTekst.')",
            "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = DELETE",
        ] { try DatabaseQueue(path: news).writeWithoutTransaction { try $0.execute(sql: sql) } }
    }

    @inline(never)
    private static func deliver(to news: String) throws {
        let body = Document([.paragraph(["De dijk is dicht."])])
        let delivered = (1...2).map { number in
            DeliveredArticle(
                id: ArticleID(rawValue: number), title: "De dijk", teaser: "Een teaser.",
                published: moment, updated: moment, authors: ["Jan"], link: nil, body: body)
        }
        let delivery = try NewsWriter(path: news)
        try delivery.synchronise(Edition.grouping([section]))
        _ = try delivery.store([
            Delivery(
                source: section.sources[0].id, moment: moment, articles: delivered, etag: nil,
                lastModified: nil, poll: PollState(next: moment))
        ])
    }

    @inline(never)
    private static func keep(
        _ id: ArticleID, of news: String, in reader: String
    ) throws {
        guard let article = try NewsDatabase(path: news).article(id) else { return }
        let database = try ReaderDatabase(path: reader)
        try database.save(article, at: moment)
        try database.setPosition(1, in: id, at: moment)
        try database.setRead([id], at: moment)
        try database.setWebmail(.delta)
    }
}
