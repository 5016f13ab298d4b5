import GRDB
import PortalModel

/// Keeps what articles were before they were changed.
///
/// The text of a feed and that of a page are told apart: a page that takes the place of a teaser
/// is no change, and neither is the feed's text that takes the place of the page's. That page is
/// set aside until it is read again; that the article was changed is counted at once where its
/// title or teaser says so.
struct RevisionStore {
    /// As many texts of an article are kept: the first one, and the latest.
    static let limit = 10

    private let find: Statement
    private let findEarlier: Statement
    private let insert: Statement
    private let drop: Statement
    private let setAside: Statement
    private let findAside: Statement
    private let dropAside: Statement
    private let count: Statement

    init(_ database: Database) throws {
        find = try database.cachedStatement(
            sql: """
                SELECT article.title, document.body, document.is_page, article.published,
                       article.teaser,
                       article.revised > ifnull(
                         (SELECT max(until) FROM revision WHERE revision.article = article.id), 0)
                FROM article JOIN document ON document.article = article.id WHERE article.id = ?
                """)
        findEarlier = try database.cachedStatement(
            sql: """
                SELECT number, title, body, until FROM revision WHERE article = ? AND is_page = ?
                ORDER BY number LIMIT 100
                """)
        insert = try database.cachedStatement(
            sql: """
                INSERT INTO revision (article, is_page, number, since, until, title, body)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        drop = try database.cachedStatement(
            sql: """
                DELETE FROM revision
                WHERE article = ?1 AND is_page = ?2 AND number > 1 AND number <= ?3
                """)
        setAside = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO former_page (article, title, body) VALUES (?, ?, ?)")
        findAside = try database.cachedStatement(
            sql: "SELECT title, body FROM former_page WHERE article = ?")
        dropAside = try database.cachedStatement(sql: "DELETE FROM former_page WHERE article = ?")
        count = try database.cachedStatement(
            sql: "UPDATE article SET revisions = revisions + 1, revised = ? WHERE id = ?")
    }

    /// To be called before an article's text is replaced by another one from its feed.
    func archiveBeforeFeedText(
        _ id: ArticleID, to title: SafeText, teaser: SafeText, _ text: String, at moment: Timestamp
    ) throws {
        guard let found = try find.row([id.rawValue], CurrentText.init) else { return }
        let old = found.text
        if found.isPage {
            try setAside.execute(arguments: [id.rawValue, old.title, old.body])
            let rule = RevisionRule(
                current: ArticleText(title: old.title, body: found.teaser), earlier: [])
            if rule.isRevision(ArticleText(title: title.string, body: teaser.string)) {
                try count.execute(arguments: [moment.seconds, id.rawValue])
            }
        } else {
            try note(
                old, of: id, isPage: false, published: found.published,
                replacedBy: ArticleText(title: title.string, body: text), at: moment)
        }
    }

    /// To be called before the text of an article's page takes the place of what is stored.
    func archiveBeforePageText(_ id: ArticleID, _ body: Document, at moment: Timestamp) throws {
        guard let found = try find.row([id.rawValue], CurrentText.init) else { return }
        let old: StoredText
        if found.isPage {
            old = found.text
        } else if let aside = try findAside.row([id.rawValue], { try StoredText($0, at: 0) }) {
            old = aside
            try dropAside.execute(arguments: [id.rawValue])
        } else {
            return
        }
        try note(
            old, of: id, isPage: true, published: found.published,
            replacedBy: ArticleText(title: found.text.title, body: body.searchText), at: moment,
            isCounted: found.isCounted)
    }

    private func note(
        _ old: StoredText, of id: ArticleID, isPage: Bool, published: Timestamp,
        replacedBy new: ArticleText, at moment: Timestamp, isCounted: Bool = false
    ) throws {
        let earlier = try findEarlier.rows([id.rawValue, isPage]) { row in
            (
                number: Int64(try row.count(0)), text: try StoredText(row, at: 1).text,
                until: try row.moment(3)
            )
        }
        let rule = RevisionRule(current: old.text, earlier: earlier.map(\.text))
        guard rule.isRevision(new) else { return }
        let number = (earlier.last?.number ?? 0) + 1
        let since = earlier.last?.until ?? published
        try insert.execute(arguments: [
            id.rawValue, isPage, number, since.seconds, moment.seconds, old.title, old.body,
        ])
        if !isCounted { try count.execute(arguments: [moment.seconds, id.rawValue]) }
        let oldest = number - Int64(Self.limit) + 1
        if oldest > 1 { try drop.execute(arguments: [id.rawValue, isPage, oldest]) }
    }
}

/// A title and a document as they are stored.
private struct StoredText {
    let title: String
    let body: String

    /// Reads them from two columns.
    init(_ row: StoredRow, at column: Int) throws {
        title = try row.text(column, upTo: StoredRow.lineLength)
        body = try row.text(column + 1)
    }

    var text: ArticleText {
        ArticleText(title: title, body: Document(stored: body).searchText)
    }
}

/// An article's text as it is now.
private struct CurrentText {
    let text: StoredText
    let isPage: Bool
    let published: Timestamp
    let teaser: String
    /// Whether a change was counted of which the text before is not yet kept.
    let isCounted: Bool

    init(_ row: StoredRow) throws {
        text = try StoredText(row, at: 0)
        isPage = try row.flag(2)
        published = try row.moment(3)
        teaser = try row.text(4, upTo: StoredRow.lineLength)
        isCounted = try row.optional(5, row.flag) ?? false
    }
}
