/// Tells one article from all others, over restarts and a new database: a hash of its source and
/// of what the source calls it.
public struct ArticleID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The article that `source` calls `guid`.
    public init(source: SourceID, guid: String) {
        var hash = StableHash()
        hash.combine(String(source.rawValue))
        hash.combine(guid)
        rawValue = hash.value
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
        var hash = StableHash()
        hash.combine(address.string)
        rawValue = hash.value
    }
}

/// Tells one section from all others: a hash of its edition's name and its own.
public struct SectionID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(edition: SafeText, name: SafeText) {
        var hash = StableHash()
        hash.combine(edition.string)
        hash.combine(name.string)
        rawValue = hash.value
    }
}

/// Tells one edition from all others: a hash of its name.
public struct EditionID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(name: SafeText) {
        var hash = StableHash()
        hash.combine(name.string)
        rawValue = hash.value
    }
}
