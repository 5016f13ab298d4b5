import GRDB
import PortalModel

extension NewsDatabase {
    /// Some headlines of the front page of an edition, in its order: see `FrontScore`. Costs a look
    /// at those above them as well, as far as they are put in turn.
    func frontPage(
        of edition: EditionID, from cursor: ListCursor, count: Int
    ) throws(StoreProblem) -> [Headline] {
        if cursor == .start, count <= HeadlineQuota<Headline>.depth {
            return try connection.read { database in
                let top = try Self.top(of: edition, database) { $0.count >= count }
                return Array(top.prefix(count))
            }
        }
        return try connection.readAtOnce { database in
            switch cursor {
            case .start:
                let top = try Self.top(of: edition, database)
                return top.prefix(count)
                    + (try Self.below(top, of: edition, count - top.count, database))
            case .after(let headline):
                let top = try Self.top(of: edition, database) { placed in
                    let index = placed.firstIndex { $0.id == headline.id }
                    return index.map { placed.count > $0 + count } ?? false
                }
                guard let index = top.firstIndex(where: { $0.id == headline.id }) else {
                    return try Self.byScore(
                        of: edition, beyond: headline, isBackwards: false, count, database)
                }
                let next = Array(top[(index + 1)...].prefix(count))
                return next + (try Self.below(top, of: edition, count - next.count, database))
            case .before(let headline):
                return try Self.above(headline, of: edition, count, database)
            case .end:
                return try Self.above(nil, of: edition, count, database)
            }
        }
    }

    /// The headlines at the top of a front page, at most as many as are put in turn; fewer once
    /// `isEnough` says so.
    private static func top(
        of edition: EditionID, _ database: Database,
        until isEnough: ([Headline]) -> Bool = { _ in false }
    ) throws -> [Headline] {
        let statement = try database.cachedStatement(
            sql: """
                \(selectHeadline)
                WHERE article.edition = ? AND article.follows_edition = 0
                  AND article.muted = 0
                ORDER BY article.score DESC, article.id LIMIT \(HeadlineQuota<Headline>.depth)
                """)
        var shares = HeadlineQuota<Headline>()
        var placed: [Headline] = []
        try statement.walk([edition.rawValue]) { row in
            let headline = try leadingHeadline(row)
            shares.add(try candidate(headline, row, score: headline.score))
            placed += shares.placed[placed.count...].map(\.item)
            return !isEnough(placed)
        }
        if isEnough(placed) { return placed }
        shares.finish()
        return shares.placed.map(\.item)
    }

    private static func candidate(
        _ headline: Headline, _ row: StoredRow, score: Int64
    ) throws -> HeadlineQuota<Headline>.Candidate {
        .init(
            item: headline, source: headline.source.string, section: headline.section.rawValue,
            demotion: DemotionReasons(rawValue: try row.number(9)), score: score)
    }

    /// What stands below all that is put in turn.
    private static func below(
        _ top: [Headline], of edition: EditionID, _ count: Int, _ database: Database
    ) throws -> [Headline] {
        guard count > 0, top.count == HeadlineQuota<Headline>.depth,
            let lowest = top.max(by: { NewsPage.front(edition).precedes($0, $1) })
        else { return [] }
        return try byScore(of: edition, beyond: lowest, isBackwards: false, count, database)
    }

    /// What stands right above a headline, or at the end of the page with nil.
    private static func above(
        _ headline: Headline?, of edition: EditionID, _ count: Int, _ database: Database
    ) throws -> [Headline] {
        let top = try Self.top(of: edition, database)
        if let index = top.firstIndex(where: { $0.id == headline?.id }) {
            return Array(top[..<index].suffix(count))
        }
        let inTurn = Set(top.map(\.id))
        let rest = try byScore(
            of: edition, beyond: headline, isBackwards: true, count, database
        ).filter { !inTurn.contains($0.id) }
        return top.suffix(count - rest.count) + rest
    }

    private static func byScore(
        of edition: EditionID, beyond headline: Headline?, isBackwards: Bool, _ count: Int,
        _ database: Database
    ) throws -> [Headline] {
        var condition =
            "article.edition = ? AND article.follows_edition = 0 AND article.muted = 0"
        var arguments: StatementArguments = [edition.rawValue]
        if let headline {
            condition +=
                isBackwards
                ? " AND article.score >= ? AND (article.score > ? OR article.id < ?)"
                : " AND article.score <= ? AND (article.score < ? OR article.id > ?)"
            arguments += [headline.score, headline.score, headline.id.rawValue]
        }
        arguments += [count]
        let order =
            isBackwards ? "article.score, article.id DESC" : "article.score DESC, article.id"
        let statement = try database.cachedStatement(
            sql: "\(selectHeadline) WHERE \(condition) ORDER BY \(order) LIMIT ?")
        let headlines = try statement.rows(arguments, leadingHeadline)
        return isBackwards ? headlines.reversed() : headlines
    }

