import Foundation

/// The address of something on the web: an absolute `http` or `https` URL (RFC 3986) in ASCII,
/// without white space or control characters, at most 4,096 bytes long.
///
/// An address that begins with a letter can never be taken for an option by a program that gets
/// it as an argument.
public struct WebAddress: Hashable, Sendable {
    /// The address as it is sent, stored and shown.
    public let string: String

    /// Longer addresses than this, in bytes, are refused.
    public static let maximumLength = 4096

    /// Takes an address or, with a `base`, a reference that is resolved against it (RFC 3986 §5).
    ///
    /// Characters that no URL may hold are percent-encoded, a host outside ASCII becomes
    /// punycode. Nil for another scheme, a missing host, or something that is no address.
    public init?(_ reference: some StringProtocol, relativeTo base: WebAddress? = nil) {
        self.init(String(reference), relativeTo: base)
    }

    /// The same of a `String`, without what a call of a generic function costs.
    public init?(_ reference: String, relativeTo base: WebAddress? = nil) {
        var trimmed = WebAddress.trimmed(reference)
        guard !trimmed.isEmpty, trimmed.utf8.count <= WebAddress.maximumLength else { return nil }
        if trimmed.withUTF8(WebAddress.isPlain) {
            string = trimmed
            return
        }
        let baseURL = base.flatMap { URL(string: $0.string) }
        guard let url = URL(string: trimmed, relativeTo: baseURL)?.absoluteURL,
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = url.host(percentEncoded: true), !host.isEmpty
        else { return nil }
        var text = url.absoluteString
        // Schemes are compared without regard to case (RFC 3986 §3.1) and written in lower case.
        text.replaceSubrange(
            text.startIndex..<(text.firstIndex(of: ":") ?? text.startIndex), with: scheme)
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            text.utf8.count <= WebAddress.maximumLength
        else { return nil }
        string = text
    }

    /// An address that stands in our own source.
    ///
    /// Traps unless it is one that needs no escaping and no resolving.
    public init(literal: StaticString) {
        string = literal.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        precondition(
            literal.withUTF8Buffer(WebAddress.isPlain), "not a plain web address")
    }

    /// `reference` without white space and control characters at its ends (URL Standard, 4.4).
    static func trimmed(_ reference: some StringProtocol) -> String {
        var rest = Substring(reference).utf8
        if let first = rest.first, first > 0x20, let last = rest.last, last > 0x20 {
            return String(reference)
        }
        while let first = rest.first, first <= 0x20 { rest.removeFirst() }
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        return String(Substring(rest))
    }

    /// Whether `text` needs no parsing: the scheme in lower case, a plain host, perhaps with a
    /// port, and from there on only characters that RFC 3986 allows unescaped, no dot segments.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index: Int
        if text.starts(with: "https://".utf8) {
            index = 8
        } else if text.starts(with: "http://".utf8) {
            index = 7
        } else {
            return false
        }
        func skip(_ set: ByteSet) -> Int {
            let start = index
            while index < text.count, set.contains(text[index]) { index += 1 }
            return index - start
        }
        guard skip(.host) > 0 else { return false }
        if index < text.count, text[index] == UInt8(ascii: ":") {
            index += 1
            guard (1...5).contains(skip(.digits)) else { return false }
        }
        guard index < text.count else { return true }
        guard text[index] == UInt8(ascii: "/") else { return false }
        let path = index
        _ = skip(.path)
        // "/." may begin a dot segment.
        return index == text.count
            && !(path + 1..<max(path + 1, text.count)).contains {
                text[$0] == UInt8(ascii: ".") && text[$0 - 1] == UInt8(ascii: "/")
            }
    }

    /// A set of characters of ASCII, a bit each.
    private struct ByteSet {
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        private init(_ characters: StaticString) {
            characters.withUTF8Buffer { bytes in
                for byte in bytes {
                    if byte < 64 { low |= 1 << byte } else { high |= 1 << (byte - 64) }
                }
            }
        }

        func contains(_ byte: UInt8) -> Bool {
            byte < 0x80 && (byte < 64 ? low >> byte : high >> (byte & 63)) & 1 == 1
        }

        static let digits = ByteSet("0123456789")
        static let host = ByteSet("abcdefghijklmnopqrstuvwxyz0123456789-.")
        static let path = ByteSet(
            """
            ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/?=&%+,;:@!$'()*#
            """)
    }

    /// What stands between the scheme and the path, with user information and port if any.
    public var authority: Substring {
        let afterScheme = string.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3)
        return Substring(
            afterScheme.prefix {
                $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
            })
    }

    /// The host, without user information and port.
    public var host: SafeText {
        let afterUser = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        if afterUser.first == "[" {
            return SafeText(cleaning: afterUser.prefix { $0 != "]" } + "]")
        }
        return SafeText(cleaning: afterUser.prefix { $0 != ":" })
    }

    public var isEncrypted: Bool { string.hasPrefix("https:") }

    /// The address as text to show.
    public var text: SafeText { SafeText(cleaning: string) }
}

extension WebAddress: Codable {
    /// Refuses anything that is no web address.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let address = WebAddress(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not an http(s) address")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}

extension WebAddress {
    /// The address without the name and password that it may hold: fit to be shown and told.
    public var withoutUser: WebAddress {
        guard let at = authority.lastIndex(of: "@") else { return self }
        let scheme = isEncrypted ? "https://" : "http://"
        return WebAddress(scheme + string[string.index(after: at)...]) ?? self
    }

    /// The address as text to show where it may hold a name and a password.
    public var publicText: SafeText { withoutUser.text }
}

/// An address, or what was meant to be one, as a text for a person: names and passwords that
/// stand before an `@` are left out, and it is cut to 200 characters.
public func withoutUserInformation(_ address: String) -> SafeText {
    let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "\\" }
    let mark = address[scheme.endIndex...].prefix { ":/\\".contains($0) }
    let hasAuthority = mark.first == ":" || mark.count > 1
    let head = hasAuthority ? mark.endIndex : address.endIndex
    let authority = address[head...].prefix { !"/\\?#".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return SafeText(line: address, limit: 200) }
    return SafeText(
        line: address[..<head] + address[address.index(after: at)...], limit: 200)
}

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
