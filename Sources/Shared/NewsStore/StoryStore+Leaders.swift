import GRDB
import PortalModel
import StoryJoining

extension StoryStore {
    func link(_ edge: StoryEdge, sharedKeys: Int) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO story_link (one, other, strength, shared_keys)
                VALUES (?, ?, ?, ?)
                """
        ).execute(
            arguments: [edge.one.rawValue, edge.other.rawValue, edge.strength, sharedKeys])
    }

    /// Takes `count` keys from those that two reports share.
    ///
    /// - Returns: Whether they were linked and now share too few for that.
    func reduceSharedKeys(_ ends: StoryEdge.Ends, by count: Int) throws -> Bool {
        let arguments: StatementArguments = [ends.one.rawValue, ends.other.rawValue]
        try database.cachedStatement(
            sql:
                "UPDATE story_link SET shared_keys = shared_keys - ?3 WHERE one = ?1 AND other = ?2"
        ).execute(arguments: arguments + [count])
        guard database.changesCount > 0 else { return false }
        try database.cachedStatement(
            sql: """
                DELETE FROM story_link
                WHERE one = ?1 AND other = ?2 AND shared_keys < \(IndexKeys.sharedByCandidates)
                """
        ).execute(arguments: arguments)
        return database.changesCount > 0
    }

    /// Forgets the edges of an article.
    ///
    /// - Returns: What it was linked with, and itself, if anything.
    func unlink(_ article: Int64) throws -> Set<Int64> {
        let others = try neighbours(of: article)
        guard !others.isEmpty else { return [] }
        try database.cachedStatement(sql: "DELETE FROM story_link WHERE one = ?1 OR other = ?1")
            .execute(arguments: [article])
        return others.union([article])
    }

    /// What an article is linked with.
    func neighbours(of article: Int64) throws -> Set<Int64> {
        Set(
            try edges(of: article).map {
                $0.one.rawValue == article ? $0.other.rawValue : $0.one.rawValue
            })
    }

    /// Makes stories of `articles` and all that hangs together with them.
    func regroup(around articles: Set<Int64>) throws {
        guard !articles.isEmpty else { return }
        var reached = articles
        var waiting = Array(articles)
        var found: Set<StoryEdge> = []
        while let article = waiting.popLast() {
            for edge in try edges(of: article) {
                found.insert(edge)
                for end in [edge.one.rawValue, edge.other.rawValue]
                where reached.insert(end).inserted { waiting.append(end) }
            }
        }
        var alone = reached
        let losses = try FrontScore.losses(database)
        let muted = try muted(among: reached)
        for story in StoryGrouping.stories(of: found) {
            let reports = story.map(\.rawValue).filter { !muted.contains($0) }
            // What is muted tells no story.
            guard reports.count > 1 else { continue }
            alone.subtract(reports)
            try storeStory(reports, losses)
        }
        for article in alone {
            try database.cachedStatement(
                sql: """
                    UPDATE article SET story = NULL, outlets = 1, follows_section = 0,
                      follows_edition = 0, score = \(FrontScore.alone)
                    WHERE id = ? AND story IS NOT NULL
                    """
            ).execute(arguments: [article])
        }
    }

    /// Decides again who leads the stories of `articles`, which were demoted.
    func reassignLeaders(_ articles: Set<Int64>) throws {
        let find = try database.cachedStatement(
            sql: "SELECT id FROM article WHERE id = ? AND story IS NOT NULL")
        try regroup(around: articles.filter { try find.row([$0], { _ in }) != nil })
    }

    private func muted(among articles: Set<Int64>) throws -> Set<Int64> {
        Set(
            try database.rows(
                """
                SELECT id FROM article
                WHERE muted <> 0 AND id IN (SELECT value FROM json_each(?))
                """, [Array(articles).jsonArray]
            ) { try $0.number(0) })
    }

    private func edges(of article: Int64) throws -> [StoryEdge] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT one, other, strength FROM story_link WHERE one = ?1
                UNION ALL SELECT one, other, strength FROM story_link WHERE other = ?1
                """)
        return try statement.rows([article]) {
            StoryEdge(try $0.article(0), try $0.article(1), strength: try $0.fraction(2))
        }
    }

    /// What decides who leads: the sources in the reader's order, with their names.
    func ranks() throws -> [Rank] {
        try database.rows("SELECT id, section, name FROM source ORDER BY position, id") { row in
            Rank(source: try row.number(0), section: try row.number(1), name: try row.line(2))
        }
    }

    /// A source in the reader's order.
    struct Rank: Hashable {
        let source: Int64
        let section: Int64
        let name: SafeText
    }

    /// Decides again for every story who leads it where.
    func reassignAllLeaders() throws {
        let members = try database.rows(
            "SELECT story, id FROM article WHERE story IS NOT NULL ORDER BY story"
        ) { (story: try $0.number(0), id: try $0.number(1)) }
        let stories = Dictionary(grouping: members, by: \.story)
        let losses = try FrontScore.losses(database)
        for members in stories.values { try storeStory(members.map(\.id), losses) }
    }

    /// Makes `articles` one story. On a page it is led by the article whose source comes first in
    /// the configuration, then by the earliest; demoted ones come after all others. `losses` are
    /// those of the sections.
    private func storeStory(_ articles: [Int64], _ losses: [Int64: Int64]) throws {
        let marks = databaseQuestionMarks(count: articles.count)
        let members = try database.makeStatement(
            sql: """
                SELECT article.id, article.section, article.edition,
                       coalesce(source.name, CAST(article.source AS TEXT)), article.published,
                       article.demotion
                FROM article LEFT JOIN source ON source.id = article.source
                WHERE article.id IN (\(marks))
                ORDER BY article.demotion > 0, source.position IS NULL, source.position,
                         article.published, article.id
                """
        ).rows(StatementArguments(articles)) { row in
            (
                id: try row.number(0), section: try row.number(1), edition: try row.number(2),
                outlet: try row.line(3), published: try row.moment(4),
                demotion: DemotionReasons(rawValue: try row.number(5))
            )
        }
        let outlets = Set(members.map(\.outlet)).count
        // When each outlet first told it; an undated report says nothing of that.
        let told = members.filter { !$0.demotion.contains(.undated) }
        let joined = Dictionary(told.map { ($0.outlet, $0.published) }, uniquingKeysWith: min)
            .values.max()
        let story = members.map(\.id).min()
        var sections: Set<Int64> = []
        var editions: Set<Int64> = []
        let update = try database.cachedStatement(
            sql: """
                UPDATE article SET story = ?, outlets = ?, follows_section = ?,
                  follows_edition = ?, score = ?
                WHERE id = ?
                """)
        for member in members {
            try update.execute(arguments: [
                story, outlets, !sections.insert(member.section).inserted,
                !editions.insert(member.edition).inserted,
                FrontScore.score(
                    published: member.published, joined: joined, outlets: outlets,
                    loss: losses[member.section] ?? 0, member.demotion), member.id,
            ])
        }
    }
}