    /// Why headlines stand where they do on a front page.
    public func reasons(
        for headlines: [Headline]
    ) throws(StoreProblem) -> [ArticleID: FrontScoreParts] {
        try connection.read { database in
            let reasons = try database.rows(
                """
                SELECT id, score, outlets, demotion, \(FrontScore.place) FROM article
                WHERE id IN (SELECT value FROM json_each(?))
                """, [headlines.map(\.id).jsonArray]
            ) { row in
                let outlets = try row.count(2)
                let demotion = DemotionReasons(rawValue: try row.number(3))
                let loss = FrontScore.loss(inSection: try row.number(4))
                let bonus = FrontScore.bonus(outlets: outlets)
                let score = try row.number(1, in: -(1 << 60)...1 << 60)
                let since = score - bonus + loss + demotion.loss
                return (
                    try row.article(0),
                    FrontScoreParts(
                        since: Timestamp(seconds: since), outlets: outlets, bonus: bonus,
                        sectionLoss: loss, demotionLoss: demotion.loss,
                        isUndated: demotion.contains(.undated),
                        isTextless: demotion.contains(.textless),
                        isOfSeries: demotion.contains(.series),
                        isCutOff: demotion.contains(.cutOff))
                )
            }
            return Dictionary(reasons) { first, _ in first }
        }
    }
}

// MARK: - Beside a page

extension NewsDatabase {
    /// The newest headlines of some editions together, put in turn, one of each story; what a
    /// source sends by the dozen comes after what else there is.
    public func newest(of editions: [EditionID], count: Int) throws(StoreProblem) -> [Headline] {
        // SQLite joins no more than some hundreds.
        try newest("edition", editions.prefix(100).map(\.rawValue), count, HeadlineQuota())
    }

    /// The same of a section.
    public func newest(in section: SectionID, count: Int) throws(StoreProblem) -> [Headline] {
        try newest("section", [section.rawValue], count, HeadlineQuota(ofSection: .max))
    }

    private func newest(
        _ column: String, _ values: [Int64], _ count: Int, _ quota: HeadlineQuota<Headline>
    ) throws(StoreProblem) -> [Headline] {
        guard !values.isEmpty else { return [] }
        return try connection.read { database in
            let parts = values.map { _ in
                """
                \(Self.selectHeadline)
                WHERE article.\(column) = ? AND article.follows_\(column) = 0
                  AND article.muted = 0
                """
            }
            // The parts are merged as they are read: no more of each than is looked at.
            let statement = try database.cachedStatement(
                sql: """
                    \(parts.joined(separator: "\nUNION ALL\n"))
                    ORDER BY 7 DESC, 1 LIMIT \(HeadlineQuota<Headline>.depth)
                    """)
            var quota = quota
            // Those that never lead a page wait for all others.
            var demoted: [HeadlineQuota<Headline>.Candidate] = []
            // Each edition has its own report of a story.
            var stories: Set<ArticleID> = []
            try statement.walk(StatementArguments(values)) { row in
                let headline = try Self.leadingHeadline(row)
                if let story = headline.story, !stories.insert(story).inserted { return true }
                let candidate = try Self.candidate(
                    headline, row, score: headline.published.seconds)
                if candidate.demotion.isSevere {
                    demoted.append(candidate)
                } else {
                    quota.add(candidate)
                }
                return quota.placed.count < count
            }
            if quota.placed.count < count {
                quota.finish()
                for candidate in demoted { quota.add(candidate) }
                quota.finish()
            }
            return quota.placed.prefix(count).map(\.item)
        }
    }
}

/// The parts of a headline's score on a front page; those that add or take are in seconds.
public struct FrontScoreParts: Hashable, Sendable {
    /// When it appeared, or its story last got another outlet.
    public let since: Timestamp
    public let outlets: Int
    public let bonus: Int64
    /// For its section's place.
    public let sectionLoss: Int64
    /// For what follows.
    public let demotionLoss: Int64
    public let isUndated, isTextless, isOfSeries, isCutOff: Bool

    /// The sum.
    public var score: Timestamp { since + (bonus - sectionLoss - demotionLoss) }
}

