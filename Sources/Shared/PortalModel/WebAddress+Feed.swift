extension WebAddress {
    /// Schemes by which programs that read feeds are called up: `feed:https://…`, `feed://…`.
    private static let feedSchemes: Set<String> = ["feed", "rss", "itpc", "pcast", "podcast"]

    /// Takes a reference to a feed, which may also have a scheme of feeds before it or in place of
    /// its own.
    public init?(feed reference: some StringProtocol, relativeTo base: WebAddress? = nil) {
        let reference = WebAddress.withoutFeedScheme(reference)
        self.init(reference, relativeTo: base)
    }

    /// The addresses that somebody who typed `text` may mean, the likeliest first; none where it
    /// can be no address of the web.
    ///
    /// Without `http:` or `https:` it is encrypted first; where it names a port, not.
    public static func candidates(typed text: String) -> [WebAddress] {
        let text = withoutFeedScheme(trimmed(text))
        if let address = WebAddress(text) { return [address] }
        let rest = text.hasPrefix("//") ? text.dropFirst(2) : text[...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !rest.contains(where: \.isWhitespace), isHost(authority) else { return [] }
        let port = authority.hasSuffix("]") ? nil : authority.lastIndex(of: ":")
        let isPlain = port.map { authority[$0...] != ":443" } ?? false
        let schemes = isPlain ? ["http", "https"] : ["https", "http"]
        return schemes.compactMap { WebAddress("\($0)://\(rest)") }
    }

    /// The name of a host, or its number, perhaps with a port: no other scheme, and no mere word.
    private static func isHost(_ authority: Substring) -> Bool {
        if authority.hasPrefix("[") { return true }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        let hasPort = parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber)
        guard parts.count == 1 || hasPort, !authority.contains("@") else { return false }
        return hasPort || parts[0] == "localhost" || parts[0].dropFirst().contains(".")
    }

    /// `reference` with nothing before what a web address begins with: `feed://https://a.nl` is
    /// `https://a.nl`, and `feed://a.nl` is `//a.nl`, which has the scheme of what it is named in.
    private static func withoutFeedScheme(_ reference: some StringProtocol) -> String {
        let text = trimmed(reference)
        guard let colon = text.firstIndex(of: ":"),
            feedSchemes.contains(text[..<colon].lowercased())
        else { return text }
        let rest = text[colon...].dropFirst()
        let inner = rest.drop { $0 == "/" }
        let start = inner.prefix(8).lowercased()
        let isWhole = start.hasPrefix("http://") || start == "https://"
        return String(isWhole ? inner : rest.hasPrefix("//") ? rest : "//" + inner)
    }
}
