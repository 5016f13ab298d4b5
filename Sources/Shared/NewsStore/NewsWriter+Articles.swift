import Foundation
import GRDB
import PortalModel
import StoryJoining

/// What a source gave: its articles, and what to send along next time.
public struct Delivery: Sendable {
    public let source: SourceID
    /// When it gave this.
    let moment: Timestamp
    /// The articles of the feed; one id occurs once.
    private(set) var articles: [DeliveredArticle]
    let words: Vocabulary.Words
    public var articleCount: Int { articles.count }
    /// Items of the feed that were not read, since they are as they were.
    let unchangedItems: [FeedMemory.Item]
    /// What decides the meaning of the feed's items; nil where they cannot be told apart but by
    /// reading all.
    let context: Int64?
    /// The answer's `ETag`, byte for byte.
    let etag: String?
    /// The answer's `Last-Modified`, byte for byte.
    let lastModified: String?
    /// When the source may be asked again.
    let poll: PollState
    /// Why it is not all that the source has; nil when it is.
    public let problem: DeliveryProblem?

    public init(
        source: SourceID, moment: Timestamp, articles: [DeliveredArticle],
        unchangedItems: [FeedMemory.Item] = [], context: Int64? = nil, etag: String?,
        lastModified: String?, poll: PollState, problem: DeliveryProblem? = nil
    ) {
        self.source = source
        self.moment = moment
        self.articles = articles
        words = Vocabulary.Words(of: articles.flatMap { [$0.title.string, $0.text] })
        self.unchangedItems = unchangedItems
        self.context = context
        self.etag = etag
        self.lastModified = lastModified
        self.poll = poll
        self.problem = problem
    }

    /// Keeps those of the articles that `isKept` is true of.
    ///
    /// - Returns: The others.
    public mutating func keepArticles(
        where isKept: (ArticleID) -> Bool
    ) -> Set<ArticleID> {
        let gone = Set(articles.map(\.id).filter { !isKept($0) })
        if !gone.isEmpty { articles.removeAll { gone.contains($0.id) } }
        return gone
    }
}

/// An article as a source gave it, made ready to be stored: whoever makes it has done all the work
/// that needs no database.
public struct DeliveredArticle: Sendable {
    /// What it is stored under if it is new.
    public internal(set) var id: ArticleID
    /// What its source calls it; nil where nothing but the id is known.
    public let name: FeedArticleKey?
    /// The place of its item in the feed, from 0; nil where it is its place in the delivery.
    public var position: Int?
    /// A digest of its item's bytes; nil where it has to be read every time.
    public var item: Int64?
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
    public let authors: [SafeText]
    /// Its page on the web.
    public let link: WebAddress?
    /// Its document as it is stored.
    public let body: String
    /// Its text without markup.
    let text: String
    /// Tells one state of the article from another.
    let digest: Int64
    /// The keys under which other reports of its story are found.
    public let keys: IndexKeys
    /// What keeps it from the top of a front page by itself, if it is dated.
    private let demotion: DemotionReasons
    private let pattern: Series.Pattern?

    public init(
        name: FeedArticleKey, title: SafeText, teaser: SafeText, published: Timestamp?,
        updated: Timestamp?, authors: [SafeText], link: WebAddress?, body: Document
    ) {
        self.init(
            id: name.id, name: name, title: title, teaser: teaser, published: published,
            updated: updated, authors: authors, link: link, body: body)
    }

    public init(
        id: ArticleID, name: FeedArticleKey? = nil, title: SafeText, teaser: SafeText,
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
        self.body = body.stored
        text = body.searchText
        digest = StableHash.of([
            title.string, teaser.string, authors.stored, link?.string ?? "", self.body,
        ])
        keys = IndexKeys(of: ReportText(title: title, teaser: teaser, text: text))
        demotion = DemotionReasons(title: title.string, teaser: teaser.string, text: text)
        pattern = Series.Pattern(title: title.string, text: text)
    }

    /// What keeps it from the top of a front page by itself.
    fileprivate func demotion(isDated: Bool) -> DemotionReasons {
        isDated ? demotion : demotion.union(.undated)
    }

    fileprivate func series(of source: Int64) -> Series {
        Series(pattern, of: source)
    }

    /// What it is compared with other reports by.
    public var report: ReportText { ReportText(title: title, teaser: teaser, text: text) }
}

