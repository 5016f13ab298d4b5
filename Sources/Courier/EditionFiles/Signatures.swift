import CCrypto
import Foundation
import PortalModel

/// What tells one file of an edition from all others: its SHA-256 (FIPS 180-4).
public struct Digest: Hashable, Sendable {
    /// Sixty-four hexadecimal digits in lower case.
    public let text: String

    /// The digest of `bytes`. Linear in their number.
    ///
    /// - Throws: `notStored` where OpenSSL cannot work, for want of memory.
    public init(of bytes: [UInt8]) throws(DeliveryProblem) {
        var digest = [UInt8](repeating: 0, count: 32)
        guard ccrypto_sha256(bytes, bytes.count, &digest) else {
            throw DeliveryProblem(.notStored, "OpenSSL: SHA-256")
        }
        text = digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The digest that is written as `text`; nil for anything but what `text` of one is.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
        else { return nil }
        self.text = String(text)
    }

    /// Its first 64 bits, by which files that are known are told from others.
    public var shortened: Int64 {
        Int64(bitPattern: UInt64(text.prefix(16), radix: 16) ?? 0)
    }
}

extension Digest: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a SHA-256 in hexadecimal digits")
        }
        self = digest
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A public key of minisign (jedisct1.github.io/minisign): `RW` and 54 more characters of Base64,
/// which are the algorithm, the key's number, and a key of Ed25519.
public struct MinisignKey: Hashable, Sendable {
    fileprivate let number: [UInt8]
    fileprivate let key: [UInt8]

    /// The key that is written as `text`; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 56, let bytes = Data(base64Encoded: text).map({ [UInt8]($0) }),
            bytes.count == 42, Array(bytes[..<2]) == Array("Ed".utf8)
        else { return nil }
        number = Array(bytes[2..<10])
        key = Array(bytes[10...])
    }
}

/// A signature as minisign writes it: of the BLAKE2b digest of a file, and of itself together with
/// the trusted comment.
///
///     untrusted comment: …
///     base64: "ED", the key's number (8 bytes), the signature (64 bytes)
///     trusted comment: …
///     base64: the signature under the one above and the trusted comment (64 bytes)
public struct MinisignSignature: Hashable, Sendable {
    private let number: [UInt8]
    private let signature: [UInt8]
    private let comment: [UInt8]
    private let commentSignature: [UInt8]

    /// More bytes than a file with a signature ever has.
    public static let maximumLength = 10_000

    /// Reads a `.minisig` file; nil for anything else, also for the older kind of signature that is
    /// of the file itself ("Ed").
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.maximumLength else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
        guard lines.count >= 4, lines[0].starts(with: "untrusted comment: ".utf8),
            lines[2].starts(with: Self.commentStart.utf8),
            let first = Self.decoded(lines[1]), let second = Self.decoded(lines[3]),
            first.count == 74, second.count == 64, Array(first[..<2]) == Array("ED".utf8)
        else { return nil }
        number = Array(first[2..<10])
        signature = Array(first[10...])
        comment = Array(lines[2].dropFirst(Self.commentStart.utf8.count))
        commentSignature = second
    }

    /// What is written in Base64; nil for what is not written as an encoder writes it.
    private static func decoded(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        guard let data = Data(base64Encoded: Data(line)),
            data.base64EncodedData().elementsEqual(line)
        else { return nil }
        return [UInt8](data)
    }

    private static let commentStart = "trusted comment: "

    /// Whether the owner of one of `keys` signed `bytes`, and the comment with it. Linear in the
    /// number of bytes.
    public func holds(for bytes: [UInt8], by keys: [MinisignKey]) -> Bool {
        var digest = [UInt8](repeating: 0, count: 64)
        guard let key = keys.first(where: { $0.number == number }),
            ccrypto_blake2b(bytes, bytes.count, &digest)
        else { return false }
        let signed = signature + comment
        return ccrypto_verify_ed25519(key.key, signature, digest, digest.count)
            && ccrypto_verify_ed25519(key.key, commentSignature, signed, signed.count)
    }
}
