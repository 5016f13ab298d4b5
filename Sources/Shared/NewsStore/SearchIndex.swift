import GRDB
import PortalModel

/// What a transaction changes in the index for searching.
///
/// FTS5 gathers rows in memory for as long as they come in rising order. One that comes out of
/// order makes it write a segment of what it has, and all segments are merged later, more than
/// once. Feeds come newest first, which was as bad as can be: so changes wait here until they can
/// be made in the order of their rows.
struct SearchIndex {
    private let database: Database
    private let newest: [Table]
    private let rest: Table
    private var tables: SearchTables
    private var changes: [Change] = []
    /// Bytes of text that wait.
    private var size = 0
    private var vocabulary = Vocabulary.Gathering()

    private struct Change {
        let row: Int64
        let title: String
        let text: String
        let isRemoval: Bool
    }

    /// One of the indices.
    private struct Table {
        let insertion: Statement
        let removal: Statement

        init(_ name: String, _ database: Database) throws {
            insertion = try database.cachedStatement(
                sql: "INSERT INTO \(name) (rowid, title, body) VALUES (?, ?, ?)")
            removal = try database.cachedStatement(
                sql: "INSERT INTO \(name) (\(name), rowid, title, body) VALUES ('delete', ?, ?, ?)")
        }

        func make(_ change: Change) throws {
            try (change.isRemoval ? removal : insertion)
                .execute(arguments: [change.row, change.title, change.text])
        }
    }

    /// So many bytes of text wait at the most.
    private static let largest = 8 << 20

    /// How many articles are the newest.
    static let newestCount = 16_384

    /// Articles that are moved in one transaction, at the most: more than come in one.
    private static let movedAtOnce = 2000

    init(_ database: Database) throws {
        self.database = database
        newest = try SearchTables.newest.map { try Table($0, database) }
        rest = try Table("search", database)
        tables = try SearchTables(database)
    }

    /// Adds words to those that can be suggested and stand in compounds: all that the articles have
    /// which are put into the index.
    mutating func add(_ words: Vocabulary.Words) {
        vocabulary.add(words)
    }

    /// Puts an article into the index at `row`.
    mutating func insert(_ row: Int64, title: String, text: String) throws {
        try add(Change(row: row, title: title, text: text, isRemoval: false))
    }

    /// Takes an article out of the index, which keeps no text of its own: what it forgets must be
    /// said to it again. `body` is the document as it was stored.
    mutating func remove(_ row: Int64, title: String, body: String) throws {
        try add(Change(row: row, title: title, text: Self.text(of: body), isRemoval: true))
    }

    private static func text(of body: String) -> String { Document(stored: body).searchText }

    private mutating func add(_ change: Change) throws {
        changes.append(change)
        size += change.title.utf8.count + change.text.utf8.count
        if size > Self.largest { try write() }
    }

    /// Makes the changes that wait, and moves what is no longer among the newest. To be called when
    /// the articles themselves are as they are to be.
    mutating func finish() throws {
        try vocabulary.store(database)
        guard !changes.isEmpty else { return }
        try write()
        try moveOldest(count: Self.newestCount)
    }

    /// Those of one row are made in the order in which they came.
    private mutating func write() throws {
        for place in changes.indices.sorted(by: { (changes[$0].row, $0) < (changes[$1].row, $1) }) {
            let change = changes[place]
            try table(of: change.row).make(change)
        }
        changes.removeAll()
        size = 0
    }

    private func table(of row: Int64) -> Table {
        if row < tables.border { return rest }
        return newest[row < tables.middle ? 1 - tables.turn : tables.turn]
    }

