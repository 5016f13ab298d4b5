import Foundation
import GRDB
import PortalModel
import StoryJoining

/// What a source gave: its articles, and what to send along next time.
public struct Delivery: Sendable {
    /// The source.
    let source: SourceID
    /// When it gave this.
    let moment: Timestamp
    /// The articles of the feed; one id occurs once.
    let articles: [DeliveredArticle]
    /// The answer's `ETag`, byte for byte.
    let etag: String?
    /// The answer's `Last-Modified`, byte for byte.
    let lastModified: String?
    /// When the source may be asked again.
    let poll: PollState
    /// Why it is not all that the source has; nil when it is.
    public let problem: DeliveryProblem?

    /// A delivery of these parts.
    public init(
        source: SourceID, moment: Timestamp, articles: [DeliveredArticle], etag: String?,
        lastModified: String?, poll: PollState, problem: DeliveryProblem? = nil
    ) {
        self.source = source
        self.moment = moment
        self.articles = articles
        self.etag = etag
        self.lastModified = lastModified
        self.poll = poll
        self.problem = problem
    }
}

/// An article as a source gave it.
public struct DeliveredArticle: Sendable {
    /// What it is stored under if it is new.
    public internal(set) var id: ArticleID
    /// What its source calls it; nil where nothing but the id is known.
    let name: ArticleName?
    /// Whether others of the delivery have the same name.
    var hasNamesakes = false
    /// Never empty.
    public let title: SafeText
    /// Its first lines, or empty.
    public let teaser: SafeText
    /// When the source says it appeared.
    public let published: Timestamp?
    /// When the source says it last changed.
    public let updated: Timestamp?
    /// Who wrote it.
    public let authors: [SafeText]
    /// Its page on the web.
    public let link: WebAddress?
    /// Its text.
    public let body: Document

    /// An article of these parts, called `name` by its source.
    public init(
        name: ArticleName, title: SafeText, teaser: SafeText, published: Timestamp?,
        updated: Timestamp?, authors: [SafeText], link: WebAddress?, body: Document
    ) {
        self.init(
            id: name.id, name: name, title: title, teaser: teaser, published: published,
            updated: updated, authors: authors, link: link, body: body)
    }

    /// An article of these parts.
    public init(
        id: ArticleID, name: ArticleName? = nil, title: SafeText, teaser: SafeText,
        published: Timestamp?, updated: Timestamp?, authors: [SafeText], link: WebAddress?,
        body: Document
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.teaser = teaser
        self.published = published.flatMap { Timestamp.written.contains($0.seconds) ? $0 : nil }
        self.updated = updated.flatMap { Timestamp.written.contains($0.seconds) ? $0 : nil }
        self.authors = authors
        self.link = link
        self.body = body
    }
}

/// How many articles a delivery added and changed.
public struct StoredCounts: Hashable, Sendable {
    /// Articles never seen before.
    public var new = 0
    /// Articles whose title, teaser or text had changed.
    public var changed = 0
}

extension NewsDelivery {
    /// Stores what is new or changed, with the index for searching, and notes the sources as
    /// heard. The counts are in the order of the deliveries, which had better be several: most of
    /// what a transaction costs does not depend on how much it holds.
    ///
    /// An article keeps the publication time that it was first stored with, so that lists keep
    /// their order. Without one, or with one in the future, it is the moment of delivery, less a
    /// second for each article before it, so that the list keeps the order of the feed.
    ///
    /// An article that comes under a new id is known by its link, its title and its time or text
    /// (`Likeness`), and keeps the id that it had; so does one of several with the same name
    /// (`NamesakeSearch`).
    ///
    /// What appeared before `oldest` and is not in its source's delivery is forgotten; nothing is
    /// with nil.
    public func store(
        _ deliveries: [Delivery], forgettingBefore oldest: Timestamp? = nil
    ) throws(StoreProblem) -> [StoredCounts] {
        try write { database in
            var unjoined: [UnjoinedArticle] = []
            let counts = try deliveries.map {
                try store($0, forgettingBefore: oldest, &unjoined, database)
            }
            if let moment = deliveries.first?.moment {
                try StoryDesk(database).join(unjoined, at: moment)
            }
            return counts
        }
    }