/// How many articles a delivery added and changed.
public struct StoreResult: Hashable, Sendable {
    /// Articles never seen before.
    public var new = 0
    /// Articles whose title, teaser or text had changed.
    public var changed = 0

    public init() {}
}

extension NewsWriter {
    /// Stores what is new or changed, with the index for searching, and notes the sources as
    /// heard. The counts are in the order of the deliveries, which had better be several: most of
    /// what a transaction costs does not depend on how much it holds.
    ///
    /// An article keeps the publication time that it was first stored with, so that lists keep
    /// their order. Without one, or with one in the future, it is the moment of delivery, less a
    /// second for each article before it, so that the list keeps the order of the feed.
    ///
    /// An article that comes under a new id is known by its link, its title and its time or text
    /// (`ArticleSignature`), and keeps the id that it had; so does one of several with the same
    /// name (`NamesakeSearch`).
    ///
    /// What appeared before `oldest` and is not in its source's delivery is forgotten; nothing is
    /// with nil.
    public func store(
        _ deliveries: [Delivery], forgettingBefore oldest: Timestamp? = nil
    ) throws(StoreProblem) -> [StoreResult] {
        try write { database in
            var search = try SearchIndex(database)
            var unjoined: [UnjoinedArticle] = []
            var present: [(source: SourceID, articles: Set<ArticleID>)] = []
            var series: [Series: ClosedRange<Timestamp>] = [:]
            let muting = try muteMatchers.matcher(of: database)
            let counts = try deliveries.map { delivery in
                var counts = StoreResult()
                let articles = try store(
                    delivery, muting, &counts, &search, &unjoined, &series, database)
                present.append((delivery.source, articles))
                return counts
            }
            if let oldest {
                let new = counts.reduce(0) { $0 + $1.new }
                var deletionsLeft = max(Self.forgottenAtOnce, 2 * new)
                for (source, articles) in present where deletionsLeft > 0 {
                    deletionsLeft -= try Self.forget(
                        of: source, before: oldest, except: articles, atMost: deletionsLeft,
                        &search,
                        database)
                }
            }
            try search.finish()
            let demoted = try Series.demote(series, database)
            let storyStore = StoryStore(database)
            if let moment = deliveries.first?.moment { try storyStore.join(unjoined, at: moment) }
            try storyStore.reassignLeaders(demoted)
            return counts
        }
    }

    /// Stores one delivery.
    ///
    /// - Returns: The articles that the source gives now.
    private func store(
        _ delivery: Delivery, _ muting: MuteMatcher, _ counts: inout StoreResult,
        _ search: inout SearchIndex, _ unjoined: inout [UnjoinedArticle],
        _ series: inout [Series: ClosedRange<Timestamp>], _ database: Database
    ) throws -> Set<ArticleID> {
        let statements = try ArticleStatements(of: delivery.source, muting, database)
        var present = Set(delivery.articles.map(\.id))
        present.formUnion(delivery.unchangedItems.lazy.map(\.article))
        var items = delivery.unchangedItems
        let stored = try statements.stored(of: delivery.articles)
        let namesakes =
            statements.isEmpty
            ? [:] : try NamesakeSearch(of: delivery.source, database).find(delivery.articles)
        present.formUnion(namesakes.values.lazy.map(\.id))
        for (index, article) in delivery.articles.enumerated() {
            let known =
                article.hasNamesakes
                ? namesakes[article.id]
                : try statements.find(article, among: stored, besides: present)
            if let item = article.item, let name = article.name {
                items.append(
                    FeedMemory.Item(
                        digest: item, article: known?.id ?? article.id, name: name.id))
            }
            if let known {
                present.insert(known.id)
                guard known.digest != article.digest else { continue }
                try RevisionStore(database).archiveBeforeFeedText(
                    known.id, to: article.title, teaser: article.teaser, article.text,
                    at: delivery.moment)
                try statements.replace(known.id, with: article, &search, &series)
                unjoined.append(
                    UnjoinedArticle(id: known.id, keys: article.keys, isChanged: true))
                counts.changed += 1
            } else {
                let position = Int64(article.position ?? index)
                try statements.insert(
                    article, at: delivery.moment, latest: delivery.moment + -position, &search,
                    &series)
                unjoined.append(
                    UnjoinedArticle(id: article.id, keys: article.keys, isChanged: false))
                counts.new += 1
            }
        }
        if counts != StoreResult() { search.add(delivery.words) }
        try database.cachedStatement(
            sql: """
                UPDATE source SET checked = ?1, delivered = ?1, problem = ?5, etag = ?2,
                  last_modified = ?3
                WHERE id = ?4
                """
        ).execute(arguments: [
            delivery.moment.seconds, delivery.etag, delivery.lastModified,
            delivery.source.rawValue,
            try delivery.problem?.json,
        ])
        try delivery.poll.store(of: delivery.source, database)
        let memory = delivery.context.map { FeedMemory(context: $0, items: items) }
        try FeedMemory.keep(memory, of: delivery.source, database)
        return present
    }
}

