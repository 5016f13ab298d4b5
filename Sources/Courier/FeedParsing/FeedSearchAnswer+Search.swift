import Markup
import PortalModel

extension FeedSearchAnswer {
    /// What `bytes`, which came from `address`, are: a feed, or a page with the feeds it links.
    /// Anything else that text can be counts as a page without any.
    ///
    /// `contentType` and `links` are the headers that came with it; `isCut` says that more was to
    /// come. Throws `empty` or `tooLarge`.
    public init(
        searching bytes: [UInt8], contentType: String?, links: String? = nil, address: WebAddress,
        isCut: Bool = false
    ) throws(DeliveryProblem) {
        do throws(DeliveryProblem) {
            let feed = try ParsedFeed(
                parsing: bytes, contentType: contentType, address: address, isCut: isCut)
            self = .feed(FoundFeed(title: feed.title, address: address))
        } catch {
            switch error.code {
            case .webPage, .notAFeed, .malformed:
                let text = TextDecoding.utf8(bytes, contentType: contentType, as: .html)
                let found = FeedLinks.found(
                    in: text, at: address, header: links.map(LinkField.links) ?? [])
                self = .page(
                    feeds: found.feeds, others: found.others + Self.usual(at: address, found))
            default:
                throw error
            }
        }
    }

    /// Where feeds often are, on the host of a page, without those that it links.
    private static func usual(
        at page: WebAddress, _ found: FeedLinks.Findings
    ) -> [FoundFeed] {
        let known = Set((found.feeds + found.others).map(\.address))
        let paths = ["/feed/", "/rss.xml", "/feed", "/atom.xml", "/rss", "/index.xml", "/feed.xml"]
        return paths.compactMap { WebAddress($0, relativeTo: page) }
            .filter { !known.contains($0) && $0 != page }
            .map { FoundFeed(title: .empty, address: $0) }
    }
}

/// Where a page that came in place of a feed sends its reader.
public enum PageReferral {
    /// The part of a page, in bytes, in which it has to say so.
    private static let span = 16_384

    /// The address, as it is written; nil where `bytes` are no page that sends anybody on before
    /// there is time to read it. Cheap for a feed.
    public static func target(
        of bytes: [UInt8], contentType: String?, address: WebAddress
    ) -> String? {
        guard bytes.prefix(span).withUnsafeBufferPointer(hasMeta) else { return nil }
        let text = TextDecoding.utf8(Array(bytes.prefix(span)), contentType: contentType, as: .html)
        let found = FeedLinks.found(in: text, at: address)
        return found.refresh
    }

    /// Whether a tag begins with `meta`. Few feeds have one, and none of those sends anybody on.
    private static func hasMeta(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index + 4 < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] | 0x20 == UInt8(ascii: "m"),
                bytes[index + 2] | 0x20 == UInt8(ascii: "e"),
                bytes[index + 3] | 0x20 == UInt8(ascii: "t")
            {
                return true
            }
            index += 1
        }
        return false
    }
}
