import GRDB
import PortalModel

/// Sections that are a search: their lists are read from the index for searching, the newest first,
/// and no further than they are shown. Of the reports of one story that are found the newest stands
/// for all.
extension NewsDatabase {
    /// Hits that are looked at for a piece of a list, where others of them are not to be shown.
    private static let mostHits = 5000
    /// Hits that are read at a time.
    private static let hitsAtOnce = 200

    public func headlines(
        matching query: SectionQuery, from cursor: ListCursor, count: Int
    ) throws(StoreProblem) -> [Headline] {
        try connection.readAtOnce { database in
            let isBackwards = cursor.isReadBackwards
            var hits = try Hits(
                query, isBackwards: isBackwards, Self.row(of: cursor, database), database)
            var found: [Headline] = []
            var looked = 0
            while found.count < count, looked < Self.mostHits {
                let rows = try hits.next(min(Self.hitsAtOnce, 2 * count), database)
                guard !rows.isEmpty else { break }
                looked += rows.count
                let leading = try Self.leading(among: rows, of: query, hits.pattern, database)
                found += try Self.headlines(leading, of: query, database)
            }
            let part = Array(found.prefix(count))
            return isBackwards ? part.reversed() : part
        }
    }

    /// All that it finds, up to some thousands of the newest, as they are by now: also what another
    /// report stands for.
    public func articles(
        matching query: SectionQuery
    ) throws(StoreProblem) -> [ArticleID: ArticleState] {
        let found = try connection.readAtOnce { database in
            var hits = try Hits(query, isBackwards: false, nil, database)
            var found: [Headline] = []
            var looked = 0
            while looked < Self.mostHits {
                let rows = try hits.next(Self.hitsAtOnce, database)
                guard !rows.isEmpty else { break }
                looked += rows.count
                found += try Self.headlines(rows, of: query, database)
            }
            return found
        }
        return try states(of: found.map(\.id))
    }

    /// Those of `rows` whose story has no newer report that is found as well.
    private static func leading(
        among rows: [Int64], of query: SectionQuery, _ pattern: String, _ database: Database
    ) throws -> [Int64] {
        let names = query.sourceNames
        let newer = try database.rows(
            """
            SELECT hit.value, other.indexed, source.name
            FROM json_each(?) AS hit
            JOIN article ON article.indexed = hit.value
            JOIN article AS other
              ON other.story = article.story AND other.indexed > article.indexed
            LEFT JOIN source ON source.id = other.source
            WHERE other.story IS NOT NULL AND other.muted = 0
            """, [rows.jsonArray]
        ) {
            (
                row: try $0.number(0), other: try $0.number(1),
                source: try $0.optional(2, $0.line) ?? .empty
            )
        }.filter { names.isEmpty || names.contains($0.source.string.lowercased()) }
        guard !newer.isEmpty else { return rows }
        let others = Array(Set(newer.map(\.other))).jsonArray
        var found: Set<Int64> = []
        for part in try SearchTables(database).parts {
            found.formUnion(
                try database.rows(
                    """
                    SELECT rowid FROM \(part.table)
                    WHERE \(part.table) MATCH ? AND rowid IN (SELECT value FROM json_each(?))
                      AND rowid BETWEEN ? AND ?
                    """, [pattern, others, part.rows.lowerBound, part.rows.upperBound]
                ) { try $0.number(0) })
        }
        let following = Set(newer.filter { found.contains($0.other) }.map(\.row))
        return rows.filter { !following.contains($0) }
    }

    /// The row of the index beyond which a piece begins; nil for an end of the list.
    private static func row(of cursor: ListCursor, _ database: Database) throws -> Int64? {
        switch cursor {
        case .start, .end: nil
        case .after(let headline), .before(let headline):
            try database.row(
                "SELECT indexed FROM article WHERE id = ?", [headline.id.rawValue]
            ) { try $0.number(0) } ?? headline.published.seconds << 20
        }
    }

    private static func headlines(
        _ rows: [Int64], of query: SectionQuery, _ database: Database
    ) throws -> [Headline] {
        let names = query.sourceNames
        return try database.rows(
            """
            \(selectHeadline)
            JOIN json_each(?) AS hit ON article.indexed = hit.value
            WHERE article.muted = 0 ORDER BY hit.key
            """, [rows.jsonArray], leadingHeadline
        ).filter { names.isEmpty || names.contains($0.source.string.lowercased()) }
    }

    /// The rows of the indices that match, one piece after the other.
    private struct Hits {
        let pattern: String
        private let isBackwards: Bool
        private var bound: Int64?
        /// The indices that are left to look through.
        private var parts: [SearchTables.Part]

        init(
            _ query: SectionQuery, isBackwards: Bool, _ bound: Int64?, _ database: Database
        ) throws {
            // Words hold no quotation marks.
            pattern = query.alternatives.map { words in
                let parts = words.map { "\"\($0.text)\"\($0.isBeginning ? "*" : "")" }
                return "(\(parts.joined(separator: " AND ")))"
            }.joined(separator: " OR ")
            self.isBackwards = isBackwards
            self.bound = bound
            let parts = try SearchTables(database).parts
            self.parts = isBackwards ? parts.reversed() : parts
        }

        mutating func next(_ count: Int, _ database: Database) throws -> [Int64] {
            while let part = parts.first {
                var (first, last) = (part.rows.lowerBound, part.rows.upperBound)
                if let bound, isBackwards { first = max(first, min(bound, .max - 1) + 1) }
                if let bound, !isBackwards { last = min(last, max(bound, .min + 1) - 1) }
                let rows = try part.rows(
                    matching: pattern, count: count, from: first, to: last,
                    newestFirst: !isBackwards, database)
                if let last = rows.last {
                    bound = last
                    return rows
                }
                parts.removeFirst()
            }
            return []
        }
    }
}

extension SectionQuery {
    /// The names of its sources in lower case; none where all are meant.
    fileprivate var sourceNames: Set<String> { Set(sources.map { $0.string.lowercased() }) }
}
