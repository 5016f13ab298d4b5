import NewsStore
import PortalCore
import PortalModel

/// All saved articles, the last saved first, to be taken elsewhere.
public struct SavedFeed: Encodable {
    private let articles: [(article: Article, labels: [SafeText])]

    public init(of reader: ReaderDatabase) throws(StoreProblem) {
        let headlines = try reader.savedHeadlines()
        let labels = try reader.labels(of: headlines.map(\.id))
        var articles: [(Article, [SafeText])] = []
        for headline in headlines {
            guard let article = try reader.savedArticle(headline.id) else { continue }
            articles.append((article, labels[headline.id] ?? []))
        }
        self.articles = articles
    }

    public var count: Int { articles.count }

    public func json() throws -> String { try encodedJSON(of: self) }

    /// As a JSON Feed (version 1.1).
    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeObject([
            "version": "https://jsonfeed.org/version/1.1", "title": "Bewaard in portaal",
            "items": articles.map { Item(article: $0, labels: $1) },
        ])
    }

    private struct Item: Encodable {
        let article: Article
        let labels: [SafeText]

        func encode(to encoder: any Encoder) throws {
            let headline = article.headline
            try encoder.encodeKnown([
                "id": article.id.text, "url": article.address, "title": headline.title,
                "summary": headline.teaser, "content_text": article.body.plainText,
                "date_published": headline.isDated ? headline.published.iso8601 : nil,
                "date_modified": article.updated?.iso8601,
                "authors": article.authors.map { ["name": $0] },
                "tags": labels + [headline.sectionName],
            ])
        }
    }

    /// Each as a file in Markdown: a name of letters, digits and hyphens that no other has, and the
    /// text.
    public var files: [(name: String, text: String)] {
        articles.map { article, labels in
            let marks = labels.map { "#" + Document.markdown($0) }
            let text = SentArticle(article).input(.markdown) ?? ""
            return (
                Self.name(of: article),
                marks.isEmpty ? text : "\(text)\n\(marks.joined(separator: " "))\n"
            )
        }
    }

    /// `2026-01-28-de-brug-is-open-0123456789abcdef.md`, without the day where that is not known.
    private static func name(of article: Article) -> String {
        let headline = article.headline
        let day = headline.isDated ? [String(headline.published.iso8601.prefix { $0 != "T" })] : []
        let words = headline.title.string.comparableWords
            .filter { $0.utf8.allSatisfy { $0 < 0x80 } }.prefix(8)
        let beginning = (day + words).joined(separator: "-").prefix(80)
        return beginning.isEmpty ? "\(article.id.text).md" : "\(beginning)-\(article.id.text).md"
    }
}
