import GRDB
import PortalModel

extension NewsDatabase {
    /// More muted articles of a page are neither counted nor shown.
    public static let mostMuted = 1000

    /// How many articles of a page are muted, up to `mostMuted`.
    public func mutedCount(on page: NewsPage) throws(StoreProblem) -> Int {
        try read { database in
            let (column, value) = Self.column(of: page)
            return try database.row(
                """
                SELECT count(*) FROM
                  (SELECT 1 FROM article WHERE \(column) = ? AND muted <> 0
                   LIMIT \(Self.mostMuted))
                """, [value]
            ) { try $0.count(0) } ?? 0
        }
    }

    /// The newest articles of a page that are muted, each with the rule that it goes by.
    public func muted(on page: NewsPage) throws(StoreProblem) -> [MutedHeadline] {
        try read { database in
            let (column, value) = Self.column(of: page)
            return try database.rows(
                """
                SELECT shown.*, mute_rule.rule FROM
                  (\(Self.selectHeadline) WHERE article.\(column) = ? AND article.muted <> 0
                   ORDER BY article.published DESC, article.id LIMIT \(Self.mostMuted)) AS shown
                LEFT JOIN mute_rule ON mute_rule.id = shown.muted
                ORDER BY shown.published DESC, shown.id
                """, [value]
            ) {
                MutedHeadline(
                    headline: try Self.deliveredHeadline($0),
                    rule: try $0.optional(16, $0.muteRule))
            }
        }
    }

    private static func column(of page: NewsPage) -> (name: String, value: Int64) {
        switch page {
        case .front(let edition): ("edition", edition.rawValue)
        case .section(let section): ("section", section.rawValue)
        }
    }
}

extension NewsDatabase {
    /// What tells the rules apart that articles are muted by.
    public func muteRules() throws(StoreProblem) -> Set<Int64> {
        try read { database in
            Set(try database.rows("SELECT id FROM mute_rule LIMIT 10000") { try $0.number(0) })
        }
    }
}
