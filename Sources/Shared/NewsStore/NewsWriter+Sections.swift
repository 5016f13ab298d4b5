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
            (SourceID(rawValue: try $0.number(0)), SectionID(rawValue: try $0.number(1)))
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
                section.sources.map {
                    Place(source: $0, section: section.id, edition: edition.id)
                }
            }
        }
    }
}
