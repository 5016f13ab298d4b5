import Markup
import PortalModel

extension FeedSearchAnswer {
    /// What `bytes`, which came from `address`, are: a feed, or a page with the feeds it links.
    /// Anything else that text can be counts as a page without any.
    ///
    /// `contentType` and `links` are the headers that came with it. Throws `empty` or `tooLarge`.
    public init(
        searching bytes: [UInt8], contentType: String?, links: String? = nil, address: WebAddress
    ) throws(DeliveryProblem) {
        do throws(DeliveryProblem) {
            let feed = try ParsedFeed(parsing: bytes, contentType: contentType, address: address)
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
        let start = bytes.prefix(span).map { $0 | 0x20 }
        guard start.firstRange(of: Array("http-equiv".utf8)) != nil,
            start.firstRange(of: Array("refresh".utf8)) != nil
        else { return nil }
        let text = TextDecoding.utf8(Array(bytes.prefix(span)), contentType: contentType, as: .html)
        let found = FeedLinks.found(in: text, at: address)
        return found.refresh
    }
}
