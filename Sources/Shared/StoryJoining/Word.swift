import PortalModel

/// A word of a report as far as comparing needs it: hashes of its folded letters, not the letters.
struct Word {
    /// Of all its letters.
    let whole: UInt64
    /// Of its first six letters, which most inflected and derived forms have in common.
    let stem: UInt64
    /// How many letters or digits it has.
    let length: Int
    /// Whether it consists of digits, with points and commas between them.
    let isNumber: Bool
    /// Whether it begins with a capital.
    let isCapitalised: Bool
    /// Whether a capital is no more than the beginning of a sentence.
    let beginsSentence: Bool

    /// The letters that a stem keeps.
    static let stemLength = 6
}

extension Word {
    /// The first `limit` words of `text`: runs of letters and digits without case and accents.
    ///
    /// Linear in what it reads. Hashes are of the folded bytes, the same everywhere.
    static func all(of text: some StringProtocol, limit: Int) -> [Word] {
        var text = Substring(text)
        return text.withUTF8 { bytes in
            var scanner = WordScanner(bytes: bytes)
            var words: [Word] = []
            words.reserveCapacity(min(limit, bytes.count / 6 + 1))
            while words.count < limit, let word = scanner.next() { words.append(word) }
            return words
        }
    }

    /// What `Word` keeps of a word that is written in small ASCII letters.
    static func hash(_ letters: some StringProtocol) -> UInt64 {
        var hash = StableHash()
        for byte in letters.utf8 { hash.mix(byte) }
        return hash.bits
    }
}

/// Reads words from UTF-8.
private struct WordScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var beginsSentence = true

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func next() -> Word? {
        skipToWord()
        guard index < bytes.count else { return nil }
        var hash = StableHash()
        var (stem, length) = (hash.bits, 0)
        var isNumber = true
        var isCapitalised = false
        while let letter = letter(at: index) {
            if length == 0 { isCapitalised = letter.isCapital }
            hash.mix(letter.folded)
            length += 1
            if length <= Word.stemLength { stem = hash.bits }
            isNumber = isNumber && letter.isDigit
            index += letter.width
            // 1.000 and 2,5 are one number each.
            if letter.isDigit, index + 1 < bytes.count, Self.isDigit(bytes[index + 1]),
                bytes[index] == 0x2E || bytes[index] == 0x2C
            {
                hash.mix(0x2E)
                index += 1
            }
        }
        let word = Word(
            whole: hash.bits, stem: isNumber ? hash.bits : stem, length: length,
            isNumber: isNumber, isCapitalised: isCapitalised, beginsSentence: beginsSentence)
        beginsSentence = false
        return word
    }

    private mutating func skipToWord() {
        while index < bytes.count, letter(at: index) == nil {
            switch bytes[index] {
            case 0x0A, 0x21, 0x2E, 0x3A, 0x3F: beginsSentence = true
            default: break
            }
            index += 1
        }
    }

    private struct Letter {
        let folded: UInt8
        let width: Int
        var isCapital = false
        var isDigit = false
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    /// The letter at `place`; nil for anything that parts words. Bytes of other scripts than the
    /// Latin one count as letters, one by one.
    @inline(__always)
    private func letter(at place: Int) -> Letter? {
        guard place < bytes.count else { return nil }
        let byte = bytes[place]
        switch byte {
        case 0x61...0x7A:
            return Letter(folded: byte, width: 1)
        case 0x41...0x5A:
            return Letter(folded: byte | 0x20, width: 1, isCapital: true)
        case 0x30...0x39:
            return Letter(folded: byte, width: 1, isDigit: true)
        case 0xC3:
            guard place + 1 < bytes.count else { return nil }
            let low = bytes[place + 1]
            let folded = Self.latin1[Int(low & 0x1F)]
            return folded == 0
                ? nil : Letter(folded: folded, width: 2, isCapital: low & 0x20 == 0)
        case 0xE2:
            // Dashes, quotation marks, arrows and other signs.
            return nil
        case 0x80...0xC2:
            // The rest of a sign, or U+0080–00BF.
            return place > 0 && isWithinLetter(place) ? Letter(folded: byte, width: 1) : nil
        case 0xC4...:
            return Letter(folded: byte, width: 1)
        default:
            return nil
        }
    }

    /// Whether the continuation byte at `place` belongs to a letter of more bytes.
    private func isWithinLetter(_ place: Int) -> Bool {
        var lead = place
        while lead > 0, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        return bytes[lead] >= 0xC4 && bytes[lead] != 0xE2
    }

    /// The base letters of U+00E0–00FF, and of U+00C0–00DF in the same order; 0 for the signs.
    private static let latin1: [UInt8] =
        Array("aaaaaaaceeeeiiiidnooooo".utf8) + [0]
        + Array("ouuuuyty".utf8)
}
