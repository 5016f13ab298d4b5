import PortalModel

/// Tells what is no article from what is one.
enum PageRejection {
    /// Why `bytes`, sent with the Content-Type header `contentType`, are no page at all.
    static func ofBytes(_ bytes: [UInt8], contentType: String?) -> DeliveryProblem? {
        if bytes.isEmpty { return DeliveryProblem(.empty) }
        for (signature, name) in signatures where bytes.starts(with: signature.utf8) {
            return DeliveryProblem(.notAPage, name)
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            return DeliveryProblem(.notAPage, "een afbeelding")
        }
        if let contentType {
            let type = contentType.prefix { $0 != ";" }.lowercased()
            if type.hasPrefix("image/") || type.hasPrefix("audio/") || type.hasPrefix("video/")
                || type.hasPrefix("font/") || type == "application/pdf" || type.hasSuffix("json")
            {
                return DeliveryProblem(.notAPage, SafeText(line: type))
            }
        }
        return bytes.contains(UInt8(ascii: "<")) ? nil : DeliveryProblem(.notAPage, "tekst")
    }

    private static let signatures: [(String, SafeText)] = [
        ("%PDF", "PDF"), ("GIF8", "een afbeelding"), ("PK\u{3}\u{4}", "een archief"),
    ]

    /// Why the article `text` that was found on the page in `tree` is none, where it is none.
    static func ofText(
        _ text: String, on tree: PageTree, facts: PageFacts, address: WebAddress?,
        paywall: PaywallNotice?
    ) -> DeliveryProblem? {
        if isConsent(address) || isConsent(tree.head.refresh) {
            return DeliveryProblem(.consentWall)
        }
        let count = text.unicodeScalars.count
        if count < 2500, asksForConsent(text, title: facts.title.string) {
            return DeliveryProblem(.consentWall)
        }
        if count < 80, isBeginning(text, facts: facts, paywall: paywall) {
            return DeliveryProblem(.paywall)
        }
        // A page that scripts fill says hardly anything without them.
        if count == 0 || (count < 80 && tree.head.scripts > 0) { return DeliveryProblem(.noText) }
        return nil
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
