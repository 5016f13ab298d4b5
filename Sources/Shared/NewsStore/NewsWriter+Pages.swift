import Foundation
import GRDB
import PortalModel
import StoryJoining

/// What the page of an article gave.
public struct DeliveredPage: Sendable {
    /// Its text.
    let body: Document
    /// Whether that is the beginning only, and the rest for subscribers.
    let isBeginning: Bool
    /// Who wrote it.
    let byline: SafeText?
    /// When the page says that it appeared.
    let published: Timestamp?
    /// Its language as a language tag in lower case.
    let language: SafeText?

    /// A page of these parts.
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
            let problem = page.isBeginning ? try DeliveryProblem(.paywall).stored : nil
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
                arguments: [try problem.stored, article.rawValue])
        }
    }
}

extension DeliveryProblem {
    /// As it stands in the database.
    fileprivate var stored: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }
}
