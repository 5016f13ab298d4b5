import PortalModel

/// The name of an element or attribute without regard to case, as one number: comparing and
/// looking up costs the same whatever its length, and no `String` has to be made for it.
///
/// Two names count as equal when their 64-bit hashes are; of names that somebody makes up
/// to collide, one is read as the other, which harms nobody but their author.
public struct MarkupName: Hashable, Sendable, ExpressibleByStringLiteral {
    @usableFromInline let hash: UInt64

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

/// What names mean. A name is its own hash, so that looking it up costs a comparison or two.
public struct NameTable<Value: Sendable>: Sendable {
    /// As many as a power of two, at most a quarter of them taken: a name stands at the place that
    /// its last bits give, or behind it.
    @usableFromInline let places: [(name: MarkupName, value: Value)?]

    /// The meanings in `groups`; of a name that stands in two, the first counts.
    public init(_ groups: [(value: Value, names: [MarkupName])]) {
        let count = groups.reduce(1) { $0 + $1.names.count } * 4
        let size = 1 << (Int.bitWidth - count.leadingZeroBitCount)
        var places: [(name: MarkupName, value: Value)?] = Array(repeating: nil, count: size)
        for (value, names) in groups {
            for name in names {
                var place = Int(truncatingIfNeeded: name.hash) & (size - 1)
                while let taken = places[place], taken.name != name {
                    place = (place + 1) & (size - 1)
                }
                if places[place] == nil { places[place] = (name, value) }
            }
        }
        self.places = places
    }

    /// The meanings of single names.
    public init(_ values: KeyValuePairs<MarkupName, Value>) {
        self.init(values.map { ($0.value, [$0.key]) })
    }

    /// What `name` means, if anything.
    @inlinable
    public subscript(name: MarkupName) -> Value? {
        var place = Int(truncatingIfNeeded: name.hash) & (places.count - 1)
        while let taken = places[place] {
            if taken.name.hash == name.hash { return taken.value }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }
}
