import PortalModel

extension WebAddress {
    /// Takes an address as the items of feeds write it, which is more than `init` does:
    ///
    /// - without a scheme, where it begins with `www.` or with the host of `base`;
    /// - with an ampersand that was escaped once too often, `&amp;`.
    public init?(asWritten reference: some StringProtocol, relativeTo base: WebAddress? = nil) {
        // Over bytes, since a feed has thousands of addresses.
        var text = String(reference)
        if text.utf8.first.map({ $0 <= 0x20 || $0 >= 0x80 }) == true {
            text = String(text.drop { $0.isWhitespace })
        }
        if text.withUTF8({ $0.contains(UInt8(ascii: "&")) }) {
            text = text.replacing("&amp;", with: "&").replacing("&#38;", with: "&")
        }
        let hasScheme = text.hasPrefix("https://") || text.hasPrefix("http://")
        if !hasScheme,
            text.prefix(4).lowercased() == "www." || WebAddress.names(text, theHostOf: base)
        {
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
