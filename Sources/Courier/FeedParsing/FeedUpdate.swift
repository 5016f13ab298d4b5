import Markup
import PortalModel

/// A feed of which only those items were read that are not known.
public struct FeedUpdate: Sendable {
    public private(set) var feed: ParsedFeed
    /// The place of each item of `feed` in the document, from 0.
    public private(set) var positions: [Int]
    /// A digest of each item of `feed`; none where the items cannot be told apart but by parsing.
    public private(set) var digests: [Int64] = []
    public private(set) var unchangedItems: [Int64] = []
    /// What decided the meaning of the items beside their own bytes; nil where there are no
    /// digests.
    public private(set) var context: Int64?

    /// To be raised whenever the same bytes of a feed give other items than before: with another
    /// number everything is read again, also what has not changed.
    static let parserVersion = 5

    /// Reads `bytes` as `ParsedFeed` does. Of those items whose digests are `known`, in the same
    /// context, the bytes are only looked over.
    public init(
        parsing bytes: [UInt8], contentType: String? = nil, address: WebAddress? = nil,
        known: (context: Int64, digests: Set<Int64>)? = nil
    ) throws(DeliveryProblem) {
        let text = try ParsedFeed.text(of: bytes, contentType: contentType)
        guard let index = ParsedFeed.isXML(text) ? FeedItemIndex(text) : nil else {
            feed = try ParsedFeed(text: text, address: address)
            positions = Array(feed.items.indices)
            return
        }
        let context = StableHash.of([
            PortalVersion.number, String(Self.parserVersion), address?.string ?? "",
            String(index.context),
        ])
        let isKnown = index.digests.map { digest in
            known.map { $0.context == context && $0.digests.contains(digest) } ?? false
        }
        if isKnown.contains(true),
            let rest = XMLFeedParser(
                bytes: index.leavingOut(isKnown), address: address?.withoutUser
            )
            .ifWellFormed(), rest.items.count == isKnown.count
        {
            positions = isKnown.indices.filter { !isKnown[$0] }
            feed = rest
            feed.items = positions.map { rest.items[$0] }
            unchangedItems = isKnown.indices.filter { isKnown[$0] }.map { index.digests[$0] }
        } else {
            let (whole, isWellFormed) = try XMLFeedParser(
                bytes: text, address: address?.withoutUser
            )
            .read()
            feed = whole
            positions = Array(feed.items.indices)
            // What was repaired on the way, or cut, has other items than the index.
            guard isWellFormed, feed.items.count == index.digests.count else { return }
        }
        digests = positions.map { index.digests[$0] }
        self.context = context
    }
}

/// Where the items of an XML feed stand, found without parsing it, and a digest of each.
///
/// It knows as much of XML as tells tags from all else: comments, sections of CDATA, processing
/// instructions and quoted values. What it finds therefore only counts once a parser has found
/// the document well-formed, with as many items.
struct FeedItemIndex {
    /// A digest of the bytes of each item, in their order.
    private(set) var digests: [Int64] = []
    /// A digest of all that stands outside of the items: the namespaces, the base address, the
    /// language and the authors that hold for them. The times of the feed itself do not.
    private(set) var context: Int64 = 0

    private let bytes: [UInt8]
    private var ranges: [Range<Int>] = []
    private var name: [UInt8] = []

    /// Elements in which a feed says when it was written, by their names without prefixes.
    private static let times = ["lastBuildDate", "pubDate", "updated", "date", "modified"]
        .map { Array($0.utf8) }

