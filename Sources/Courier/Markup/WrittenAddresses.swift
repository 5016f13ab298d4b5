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

/// Addresses that stand in running text without being links: `https://…`, `http://…` and `www.…`,
/// found as in GitHub Flavored Markdown (6.9, "Autolinks").
enum BareAddress {
    /// Whether a search is worth its cost.
    static func mayStand(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.end(of: "://", from: 0) != nil || text.end(of: "www.", from: 0) != nil
    }

    /// Adds `text` to `spans`, cut into addresses with their links and what stands between them.
    static func split(_ text: SafeText, style: SpanStyle, into spans: inout [Span]) {
        let bytes = Array(text.string.utf8)
        var start = 0
        var index = 0
        func add(_ range: Range<Int>, _ link: WebAddress?) {
            guard !range.isEmpty else { return }
            let part = SafeText(cleaning: String(decoding: bytes[range], as: UTF8.self))
            spans.append(Span(part, style: style, link: link))
        }
        while index < bytes.count {
            guard let candidate = candidate(in: bytes, at: index) else {
                index += 1
                continue
            }
            if let (address, end) = address(in: bytes, candidate) {
                add(start..<index, nil)
                add(index..<end, address)
                start = end
            }
            // Nor is there another in what was refused, so that each byte is looked at once.
            index = candidate.end
        }
        add(start..<bytes.count, nil)
    }

    /// What may be an address: all up to the next blank.
    private struct Candidate {
        let start: Int
        let host: Int
        let end: Int
    }

    private static func candidate(in bytes: [UInt8], at start: Int) -> Candidate? {
        let scheme: StaticString
        switch bytes[start] | 0x20 {
        case UInt8(ascii: "h") where begins(bytes, with: "https://", at: start):
            scheme = "https://"
        case UInt8(ascii: "h") where begins(bytes, with: "http://", at: start):
            scheme = "http://"
        case UInt8(ascii: "w") where begins(bytes, with: "www.", at: start):
            scheme = ""
        default:
            return nil
        }
        if start > 0 {
            let before = bytes[start - 1]
            let isInside =
                before.isASCIIAlphanumeric || (scheme.utf8CodeUnitCount == 0 && isPart(before))
            guard !isInside else { return nil }
        }
        var end = start
        while end < bytes.count, !isBlank(bytes, at: end) { end += 1 }
        return Candidate(start: start, host: start + scheme.utf8CodeUnitCount, end: end)
    }

    private static func address(
        in bytes: [UInt8], _ candidate: Candidate
    ) -> (address: WebAddress, end: Int)? {
        let end = withoutPunctuation(bytes, candidate.host..<candidate.end)
        let rest = bytes[candidate.host..<end]
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        // A name before the host is most often there to mislead.
        guard !authority.contains(UInt8(ascii: "@")) else { return nil }
        let isShort = candidate.host == candidate.start
        let names = authority.prefix { $0 != UInt8(ascii: ":") }.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard names.count >= (isShort ? 3 : 2), names.dropLast().allSatisfy({ !$0.isEmpty }),
            names[0].first.map({ $0.isASCIIAlphanumeric || $0 >= 0x80 }) == true
        else { return nil }
        let text = String(decoding: bytes[candidate.start..<end], as: UTF8.self)
        return WebAddress(isShort ? "https://" + text : text).map { ($0, end) }
    }

    private static func begins(_ bytes: [UInt8], with word: StaticString, at start: Int) -> Bool {
        guard bytes.count - start > word.utf8CodeUnitCount else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy {
            bytes[start + $0] | 0x20 == word.utf8Start[$0] | 0x20
        }
    }

    /// Where the address ends that `range` begins: the marks that end a sentence do not belong to
    /// it, nor does a bracket that opens before it.
    private static func withoutPunctuation(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var end = range.upperBound
        var open = 0
        for byte in bytes[range] {
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
        }
        while end > range.lowerBound {
            switch bytes[end - 1] {
            case UInt8(ascii: ")"):
                guard open < 0 else { return end }
                open += 1
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
                UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "]"), UInt8(ascii: "}"),
                UInt8(ascii: "|"):
                break
            default:
                // Dashes, quotes, the ellipsis and the marks of Chinese and Japanese.
                guard end - range.lowerBound >= 3, isMark(bytes[(end - 3)..<end]) else {
                    return end
                }
                end -= 2
            }
            end -= 1
        }
        return end
    }

    private static func isMark(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: [0xE2, 0x80]) || bytes.starts(with: [0xE3, 0x80])
            || bytes.starts(with: [0xEF, 0xBC])
    }

    /// What joins a host to a longer name or address.
    private static func isPart(_ byte: UInt8) -> Bool { "./@-_".utf8.contains(byte) }

    /// Blanks of any kind, angle brackets and straight quotes.
    private static func isBlank(_ bytes: [UInt8], at index: Int) -> Bool {
        switch bytes[index] {
        case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): true
        case 0xC2: bytes[index...].starts(with: [0xC2, 0xA0])
        case 0xE2: bytes[index...].starts(with: [0xE2, 0x80, 0xAF])
        case 0xE3: bytes[index...].starts(with: [0xE3, 0x80, 0x80])
        default: false
        }
    }
}
