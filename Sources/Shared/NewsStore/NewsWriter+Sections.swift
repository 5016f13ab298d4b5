import Foundation
import GRDB
import PortalModel

extension NewsWriter {
    /// Makes the stored sections and sources those of `editions`, and of `published`, an edition
    /// that brings articles of other sources and stands in no section itself.
    ///
    /// The state of a source stays with its address. Articles follow their source to another
    /// section; those of a source that is gone stay, without a list to stand in until it comes
    /// back. Costs a look at the sources, and a pass over all articles only for those that moved.
    public func synchronise(
        _ editions: [Edition], published: Source? = nil
    ) throws(StoreProblem) {
        try write { database in
            let places =
                Place.all(of: editions)
                + (published.map {
                    [Place(source: $0, section: .none, edition: EditionID(rawValue: 0))]
                } ?? [])
            let storyStore = StoryStore(database)
            let ranks = try storyStore.ranks()
            let losses = try FrontScore.losses(database)
            try database.execute(sql: "DELETE FROM section")
            for edition in editions {
                for section in edition.sections {
                    try insert(section, of: edition, database)
                }
            }
            try updateScores(from: losses, database)
            let stored = try storedPlaces(database)
            let names = ranks.reduce(into: [:]) { $0[$1.source] = $1.name }
            var others: [SourceID] = []
            for (position, place) in places.enumerated() {
                try upsert(place, position, database)
                // A new source may be one that went and left its articles.
                if stored[place.source.id] != place.section {
                    try move(place.source.id, to: place.section, place.edition, database)
                    others.append(place.source.id)
                } else if names[place.source.id.rawValue] != place.source.name {
                    others.append(place.source.id)
                }
            }
            for id in Set(stored.keys).subtracting(places.map(\.source.id)) {
                try move(id, to: .none, EditionID(rawValue: 0), database)
                try database.execute(
                    sql: "DELETE FROM source WHERE id = ?", arguments: [id.rawValue])
                try FeedMemory.forget(id, database)
            }
            if try storyStore.ranks() != ranks { try storyStore.reassignAllLeaders() }
            try muteAgain(articlesOf: others, storyStore)
        }
    }

    private func storedPlaces(_ database: Database) throws -> [SourceID: SectionID] {
        let places = try database.rows("SELECT id, section FROM source") {
            (try $0.source(0), try $0.section(1))
        }
        return Dictionary(places) { first, _ in first }
    }

    private func insert(_ section: Section, of edition: Edition, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO section (id, name, edition, position)
                VALUES (?, ?, ?, (SELECT count(*) FROM section))
                """,
            arguments: [section.id.rawValue, section.name.string, edition.id.rawValue])
    }

    private func upsert(_ place: Place, _ position: Int, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO source (id, section, name, address, position) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET section = excluded.section,
                  name = excluded.name, position = excluded.position
                """,
            arguments: [
                place.source.id.rawValue, place.section.rawValue, place.source.name.string,
                place.source.address.string, position,
            ])
    }

    private func move(
        _ source: SourceID, to section: SectionID, _ edition: EditionID, _ database: Database
    ) throws {
        let losses = try FrontScore.losses(database)
        let former = try database.row(
            "SELECT section FROM article WHERE source = ? LIMIT 1", [source.rawValue]
        ) { try $0.number(0) }
        guard let former else { return }
        try database.execute(
            sql: """
                UPDATE article SET section = ?, edition = ?, score = score + ? WHERE source = ?
                """,
            arguments: [
                section.rawValue, edition.rawValue,
                (losses[former] ?? 0) - (losses[section.rawValue] ?? 0), source.rawValue,
            ])
    }

    /// Updates the scores of articles whose section has moved within its edition; `former` is what
    /// each section lost for its place before.
    private func updateScores(from former: [Int64: Int64], _ database: Database) throws {
        let losses = try FrontScore.losses(database)
        for section in Set(former.keys).union(losses.keys) {
            let gain = (former[section] ?? 0) - (losses[section] ?? 0)
            guard gain != 0 else { continue }
            try database.execute(
                sql: "UPDATE article SET score = score + ? WHERE section = ?",
                arguments: [gain, section])
        }
    }
}

/// A source and where it stands.
private struct Place {
    let source: Source
    let section: SectionID
    let edition: EditionID

    static func all(of editions: [Edition]) -> [Place] {
        editions.flatMap { edition in
            edition.sections.flatMap { section in
                section.sources.map { Place(source: $0, section: section.id, edition: edition.id) }
            }
        }
    }
}

/// What the courier must know of a source before it asks.
public struct SourceState: Hashable, Sendable {
    public let source: Source
    public let section: SectionID
    /// The `ETag` of the last feed that could be read, byte for byte.
    public let etag: String?
    /// The `Last-Modified` of the last feed that could be read, byte for byte.
    public let lastModified: String?
    /// When it may be asked.
    public let poll: PollState
    /// Seconds that the reader wants between two polls; nil where that is left to the source.
    public var interval: Int64?
}

