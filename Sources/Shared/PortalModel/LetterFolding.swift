import Foundation

extension Character {
    /// The letter in lower case and, if it is a Latin one, without its marks: what counts as the
    /// same letter for the tokenizer unicode61 of SQLite's FTS5 with `remove_diacritics=2`.
    public var folded: Character {
        if let ascii = asciiValue {
            return ascii >= 0x41 && ascii <= 0x5A
                ? Character(Unicode.Scalar(ascii | 0x20)) : self
        }
        let lower = lowercased()
        let base = lower.first.flatMap(\.baseLetter) ?? lower
        return base.count == 1 ? Character(base) : self
    }

    /// The Latin letter under the marks; nil for any other character.
    private var baseLetter: String? {
        guard let base = String(self).decomposedStringWithCanonicalMapping.unicodeScalars.first,
            base.isASCII
        else { return nil }
        return String(Character(base))
    }
}

extension StringProtocol {
    /// The letters with case and accents taken off, as UTF-8.
    public var foldedBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for character in self { bytes.append(contentsOf: String(character.folded).utf8) }
        return bytes
    }
}
