import Markup
import PortalModel

/// What a feed was made of when it was read last, so that items which stay as they are need not be
/// read again.
public struct KnownItems: Hashable, Sendable {
    /// What decided the meaning of the items beside their own bytes.
    public let context: Int64
    /// A digest of the bytes of each item.
    public let digests: Set<Int64>

    /// These.
    public init(context: Int64, digests: Set<Int64>) {
        self.context = context
        self.digests = digests
    }
}

/// A feed of which only those items were read that are not known.
public struct FeedUpdate: Sendable {
    /// The feed, with the items that were read.
    public private(set) var feed: ParsedFeed
    /// The place of each item of `feed` in the document, from 0.
    public private(set) var positions: [Int]
    /// A digest of each item of `feed`; none where the items cannot be told apart but by parsing.
    public private(set) var digests: [Int64] = []
    /// The digests of those that were passed over.
    public private(set) var passedOver: [Int64] = []
    /// What decided the meaning of the items beside their own bytes; nil where there are no
    /// digests.
    public private(set) var context: Int64?

    /// To be raised whenever the same bytes of a feed give other items than before: with another
    /// number everything is read again, also what has not changed.
    static let parserVersion = 5

    /// Reads `bytes` as `ParsedFeed` does, but for those items of `known` that come in the same
    /// context, of which not more is done than that their bytes are looked over.
    public init(
        parsing bytes: [UInt8], contentType: String? = nil, address: WebAddress? = nil,
        known: KnownItems? = nil
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
            passedOver = isKnown.indices.filter { isKnown[$0] }.map { index.digests[$0] }
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
