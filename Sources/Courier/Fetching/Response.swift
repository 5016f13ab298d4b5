import CCurl
import PortalModel

/// What one server said, when all of it had come.
struct Response {
    var status = 0
    /// The decoded content of a successful answer; nothing of any other.
    var bytes: [UInt8] = []
    /// Why the content is not all that there was; nil when it is.
    var shortfall: DeliveryProblem?
    /// How long it took, from connecting to the last byte.
    var elapsed: Duration = .zero
    /// The fields that matter, by their usual names; each character is one byte.
    var fields: [Field: String] = [:]

    /// The header fields that the courier looks at.
    enum Field: String, CaseIterable {
        case age = "Age"
        case cacheControl = "Cache-Control"
        case contentType = "Content-Type"
        case entityTag = "ETag"
        case lastModified = "Last-Modified"
        case link = "Link"
        case location = "Location"
        case retryAfter = "Retry-After"

        /// Whether several lines of it are one list (RFC 9110 §5.3).
        var isList: Bool { self == .cacheControl || self == .link }
    }

    var isSuccess: Bool { (200...299).contains(status) }

    var validators: Validators {
        Validators(entityTag: fields[.entityTag], lastModified: fields[.lastModified])
    }

    /// Where to go instead. Servers write names outside ASCII there in UTF-8, if not as they
    /// should.
    var location: String? {
        guard let field = fields[.location], !field.isEmpty else { return nil }
        let bytes = field.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        return String(validating: bytes, as: UTF8.self) ?? field
    }

    /// Seconds for which the answer stays fresh.
    var maxAge: Int64? {
        CacheControl.freshness(cacheControl: fields[.cacheControl], age: fields[.age])
    }
}

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

/// When a server wants to be asked again: the `Retry-After` field in either of its forms
/// (RFC 9110 §10.2.3).
public enum RetryAfter: Hashable, Sendable {
    /// So many seconds after its answer.
    case seconds(Int64)
    case moment(Timestamp)

    /// Reads the field's value; nil for anything that is neither form.
    init?(_ value: some StringProtocol) {
        if let seconds = deltaSeconds(value) {
            self = .seconds(seconds)
            return
        }
        // An HTTP-date begins with the name of a day. libcurl reads dates of other shapes too.
        guard value.utf8.first.map(isLetter) == true else { return nil }
        let seconds = curl_getdate(String(value), nil)
        guard seconds != -1 else { return nil }
        self = .moment(Timestamp(seconds: Int64(seconds)))
    }

    /// The first moment at which the server may be asked again, for an answer that came at `now`.
    public func moment(from now: Timestamp) -> Timestamp {
        switch self {
        case .seconds(let seconds): now + seconds
        case .moment(let moment): max(now, moment)
        }
    }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
}
