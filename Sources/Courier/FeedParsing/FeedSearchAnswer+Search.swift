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
                    in: text, at: address, header: links.map(LinkHeader.links) ?? [])
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
