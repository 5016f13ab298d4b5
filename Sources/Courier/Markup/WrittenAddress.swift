import PortalModel

extension WebAddress {
    /// Takes an address as feeds, lists and people write it, which is more than `init` does:
    ///
    /// - `feed://krant.example/rss` and `feed:https://krant.example/rss`;
    /// - without a scheme, where it begins with `www.` or with the host of `base`;
    /// - with an ampersand that was escaped once too often, `&amp;`.
    public init?(asWritten reference: some StringProtocol, relativeTo base: WebAddress? = nil) {
        var text = String(reference.drop { $0.isWhitespace })
        if text.contains("&") {
            text = text.replacing("&amp;", with: "&").replacing("&#38;", with: "&")
        }
        let start = text.prefix(5).lowercased()
        if start == "feed:" {
            text.removeFirst(5)
            if text.hasPrefix("//") { text = "http:" + text }
        } else if start.hasPrefix("www.") || WebAddress.names(text, theHostOf: base) {
            text = (base?.isEncrypted == false ? "http://" : "https://") + text
        }
        self.init(text, relativeTo: base)
    }

    /// Whether `reference` begins with the host of `base`, with or without `www.`, and goes on with
    /// a path.
    private static func names(_ reference: String, theHostOf base: WebAddress?) -> Bool {
        guard let slash = reference.firstIndex(of: "/"), slash > reference.startIndex,
            let host = base?.host.string
        else { return false }
        let first = reference[..<slash].lowercased()
        return first.contains(".") && (first == host || "www." + first == host)
    }
}
