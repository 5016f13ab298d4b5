import GRDB
import PortalModel

// A source calls an article by a name: its guid, else its link, else its title. Some sources give
// one name to many: a status page whose link is every report's, a guid that a template forgot to
// fill in. Such namesakes are stored under their name and what else tells them apart.

/// What a source calls an article.
public struct FeedArticleKey: Hashable, Sendable {
    let source: SourceID
    let text: String

    /// The name `text`, which only counts within its source.
    public init(_ text: String, of source: SourceID) {
        self.source = source
        self.text = text
    }

    /// The article that is the only one of the name.
    public var id: ArticleID { ArticleID(source: source, guid: text) }
}

extension DeliveredArticle {
    /// `articles`, those of one delivery, without those that come again: of two with one name that
    /// agree in two of title, date and text the first stays. All others of one name are told apart
    /// by their ids. Linear in their number, and in the length of the namesakes' texts.
    public static func distinct(_ articles: [DeliveredArticle]) -> [DeliveredArticle] {
        var counts: [FeedArticleKey: Int] = [:]
        for article in articles { article.name.map { counts[$0, default: 0] += 1 } }
        guard counts.values.contains(where: { $0 > 1 }) else { return articles }
        var known: [FeedArticleKey: Set<[String]>] = [:]
        let kept = articles.filter { article in
            guard let name = article.name, counts[name] ?? 0 > 1 else { return true }
            let traits = article.traits
            defer { known[name, default: []].formUnion(traits) }
            return known[name]?.isDisjoint(with: traits) ?? true
        }
        return toldApart(kept)
    }

    private static func toldApart(_ articles: [DeliveredArticle]) -> [DeliveredArticle] {
        var groups: [FeedArticleKey: [Int]] = [:]
        for (index, article) in articles.enumerated() {
            article.name.map { groups[$0, default: []].append(index) }
        }
        var articles = articles
        for group in groups.values where group.count > 1 {
            let ids = group.map { articles[$0].namesakeIDs }
            let counts = ids.joined().reduce(into: [:]) { $0[$1, default: 0] += 1 }
            for (index, ids) in zip(group, ids) {
                articles[index].id = ids.first { counts[$0] == 1 } ?? ids.last ?? articles[index].id
                articles[index].hasNamesakes = true
            }
        }
        var known: Set<ArticleID> = []
        return articles.filter { known.insert($0.id).inserted }
    }

    /// What an article of the same name shares with it if it is the same. Another link makes
    /// another article, unless all the rest agrees.
    private var traits: [[String]] {
        let title = title.string
        let link = link?.string ?? ""
        let moment = published.map { String($0.seconds) }
        var traits: [[String]] = []
        if let moment { traits.append(["title, date", title, moment, link]) }
        if !text.isEmpty {
            traits.append(["title, text", title, text, link])
            if let moment {
                traits.append(["date, text", moment, text, link])
                traits.append(["all", title, moment, text])
            }
        }
        return traits.isEmpty ? [["title", title, link]] : traits
    }

    /// The ids that it may have among namesakes, those that outlast most changes first.
    var namesakeIDs: [ArticleID] {
        guard let name else { return [] }
        func id(_ parts: String...) -> ArticleID {
            ArticleID(source: name.source, guid: ([name.text] + parts).joined(separator: "\u{1F}"))
        }
        var ids: [ArticleID] = []
        if let link, link.string != name.text {
            ids.append(ArticleID(source: name.source, guid: name.text + " " + link.string))
        }
        if let published {
            let moment = String(published.seconds)
            ids.append(id("date", moment))
            ids.append(id("date", moment, title.string))
        }
        ids.append(id("title", title.string))
        ids.append(id("text", title.string, text))
        return ids
    }
}

/// Finds which stored articles the namesakes of a delivery are.
///
/// Nothing but hashes of names is stored, so that an id may be an article's of today or that of
/// one which the source no longer gives, and an article may have changed since it was stored.
/// What is certain is therefore taken first.
struct NamesakeSearch {
    private let source: Int64
    private let findState: Statement
    private let findAll: Statement

    /// Stored articles of a source among which a changed one is looked for.
    private static let maximumCandidates = 1000

    /// As much of a stored article as it is known by.
    private struct Stored {
        let id: ArticleID
        let published: Timestamp
        let title: String
        let digest: Int64
        let link: String?
        let body: String

        init(_ row: StoredRow) throws {
            id = try row.article(0)
            published = try row.moment(1)
            title = try row.text(2, upTo: StoredRow.lineLength)
            digest = try row.number(3)
            link = try row.optional(4) { try row.text($0, upTo: WebAddress.maximumLength) }
            body = try row.text(5)
        }
    }

    init(of source: SourceID, _ database: Database) throws {
        self.source = source.rawValue
        let columns = """
            article.id, article.published, article.title, article.digest, article.link,
            document.body FROM article JOIN document ON document.article = article.id
            """
        findState = try database.cachedStatement(
            sql: "SELECT \(columns) WHERE article.id = ? AND article.source = ?")
        findAll = try database.cachedStatement(
            sql: "SELECT \(columns) WHERE article.source = ? ORDER BY published DESC LIMIT ?")
    }

