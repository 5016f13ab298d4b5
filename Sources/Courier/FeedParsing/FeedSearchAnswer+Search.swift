import Markup
import PortalModel

extension FeedSearchAnswer {
    /// What `bytes`, which came from `address`, are: a feed, or a page with the feeds it links.
    /// Anything else that text can be counts as a page without any.
    ///
    /// `contentType` is the header that came with it. Throws `empty` or `tooLarge`.
    public init(
        searching bytes: [UInt8], contentType: String?, address: WebAddress
    ) throws(DeliveryProblem) {
        do throws(DeliveryProblem) {
            let feed = try ParsedFeed(parsing: bytes, contentType: contentType, address: address)
            self = .feed(FoundFeed(title: feed.title, address: address))
        } catch {
            switch error.code {
            case .webPage, .notAFeed, .malformed:
                let text = TextDecoding.utf8(bytes, contentType: contentType, as: .html)
                self = .page(feeds: FeedLinks.found(in: text, at: address))
            default:
                throw error
            }
        }
    }
}
