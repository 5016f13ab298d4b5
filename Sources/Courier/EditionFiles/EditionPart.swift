import FeedParsing
import Foundation
import PortalModel

/// One part of an edition: articles as a JSON Feed (jsonfeed.org/version/1.1), which any reader of
/// feeds can open, with what else the portal knows of them in `_portaal`. README.md tells what.
public enum EditionPart {
    /// The part that holds `articles` of one section, the same bytes for the same articles.
    ///
    /// What the portal itself would not read back as it is, because HTML or JSON Feed has no words
    /// for it, is told once more in `_portaal`. Linear in the length, with one pass of our own
    /// parser over it.
    public static func bytes(of articles: [PublishedArticle], in section: Section) throws -> [UInt8]
    {
        var items = articles.map(JSONFeedItem.init)
        let written = try encoded(items, section)
        let read = try ParsedFeed(parsing: written).items
        var isRead = read.count == articles.count
        for index in articles.indices.prefix(read.count) {
            let same = PublishedArticle(read[index], of: [articles[index].source], in: section.id)
            if same == articles[index] { continue }
            items[index].tellAll(of: articles[index])
            isRead = false
        }
        return isRead ? written : try encoded(items, section)
    }

    /// The articles in a part of `section`, each once. What is no article, or of a source that the
    /// manifest does not name for this section, is left out.
    ///
    /// - Throws: `badEdition` for what is no part of an edition.
    public static func articles(
        in bytes: [UInt8], of section: Section
    ) throws(DeliveryProblem) -> [PublishedArticle] {
        let feed: ParsedFeed
        do throws(DeliveryProblem) {
            feed = try ParsedFeed(parsing: bytes)
        } catch {
            throw DeliveryProblem(.badEdition, "een deel is niet te lezen")
        }
        guard feed.format.family == .json else {
            throw DeliveryProblem(.badEdition, "een deel is niet te lezen")
        }
        var known: Set<ArticleID> = []
        return feed.items.compactMap { item in
            PublishedArticle(item, of: section.sources, in: section.id)
        }.filter { known.insert($0.id).inserted }
    }

    private static func encoded(_ items: [JSONFeedItem], _ section: Section) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](
            try encoder.encode(JSONFeedDocument(title: section.name.string, items: items)))
    }
}

extension PublishedArticle {
    /// The article that `item` tells; nil where it is none of `sources`.
    init?(_ item: ParsedItem, of sources: [Source], in section: SectionID) {
        guard let portal = item.portal, let id = item.guid.flatMap({ ArticleID($0) }),
            let source = sources.first(where: { $0.address == portal.source })
        else { return nil }
        let title = portal.title ?? item.title
        guard let published = portal.published ?? item.published, !title.isEmpty else { return nil }
        var body = portal.document ?? item.content
        if portal.document == nil, !portal.attachments.isEmpty {
            body.blocks.append(.attachments(portal.attachments))
        }
        self.init(
            id: id, source: source, section: section, title: title,
            teaser: portal.teaser
                ?? SafeText(line: item.summary?.firstParagraph?.string ?? "", limit: 500),
            published: published, isDated: !portal.isUndated,
            updated: portal.updated ?? item.updated, authors: portal.authors ?? item.authors,
            link: item.link, body: body, page: portal.page, story: portal.story,
            outlets: portal.outlets)
    }
}

// MARK: - As it is written

private struct JSONFeedDocument: Encodable {
    let version = "https://jsonfeed.org/version/1.1"
    let title: String
    let language = "nl"
    let items: [JSONFeedItem]
}

private struct JSONFeedItem: Encodable {
    let id: String
    let url: String?
    let title: String
    let html: String
    let summary: String?
    let image: String?
    let published: String
    let modified: String?
    let authors: [Author]?
    let language: String?
    let attachments: [Attachment]?
    var portal: Extension

    enum CodingKeys: String, CodingKey {
        case id, url, title, summary, image, authors, language, attachments
        case html = "content_html"
        case published = "date_published"
        case modified = "date_modified"
        case portal = "_portaal"
    }

    struct Author: Encodable {
        let name: String
    }

    struct Attachment: Encodable {
        let url: String
        let type: String

        enum CodingKeys: String, CodingKey {
            case url
            case type = "mime_type"
        }
    }

    /// Keys that are nil are left out.
    struct Extension: Encodable {
        let source: String
        let outlet: String
        let text: String
        let story: String?
        let outlets: Int?
        let picture: String?
        let byline: String?
        let pagePublished: String?
        let language: String?
        let undated: Bool?
        let attachments: [Link]?
        var title: String?
        var teaser: String?
        var authors: [String]?
        var published: Int64?
        var updated: Int64?
        var document: String?

        enum CodingKeys: String, CodingKey {
            case source, outlet, text, story, outlets, picture, byline, language, undated
            case attachments, title, teaser, authors, published, updated, document
            case pagePublished = "page_published"
        }
    }

    struct Link: Encodable {
        let text: String
        let url: String?
    }

    init(_ article: PublishedArticle) {
        id = article.id.text
        url = article.link?.string
        title = article.title.string
        html = HTMLWriter.html(of: article.body)
        summary = article.teaser.isEmpty ? nil : article.teaser.string
        image = article.body.firstPicture?.string
        published = article.published.iso8601
        modified = article.updated?.iso8601
        authors = article.authors.isEmpty ? nil : article.authors.map { Author(name: $0.string) }
        language = article.page?.language?.string
        let files = article.body.attachments
        let typed = files.compactMap(Attachment.init)
        attachments = typed.isEmpty ? nil : typed
        let kind =
            switch article.page {
            case nil: "feed"
            case .some(let page): page.isBeginning ? "beginning" : "page"
            }
        portal = Extension(
            source: article.source.address.string, outlet: article.source.name.string, text: kind,
            story: article.story?.text, outlets: article.outlets > 1 ? article.outlets : nil,
            picture: image, byline: article.page?.byline?.string,
            pagePublished: article.page?.published?.iso8601, language: language,
            undated: article.isDated ? nil : true,
            attachments: files.isEmpty
                ? nil : files.map { Link(text: $0.text.string, url: $0.link?.string) })
    }

    /// Tells in `_portaal` all that the item itself may not tell as it is.
    mutating func tellAll(of article: PublishedArticle) {
        portal.title = article.title.string
        portal.teaser = article.teaser.string
        portal.authors = article.authors.map(\.string)
        portal.published = article.published.seconds
        portal.updated = article.updated?.seconds
        portal.document = article.body.stored
    }
}

extension JSONFeedItem.Attachment {
    /// The file that `span` leads to, of which JSON Feed wants a media type; nil for what is no
    /// file, such as the page of an article's comments.
    fileprivate init?(_ span: Span) {
        let types = [
            ("[audio", "audio/mpeg"), ("[video", "video/mp4"), ("[pdf", "application/pdf"),
            (Document.pictureMark, "image/jpeg"),
        ]
        guard let link = span.link,
            let type = types.first(where: { span.text.string.hasPrefix($0.0) })?.1
        else { return nil }
        url = link.string
        self.type = type
    }
}

extension Document {
    fileprivate var firstPicture: WebAddress? {
        for case .image(_, let address?) in blocks { return address }
        return nil
    }
}
