import Markup
import PortalModel

/// Makes a feed of the elements and the text of an XML document, in the order in which they come.
///
/// In a well-formed document an element ends where its depth says. In a broken one (`isRecovering`)
/// ends are taken by name, since libxml2 then closes whatever is open: an end tag that fits no
/// open field or item is passed over, and the start of an item or a field ends the one before.
struct FeedBuilder {
    /// An element that something is being gathered from.
    struct Open {
        let element: FeedElement?
        let name: MarkupName
        let depth: Int
    }

    /// The name of elements that stand around a document without belonging to it.
    static let wrapperName: MarkupName = "wrapper"

    private(set) var feed: ParsedFeed?
    private(set) var root: String?
    /// Whether enough is known: more items than are taken, or a document that is no feed.
    var isDone: Bool {
        (feed?.items.count).map { $0 >= ParsedFeed.maximumItems }
            ?? (root?.lowercased() == "html")
    }

    let address: WebAddress?
    let isRecovering: Bool
    let reader: MarkupReader
    var title = HighestRanked<SafeText>()
    var link = HighestRanked<WebAddress>()
    var schedule = ParsedFeed.Schedule()
    var updatePeriod: Int?
    var updateFrequency = 1
    var feedAuthors: [SafeText] = []
    var item: ItemDraft?
    var field: OpenField?

    private var openItem: Open?
    private var skipped: Open?
    /// Elements that only what is in them matters of, the innermost last.
    private var openContents: [Open] = []
    private var bases: [(depth: Int, address: WebAddress)] = []

    init(address: WebAddress?, reader: MarkupReader, isRecovering: Bool) {
        self.address = address
        self.reader = reader
        self.isRecovering = isRecovering
    }

    /// The feed, once the document has ended; nil if it was none. Of one that `isCut` an item that
    /// has not ended is not taken.
    mutating func finish(isCut: Bool = false) -> ParsedFeed? {
        if isCut, item != nil { (item, field) = (nil, nil) }
        finishItem()
        feed?.title = title.value ?? .empty
        feed?.link = link.value
        schedule.updateInterval = updatePeriod.map { max(1, $0 / updateFrequency) }
        feed?.schedule = schedule
        if let feed, feed.format.family == .atom, !feedAuthors.isEmpty {
            for index in feed.items.indices where feed.items[index].authors.isEmpty {
                self.feed?.items[index].authors = feedAuthors
            }
        }
        return feed
    }

    /// Where relative addresses count from, as far as the document itself says.
    var base: WebAddress? { bases.last?.address }

    func resolve(_ reference: String?) -> WebAddress? {
        reference.flatMap { WebAddress(asWritten: $0, relativeTo: base ?? address) }
    }

    /// Whether the files that come are forms of one: the same in other sizes or encodings.
    var isInMediaGroup: Bool { openContents.contains { $0.element == .mediaGroup } }

    /// Whether a file's own element is open.
    var isInMediaContent: Bool { openContents.contains { $0.element == .mediaContent } }

    /// An element begins, `depth` elements inside others.
    mutating func open(_ tag: StartTag, depth: Int) {
        trackBase(tag, depth)
        if isRecovering { endWhatCannotHold(tag) }
        guard skipped == nil else { return }
        if field != nil {
            field?.open(tag)
            return
        }
        if feed == nil, root == nil, tag.name != FeedBuilder.wrapperName {
            root = String(decoding: tag.bytes, as: UTF8.self)
        }
        // Their ends are not waited for: libxml2 closes some without an event.
        while let last = openContents.last, last.depth >= depth { openContents.removeLast() }
        guard let element = tag.element else {
            // What a feed is wrapped in is looked into, what stands in a feed is not.
            if feed != nil { skipped = Open(element: nil, name: tag.name, depth: depth) }
            return
        }
        openElement(element, tag, depth)
    }

    /// The element at `depth` ends. In a broken document the end tag may name another.
    mutating func close(_ name: UnsafeBufferPointer<UInt8>, depth: Int, statedName: MarkupName?) {
        let closed = statedName ?? MarkupName(name)
        defer { leaveBases(depth) }
        if let openItem, isRecovering, closed == openItem.name { return finishItem() }
        if let open = skipped {
            if ends(open, closed, depth) { skipped = nil }
        } else if let open = field?.origin {
            if ends(open, closed, depth) {
                finishField()
            } else if statedName == nil, depth > open.depth {
                field?.close(name)
            }
        } else if let openItem, ends(openItem, closed, depth) {
            finishItem()
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard skipped == nil else { return }
        field?.append(bytes)
    }

    private func ends(_ open: Open, _ name: MarkupName, _ depth: Int) -> Bool {
        isRecovering ? open.name == name : open.depth == depth
    }

    private mutating func trackBase(_ tag: StartTag, _ depth: Int) {
        leaveBases(depth)
        guard !tag.attributes.isEmpty, let text = tag.attributes["base", "xml"],
            let address = WebAddress(text, relativeTo: base ?? address)
        else { return }
        bases.append((depth, address))
    }

    private mutating func leaveBases(_ depth: Int) {
        if let last = bases.last, last.depth >= depth { bases.removeAll { $0.depth >= depth } }
    }

    private mutating func endWhatCannotHold(_ tag: StartTag) {
        guard let element = tag.element, tag.namespace != .xhtml else { return }
        switch element {
        case .item, .entry:
            finishItem()
            skipped = nil
        case .body, .personName, .personAddress, .hour, .day:
            break
        default:
            if let field, field.origin.name != tag.name, item != nil { finishField() }
        }
    }

    private mutating func openElement(_ element: FeedElement, _ tag: StartTag, _ depth: Int) {
        let open = Open(element: element, name: tag.name, depth: depth)
        switch element {
        case .rss, .rdf, .feed, .channel:
            if feed == nil { feed = ParsedFeed(format: tag.format(element)) }
        case .item, .entry:
            if feed == nil { feed = ParsedFeed(format: tag.format(element)) }
            finishItem()
            item = ItemDraft()
            item?.guid.offer(tag.attributes["about", "rdf"], rank: 1)
            openItem = open
        default:
            guard feed != nil else { return }
            switch openPart(element, tag) {
            case .field(let kind, let traits):
                field = OpenField(open, kind, traits, base: base)
            case .contents: openContents.append(open)
            case .nothing: skipped = open
            }
        }
    }

    private mutating func finishItem() {
        finishField()
        skipped = nil
        guard let draft = item else { return }
        item = nil
        openItem = nil
        openContents.removeAll()
        guard !isDone else { return }
        let finished = draft.item(reader, address: base ?? address)
        feed?.items.append(finished)
    }
}
