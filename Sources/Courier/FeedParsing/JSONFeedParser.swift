import Foundation
import Markup
import PortalModel

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). A part of the wrong type counts as absent, except
/// that an `id` may be a number.
struct JSONFeedParser {
    private let address: WebAddress?
    private let reader = MarkupReader()

    /// A document with more values than this is refused: decoding takes a multiple of its length.
    private static let maximumValues = 500_000

    /// The feed in `bytes`, UTF-8; throws `notAFeed` or `malformed`.
    static func parsed(
        _ bytes: [UInt8], address: WebAddress?
    ) throws(DeliveryProblem) -> ParsedFeed {
        guard
            bytes.count(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "[") })
                <= maximumValues
        else { throw DeliveryProblem(.malformed, "\(maximumValues) waarden") }
        let file: JSONFeedFile?
        do {
            file = try JSONFeedFile(parsing: bytes)
        } catch {
            throw DeliveryProblem(.notAFeed, "JSON")
        }
        guard let file else { throw DeliveryProblem(.notAFeed, "JSON") }
        let isNamed = file.version?.contains("jsonfeed.org") ?? false
        guard isNamed || file.items != nil else { throw DeliveryProblem(.notAFeed, "JSON") }
        return JSONFeedParser(address: address).feed(file)
    }

    private init(address: WebAddress?) {
        self.address = address
    }

    private func feed(_ file: JSONFeedFile) -> ParsedFeed {
        // The address of version 1.0 ends in 1.
        let address = file.version?.split(separator: "/").last ?? ""
        let version = address == "1" ? "1.0" : address
        var feed = ParsedFeed(
            format: FeedFormat(family: .json, version: SafeText(line: version, limit: 20)))
        feed.title = file.title.map { reader.title(html: $0) } ?? .empty
        feed.link = resolve(file.page)
        let authors = names(file.authors)
        feed.items = (file.items ?? []).map { item($0, authors) }
        return feed
    }

    private func item(_ source: JSONFeedFile.Item, _ feedAuthors: [SafeText]) -> ParsedItem {
        var item = ParsedItem()
        item.guid = source.id
        item.title = source.title.map { reader.title(html: $0) } ?? .empty
        item.link =
            resolve(source.page) ?? resolve(source.externalPage)
            ?? source.id.flatMap { WebAddress(asWritten: $0) }
        item.updated = source.modified.flatMap(FeedDate.timestamp)
        item.published = source.published.flatMap(FeedDate.timestamp) ?? item.updated
        let authors = names(source.authors)
        item.authors = authors.isEmpty ? feedAuthors : authors
        item.summary = source.summary.map { Document(plainText: $0) }
        if let html = source.html, !html.isEmpty {
            let content = RawContent(html: Array(html.utf8), base: nil)
            item.content = content.document(reader, page: item.link ?? address)
        } else if let text = source.text, !text.isEmpty {
            item.content = Document(plainText: text)
        } else {
            item.content = item.summary ?? Document()
        }
        item.categories = source.tags.map { SafeText(line: $0) }.filter { !$0.isEmpty }
        item.enclosures = source.attachments.compactMap(enclosure)
        item.portal = source.portal
        return item
    }

    private func enclosure(_ source: JSONFeedFile.Attachment) -> Enclosure? {
        resolve(source.address).map { address in
            let type = source.type.map { SafeText(line: $0, limit: 100) }
            return Enclosure(
                address: address, type: type, kind: Enclosure.Kind(type ?? .empty, at: address),
                length: source.length.flatMap { $0 > 0 ? $0 : nil },
                duration: source.duration.flatMap { (1...1_000_000).contains($0) ? Int($0) : nil },
                description: source.title.map { SafeText(line: $0, limit: 200) })
        }
    }

    private func names(_ authors: [JSONFeedFile.Author]) -> [SafeText] {
        authors.compactMap { author in
            let name = SafeText(line: author.name ?? "")
            return name.isEmpty ? nil : name
        }
    }

    private func resolve(_ reference: String?) -> WebAddress? {
        reference.flatMap { WebAddress(asWritten: $0, relativeTo: address) }
    }
}

/// A JSON Feed as it is written. A value of another type than asked for counts as absent.
struct JSONFeedFile {
    let version: String?
    let title: String?
    let page: String?
    let authors: [Author]
    let items: [Item]?

    struct Author {
        let name: String?
    }

    struct Attachment {
        let address: String?
        let type: String?
        let length: Int?
        let title: String?
        /// In seconds.
        let duration: Double?
    }

    struct Item {
        let id: String?
        let page: String?
        let externalPage: String?
        let title: String?
        let html: String?
        let text: String?
        let summary: String?
        let published: String?
        let modified: String?
        let authors: [Author]
        let tags: [String]
        let attachments: [Attachment]
        let portal: PortalExtension?
    }

    /// The file in `bytes`, UTF-8; nil where they are JSON but no object. Throws what Foundation
    /// says of bytes that are no JSON.
    init?(parsing bytes: [UInt8]) throws {
        let value = try JSONSerialization.jsonObject(with: Data(bytes))
        guard let object = JSONObject(value) else { return nil }
        version = object["version"]
        title = object["title"]
        page = object["home_page_url"]
        authors = object.authors
        items = object.list("items", limit: ParsedFeed.maximumItems) {
            JSONObject($0).map(Item.init)
        }
    }
}