/// Puts headlines, given in the order of their scores, in turn: each place goes to the first of
/// those that wait whose source and section have room in the ten that end there. None waits for
/// what counts as six hours older, except that a source has its share in the first ten all the
/// same; but what is severely demoted waits for all that counts as newer and is not. On a front
/// page scores are those of `FrontScore`; where headlines stand by time they are that.
///
/// Depends on nothing but what it is given; costs a look at those that wait for each place.
struct HeadlineQuota<Item> {
    /// How many headlines at the top of a page are put in turn; those below stand by score alone.
    static var depth: Int { 200 }
    private static var window: Int { 10 }
    private static var ofSource: Int { 3 }
    private static var maximumDelay: Int64 { 6 * 3600 }

    struct Candidate {
        let item: Item
        let source: String
        let section: Int64
        let demotion: DemotionReasons
        let score: Int64
    }

    /// Those that have a place, from the top.
    private(set) var placed: [Candidate] = []
    private var waiting: [Candidate] = []
    /// The score of the last one that came.
    private var lowest: Int64 = .max
    /// Places among ten that one section has at most.
    private let ofSection: Int

    init(ofSection: Int = 5) {
        self.ofSection = ofSection
    }

    /// Takes the next by score.
    mutating func add(_ candidate: Candidate) {
        waiting.append(candidate)
        lowest = candidate.score
        while let next = first(where: fits) { placed.append(waiting.remove(at: next)) }
    }

    /// Gives those that still wait a place, since there are no others.
    mutating func finish() {
        while !waiting.isEmpty {
            let next =
                first(where: fits)
                ?? first { mayStandHere($0) && hasRoom(for: $0, ofSection: .max) }
                ?? first(where: mayStandHere) ?? 0
            placed.append(waiting.remove(at: next))
        }
    }

    /// The first of those that wait of which `isMeant` holds, and which passes over no better one.
    private func first(where isMeant: (Candidate) -> Bool) -> Int? {
        var followsBetter = false
        for (index, candidate) in waiting.enumerated() {
            if candidate.demotion.isSevere, followsBetter { continue }
            if isMeant(candidate) { return index }
            if !candidate.demotion.isSevere { followsBetter = true }
        }
        return nil
    }

    private func fits(_ candidate: Candidate) -> Bool {
        guard mayStandHere(candidate) else { return false }
        if hasRoom(for: candidate, ofSection: ofSection) { return true }
        guard lowest < candidate.score, candidate.score - lowest > Self.maximumDelay else {
            return false
        }
        return placed.count >= Self.window || hasRoom(for: candidate, ofSection: .max)
    }

    private func mayStandHere(_ candidate: Candidate) -> Bool {
        if placed.isEmpty { return candidate.demotion.isEmpty }
        return placed.count >= Self.window || !candidate.demotion.isSevere
    }

    private func hasRoom(for candidate: Candidate, ofSection limit: Int) -> Bool {
        var (source, section) = (1, 1)
        for other in placed.suffix(Self.window - 1) {
            if other.source == candidate.source { source += 1 }
            if other.section == candidate.section { section += 1 }
        }
        return source <= Self.ofSource && section <= limit
    }
}

/// What has come in, in the order in which it came.
extension NewsDatabase {
    /// The number of the article that came last; 0 where none ever did.
    public func lastArrival() throws(StoreProblem) -> Int64 {
        try connection.read { database in
            try database.row("SELECT max(number) FROM document") { row in
                try row.optional(0, row.number)
            } ?? nil
        } ?? 0
    }

    /// The first of the articles that came after the one of that number, but for those that are
    /// muted.
    public func arrivals(after number: Int64, count: Int) throws(StoreProblem) -> [Headline] {
        try connection.read { database in
            try database.rows(
                """
                \(Self.selectHeadline)
                WHERE article.id IN
                  (SELECT article FROM document WHERE number > ? ORDER BY number LIMIT ?)
                  AND article.muted = 0
                ORDER BY article.published DESC, article.id
                """, [number, count], Self.deliveredHeadline)
        }
    }

    /// All that the list of a page has, in no order: what an index holds, which is read from one
    /// end to the other.
    public func listed(on page: NewsPage) throws(StoreProblem) -> [ArticleID] {
        let (column, value) = page.column
        return try connection.read { database in
            try database.rows(Self.selectListed(by: column), [value]) {
                try $0.article(0)
            }
        }
    }

    static func selectListed(by column: String) -> String {
        "SELECT id FROM article WHERE \(column) = ? AND follows_\(column) = 0 AND muted = 0"
    }
}
