import GRDB
import PortalModel

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
