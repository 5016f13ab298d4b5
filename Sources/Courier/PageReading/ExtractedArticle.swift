import Markup
import PortalModel

/// An article as its page tells it; nil is what the page does not say.
public struct ExtractedArticle: Hashable, Sendable {
    /// The headline; empty where the page has none.
    public var title: SafeText
    /// Who wrote it, several parted by commas.
    public var byline: SafeText?
    public var site: SafeText?
    public var published: Timestamp?
    /// The language of the page as a language tag (BCP 47) in lower case: "nl", "nl-be".
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
        try PageRejection.requirePage(in: bytes, contentType: contentType)
        let tree = PageTree(html: TextDecoding.utf8(bytes, contentType: contentType, as: .html))
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
        try PageRejection.requireArticle(
            body.readText, on: tree, facts: facts, address: address, paywall: found.paywall)
        self.init(
            title: facts.title, byline: facts.byline, site: facts.site, published: facts.published,
            language: facts.language, body: body,
            isBeginning: PageRejection.isBeginning(
                body.readText, facts: facts, paywall: found.paywall))
    }

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

/// Tells what is no article from what is one.
enum PageRejection {
    /// Throws where `bytes`, sent with the Content-Type header `contentType`, are no page at all.
    static func requirePage(in bytes: [UInt8], contentType: String?) throws(DeliveryProblem) {
        if bytes.isEmpty { throw DeliveryProblem(.empty) }
        for (signature, name) in signatures where bytes.starts(with: signature) {
            throw DeliveryProblem(.notAPage, name)
        }
        if let contentType {
            let type = contentType.prefix { $0 != ";" }.lowercased()
            if type.hasPrefix("image/") || type.hasPrefix("audio/") || type.hasPrefix("video/")
                || type.hasPrefix("font/") || type == "application/pdf" || type.hasSuffix("json")
            {
                throw DeliveryProblem(.notAPage, SafeText(line: type))
            }
        }
        guard bytes.contains(UInt8(ascii: "<")) else { throw DeliveryProblem(.notAPage, "tekst") }
    }

    private static let signatures: [([UInt8], SafeText)] = [
        (Array("%PDF".utf8), "PDF"), (Array("PK\u{3}\u{4}".utf8), "een archief"),
        (Array("GIF8".utf8), "een afbeelding"), ([0x89, 0x50, 0x4E, 0x47], "een afbeelding"),
        ([0xFF, 0xD8, 0xFF], "een afbeelding"),
    ]

    /// Throws where the article `text` that was found on the page in `tree` is none.
    static func requireArticle(
        _ text: String, on tree: PageTree, facts: PageFacts, address: WebAddress?,
        paywall: PaywallNotice?
    ) throws(DeliveryProblem) {
        let count = text.unicodeScalars.count
        if isConsent(address) || isConsent(tree.head.refresh)
            || (count < 2500 && asksForConsent(text, title: facts.title.string))
        {
            throw DeliveryProblem(.consentWall)
        }
        if count < 80, isBeginning(text, facts: facts, paywall: paywall) {
            throw DeliveryProblem(.paywall)
        }
        // A page that scripts fill says hardly anything without them.
        if count == 0 || (count < 80 && tree.head.scripts > 0) { throw DeliveryProblem(.noText) }
    }

    /// Whether `text` is the beginning of an article of which `paywall`, or what the page says of
    /// itself, keeps the rest for subscribers.
    static func isBeginning(_ text: String, facts: PageFacts, paywall: PaywallNotice?) -> Bool {
        let count = text.unicodeScalars.count
        guard count < 2500 else { return false }
        let isFree = facts.isFree
        let breaksOff = text.hasSuffix("…") || text.hasSuffix("...")
        if isFree == false { return count < 1000 || breaksOff || paywall != nil }
        guard let paywall else { return false }
        return isFree == nil && (paywall.line == .subscribersOnly || breaksOff)
    }

    /// Whether `address` is of those that publishers send readers to before they show anything.
    private static func isConsent(_ address: WebAddress?) -> Bool {
        guard let address else { return false }
        let label = address.host.string.prefix { $0 != "." }.lowercased()
        guard consentHosts.contains(label) else { return false }
        return label != "privacy" || address.string.contains("consent")
            || address.string.contains("gate")
    }

    private static let consentHosts: Set<String> = [
        "myprivacy", "consent", "privacy", "cookiewall", "consentmanager", "cmp",
    ]

    private static func asksForConsent(_ text: String, title: String) -> Bool {
        let plain = text.lowercased()
        let count = consentWords.count(in: plain)
        return count >= 4 || (count >= 2 && consentTitles.isAny(in: title.lowercased()))
    }

    private static let consentTitles: Phrases = [
        "privacy", "cookie", "consent", "toestemming", "voor je verder gaat", "before you continue",
        "bevor sie fortfahren", "avant d'accéder",
    ]

    private static let consentWords: Phrases = [
        "cookies", "toestemming", "persoonsgegevens", "onze partners", "instellingen",
        "akkoord", "accepteren", "our partners", "personal data", "consent", "legitimate interest",
        "accept all", "manage options", "einwilligung", "unsere partner", "zustimmen",
        "personenbezogene", "nos partenaires", "consentement", "privacyverklaring",
    ]
}
