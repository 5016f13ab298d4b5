import Foundation
import Markup
import PortalModel

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). A value of another type than asked for counts as
/// absent, except that an `id` may be a number.
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
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            throw DeliveryProblem(.notAFeed, "JSON")
        }
        let parser = JSONFeedParser(address: address)
        guard let feed = JSONObject(value).flatMap(parser.feed) else {
            throw DeliveryProblem(.notAFeed, "JSON")
        }
        return feed
    }

    /// Nil for what neither is named as a feed nor has items.
    private func feed(_ source: JSONObject) -> ParsedFeed? {
        // The address of version 1.0 ends in 1.
        let name = source.string("version") ?? ""
        let end = name.split(separator: "/").last ?? ""
        let version = SafeText(line: end == "1" ? "1.0" : end, limit: 20)
        let items = source.objects("items", limit: ParsedFeed.maximumItems)
        guard items != nil || name.contains("jsonfeed.org") else { return nil }
        var feed = ParsedFeed(format: FeedFormat(family: .json, version: version))
        feed.title = source.string("title").map { reader.title(html: $0) } ?? .empty
        feed.link = resolve(source.string("home_page_url"))
        let authors = authors(of: source)
        feed.items = (items ?? []).map { item($0, authors) }
        return feed
    }

    private func item(_ source: JSONObject, _ feedAuthors: [SafeText]) -> ParsedItem {
        var item = ParsedItem()
        item.guid = source.string("id") ?? source.integer("id").map { String($0) }
        item.title = source.string("title").map { reader.title(html: $0) } ?? .empty
        item.link =
            resolve(source.string("url")) ?? resolve(source.string("external_url"))
            ?? item.guid.flatMap { WebAddress(asWritten: $0) }
        item.updated = source.string("date_modified").flatMap(FeedDate.timestamp)
        item.published = source.string("date_published").flatMap(FeedDate.timestamp) ?? item.updated
        let authors = authors(of: source)
        item.authors = authors.isEmpty ? feedAuthors : authors
        item.summary = source.string("summary").map { Document(plainText: $0) }
        if let html = source.string("content_html"), !html.isEmpty {
            let content = RawContent(html: Array(html.utf8), base: nil)
            item.content = content.document(reader, page: item.link ?? address)
        } else if let text = source.string("content_text"), !text.isEmpty {
            item.content = Document(plainText: text)
        } else {
            item.content = item.summary ?? Document()
        }
        item.categories = (source.strings("tags") ?? []).map { SafeText(line: $0) }
            .filter { !$0.isEmpty }
        item.enclosures = (source.objects("attachments") ?? []).compactMap(enclosure)
        item.portal = source.object("_portaal").map(PortalExtension.init)
        return item
    }

    private func enclosure(_ source: JSONObject) -> Enclosure? {
        resolve(source.string("url")).map { address in
            let type = source.string("mime_type").map { SafeText(line: $0, limit: 100) }
            let seconds = source.number("duration_in_seconds")
            return Enclosure(
                address: address, type: type, kind: Enclosure.Kind(type ?? .empty, at: address),
                length: source.integer("size_in_bytes").flatMap { $0 > 0 ? $0 : nil },
                duration: seconds.flatMap { (1...1_000_000).contains($0) ? Int($0) : nil },
                description: source.string("title").map { SafeText(line: $0, limit: 200) })
        }
    }

    /// JSON Feed 1.0 has one `author`, 1.1 has `authors`.
    private func authors(of source: JSONObject) -> [SafeText] {
        let authors = source.objects("authors") ?? [source.object("author")].compactMap { $0 }
        return authors.map { SafeText(line: $0.string("name") ?? "") }.filter { !$0.isEmpty }
    }

    private func resolve(_ reference: String?) -> WebAddress? {
        reference.flatMap { WebAddress(asWritten: $0, relativeTo: address) }
    }
}

/// An object of JSON, whose values may be of any type.
struct JSONObject {
    private let members: [String: Any]

    init?(_ value: Any) {
        guard let members = value as? [String: Any] else { return nil }
        self.members = members
    }

    func string(_ name: String) -> String? { members[name] as? String }

    func integer(_ name: String) -> Int? { members[name] as? Int }

    func number(_ name: String) -> Double? { members[name] as? Double }

    func boolean(_ name: String) -> Bool? { members[name] as? Bool }

    func object(_ name: String) -> JSONObject? { members[name].flatMap(JSONObject.init) }

    // Of the lists the first values of their type; nil where there is no list.

    func strings(_ name: String) -> [String]? { list(name) { $0 as? String } }

    func objects(_ name: String, limit: Int = ItemDraft.maximumEntries) -> [JSONObject]? {
        list(name, limit: limit) { JSONObject($0) }
    }

    func list<Value>(
        _ name: String, limit: Int = ItemDraft.maximumEntries, _ read: (Any) -> Value?
    ) -> [Value]? {
        guard let values = members[name] as? [Any] else { return nil }
        return Array(values.lazy.compactMap(read).prefix(limit))
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
            object.string(name).map { SafeText(line: $0) }
        }
        func moment(_ name: String) -> Timestamp? {
            object.integer(name).flatMap { Int64(exactly: $0) }
                .flatMap { Timestamp.written.contains($0) ? Timestamp(seconds: $0) : nil }
        }
        func address(_ object: JSONObject, _ name: String) -> WebAddress? {
            object.string(name).flatMap { WebAddress($0) }
        }
        source = address(object, "source")
        isUndated = object.boolean("undated") ?? false
        let kind = object.string("text")
        page =
            kind == "page" || kind == "beginning"
            ? PublishedArticle.Page(
                isBeginning: kind == "beginning", byline: line("byline"),
                published: object.string("page_published").flatMap { Timestamp(iso8601: $0) },
                language: line("language"))
            : nil
        story = object.string("story").flatMap { ArticleID($0) }
        outlets = min(max(object.integer("outlets") ?? 1, 1), 1000)
        attachments =
            object.list("attachments") { value in
                guard let object = JSONObject(value), let text = object.string("text") else {
                    return nil
                }
                return Span(SafeText(line: text), link: address(object, "url"))
            } ?? []
        title = line("title")
        teaser = line("teaser")
        authors = object.strings("authors")?.map { SafeText(line: $0) }
        published = moment("published")
        updated = moment("updated")
        document = object.string("document").map { Document(stored: $0) }
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
