/// What a log never tells: names and passwords in addresses, and what stands after their `?`,
/// where some sites put the key of a subscription.
enum Redaction {
    /// `text` with every address in it cut down to scheme, host and path.
    static func removed(from text: String) -> String {
        guard text.contains("://") else { return text }
        var result = ""
        var rest = Substring(text)
        while let mark = rest.firstRange(of: "://") {
            result += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            let address = rest.prefix { $0 != " " && $0 != "\"" && $0 != ")" }
            rest = rest[address.endIndex...]
            result += publicPart(of: address)
        }
        return result + rest
    }

    /// What follows the `://` of an address, without user information (RFC 3986 §3.2.1), query
    /// and fragment.
    private static func publicPart(of address: Substring) -> Substring {
        let plain = address.prefix { $0 != "?" && $0 != "#" }
        let authority = plain.prefix { $0 != "/" }
        return authority.lastIndex(of: "@").map { plain[plain.index(after: $0)...] } ?? plain
    }
}
