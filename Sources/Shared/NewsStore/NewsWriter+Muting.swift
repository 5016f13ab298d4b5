import Foundation
import GRDB
import PortalModel
import Synchronization

/// What matches the rules that news.db goes by: it is made again only where others changed them.
final class MuteMatcherCache: Sendable {
    private let ready = Mutex<(version: Int64, matcher: MuteMatcher)?>(nil)

    func matcher(of database: Database) throws -> MuteMatcher {
        let version = try database.row("SELECT version FROM mute_version") { try $0.number(0) }
        if let ready = ready.withLock({ $0 }), ready.version == version { return ready.matcher }
        let matcher = MuteMatcher(Array(try Self.rules(in: database).values))
        if let version { ready.withLock { $0 = (version, matcher) } }
        return matcher
    }

    static func rules(in database: Database) throws -> [Int64: MuteRule] {
        let rules = try database.rows("SELECT id, rule FROM mute_rule LIMIT 10000") {
            (try $0.number(0), try $0.json(1, of: MuteRule.self))
        }
        return Dictionary(rules) { first, _ in first }
    }
}

extension NewsWriter {
    /// Makes `rules` those that articles are muted by, as far as they hold on `day`, and goes
    /// through what is stored: what comes later is muted as it is stored.
    ///
    /// What an earlier rule muted is looked at again where that is gone, all else for what new
    /// rules say. For words in texts the index for searching is asked.
    ///
    /// - Returns: How many articles are muted now that were not, and how many no longer.
    @discardableResult
    public func mute(
        by rules: [MuteRule], on day: Int
    ) throws(StoreProblem) -> MuteReport {
        let holding = rules.filter { $0.holds(on: day) }
        let new = Dictionary(holding.map { ($0.id, $0) }) { first, _ in first }
        return try write { database in
            let old = try MuteMatcherCache.rules(in: database)
            let gone = old.keys.filter { new[$0] == nil }
            let added = new.values.filter { old[$0.id] == nil }
            guard !gone.isEmpty || !added.isEmpty else { return MuteReport() }
            try keep(added, without: gone, database)
            var changes = try released(from: gone, MuteMatcher(Array(new.values)), database)
            changes += try caught(by: added, database)
            let statement = try database.cachedStatement(
                sql: "UPDATE article SET muted = ? WHERE id = ?")
            for (article, rule) in changes { try statement.execute(arguments: [rule, article]) }
            try StoryStore(database).regroup(around: Set(changes.map(\.article)))
            return MuteReport(
                muted: changes.count { $0.rule != 0 }, shown: changes.count { $0.rule == 0 })
        }
    }

    private func keep(
        _ added: [MuteRule], without gone: [Int64], _ database: Database
    ) throws {
        for id in gone {
            try database.execute(sql: "DELETE FROM mute_rule WHERE id = ?", arguments: [id])
        }
        for rule in added {
            try database.execute(
                sql: "INSERT OR REPLACE INTO mute_rule (id, rule) VALUES (?, ?)",
                arguments: [rule.id, try rule.json])
        }
        try database.execute(sql: "UPDATE mute_version SET version = version + 1")
    }

    /// What was muted by rules that are gone, with the rule that mutes it now; 0 for none.
    private func released(
        from gone: [Int64], _ matcher: MuteMatcher, _ database: Database
    ) throws -> [(article: Int64, rule: Int64)] {
        guard !gone.isEmpty else { return [] }
        let isGone = Set(gone)
        return try database.rows(
            "\(Self.selectForMuting) WHERE article.muted <> 0"
        ) { row -> (Int64, Int64)? in
            guard isGone.contains(try row.number(6)) else { return nil }
            return (try row.number(0), try Self.rule(of: row, matcher, database)?.id ?? 0)
        }.compactMap { $0 }
    }

