import Markup
import PortalModel

extension ReadPage {
    /// Reads the page in `bytes`, which came from `address` with the Content-Type header
    /// `contentType`.
    ///
    /// Takes time and memory in proportion to the length of the page, of which at most
    /// `maximumLength` bytes are read. Throws where there is no article to read: `.notAPage`,
    /// `.consentWall`, `.paywall` or `.noText`.
    public init(
        reading bytes: [UInt8], contentType: String? = nil, address: WebAddress? = nil
    ) throws(DeliveryProblem) {
        let html = TextDecoding.utf8(
            Array(bytes.prefix(ReadPage.maximumLength)), contentType: contentType, as: .html)
        let tree = PageTree(html: html)
        let base = tree.head.base.flatMap { WebAddress($0, relativeTo: address) } ?? address
        let facts = PageFacts(tree)
        let parts = tree.article(title: facts.title.string)
        var body = tree.document(of: parts, relativeTo: base)
        if let told = facts.linked?.body, told.utf8.count > 2 * body.plainText.utf8.count {
            body = Document(html: told, relativeTo: base)
        }
        guard !body.isEmpty else { throw DeliveryProblem(.noText) }
        self.init(
            title: facts.title, byline: facts.byline, site: facts.site, published: facts.published,
            language: facts.language, body: body, leadImage: nil)
    }

    /// What of a page comes after this many bytes is not read.
    public static let maximumLength = 5_000_000
}