    private func store(
        _ delivery: Delivery, forgettingBefore oldest: Timestamp?,
        _ unjoined: inout [UnjoinedArticle], _ database: Database
    ) throws -> StoredCounts {
        var counts = StoredCounts()
        let shelf = try Shelf(of: delivery.source, database)
        var present = Set(delivery.articles.map(\.id))
        let namesakes =
            shelf.isEmpty
            ? [:] : try NamesakeSearch(of: delivery.source, database).find(delivery.articles)
        present.formUnion(namesakes.values.lazy.map(\.id))
        for (position, article) in delivery.articles.enumerated() {
            let body = article.body.stored
            let digest = article.digest(body: body)
            let known =
                article.hasNamesakes
                ? namesakes[article.id] : try shelf.find(article, digest, besides: present)
            if let known {
                present.insert(known.id)
                guard known.digest != digest else { continue }
                try RevisionShelf(database).feedChanges(
                    known.id, to: article.title, article.body, at: delivery.moment)
                let text = article.body.searchText
                try shelf.replace(known.id, with: article, body, text, digest)
                unjoined.append(
                    UnjoinedArticle(id: known.id, keys: article.keys(text), isChanged: true))
                counts.changed += 1
            } else {
                let latest = delivery.moment + Int64(-position)
                let text = article.body.searchText
                try shelf.insert(article, body, text, digest, latest: latest)
                unjoined.append(
                    UnjoinedArticle(id: article.id, keys: article.keys(text), isChanged: false))
                counts.new += 1
            }
        }
        if let oldest {
            try Self.forget(of: delivery.source, before: oldest, except: present, database)
        }
        try database.execute(
            sql: """
                UPDATE source SET checked = ?1, delivered = ?1, problem = ?5, etag = ?2,
                  last_modified = ?3
                WHERE id = ?4
                """,
            arguments: [
                delivery.moment.seconds, delivery.etag, delivery.lastModified,
                delivery.source.rawValue,
                try delivery.problem.map {
                    String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
                },
            ])
        try delivery.poll.store(of: delivery.source, database)
        return counts
    }
}

/// The statements that put one source's articles into their place, prepared once a connection.
private struct Shelf {
    let source: Int64
    let section: Int64
    let edition: Int64
    /// Whether nothing of the source is stored yet.
    let isEmpty: Bool
    let findDigest: Statement
    let findAlias: Statement
    let insertArticle: Statement
    let updateArticle: Statement
    let putDocument: Statement
    let index: Statement
    let unindex: Statement
    let findText: Statement
    let findRow: Statement

