/// The `Cache-Control` field of an answer (RFC 9111 §5.2), as far as it says how soon to ask
/// again.
enum CacheControl {
    /// Seconds for which the answer stays fresh: its `max-age` less the `Age` that it had already
    /// reached in a cache on the way. Nil when the server does not say, or says that it must be
    /// asked every time.
    static func freshness(cacheControl: String?, age: String?) -> Int64? {
        guard let cacheControl else { return nil }
        var maxAge: Int64?
        for (name, argument) in directives(cacheControl) {
            switch name {
            case "no-cache" where argument == nil, "no-store": return nil
            // Of several, the first counts or the most cautious (RFC 9111 §4.2.1).
            case "max-age":
                let seconds = argument.flatMap { deltaSeconds($0) } ?? 0
                maxAge = min(maxAge ?? seconds, seconds)
            default: break
            }
        }
        return maxAge.map { max(0, $0 - (age.flatMap { deltaSeconds($0) } ?? 0)) }
    }

    /// The directives with names in lower case and arguments without their quotes.
    private static func directives(_ field: String) -> [(name: String, argument: String?)] {
        var pieces: [String] = [""]
        var isQuoted = false
        for character in field.unicodeScalars {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: pieces.append("")
            default: pieces[pieces.count - 1].unicodeScalars.append(character)
            }
        }
        return pieces.map { piece in
            let parts = piece.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (trimmed(parts[0]).lowercased(), parts.count > 1 ? trimmed(parts[1]) : nil)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var rest = text.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(rest)
    }
}

/// A number of seconds as caches and `Retry-After` write it: digits only. One that is too large
/// counts as 2³¹ (RFC 9111 §1.2.2).
func deltaSeconds(_ text: some StringProtocol) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let most: Int64 = 1 << 31
    return Int64(text).map { min($0, most) } ?? most
}
