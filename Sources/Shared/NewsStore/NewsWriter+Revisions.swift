import Foundation
import GRDB
import PortalModel
import StoryJoining

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

/// What the page of an article gave.
public struct DeliveredPage: Sendable {
    let body: Document
    /// Whether that is the beginning only, and the rest for subscribers.
    let isBeginning: Bool
    let byline: SafeText?
    /// When the page says that it appeared.
    let published: Timestamp?
    /// Its language as a language tag in lower case.
    let language: SafeText?

    public init(
        body: Document, isBeginning: Bool = false, byline: SafeText? = nil,
        published: Timestamp? = nil, language: SafeText? = nil
    ) {
        self.body = body
        self.isBeginning = isBeginning
        self.byline = byline
        self.published = published
        self.language = language
    }
}

extension NewsWriter {
    /// Those of `articles` whose page is worth reading, with its address and that of its source.
    public func pagesToRead(
        of articles: [ArticleID]
    ) throws(StoreProblem) -> [(article: ArticleID, address: WebAddress, source: WebAddress?)] {
        let news = try NewsDatabase(path: path)
        var pages: [(ArticleID, WebAddress, WebAddress?)] = []
        for id in articles {
            guard let article = try news.article(id), article.isTeaser, let link = article.link
            else { continue }
            pages.append((id, link, try news.sourceAddress(of: id)))
        }
        return pages
    }

    /// Puts the text of an article's page, read at `moment`, in the place of the feed's, whose
    /// attachments it keeps, in the index too, keeps what the page tells where the feed may be
    /// silent, and compares it with the reports of the week: a teaser may have been too little to
    /// tell its story by. What the teaser was joined with stays so.
    public func storePage(
        _ page: DeliveredPage, of article: ArticleID, at moment: Timestamp
    ) throws(StoreProblem) {
        try write { database in
            try RevisionStore(database).archiveBeforePageText(article, page.body, at: moment)
            let found = try database.row(
                """
                SELECT article.indexed, article.title, document.body, article.teaser
                FROM article JOIN document ON document.article = article.id
                WHERE article.id = ?
                """, [article.rawValue]
            ) { row in
                (try row.number(0), try row.text(1), body: try row.text(2), teaser: try row.line(3))
            }
            // The article may have gone while its page was on the way.
            guard let found else { return }
            let old = Document(stored: found.body)
            let body = page.body.attaching(old.attachments)
            let (indexed, title) = (found.0, found.1)
            var index = try SearchIndex(database)
            try index.remove(indexed, title: title, body: found.body)
            let text = body.searchText
            try index.insert(indexed, title: title, text: text)
            index.add(Vocabulary.Words(of: [title, text]))
            let problem = page.isBeginning ? try DeliveryProblem(.paywall).json : nil
            // A time that is still to come was not written for readers.
            let published = page.published.flatMap { $0 <= moment ? $0.seconds : nil }
            try database.execute(
                sql: """
                    UPDATE document SET body = ?, is_page = 1, page_problem = ?, page_byline = ?,
                      page_published = ?, language = ?
                    WHERE article = ?
                    """,
                arguments: [
                    body.stored, problem, page.byline?.string, published, page.language?.string,
                    article.rawValue,
                ])
            try index.finish()
            let keys = IndexKeys(
                of: ReportText(
                    title: SafeText(cleaning: title), teaser: found.teaser, text: text))
            let storyStore = StoryStore(database)
            try storyStore.join(
                [UnjoinedArticle(id: article, keys: keys, isChanged: false)], at: moment)
            try muteAgain(article, storyStore)
        }
    }

    /// Notes why the page of an article could not be used.
    public func notePageProblem(
        _ problem: DeliveryProblem, of article: ArticleID
    ) throws(StoreProblem) {
        try write { database in
            try database.execute(
                sql: "UPDATE document SET page_problem = ? WHERE article = ?",
                arguments: [try problem.json, article.rawValue])
        }
    }
}

