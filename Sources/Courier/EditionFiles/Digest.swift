import CCrypto
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
        let isHexadecimal = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        guard text.utf8.count == 64, isHexadecimal else { return nil }
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