    init(of source: SourceID, _ database: Database) throws {
        self.source = source.rawValue
        let place = try database.row(
            """
            SELECT section.id, section.edition
            FROM source JOIN section ON section.id = source.section WHERE source.id = ?
            """, [source.rawValue]
        ) { (section: try $0.number(0), edition: try $0.number(1)) }
        section = place?.section ?? 0
        edition = place?.edition ?? 0
        let isKnown = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT * FROM article WHERE source = ?)")
        isEmpty = try isKnown.row([source.rawValue]) { try $0.flag(0) } == false
        findDigest = try database.cachedStatement(sql: "SELECT digest FROM article WHERE id = ?")
        findAlias = try database.cachedStatement(
            sql: """
                SELECT id, published, digest FROM article WHERE alias = ?1 AND alias <> 0
                """)
        insertArticle = try database.cachedStatement(
            sql: """
                INSERT INTO article (id, source, section, edition, published, updated, title,
                  teaser, authors, link, digest, alias, indexed, is_dated)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        updateArticle = try database.cachedStatement(
            sql: """
                UPDATE article SET updated = ?, title = ?, teaser = ?, authors = ?, link = ?,
                  digest = ?, alias = ?
                WHERE id = ?
                """)
        putDocument = try database.cachedStatement(
            sql: """
                INSERT INTO document (article, body) VALUES (?, ?)
                ON CONFLICT (article) DO UPDATE SET body = excluded.body, is_page = 0,
                  page_problem = NULL
                """)
        index = try database.cachedStatement(
            sql: "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)")
        unindex = try database.cachedStatement(
            sql: "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)")
        findRow = try database.cachedStatement(sql: "SELECT id FROM article WHERE indexed = ?")
        findText = try database.cachedStatement(
            sql: """
                SELECT article.title, document.body, article.indexed
                FROM article JOIN document ON document.article = article.id WHERE article.id = ?
                """)
    }

    /// The stored article that `article` is, and its digest. One that is stored under another id
    /// is not it if it has an id of `present`: then it came along beside it.
    func find(
        _ article: DeliveredArticle, _ digest: Int64, besides present: Set<ArticleID>
    ) throws -> (id: ArticleID, digest: Int64)? {
        if isEmpty { return nil }
        let known = try findDigest.row([article.id.rawValue]) { try $0.number(0) }
        if known != digest {
            // It may have had namesakes when it was stored.
            for id in article.idsApart where !present.contains(id) {
                if let known = try findDigest.row([id.rawValue], { try $0.number(0) }) {
                    return (id, known)
                }
            }
        }
        if let known { return (article.id, known) }
        let likeness = Likeness(published: article.published, digest: digest)
        let others = try findAlias.rows([alias(article)]) { row in
            (
                id: ArticleID(rawValue: try row.number(0)),
                likeness: Likeness(published: try row.moment(1), digest: try row.number(2))
            )
        }
        return others.first { !present.contains($0.id) && likeness.isOne(with: $0.likeness) }
            .map { ($0.id, $0.likeness.digest) }
    }

    private func alias(_ article: DeliveredArticle) -> Int64 {
        Alias(source: source, link: article.link?.string, title: article.title.string).rawValue
    }

    func insert(
        _ article: DeliveredArticle, _ body: String, _ text: String, _ digest: Int64,
        latest: Timestamp
    ) throws {
        let told = article.published ?? article.updated
        let published = min(told ?? latest, latest)
        let row = try freeRow(for: article.id, published)
        try insertArticle.execute(arguments: [
            article.id.rawValue, source, section, edition, published.seconds,
            article.updated?.seconds, article.title.string, article.teaser.string,
            article.authors.stored, article.link?.string, digest, alias(article), row,
            told != nil,
        ])
        try putDocument.execute(arguments: [article.id.rawValue, body])
        try index.execute(arguments: [row, article.title.string, text])
    }

    /// A row of the index that no article has: the seconds of publication, and the last 20 bits
    /// of the id to tell articles of one second apart.
    private func freeRow(for id: ArticleID, _ published: Timestamp) throws -> Int64 {
        var row = published.seconds << 20 | id.rawValue & 0xF_FFFF
        while try findRow.row([row], { _ in }) != nil { row += 1 }
        return row
    }

    func replace(
        _ id: ArticleID, with article: DeliveredArticle, _ body: String, _ text: String,
        _ digest: Int64
    ) throws {
        let old = try findText.row([id.rawValue]) { row in
            (title: try row.text(0), body: try row.text(1), row: try row.number(2))
        }
        guard let old else { return }
        // The index keeps no text of its own, so what it forgets must be said to it again.
        try unindex.execute(arguments: [
            old.row, old.title, Document(stored: old.body).searchText,
        ])
        try updateArticle.execute(arguments: [
            article.updated?.seconds, article.title.string, article.teaser.string,
            article.authors.stored, article.link?.string, digest, alias(article), id.rawValue,
        ])
        try putDocument.execute(arguments: [id.rawValue, body])
        try index.execute(arguments: [old.row, article.title.string, text])
    }
}

extension DeliveredArticle {
    /// The keys under which other reports of its story are found; `text` is its body's.
    fileprivate func keys(_ text: String) -> IndexKeys {
        IndexKeys(of: ReportText(title: title, teaser: teaser, text: text))
    }

    /// Tells one state of the article from another.
    fileprivate func digest(body: String) -> Int64 {
        StableHash.of([title.string, teaser.string, authors.stored, link?.string ?? "", body])
    }
}
