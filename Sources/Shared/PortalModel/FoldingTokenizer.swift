/// The words of a text as SQLite's tokenizer unicode61 parts them and takes off their case and
/// accents (`remove_diacritics=2`), as far as they then consist of the letters a to z: nearly all
/// words of the languages that news is written in.
public enum FoldingTokenizer {
    /// Gives each word to `body`, good until that returns. Linear in the text.
    @inline(__always)
    public static func forEach(in text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { letters in
                var scanner = Scanner(bytes: bytes, letters: letters)
                while let count = scanner.next() {
                    body(UnsafeBufferPointer(rebasing: letters[..<count]))
                }
            }
        }
    }

    /// Letters of a word, at the most; longer ones are passed over.
    public static let longest = 40

    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        let letters: UnsafeMutableBufferPointer<UInt8>
        private var index = 0

        init(bytes: UnsafeBufferPointer<UInt8>, letters: UnsafeMutableBufferPointer<UInt8>) {
            self.bytes = bytes
            self.letters = letters
        }

        /// Puts the letters of the next word in their place, and returns how many they are.
        mutating func next() -> Int? {
            var count = 0
            var isPlain = true
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                switch byte {
                case 0x61...0x7A, 0x41...0x5A:
                    if count < FoldingTokenizer.longest {
                        letters[count] = byte | 0x20
                        count += 1
                    } else {
                        isPlain = false
                    }
                case 0x30...0x39:
                    isPlain = false
                case 0x80...:
                    switch sign(byte) {
                    case .letter(let letter) where count < FoldingTokenizer.longest:
                        letters[count] = letter
                        count += 1
                    case .letter, .other: isPlain = false
                    case .mark: break
                    case .none:
                        if count > 0, isPlain { return count }
                        (count, isPlain) = (0, true)
                    }
                default:
                    if count > 0, isPlain { return count }
                    (count, isPlain) = (0, true)
                }
            }
            return count > 0 && isPlain ? count : nil
        }

        private enum Sign {
            /// A letter that is one of a to z without its accents.
            case letter(UInt8)
            /// Another letter or digit.
            case other
            /// What stands upon a letter.
            case mark
            /// What parts words.
            case none
        }

        /// The sign whose first byte, which is not ASCII, was read last; its others are read here.
        private mutating func sign(_ first: UInt8) -> Sign {
            var value = UInt32(first) & (first >= 0xF0 ? 0x07 : first >= 0xE0 ? 0x0F : 0x1F)
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
                value = value << 6 | UInt32(bytes[index] & 0x3F)
                index += 1
            }
            if (0xC0...0xFF).contains(value) { return Self.latin1[Int(value) - 0xC0] }
            return Self.sign(of: value)
        }

        /// Those of U+00C0–00FF, which most accents in the news are of.
        private static let latin1 = (0xC0...0xFF).map(sign(of:))

        private static func sign(of value: UInt32) -> Sign {
            guard let scalar = Unicode.Scalar(value) else { return .none }
            switch value {
            case 0x300...0x36F: return .mark
            case 0x2000...0x206F: return .none
            case 0xC0...0x24F, 0x1E00...0x1EFF:
                let folded = Character(scalar).folded
                if let ascii = folded.asciiValue { return .letter(ascii) }
                return Character(scalar).isOfWord ? .other : .none
            default: return Character(scalar).isOfWord ? .other : .none
            }
        }
    }
}

/// A word that was typed, and how it stands in others.
public struct TypedWord: Hashable, Sendable {
    /// Its letters, folded.
    public let letters: [UInt8]

    /// Nil for a word that is not of the letters a to z alone.
    public init?(folded word: String) {
        letters = Array(word.utf8)
        guard letters.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    }

    /// Letters from which on it is looked for anywhere in a compound, and at its end, where the
    /// noun stands that tells what it is: "tunnel" in "autotunnels" and "weg" in "snelweg", but
    /// "weg" not in "bewegen".
    private static let (inside, atEnd) = (4, 3)

    /// Whether it stands in compounds at all.
    public var hasCompounds: Bool { letters.count >= Self.atEnd }

    /// Whether a word in which so many letters stand before and after it is a compound with it. The
    /// first part of one has two letters or more, as in "IJtunnel".
    public func isPart(after before: Int, before after: Int) -> Bool {
        letters.count >= Self.inside ? before >= 2 : after == 0 && before >= 3
    }

    /// How many letters may be wrong in it for another word to be meant.
    public var mistakes: Int {
        switch letters.count {
        case ..<4: 0
        case ..<6: 1
        default: 2
        }
    }
}
