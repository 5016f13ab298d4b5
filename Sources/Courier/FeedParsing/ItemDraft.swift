import Markup
import PortalModel

/// Text of an item before it is made a document: the address that relative links in it count
/// from may only come after it.
struct Passage {
    var bytes: [UInt8]
    /// Whether it is HTML; plain text otherwise.
    var isMarkup: Bool
    /// Where the feed says that its relative links count from.
    var base: WebAddress?

    /// Whether there is nothing in it but white space.
    var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }
}

/// An item while its elements come in.
struct ItemDraft {
    var guid = Best<String>()
    var title = Best<SafeText>()
    var link = Best<WebAddress>()
    var published = Best<Timestamp>()
    var updated = Best<Timestamp>()
    var authors: [SafeText] = []
    /// For an item that names nobody else.
    var spareAuthor = Best<SafeText>()
    var summary = Best<Passage>()
    /// What RSS has instead of a summary; often it is the whole text.
    var description = Best<Passage>()
    var content = Best<Passage>()
    var categories: [SafeText] = []
    var enclosures: [Enclosure] = []
    /// Files that only Media RSS tells.
    var media: [Enclosure] = []

    /// An item holds at most this many authors, categories or enclosures of a kind.
    static let maximumEntries = 100

    /// Adds an author, unless the same was named before.
    mutating func addAuthor(_ author: SafeText) {
        ItemDraft.add(author, to: &authors)
    }

    /// Adds a category, unless the same was named before.
    mutating func addCategory(_ category: SafeText) {
        ItemDraft.add(category, to: &categories)
    }

    /// Makes the item of what has come in; relative links in its text count from `xml:base`, else
    /// from its page, else from `address`.
    consuming func item(_ reader: MarkupReader, address: WebAddress?) -> ParsedItem {
        let page = link.value ?? address
        func document(_ passage: Passage) -> Document {
            passage.bytes.withUnsafeBufferPointer { bytes in
                passage.isMarkup
                    ? reader.document(html: bytes, relativeTo: passage.base ?? page)
                    : reader.document(plainText: bytes)
            }
        }
        var item = ParsedItem()
        item.guid = guid.value
        item.title = title.value ?? .empty
        item.link = link.value
        item.published = published.value ?? updated.value
        item.updated = updated.value
        item.authors = authors.isEmpty ? [spareAuthor.value].compactMap { $0 } : authors
        let description = description.value.map(document)
        item.summary = summary.value.map(document) ?? description
        item.content = content.value.map(document) ?? description ?? item.summary ?? Document()
        item.categories = categories
        item.enclosures = enclosures
        for file in media where !enclosures.contains(where: { $0.address == file.address }) {
            item.enclosures.append(file)
        }
        return item
    }

    private static func add(_ text: SafeText, to list: inout [SafeText]) {
        guard !text.isEmpty, list.count < maximumEntries, !list.contains(text) else { return }
        list.append(text)
    }
}
