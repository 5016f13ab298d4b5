import Markup
import PortalModel

/// An article as its page tells it.
public struct ExtractedArticle: Hashable, Sendable {
    /// The headline; empty where the page has none.
    public var title: SafeText
    /// Who wrote it, several parted by commas; nil where the page does not say.
    public var byline: SafeText?
    /// The name of the publication; nil where the page does not say.
    public var site: SafeText?
    /// When it appeared; nil where the page does not say.
    public var published: Timestamp?
    /// The language of the page as a language tag (BCP 47) in lower case, such as "nl" or
    /// "nl-be"; nil where the page does not say, or says something else.
    public var language: String?
    /// The text, never empty, without the headline.
    public var body: Document
    /// Whether the text is the beginning only, and the rest for subscribers.
    public var isBeginning: Bool
}

extension ExtractedArticle {
    /// What of a page comes after this many bytes is not read.
    public static let maximumLength = PageTree.maximumLength

    /// Reads the page in `bytes`, which came from `address` with the Content-Type header
    /// `contentType`; relative links count from there or from the page's `base` element.
    ///
    /// Takes time and memory in proportion to the length of the page, of which at most
    /// `maximumLength` bytes are read. `README.md` beside this file tells the method.
    ///
    /// - Throws: where there is no article to read: `.empty`, `.notAPage`, `.consentWall`,
    ///   `.paywall` or `.noText`.
    public init(
        reading bytes: [UInt8], contentType: String? = nil, address: WebAddress? = nil
    ) throws(DeliveryProblem) {
        let bytes =
            bytes.count > ExtractedArticle.maximumLength
            ? Array(bytes.prefix(ExtractedArticle.maximumLength)) : bytes
        if let problem = PageRejection.ofBytes(bytes, contentType: contentType) { throw problem }
        let tree = PageTree(
            html: TextDecoding.utf8(bytes, contentType: contentType, as: .html))
        let base = tree.head.base.flatMap { WebAddress($0, relativeTo: address) } ?? address
        let facts = PageFacts(tree)
        let site = PageSite([
            address, base, tree.head.first(of: ["og:url"]).flatMap { WebAddress($0) },
        ])
        let found = tree.article(title: facts.title.string, site: site)
        var body = tree.document(of: found.parts, relativeTo: base)
        if let told = facts.linked?.body, told.utf8.count > 2 * body.readText.utf8.count {
            // The page shows less than it tells machines, or shows it by scripts only.
            body = Document(html: told, relativeTo: base)
        }
        if let problem = PageRejection.ofText(
            body.readText, on: tree, facts: facts, address: address, paywall: found.paywall)
        {
            throw problem
        }
        self.init(
            title: facts.title, byline: facts.byline, site: facts.site, published: facts.published,
            language: facts.language, body: body,
            isBeginning: PageRejection.isBeginning(
                body.readText, facts: facts, paywall: found.paywall))
    }
}

extension ExtractedArticle {
    /// The text alone, a blank line between blocks; what stands for pictures is left out.
    public var text: String { body.readText }
}

extension Document {
    fileprivate var readText: String {
        Document(
            blocks.filter { block in
                if case .image = block { false } else { true }
            }
        ).plainText
    }
}