    /// That of `bytes`, UTF-8; nil where there are no items, or entities of its own could
    /// give them another meaning.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        let isSound = bytes.withUnsafeBufferPointer { bytes in
            var scanner = Scanner(bytes)
            return scanner.scan(into: &self)
        }
        guard isSound, !ranges.isEmpty else { return nil }
    }

    /// The document with an empty element in the place of each item that is not to be read.
    func leavingOut(_ isKnown: [Bool]) -> [UInt8] {
        var rest: [UInt8] = []
        let empty = Array("<".utf8) + name + Array("/>".utf8)
        var start = 0
        for (range, isKnown) in zip(ranges, isKnown) where isKnown {
            rest += bytes[start..<range.lowerBound]
            rest += empty
            start = range.upperBound
        }
        rest += bytes[start...]
        return rest
    }

    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        var place = 0
        var depth = 0
        /// Where the item that is open begins, and how deep it stands.
        var item: (start: Int, depth: Int)?
        var context = StableHash()
        /// Whether the element that began last, outside of items, says a time.
        var isTime = false

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
        }

        /// Fills `index`; false where the document has no sound items to put into it.
        mutating func scan(into index: inout FeedItemIndex) -> Bool {
            while let tag = bytes.firstIndex(of: UInt8(ascii: "<"), from: place) {
                if !isTime { note(place, tag) }
                guard let end = endOfTag(at: tag) else { return false }
                place = end
                switch bytes[tag + 1] {
                case UInt8(ascii: "?"): note(tag, end)
                case UInt8(ascii: "!"):
                    // A comment decides nothing; other sections are text.
                    if !isTime, bytes[tag + 2] == UInt8(ascii: "[") { note(tag, end) }
                case UInt8(ascii: "/"):
                    isTime = false
                    depth -= 1
                    if let item, depth == item.depth {
                        close(item.start, end, &index)
                    } else {
                        note(tag, end)
                    }
                default:
                    isTime = false
                    open(tag, end, &index)
                }
            }
            note(place, bytes.count)
            index.context = context.value
            return item == nil && depth == 0
        }

        private mutating func open(_ tag: Int, _ end: Int, _ index: inout FeedItemIndex) {
            let isEmpty = bytes[end - 2] == UInt8(ascii: "/")
            let name = self.name(at: tag + 1)
            if item == nil {
                let isItem =
                    index.name.isEmpty
                    ? name.elementsEqual("item".utf8) || name.elementsEqual("entry".utf8)
                    : name.elementsEqual(index.name)
                if isItem {
                    index.name = Array(name)
                    item = (tag, depth)
                } else {
                    let local = name.split(separator: UInt8(ascii: ":")).last ?? name
                    isTime = !isEmpty && FeedItemIndex.times.contains { $0.elementsEqual(local) }
                }
            }
            note(tag, end)
            if !isEmpty {
                depth += 1
            } else if let item, item.start == tag {
                close(tag, end, &index)
            }
        }

        private mutating func close(_ start: Int, _ end: Int, _ index: inout FeedItemIndex) {
            index.ranges.append(start..<end)
            index.digests.append(StableHash.of(slice(start, end)))
            item = nil
        }

        /// Takes what stands there into the context, unless it stands in an item, or is white
        /// space, of which there is more with more items.
        private mutating func note(_ start: Int, _ end: Int) {
            guard item == nil else { return }
            let text = slice(start, end)
            if text.contains(where: { $0 > 0x20 }) { context.combine(text) }
        }

        private func name(at start: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
            let end = bytes[start...].firstIndex {
                $0 <= 0x20 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/")
            }
            return bytes[start..<(end ?? bytes.count)]
        }

        /// What follows the tag, comment, section or instruction that begins at `tag`; nil where it
        /// has no end, and for a document type.
        private func endOfTag(at tag: Int) -> Int? {
            guard tag + 3 < bytes.count else { return nil }
            switch bytes[tag + 1] {
            case UInt8(ascii: "?"): return bytes.end(of: "?>", from: tag + 2)
            case UInt8(ascii: "!"):
                if bytes.starts(with: "<!--", at: tag) {
                    return bytes.end(of: "-->", from: tag + 4)
                }
                return bytes.starts(with: "<![CDATA[", at: tag)
                    ? bytes.end(of: "]]>", from: tag + 9) : nil
            default: break
            }
            var place = tag + 1
            while place < bytes.count {
                switch bytes[place] {
                case UInt8(ascii: ">"): return place + 1
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    guard let end = bytes.firstIndex(of: bytes[place], from: place + 1) else {
                        return nil
                    }
                    place = end + 1
                default: place += 1
                }
            }
            return nil
        }

        private func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<end])
        }
    }
}
