/// Tells one article from all others, over restarts and a new database: a hash of its source and
/// of what the source calls it.
public struct ArticleID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The article that `source` calls `guid`.
    public init(source: SourceID, guid: String) {
        rawValue = StableHash.of([String(source.rawValue), guid])
    }

    /// The form that a reader types and sees: 16 hexadecimal digits.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 16, let bits = UInt64(text, radix: 16) else { return nil }
        rawValue = Int64(bitPattern: bits)
    }

    /// 16 hexadecimal digits.
    public var text: String {
        let digits = String(UInt64(bitPattern: rawValue), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Tells one source from all others: a hash of its address.
public struct SourceID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(address: WebAddress) {
        rawValue = StableHash.of([address.string])
    }
}

/// Tells one section from all others: a hash of its edition's name and its own.
public struct SectionID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(edition: SafeText, name: SafeText) {
        rawValue = StableHash.of([edition.string, name.string])
    }
}

/// Tells one edition from all others: a hash of its name.
public struct EditionID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(name: SafeText) {
        rawValue = StableHash.of([name.string])
    }
}

/// A 64-bit hash that is the same in every process and on every machine: FNV-1a (Fowler, Noll,
/// Vo), which Swift's seeded `Hasher` is not.
public struct StableHash: Sendable {
    @usableFromInline var state: UInt64

    @inlinable public init() {
        state = 0xcbf2_9ce4_8422_2325
    }

    /// The hash of `texts` in their order.
    public static func of(_ texts: [String]) -> Int64 {
        var hash = StableHash()
        for text in texts { hash.combine(text) }
        return hash.value
    }

    /// Mixes in a byte. Part of what calls it, since whole documents are mixed byte by byte.
    @inlinable @inline(__always)
    public mutating func mix(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// The hash of what was mixed in.
    @inlinable public var bits: UInt64 { state }

    /// Mixes in the bytes of `text` and a mark that parts it from what follows.
    mutating func combine(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes { mix(byte) }
        }
        mix(0xFF)
    }

    public static func of(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var hash = StableHash()
        hash.combine(bytes)
        return hash.value
    }

    /// Mixes in `bytes` and their number, eight at a time: for what is long and often looked over.
    /// It is another hash than that of the bytes one by one.
    public mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        var place = 0
        while place + 8 <= bytes.count {
            mix(word: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian)
            place += 8
        }
        while place < bytes.count {
            mix(bytes[place])
            place += 1
        }
        mix(word: UInt64(bytes.count))
    }

    private mutating func mix(word: UInt64) {
        state = (state ^ word) &* 0x9e37_79b9_7f4a_7c15
        state ^= state >> 32
    }

    /// The hash as SQLite keeps it best: a signed integer.
    public var value: Int64 { Int64(bitPattern: state) }
}
