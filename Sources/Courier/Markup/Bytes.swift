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

/// What one look over bytes tells about them as text.
public struct ByteSurvey {
    /// Whether they are UTF-8 throughout (RFC 3629).
    public private(set) var isUTF8 = true
    /// How many characters outside ASCII are written as UTF-8 demands.
    private(set) var multibyteCount = 0
    /// How many bytes are not, and where the first of them is.
    private(set) var strayCount = 0
    private(set) var firstStray = 0
    /// Whether any character outside ASCII is written as UTF-8 demands.
    var hasMultibyte: Bool { multibyteCount > 0 }
    /// Whether there are characters that XML 1.0 (section 2.2) does not allow.
    public private(set) var hasForbidden = false

    /// Looks over `bytes`, eight at a time as long as they are printable ASCII.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while index < bytes.count {
            while index + 8 <= bytes.count,
                ByteSurvey.isPrintable(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            {
                index += 8
            }
            guard index < bytes.count else { return }
            let byte = bytes[index]
            if byte < 0x80 {
                if !XMLCharacter.isAllowed(UInt32(byte)) { hasForbidden = true }
                index += 1
            } else if let length = ByteSurvey.sequenceLength(bytes[index...]) {
                multibyteCount += 1
                // U+FFFE and U+FFFF
                if byte == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
                    hasForbidden = true
                }
                index += length
            } else {
                if isUTF8 { firstStray = index }
                isUTF8 = false
                strayCount += 1
                index += 1
            }
        }
    }

    /// Whether all eight bytes lie between 0x20 and 0x7F.
    private static func isPrintable(_ word: UInt64) -> Bool {
        // Taking 0x20 from a smaller byte borrows, which shows in its highest bit.
        (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0
    }

    /// The length of the UTF-8 sequence at the start of `bytes`, nil where it is none.
    private static func sequenceLength(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let start = bytes.startIndex
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch bytes[start] {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard length > 0, bytes.count >= length, second.contains(bytes[start + 1]) else {
            return nil
        }
        for offset in 2..<max(2, length) where bytes[start + offset] & 0xC0 != 0x80 { return nil }
        return length
    }
}

public enum XMLCharacter {
    /// Whether XML 1.0 (section 2.2) allows the code point.
    public static func isAllowed(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