extension NewsWriter {
    /// The sources of one section, or of all with nil, in the order of the configuration.
    public func sources(in section: SectionID?) throws(StoreProblem) -> [SourceState] {
        try connection.read { database in
            try database.rows(
                """
                SELECT source.name, source.address, source.section, source.etag,
                       source.last_modified, \(PollState.columns)
                FROM source JOIN section ON section.id = source.section
                WHERE ?1 IS NULL OR source.section = ?1
                ORDER BY section.position, source.position
                """, [section?.rawValue]
            ) { row -> SourceState? in
                guard let address = try row.address(1) else { return nil }
                return SourceState(
                    source: Source(name: try row.line(0), address: address),
                    section: try row.section(2),
                    etag: try row.optional(3, row.validator),
                    lastModified: try row.optional(4, row.validator),
                    poll: try PollState(row, startingAt: 5))
            }.compactMap { $0 }
        }
    }

    /// Notes that a source was asked at `moment` and had nothing new.
    public func noteUnchanged(
        _ source: SourceID, at moment: Timestamp, _ poll: PollState
    ) throws(StoreProblem) {
        try write { database in
            try database.cachedStatement(
                sql: """
                    UPDATE source SET checked = ?1, delivered = ?1, problem = NULL WHERE id = ?2
                    """
            ).execute(arguments: [moment.seconds, source.rawValue])
            try poll.store(of: source, database)
        }
    }

    /// Notes that a source was asked at `moment` in vain. Its articles and validators stay.
    public func noteFailure(
        _ source: SourceID, at moment: Timestamp, _ problem: DeliveryProblem, _ poll: PollState
    ) throws(StoreProblem) {
        try write { database in
            try database.execute(
                sql: "UPDATE source SET checked = ?, problem = ? WHERE id = ?",
                arguments: [moment.seconds, try problem.json, source.rawValue])
            try poll.store(of: source, database)
        }
    }
}

// An edition is a source of its own kind: it stands in no section, and what it gives are articles
// of other sources. What is remembered of it are its sequence and the parts that are stored.
extension NewsWriter {
    /// What is known of the edition that is `source`; nil where it was never asked.
    public func edition(_ source: Source) throws(StoreProblem) -> SourceState? {
        try connection.read { database in
            try database.row(
                """
                SELECT source.etag, source.last_modified, \(PollState.columns)
                FROM source WHERE source.id = ?
                """, [source.id.rawValue]
            ) { row in
                SourceState(
                    source: source, section: .none, etag: try row.optional(0, row.validator),
                    lastModified: try row.optional(1, row.validator),
                    poll: try PollState(row, startingAt: 2))
            }
        }
    }

    /// Notes how far an edition was read at `moment`: its sequence, the digests of the parts of it
    /// that are stored, and what to send along next time, where that was all of it.
    public func noteEdition(
        _ source: SourceID, at moment: Timestamp, sequence: Int64, parts: [Int64], etag: String?,
        lastModified: String?, _ poll: PollState, problem: DeliveryProblem?
    ) throws(StoreProblem) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE source SET checked = ?1, delivered = iif(?2 IS NULL, ?1, delivered),
                      problem = ?2, etag = ?3, last_modified = ?4
                    WHERE id = ?5
                    """,
                arguments: [
                    moment.seconds, try problem?.json, etag, lastModified, source.rawValue,
                ])
            try poll.store(of: source, database)
            let none = ArticleID(rawValue: 0)
            let memory = FeedMemory(
                context: sequence,
                items: parts.map { FeedMemory.Item(digest: $0, article: none, name: none) })
            try FeedMemory.keep(memory, of: source, database)
        }
    }

    /// The sources as whose those articles of `deliveries` are stored that are stored at all.
    public func owners(
        ofArticlesIn deliveries: [Delivery]
    ) throws(StoreProblem) -> [ArticleID: SourceID] {
        let ids = deliveries.flatMap { $0.articles.map(\.id) }
        let stored = try connection.read { database in
            try database.rows(
                """
                SELECT id, source FROM article WHERE id IN (SELECT value FROM json_each(?))
                """, [ids.jsonArray]
            ) { (try $0.article(0), try $0.source(1)) }
        }
        return Dictionary(stored) { first, _ in first }
    }

    /// Those of `articles` whose text is not that of their page.
    public func articlesWithoutPage(
        among articles: [ArticleID]
    ) throws(StoreProblem) -> [ArticleID] {
        try connection.read { database in
            try database.rows(
                """
                SELECT article FROM document
                WHERE is_page = 0 AND article IN (SELECT value FROM json_each(?))
                """, [articles.jsonArray]
            ) { try $0.article(0) }
        }
    }
}

extension StoredRow {
    fileprivate func validator(_ column: Int) throws -> String {
        try text(column, upTo: Self.lineLength)
    }
}

extension SectionID {
    /// That of what stands in no section.
    static let none = SectionID(rawValue: 0)
}