    /// Moves what is not among the newest `count`, or as much of it as is moved at once.
    mutating func moveOldest(count: Int) throws {
        let last = try database.row(
            "SELECT indexed FROM article ORDER BY indexed DESC LIMIT 1 OFFSET ?", [count]
        ) { try $0.number(0) }
        guard let last, last >= tables.border else { return }
        if tables.border == tables.middle { try takeTurns() }
        let end = min(last, tables.middle - 1)
        let moved = try database.rows(
            """
            SELECT article.indexed, article.title, document.body
            FROM article JOIN document ON document.article = article.id
            WHERE article.indexed BETWEEN ? AND ? ORDER BY article.indexed LIMIT ?
            """, [tables.border, end, Self.movedAtOnce]
        ) { row in
            let (place, title) = (try row.number(0), try row.text(1))
            let text = Self.text(of: try row.text(2))
            try rest.make(Change(row: place, title: title, text: text, isRemoval: false))
            return place
        }
        tables.border = (moved.count < Self.movedAtOnce ? end : moved.last ?? end) + 1
        try tables.store(database)
    }

    /// Empties the index of which all has been moved, for new articles.
    private mutating func takeTurns() throws {
        let last = try database.row("SELECT max(indexed) FROM article") { try $0.number(0) }
        tables.turn = 1 - tables.turn
        tables.middle = min(last ?? .min, .max - 1) + 1
        let name = SearchTables.newest[tables.turn]
        try database.cachedStatement(sql: "INSERT INTO \(name) (\(name)) VALUES ('delete-all')")
            .execute()
    }
}

/// The indices for searching and the rows that each of them has, as they are in the file.
///
/// What FTS5 does for the beginning of a word grows with all articles that have it, and whoever
/// searches mostly finds enough among the newest: so these have indices of their own. And FTS5
/// keeps what was taken out of an index, with a mark beside it, for many merges to come: taking
/// each article out again that is no longer new made an index of 16,000 articles as large as one
/// of 250,000. So there are two for the newest, which take turns: new articles go into one, while
/// those in the other are put into `search` one by one. When all have been, it is emptied at once,
/// which costs next to nothing, and the next articles go there.
struct SearchTables {
    /// The two for the newest articles.
    static let newest = ["search_newest", "search_newest_b"]
    static let all = ["search"] + newest

    /// The first row that is not to be found in `search`.
    var border: Int64
    /// The first row of those in the index that new articles go into, not below `border`; the rows
    /// between are in the other of the two.
    var middle: Int64
    /// The index that new articles go into, counted in `newest`.
    var turn: Int

    /// One of the indices, and the rows that it is to be asked for. It may have others, which are
    /// left over.
    struct Part {
        let table: String
        let rows: ClosedRange<Int64>

        /// Those of the rows that match a pattern of FTS5, at most `count`, the newest first or
        /// else the oldest; from another first row or to another last one, where they are given.
        func rows(
            matching pattern: String, count: Int = .max, from first: Int64? = nil,
            to last: Int64? = nil, newestFirst: Bool = true, _ database: Database
        ) throws -> [Int64] {
            try database.rows(
                """
                SELECT rowid FROM \(table) WHERE \(table) MATCH ? AND rowid BETWEEN ? AND ?
                ORDER BY rowid \(newestFirst ? "DESC" : "ASC") LIMIT ?
                """, [pattern, first ?? rows.lowerBound, last ?? rows.upperBound, count]
            ) { try $0.number(0) }
        }
    }

    init(_ database: Database) throws {
        let stored = try database.row("SELECT row, middle, turn FROM search_border") {
            (border: try $0.number(0), middle: try $0.number(1), turn: try $0.number(2, in: 0...1))
        }
        border = stored?.border ?? .min
        middle = max(border, stored?.middle ?? .min)
        turn = Int(stored?.turn ?? 0)
    }

    func store(_ database: Database) throws {
        try database.cachedStatement(sql: "UPDATE search_border SET row = ?, middle = ?, turn = ?")
            .execute(arguments: [border, middle, turn])
    }

    /// Where to look for articles, the newest first.
    var parts: [Part] {
        var parts = [Part(table: Self.newest[turn], rows: middle...(.max))]
        if border < middle {
            parts.append(Part(table: Self.newest[1 - turn], rows: border...(middle - 1)))
        }
        if border > .min { parts.append(Part(table: "search", rows: .min...(border - 1))) }
        return parts
    }
}