/// The statements that put one source's articles into their place, prepared once a connection.
private struct ArticleStatements {
    let source: Int64
    let section: Int64
    let edition: Int64
    /// What an article's score loses for the place of the section.
    let loss: Int64
    /// Whether nothing of the source is stored yet.
    let isEmpty: Bool
    let matcher: MuteMatcher
    let scope: MuteScope
    let findDigest: Statement
    let findDigests: Statement
    let findDuplicates: Statement
    let insertArticle: Statement
    let updateArticle: Statement
    let putDocument: Statement
    let findText: Statement
    let findRow: Statement

    init(of source: SourceID, _ muting: MuteMatcher, _ database: Database) throws {
        self.source = source.rawValue
        matcher = muting
        let found = try database.row(
            """
            SELECT section.id, section.edition,
                   (SELECT count(*) FROM section AS other
                    WHERE other.edition = section.edition AND other.position < section.position),
                   source.name, section.name
            FROM source JOIN section ON section.id = source.section WHERE source.id = ?
            """, [source.rawValue]
        ) {
            (
                section: try $0.number(0), edition: try $0.number(1), place: try $0.number(2),
                scope: MuteScope(source: try $0.line(3), section: try $0.line(4))
            )
        }
        scope = found?.scope ?? MuteScope(source: .empty, section: .empty)
        section = found?.section ?? 0
        edition = found?.edition ?? 0
        loss = FrontScore.loss(inSection: found?.place ?? 0)
        let isKnown = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT * FROM article WHERE source = ?)")
        isEmpty = try isKnown.row([source.rawValue]) { try $0.flag(0) } == false
        findDigest = try database.cachedStatement(sql: "SELECT digest FROM article WHERE id = ?")
        findDigests = try database.cachedStatement(
            sql: """
                SELECT id, digest FROM article WHERE id IN (SELECT value FROM json_each(?))
                """)
        findDuplicates = try database.cachedStatement(
            sql: """
                SELECT alias, id, published, digest FROM article
                WHERE alias IN (SELECT value FROM json_each(?)) AND alias <> 0
                """)
        insertArticle = try database.cachedStatement(
            sql: """
                INSERT INTO article (id, source, section, edition, published, updated, title,
                  teaser, authors, link, digest, alias, indexed, is_dated, score, demotion,
                  series, arrived, muted)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        updateArticle = try database.cachedStatement(
            sql: """
                UPDATE article SET updated = ?, title = ?, teaser = ?, authors = ?, link = ?,
                  digest = ?, alias = ?, score = score + ?, demotion = ?, series = ?, muted = ?
                WHERE id = ?
                """)
        putDocument = try database.cachedStatement(
            sql: """
                INSERT INTO document (article, body) VALUES (?, ?)
                ON CONFLICT (article) DO UPDATE SET body = excluded.body, is_page = 0,
                  page_problem = NULL
                """)
        findRow = try database.cachedStatement(sql: "SELECT id FROM article WHERE indexed = ?")
        findText = try database.cachedStatement(
            sql: """
                SELECT article.title, document.body, article.indexed, article.published,
                       article.is_dated, article.demotion
                FROM article JOIN document ON document.article = article.id WHERE article.id = ?
                """)
    }

    /// What is stored that may be one of some articles.
    struct StoredArticles {
        /// Those with the ids of the articles, with their digests.
        var digests: [ArticleID: Int64] = [:]
        /// Those with the duplicate keys of the articles.
        var others: [Int64: [(id: ArticleID, signature: ArticleSignature)]] = [:]
    }

    /// What may be one of `articles`, found with two statements, whatever their number.
    func stored(of articles: [DeliveredArticle]) throws -> StoredArticles {
        var stored = StoredArticles()
        if isEmpty { return stored }
        try findDigests.forEachRow([articles.map(\.id).jsonArray]) { row in
            stored.digests[try row.article(0)] = try row.number(1)
        }
        let keys = articles.filter { stored.digests[$0.id] != $0.digest }.map(duplicateKey)
        if keys.isEmpty { return stored }
        try findDuplicates.forEachRow([keys.jsonArray]) { row in
            stored.others[try row.number(0), default: []].append(
                (
                    try row.article(1),
                    ArticleSignature(published: try row.moment(2), digest: try row.number(3))
                ))
        }
        return stored
    }

    /// The stored article that `article` is, and its digest. One that is stored under another id
    /// is not it if it has an id of `present`: then it came along beside it.
    func find(
        _ article: DeliveredArticle, among stored: StoredArticles, besides present: Set<ArticleID>
    ) throws -> (id: ArticleID, digest: Int64)? {
        if isEmpty { return nil }
        let known = stored.digests[article.id]
        if known != article.digest {
            // It may have had namesakes when it was stored.
            for id in article.namesakeIDs where !present.contains(id) {
                if let known = try findDigest.row([id.rawValue], { try $0.number(0) }) {
                    return (id, known)
                }
            }
        }
        if let known { return (article.id, known) }
        let signature = ArticleSignature(published: article.published, digest: article.digest)
        return stored.others[duplicateKey(article)]?
            .first { !present.contains($0.id) && signature.isSameArticle(as: $0.signature) }
            .map { ($0.id, $0.signature.digest) }
    }

    /// The rule by which an article is muted; 0 for none.
    private func muteRuleID(for article: DeliveredArticle) -> Int64 {
        matcher.rule(
            muting: article.title, teaser: article.teaser, authors: article.authors, of: scope,
            text: article.text)?.id ?? 0
    }

    private func duplicateKey(_ article: DeliveredArticle) -> Int64 {
        DuplicateKey(source: source, link: article.link?.string, title: article.title.string)
            .rawValue
    }

    func insert(
        _ article: DeliveredArticle, at moment: Timestamp, latest: Timestamp,
        _ index: inout SearchIndex, _ series: inout [Series: ClosedRange<Timestamp>]
    ) throws {
        let statedDate = article.published ?? article.updated
        let published = min(statedDate ?? latest, latest)
        let row = try freeRow(for: article.id, published)
        let demotion = article.demotion(isDated: statedDate != nil)
        let pattern = article.series(of: source)
        try insertArticle.execute(arguments: [
            article.id.rawValue, source, section, edition, published.seconds,
            article.updated?.seconds, article.title.string, article.teaser.string,
            article.authors.stored, article.link?.string, article.digest, duplicateKey(article),
            row,
            statedDate != nil, FrontScore.score(published: published, loss: loss, demotion),
            demotion.rawValue, pattern.rawValue, moment.seconds, muteRuleID(for: article),
        ])
        series.widen(pattern, to: published)
        try putDocument.execute(arguments: [article.id.rawValue, article.body])
        try index.insert(row, title: article.title.string, text: article.text)
    }

    /// A row of the index that no article has: the seconds of publication, and the last 20 bits
    /// of the id to tell articles of one second apart.
    private func freeRow(for id: ArticleID, _ published: Timestamp) throws -> Int64 {
        var row = published.seconds << 20 | id.rawValue & 0xF_FFFF
        while try findRow.row([row], { _ in }) != nil { row += 1 }
        return row
    }

    func replace(
        _ id: ArticleID, with article: DeliveredArticle, _ index: inout SearchIndex,
        _ series: inout [Series: ClosedRange<Timestamp>]
    ) throws {
        let old = try findText.row([id.rawValue]) { row in
            (
                title: try row.text(0), body: try row.text(1), row: try row.number(2),
                published: try row.moment(3), isDated: try row.flag(4),
                demotion: DemotionReasons(rawValue: try row.number(5))
            )
        }
        guard let old else { return }
        let demotion = article.demotion(isDated: old.isDated)
        let pattern = article.series(of: source)
        series.widen(pattern, to: old.published)
        try index.remove(old.row, title: old.title, body: old.body)
        try updateArticle.execute(arguments: [
            article.updated?.seconds, article.title.string, article.teaser.string,
            article.authors.stored, article.link?.string, article.digest, duplicateKey(article),
            old.demotion.loss - demotion.loss, demotion.rawValue, pattern.rawValue,
            muteRuleID(for: article), id.rawValue,
        ])
        try putDocument.execute(arguments: [id.rawValue, article.body])
        try index.insert(old.row, title: article.title.string, text: article.text)
    }
}
