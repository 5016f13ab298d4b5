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

    /// As a bare string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}