    /// The stored article and its digest, by the id that the delivery gives each namesake;
    /// nothing for those that are new.
    func find(_ articles: [DeliveredArticle]) throws -> [ArticleID: (id: ArticleID, digest: Int64)]
    {
        let namesakes = articles.filter(\.hasNamesakes)
        guard !namesakes.isEmpty else { return [:] }
        var found: [ArticleID: (id: ArticleID, digest: Int64)] = [:]
        var taken = Set(articles.filter { !$0.hasNamesakes }.map(\.id))
        var unknown: [DeliveredArticle] = []
        let groups = Dictionary(grouping: namesakes) { $0.name?.id ?? $0.id }
        for (name, group) in groups {
            var left: [(article: DeliveredArticle, ids: [ArticleID])] = []
            let ids = group.map(\.namesakeIDs)
            let counts = ids.joined().reduce(into: [:]) { $0[$1, default: 0] += 1 }
            func take(_ article: DeliveredArticle, _ stored: Stored) {
                found[article.id] = (stored.id, stored.digest)
                taken.insert(stored.id)
            }
            for (article, ids) in zip(group, ids) {
                let own = try ids.lazy.filter { counts[$0] == 1 && !taken.contains($0) }
                    .compactMap(state).first
                if let own { take(article, own) } else { left.append((article, ids)) }
            }
            // Ids that several may have, and that of the first one that came alone.
            let shared = Set(ids.joined().filter { counts[$0] ?? 0 > 1 }).union([name])
            for id in shared.sorted(by: { $0.rawValue < $1.rawValue }) where !left.isEmpty {
                guard !taken.contains(id), let stored = try state(id) else { continue }
                let agreements = left.map { entry in
                    entry.ids.contains(id) || id == name ? likeness(entry.article, stored) : 0
                }
                guard let best = agreements.max(), best > 0,
                    let index = agreements.firstIndex(of: best)
                else { continue }
                take(left.remove(at: index).article, stored)
            }
            unknown += left.map(\.article)
        }
        if !unknown.isEmpty { try findChanged(unknown, &taken, &found) }
        return found
    }

    private func state(_ id: ArticleID) throws -> Stored? {
        try findState.row([id.rawValue, source], Stored.init)
    }

    /// How much the articles agree in title, date and text; 0 if they are hardly one.
    private func likeness(_ article: DeliveredArticle, _ stored: Stored) -> Int {
        let hasDate = article.published == stored.published
        let hasTitle = article.title.string == stored.title
        let hasText = !article.body.isEmpty && article.body == stored.body
        let count = [hasDate, hasTitle, hasText].count { $0 }
        return count > 1 || hasDate || (article.published == nil && count == 1) ? count : 0
    }

    /// Finds those that are stored under an id of which nothing is left: with another title, date
    /// or text than they had. Two of the three must agree; of what has no date, the text, if it is
    /// nobody else's.
    private func findChanged(
        _ articles: [DeliveredArticle], _ taken: inout Set<ArticleID>,
        _ found: inout [ArticleID: (id: ArticleID, digest: Int64)]
    ) throws {
        var candidates: [[String]: Stored] = [:]
        var ambiguous: Set<[String]> = []
        try findAll.forEachRow([source, Self.maximumCandidates]) { row in
            let stored = try Stored(row)
            let keys = Self.keys(stored.link, stored.published.seconds, stored.title, stored.body)
            for key in keys where candidates.updateValue(stored, forKey: key) != nil {
                ambiguous.insert(key)
            }
        }
        var bodies: [[String]: Int] = [:]
        let keys = articles.map { article in
            Self.keys(
                article.link?.string, article.published?.seconds, article.title.string,
                article.body)
        }
        for key in keys.joined() { bodies[key, default: 0] += 1 }
        for (article, keys) in zip(articles, keys) {
            let key = keys.first { key in
                guard bodies[key] == 1, !ambiguous.contains(key), let stored = candidates[key]
                else { return false }
                return !taken.contains(stored.id)
                    && (key[0] != "text" || article.published == nil)
            }
            guard let key, let stored = candidates[key] else { continue }
            found[article.id] = (stored.id, stored.digest)
            taken.insert(stored.id)
        }
    }

    private static func keys(
        _ link: String?, _ published: Int64?, _ title: String, _ body: String
    ) -> [[String]] {
        let link = link ?? ""
        let moment = published.map { String($0) }
        var keys = moment.map { [["title, date", link, title, $0]] } ?? []
        guard !body.isEmpty else { return keys }
        keys.append(["title, text", link, title, body])
        if let moment { keys.append(["date, text", link, moment, body]) }
        keys.append(["text", link, body])
        return keys
    }
}

/// What two articles of one source share when they may be one: the same link and the same title.
///
/// Some sources give every article a new guid at each poll, and with it a new id. But one link and
/// one title may also serve many articles, such as the weather of each day, so that
/// `ArticleSignature` has the last word.
struct DuplicateKey: RawRepresentable, Hashable {
    /// As it is stored; 0 for an article without a link, which is like no other.
    let rawValue: Int64

    init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// That of an article of `source` with this link and this title.
    init(source: Int64, link: String?, title: String) {
        rawValue = link.map { StableHash.of([String(source), $0, title]) } ?? 0
    }
}

/// What tells whether two articles with the same duplicate key are one.
struct ArticleSignature: Hashable {
    /// When it appeared, as far as its source says.
    let published: Timestamp?
    /// The digest of its title, teaser, authors, link and text.
    let digest: Int64

    /// Whether the articles are one: they appeared at the same moment, or they read the same. Two
    /// reports under one heading differ in both.
    func isSameArticle(as other: ArticleSignature) -> Bool {
        digest == other.digest || (published != nil && published == other.published)
    }
}
