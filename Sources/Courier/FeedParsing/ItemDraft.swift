import Markup
import PortalModel

/// The text of an item before it is made a document: the address that relative links in it count
/// from may only come after it.
struct RawContent {
    var bytes: [UInt8]
    /// Whether it is HTML; plain text otherwise.
    var isMarkup: Bool
    /// Where the feed says that its relative links count from.
    var base: WebAddress?

    var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }

    /// The document that it is; relative links count from `page`, unless the feed says otherwise.
    func document(_ reader: MarkupReader, page: WebAddress?) -> Document {
        bytes.withUnsafeBufferPointer { bytes in
            isMarkup
                ? reader.document(html: bytes, relativeTo: base ?? page)
                : reader.document(plainText: bytes)
        }
    }
}

extension RawContent {
    /// Text that should be HTML. Without any tag it is plain text with references in it, whose
    /// line ends count.
    init(html: [UInt8], base: WebAddress?) {
        let isMarkup = html.withUnsafeBufferPointer(MarkupReader.isMarkup)
        self.init(
            bytes: isMarkup
                ? html : html.withUnsafeBufferPointer(MarkupReader.plainText(untagged:)),
            isMarkup: isMarkup, base: base)
    }
}

/// An item while its elements come in.
struct ItemDraft {
    var guid = HighestRanked<String>()
    var title = HighestRanked<SafeText>()
    var link = HighestRanked<WebAddress>()
    var published = HighestRanked<Timestamp>()
    var updated = HighestRanked<Timestamp>()
    var authors: [SafeText] = []
    /// For an item that names nobody else.
    var fallbackAuthor = HighestRanked<SafeText>()
    var summary = HighestRanked<RawContent>()
    /// What RSS has instead of a summary; often it is the whole text.
    var description = HighestRanked<RawContent>()
    var content = HighestRanked<RawContent>()
    var categories: [SafeText] = []
    var enclosures: [Enclosure] = []
    /// Files that only Media RSS tells.
    var media: [Enclosure] = []
    /// How long the file takes that plays, in seconds.
    var duration = HighestRanked<Int>()
    /// Where readers talk about it.
    var comments = HighestRanked<WebAddress>()

    /// The file whose element was opened last.
    private var openFile: WebAddress?
    /// The file that stands for the group that was opened last.
    private var groupFile: WebAddress?

    /// An item holds at most this many authors, categories or enclosures of a kind.
    static let maximumEntries = 100

    /// Adds an author or a category, unless the same was named before.
    mutating func add(_ text: SafeText, to list: WritableKeyPath<ItemDraft, [SafeText]>) {
        let known = self[keyPath: list]
        guard !text.isEmpty, known.count < Self.maximumEntries, !known.contains(text) else {
            return
        }
        self[keyPath: list].append(text)
    }

    /// Adds a file, unless the same was named before. Of the forms in a group the first is taken,
    /// or the one that the group calls its default.
    mutating func enclose(
        _ file: Enclosure, in list: WritableKeyPath<ItemDraft, [Enclosure]>, isOneOfGroup: Bool,
        isDefault: Bool
    ) {
        openFile = file.address
        if isOneOfGroup {
            if let groupFile {
                guard isDefault else { return }
                self[keyPath: list].removeAll { $0.address == groupFile }
            }
            groupFile = file.address
        }
        let known = self[keyPath: list]
        guard known.count < ItemDraft.maximumEntries,
            !known.contains(where: { $0.address == file.address })
        else { return }
        self[keyPath: list].append(file)
    }

    mutating func beginGroup() {
        groupFile = nil
    }

    /// Takes `text` for a description of the file whose element is open; the last one counts.
    mutating func describeOpenFile(_ text: SafeText) {
        guard !text.isEmpty, let index = media.firstIndex(where: { $0.address == openFile })
        else { return }
        media[index].description = text
    }

    /// Makes the item of what has come in; relative links in its text count from `xml:base`, else
    /// from its page, else from `address`.
    consuming func item(_ reader: MarkupReader, address: WebAddress?) -> ParsedItem {
        let page = link.value ?? address
        func document(_ content: RawContent) -> Document { content.document(reader, page: page) }
        var item = ParsedItem()
        item.guid = guid.value
        item.title = title.value ?? .empty
        item.link = link.value
        item.published = published.value ?? updated.value
        item.updated = updated.value
        item.authors = authors.isEmpty ? [fallbackAuthor.value].compactMap { $0 } : authors
        let description = description.value.map(document)
        item.summary = summary.value.map(document) ?? description
        item.content = content.value.map(document) ?? description ?? item.summary ?? Document()
        item.categories = categories
        item.enclosures = enclosures
        for file in media where !enclosures.contains(where: { $0.address == file.address }) {
            item.enclosures.append(file)
        }
        if let index = item.enclosures.firstIndex(where: \.kind.plays) {
            item.enclosures[index].duration = item.enclosures[index].duration ?? duration.value
        }
        item.comments = comments.value
        return item
    }
}

/// The value of the highest rank that was offered; of equal ranks the first, unless said otherwise.
struct HighestRanked<Value> {
    private(set) var value: Value?
    private var rank = Int.max

    /// Offers a value; the lowest number is the highest rank. Nil is no offer. With `replacing`
    /// the value takes the place of one of equal rank.
    mutating func offer(_ offered: Value?, rank offeredRank: Int = 0, replacing: Bool = false) {
        guard let offered, offeredRank < rank || (replacing && offeredRank == rank) else { return }
        value = offered
        rank = offeredRank
    }
}
