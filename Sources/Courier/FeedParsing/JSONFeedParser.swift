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