extension JSONFeedFile.Item {
    fileprivate init(_ object: JSONObject) {
        let number: Int? = object["id"]
        id = object["id"] ?? number.map { String($0) }
        page = object["url"]
        externalPage = object["external_url"]
        title = object["title"]
        html = object["content_html"]
        text = object["content_text"]
        summary = object["summary"]
        published = object["date_published"]
        modified = object["date_modified"]
        authors = object.authors
        tags = object.list("tags", limit: ItemDraft.maximumEntries) { $0 as? String } ?? []
        attachments =
            object.list("attachments", limit: ItemDraft.maximumEntries) {
                JSONObject($0).map(JSONFeedFile.Attachment.init)
            } ?? []
        portal = object.object("_portaal").map(PortalExtension.init)
    }
}

extension JSONFeedFile.Author {
    fileprivate init(_ object: JSONObject) {
        name = object["name"]
    }
}

extension JSONFeedFile.Attachment {
    fileprivate init(_ object: JSONObject) {
        address = object["url"]
        type = object["mime_type"]
        length = object["size_in_bytes"]
        title = object["title"]
        duration = object["duration_in_seconds"]
    }
}

/// An object of JSON, whose values may be of any type.
struct JSONObject {
    private let members: [String: Any]

    /// The object that `value` is; nil where it is something else.
    init?(_ value: Any) {
        guard let members = value as? [String: Any] else { return nil }
        self.members = members
    }

    subscript<Value>(name: String) -> Value? { members[name] as? Value }

    func object(_ name: String) -> JSONObject? { members[name].flatMap(JSONObject.init) }

    /// What `read` makes of the first values of a list, `limit` at most; nil where there is none.
    func list<Value>(_ name: String, limit: Int, _ read: (Any) -> Value?) -> [Value]? {
        guard let values = members[name] as? [Any] else { return nil }
        return Array(values.lazy.compactMap(read).prefix(limit))
    }

    /// JSON Feed 1.0 has one `author`, 1.1 has `authors`.
    var authors: [JSONFeedFile.Author] {
        list("authors", limit: ItemDraft.maximumEntries) {
            JSONObject($0).map(JSONFeedFile.Author.init)
        }
            ?? members["author"].flatMap(JSONObject.init).map { [JSONFeedFile.Author($0)] } ?? []
    }
}

/// What the portal adds to an item of JSON Feed when it publishes an edition: the object `_portaal`
/// (EditionFiles/README.md). Whoever reads a feed of strangers has no use for it.
public struct PortalExtension: Hashable, Sendable {
    /// Where the feed is that the article came from.
    public let source: WebAddress?
    /// Whether its publisher did not tell when it appeared.
    public let isUndated: Bool
    /// What its page told; nil where it was not read.
    public let page: PublishedArticle.Page?
    public let story: ArticleID?
    public let outlets: Int
    /// What hangs on the article.
    public let attachments: [Span]

    // In the place of what the item says itself, where JSON Feed has no words for it.
    public let title: SafeText?
    public let teaser: SafeText?
    public let authors: [SafeText]?
    public let published: Timestamp?
    public let updated: Timestamp?
    public let document: Document?

    init(_ object: JSONObject) {
        func line(_ name: String) -> SafeText? {
            let text: String? = object[name]
            return text.map { SafeText(line: $0) }
        }
        func moment(_ name: String) -> Timestamp? {
            let seconds: Int? = object[name]
            return seconds.flatMap { Int64(exactly: $0) }
                .flatMap { Timestamp.written.contains($0) ? Timestamp(seconds: $0) : nil }
        }
        let address: String? = object["source"]
        source = address.flatMap { WebAddress($0) }
        isUndated = object["undated"] ?? false
        let kind: String? = object["text"]
        let pagePublished: String? = object["page_published"]
        page =
            kind == "page" || kind == "beginning"
            ? PublishedArticle.Page(
                isBeginning: kind == "beginning", byline: line("byline"),
                published: pagePublished.flatMap { Timestamp(iso8601: $0) },
                language: line("language"))
            : nil
        let story: String? = object["story"]
        self.story = story.flatMap { ArticleID($0) }
        let outlets: Int? = object["outlets"]
        self.outlets = min(max(outlets ?? 1, 1), 1000)
        attachments =
            object.list("attachments", limit: ItemDraft.maximumEntries) { value in
                guard let object = JSONObject(value) else { return nil }
                let (text, address): (String?, String?) = (object["text"], object["url"])
                guard let text else { return nil }
                return Span(SafeText(line: text), link: address.flatMap { WebAddress($0) })
            } ?? []
        title = line("title")
        teaser = line("teaser")
        authors = object.list("authors", limit: ItemDraft.maximumEntries) {
            ($0 as? String).map { SafeText(line: $0) }
        }
        published = moment("published")
        updated = moment("updated")
        let stored: String? = object["document"]
        document = stored.map { Document(stored: $0) }
    }
}

/// Ends a JSON document that was cut.
enum TruncatedJSONRepair {
    /// `text`, UTF-8, up to the last value of an array or an object that came whole, and from there
    /// the ends of all that is open. Linear; unchanged where nothing came whole.
    static func closed(_ text: [UInt8]) -> [UInt8] {
        var open: [UInt8] = []
        var isInString = false
        var isEscaped = false
        /// Where an array last came to a comma, and what was open there.
        var last: (end: Int, open: [UInt8])?
        for (index, byte) in text.enumerated() {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast() == byte else { return text }
            // Items are the values of an array in the document's own object.
            case UInt8(ascii: ",") where open.count == 2 && open[1] == UInt8(ascii: "]"):
                last = (index, open)
            default: break
            }
        }
        guard !open.isEmpty, let last else { return text }
        return text[..<last.end] + last.open.reversed()
    }
}
