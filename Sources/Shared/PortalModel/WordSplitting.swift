import Foundation

extension Character {
    /// Whether it is a letter or a digit, with the marks upon it.
    public var isOfWord: Bool {
        guard let first = unicodeScalars.first else { return false }
        return first.isLetterOrDigit
    }
}

extension StringProtocol {
    /// The words of the text where every sign parts words, as it does to SQLite's tokenizer
    /// unicode61. Linear in the length.
    public var plainWords: [SubSequence] { split { !$0.isOfWord } }
}

extension String {
    /// Where the words of the text stand, from left to right.
    ///
    /// A word is a run of letters and digits. An apostrophe or a hyphen between two of them is part
    /// of it ("valse-vlagoperaties", "zo’n"), as is a sign between two digits ("100.000", "1,2",
    /// "14:05"). Linear in the length.
    public var wordRanges: [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        let scalars = unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            guard scalars[index].isOfWord else {
                scalars.formIndex(after: &index)
                continue
            }
            let start = index
            index = scalars.endOfWord(from: index)
            ranges.append(start..<index)
        }
        return ranges
    }

    /// The words in lower case: what is the same word at the start of a sentence and inside it.
    public var foldedWords: [String] {
        wordRanges.map { self[$0].lowercased() }
    }
}

extension String.UnicodeScalarView {
    /// The end of the word that begins at `start`.
    fileprivate func endOfWord(from start: Index) -> Index {
        var last = self[start]
        var index = self.index(after: start)
        while index < endIndex {
            let scalar = self[index]
            if !scalar.isOfWord {
                let next = self.index(after: index)
                guard next < endIndex, scalar.joins(last, self[next]) else { return index }
            }
            last = scalar
            formIndex(after: &index)
        }
        return index
    }
}

extension Unicode.Scalar {
    fileprivate var isLetterOrDigit: Bool {
        if isASCII { return isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }

    /// Whether it is a letter, a digit, or a mark upon one.
    fileprivate var isOfWord: Bool {
        if isLetterOrDigit { return true }
        if isASCII { return false }
        return switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    private var isDigit: Bool { ("0"..."9").contains(self) }

    /// Whether it makes one word of what stands before and after it.
    fileprivate func joins(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        switch self {
        case "'", "’", "-", "\u{2011}": before.isOfWord && after.isOfWord
        case ".", ",", ":": before.isDigit && after.isDigit
        default: false
        }
    }
}

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
