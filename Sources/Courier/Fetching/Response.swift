import CCurl
import CZlib
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
            let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
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
    case seconds(Int64)
    case moment(Timestamp)

    /// Reads the field's value; nil for anything that is neither form.
    init?(_ value: some StringProtocol) {
        if let seconds = deltaSeconds(value) {
            self = .seconds(seconds)
            return
        }
        // An HTTP-date begins with the name of a day. libcurl reads dates of other shapes too.
        guard let first = value.first, first.isASCII, first.isLetter else { return nil }
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

/// Content that is still compressed once its headers have been obeyed: a `.gz` file, or content
/// that was compressed and not called so. It is known by its first bytes (RFC 1952 §2.3.1, RFC 1950
/// §2.2), with which no feed and no page begins.
enum Compression {
    struct Contents {
        var bytes: [UInt8] = []
        var isCut = false
        /// Whether the end was missing or damaged.
        var isBroken = false
    }

    /// Compressions of each other that are undone.
    private static let maximumLayers = 3

    /// `bytes` without all their compressions, up to `limit` bytes; nil where there are none. A
    /// multiple of the limit is the most that is written in all.
    static func decompressed(_ bytes: [UInt8], limit: Int) -> Contents? {
        var result: Contents?
        for _ in 0..<maximumLayers {
            guard let inner = inflated(result?.bytes ?? bytes, limit: limit) else { break }
            result = Contents(
                bytes: inner.bytes, isCut: inner.isCut || result?.isCut == true,
                isBroken: inner.isBroken || result?.isBroken == true)
        }
        return result
    }

    private static func begins(_ bytes: some Collection<UInt8>) -> Bool {
        let start = Array(bytes.prefix(3))
        guard start.count == 3 else { return false }
        return start == [0x1F, 0x8B, 0x08]
            || start[0] == 0x78 && (Int(start[0]) << 8 | Int(start[1])) % 31 == 0
    }

    /// Nil where the bytes are no such thing after all.
    private static func inflated(_ bytes: [UInt8], limit: Int) -> Contents? {
        guard begins(bytes) else { return nil }
        var stream = z_stream()
        return bytes.withUnsafeBufferPointer { input in
            // zlib remembers where its state is, so that the stream must stay in one place.
            withUnsafeMutablePointer(to: &stream) { inflated(input, limit: limit, $0) }
        }
    }

    private static func inflated(
        _ input: UnsafeBufferPointer<UInt8>, limit: Int, _ stream: UnsafeMutablePointer<z_stream>
    ) -> Contents? {
        // The largest window, and either format.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, 15 + 32, zlibVersion(), size) == Z_OK else { return nil }
        defer { inflateEnd(stream) }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        var contents = Contents()
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let status = piece.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                return inflate(stream, Z_NO_FLUSH)
            }
            let count = piece.count - Int(stream.pointee.avail_out)
            let room = limit - contents.bytes.count
            contents.bytes += piece.prefix(min(count, room))
            if count > room {
                contents.isCut = true
                return contents
            }
            switch status {
            case Z_OK:
                continue
            case Z_STREAM_END:
                // A file may have several members (RFC 1952 §2.2); what is none is left out.
                let rest = UnsafeBufferPointer(
                    start: stream.pointee.next_in, count: Int(stream.pointee.avail_in))
                guard begins(rest), inflateReset(stream) == Z_OK else { return contents }
            default:
                contents.isBroken = true
                return contents.bytes.isEmpty ? nil : contents
            }
        }
    }
}