/// Tells a change that its reader would want to know of from noise: markup, counters, times that
/// go by, and whatever else is another at every look.
///
/// What an article was is kept when it changes, unless
///
/// - it has the same words afterwards, in whatever order, leaving aside those of relative times
///   ("3 minuten geleden", "zojuist") and, but for the title, words with a digit;
/// - the same words are kept already, as of a line that comes and goes;
/// - only such words go as had come with an earlier small change, and the change is small again: at
///   most twelve words come, and two more for each that goes. So an advertisement, or a line that
///   names another article at each poll, makes a revision or two and then no more. Words of up to
///   three letters are not looked at here, since they stand everywhere. What goes because all is as
///   it was before is kept the first time: a sentence that was taken back is worth knowing.
///
/// Markup, signs, white space and the breaks between paragraphs are no words and change nothing.
struct RevisionRule {
    /// What the article is, as words each with how often it occurs.
    private let current: [String: Int]
    /// What the article was, as far as it is kept.
    private let earlier: [[String: Int]]
    /// The words that came with small changes.
    private let passing: [String: Int]

    /// The rule for an article that is `current` and was, as far as it is kept, `earlier`: the
    /// oldest text first.
    init(current: ArticleText, earlier: [ArticleText]) {
        let texts = (earlier + [current]).map(\.lastingWords)
        self.current = texts[earlier.count]
        self.earlier = texts.dropLast()
        passing = zip(texts, texts.dropFirst()).reduce(into: [:]) { sum, pair in
            let change = Change(from: pair.0, to: pair.1)
            if change.isSmall { sum.merge(change.come, uniquingKeysWith: +) }
        }
    }

    /// Whether the article as it is should be kept when it becomes `new`.
    func isRevision(_ new: ArticleText) -> Bool {
        let words = new.lastingWords
        let change = Change(from: current, to: words)
        guard !change.isEmpty, !earlier.contains(current) else { return false }
        if earlier.contains(words) {
            return !earlier.contains { $0 != words && Change(from: words, to: $0).isSmall }
        }
        let lasting = change.gone.subtracting(passing)
        let isPassing =
            lasting.total < change.gone.total && lasting.keys.allSatisfy { $0.count <= 3 }
        return !(isPassing && change.isSmall)
    }
}

/// What differs between the words of two texts.
private struct Change {
    let gone: [String: Int]
    let come: [String: Int]

    init(from old: [String: Int], to new: [String: Int]) {
        gone = old.subtracting(new)
        come = new.subtracting(old)
    }

    var isEmpty: Bool { gone.isEmpty && come.isEmpty }

    var isSmall: Bool { come.total <= 2 * gone.total + 12 }
}

/// What is compared of an article.
struct ArticleText {
    let title: String
    /// As plain text.
    let body: String

    /// The words that tell something lasting, in lower case, each with how often it occurs.
    fileprivate var lastingWords: [String: Int] {
        let told = body.foldedWords.filter { !$0.contains(where: \.isNumber) }
        return (title.foldedWords + told).reduce(into: [:]) { counts, word in
            if !ArticleText.timeWords.contains(word) { counts[word, default: 0] += 1 }
        }
    }

    /// Of relative times, in Dutch and English.
    private static let timeWords: Set = [
        "seconde", "seconden", "minuut", "minuten", "min", "uur", "uren", "dag", "dagen", "week",
        "weken", "maand", "maanden", "jaar", "geleden", "zojuist", "zonet", "gisteren", "een",
        "second", "seconds", "minute", "minutes", "mins", "hour", "hours", "day", "days", "weeks",
        "month", "months", "year", "years", "ago", "just", "now", "yesterday", "an", "a",
    ]
}

extension [String: Int] {
    /// What is left of these words when others are taken away.
    fileprivate func subtracting(_ other: [String: Int]) -> [String: Int] {
        var rest: [String: Int] = [:]
        for (word, count) in self {
            let left = count - (other[word] ?? 0)
            if left > 0 { rest[word] = left }
        }
        return rest
    }

    fileprivate var total: Int { values.reduce(0, +) }
}
