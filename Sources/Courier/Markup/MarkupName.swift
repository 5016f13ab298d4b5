/// The name of an element or attribute without regard to case, as one number: comparing and
/// looking up costs the same whatever its length, and no `String` has to be made for it.
///
/// Two names count as equal when their 64-bit FNV-1a hashes are; of names that somebody makes up
/// to collide, one is read as the other, which harms nobody but their author.
public struct MarkupName: Hashable, Sendable, ExpressibleByStringLiteral {
    private let hash: UInt64

    /// The name in these bytes, taken as ASCII.
    public init(_ bytes: some Sequence<UInt8>) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = MarkupName.mixed(hash, byte) }
        self.hash = hash
    }

    /// The name in a C string.
    public init(_ pointer: UnsafePointer<UInt8>) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var next = pointer
        while next.pointee != 0 {
            hash = MarkupName.mixed(hash, next.pointee)
            next += 1
        }
        self.hash = hash
    }

    /// A name of our own source.
    public init(stringLiteral value: String) {
        self.init(value.utf8)
    }

    private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        let isUpper = byte &- UInt8(ascii: "A") < 26
        return (hash ^ UInt64(isUpper ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01b3
    }
}