    /// What new rules mute.
    private func caught(
        by added: [MuteRule], _ database: Database
    ) throws -> [(article: Int64, rule: Int64)] {
        guard !added.isEmpty else { return [] }
        let matcher = MuteMatcher(added)
        let withWords = try rows(withWordsOf: added, database)
        return try database.rows(
            "\(Self.selectForMuting) WHERE article.muted = 0"
        ) { row -> (Int64, Int64)? in
            let isCandidate = withWords.contains(try row.number(7))
            guard
                let rule = try Self.rule(of: row, matcher, database, looksAtText: isCandidate)
            else { return nil }
            return (try row.number(0), rule.id)
        }.compactMap { $0 }
    }

    /// The rows of the index for searching that have the words of rules about whole texts.
    private func rows(
        withWordsOf rules: [MuteRule], _ database: Database
    ) throws -> Set<Int64> {
        let parts = try SearchTables(database).parts
        var rows: Set<Int64> = []
        for rule in rules where rule.place == .everything {
            guard let word = rule.words.flatMap({ WordPattern($0.string) })?.longestWord else {
                continue
            }
            let pattern = "\"\(word.text)\"\(word.isBeginning ? "*" : "")"
            for part in parts {
                rows.formUnion(try part.rows(matching: pattern, database))
            }
        }
        return rows
    }

    private static let selectForMuting = """
        SELECT article.id, article.title, article.teaser, article.authors, source.name,
               section.name, article.muted, article.indexed
        FROM article
        LEFT JOIN source ON source.id = article.source
        LEFT JOIN section ON section.id = article.section
        """

    private static func rule(
        of row: StoredRow, _ matcher: MuteMatcher, _ database: Database, looksAtText: Bool = true
    ) throws -> MuteRule? {
        let scope = MuteScope(
            source: try row.optional(4, row.line) ?? .empty,
            section: try row.optional(5, row.line) ?? .empty)
        let id = try row.number(0)
        return try matcher.rule(
            muting: try row.line(1), teaser: try row.line(2), authors: try row.authors(3),
            of: scope, text: looksAtText ? text(of: id, database) : "")
    }

    private static func text(of article: Int64, _ database: Database) throws -> String {
        try database.row("SELECT body FROM document WHERE article = ?", [article]) {
            Document(stored: try $0.text(0)).searchText
        } ?? ""
    }

    /// Looks again which articles of some sources are muted, whose name or section is another now.
    func muteAgain(articlesOf sources: [SourceID], _ storyStore: StoryStore) throws {
        let matcher = try muteMatchers.matcher(of: storyStore.database)
        guard !matcher.isEmpty else { return }
        for source in sources {
            let rules = try storyStore.database.rows(
                "\(Self.selectForMuting) WHERE article.source = ?", [source.rawValue]
            ) {
                (
                    article: try $0.number(0), old: try $0.number(6),
                    new: try Self.rule(of: $0, matcher, storyStore.database)?.id ?? 0
                )
            }.filter { $0.old != $0.new }
            for (article, _, new) in rules {
                try storyStore.database.execute(
                    sql: "UPDATE article SET muted = ? WHERE id = ?", arguments: [new, article])
            }
            try storyStore.regroup(around: Set(rules.map(\.article)))
        }
    }

    /// Looks again whether an article is muted, whose text is another by now.
    func muteAgain(_ article: ArticleID, _ storyStore: StoryStore) throws {
        let matcher = try muteMatchers.matcher(of: storyStore.database)
        guard matcher.looksAtText else { return }
        let found = try storyStore.database.row(
            "\(Self.selectForMuting) WHERE article.id = ?", [article.rawValue]
        ) { (try $0.number(6), try Self.rule(of: $0, matcher, storyStore.database)?.id ?? 0) }
        guard let (old, new) = found, old != new else { return }
        try storyStore.database.execute(
            sql: "UPDATE article SET muted = ? WHERE id = ?",
            arguments: [new, article.rawValue])
        try storyStore.regroup(around: [article.rawValue])
    }
}
