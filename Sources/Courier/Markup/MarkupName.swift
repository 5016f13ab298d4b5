import PortalModel

/// The name of an element or attribute without regard to case, as one number: comparing and
/// looking up costs the same whatever its length, and no `String` has to be made for it.
///
/// Two names count as equal when their 64-bit hashes are; of names that somebody makes up
/// to collide, one is read as the other, which harms nobody but their author.
public struct MarkupName: Hashable, Sendable, ExpressibleByStringLiteral {
    private let hash: UInt64

    /// The name in these bytes, taken as ASCII.
    public init(_ bytes: some Sequence<UInt8>) {
        var hash = StableHash()
        for byte in bytes { hash.mix(MarkupName.folded(byte)) }
        self.hash = hash.bits
    }

    /// The name in a C string.
    public init(_ pointer: UnsafePointer<UInt8>) {
        var hash = StableHash()
        var next = pointer
        while next.pointee != 0 {
            hash.mix(MarkupName.folded(next.pointee))
            next += 1
        }
        self.hash = hash.bits
    }

    /// A name of our own source.
    public init(stringLiteral value: String) {
        self.init(value.utf8)
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        let isUpper = byte &- UInt8(ascii: "A") < 26
        return isUpper ? byte | 0x20 : byte
    }
}
