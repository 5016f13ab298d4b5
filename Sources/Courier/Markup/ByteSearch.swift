import Foundation

/// Looking for bytes at the speed of `memchr`.
extension UnsafeBufferPointer<UInt8> {
    @inlinable
    public func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let baseAddress,
            let found = memchr(baseAddress + start, Int32(byte), count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress)
    }

    /// Where `text` first ends, found by its last byte, or nil.
    public func end(of text: StaticString, from start: Int) -> Int? {
        let length = text.utf8CodeUnitCount
        var index = start + length - 1
        while let last = firstIndex(of: text.utf8Start[length - 1], from: index) {
            if starts(with: text, at: last + 1 - length) { return last + 1 }
            index = last + 1
        }
        return nil
    }

    public func starts(with text: StaticString, at start: Int) -> Bool {
        guard start + text.utf8CodeUnitCount <= count, let baseAddress else { return false }
        return memcmp(baseAddress + start, text.utf8Start, text.utf8CodeUnitCount) == 0
    }
}

extension UInt8 {
    @inlinable public var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    @inlinable public var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    @inlinable public var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

    /// Whether it is white space of ASCII.
    var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}
