/// Text that can be drawn, printed and logged without harm: no control characters, no invisible
/// or direction-changing ones, and no piles of combining marks.
///
/// Foreign text becomes `SafeText` in one place, `init(cleaning:)`, after every other decoding
/// (character references, JSON escapes, percent escapes) is done. There is no way around it: text
/// read back from a database is cleaned again, which costs one scan over its bytes.
///
/// A literal may be interpolated with other safe text and with whole numbers only, so that a
/// sentence of the interface cannot let anything through either.
public struct SafeText: Hashable, Sendable {
    public let string: String

    /// Cleans `foreign`: `Cleaner` decides what is removed and what becomes a space.
    ///
    /// Linear in the length; text that is harmless already is only looked through.
    public init(cleaning foreign: some StringProtocol) {
        string = SafeText.cleaned(String(foreign))
    }

    /// The same of a `String`, without what a call of a generic function costs.
    public init(cleaning foreign: String) {
        string = SafeText.cleaned(foreign)
    }

    public static let empty: SafeText = ""

    public var isEmpty: Bool { string.isEmpty }

    /// The two texts, one after the other.
    ///
    /// Cleaned once more, since what is harmless apart may not be together: four combining marks
    /// that follow four others.
    public static func + (left: SafeText, right: SafeText) -> SafeText {
        SafeText(cleaning: left.string + right.string)
    }

    /// Foreign text for one line, such as a title, an author or a host: cleaned, runs of white
    /// space folded into one space, none at the ends, and cut to `limit` grapheme clusters with
    /// an ellipsis.
    public init(line foreign: some StringProtocol, limit: Int = 1000) {
        let prefix = foreign.utf8.prefix(limit * Self.bytesPerCluster)
        let isWhole = prefix.endIndex == foreign.utf8.endIndex
        self.init(
            bounded: isWhole ? String(foreign) : String(decoding: prefix, as: UTF8.self), limit)
    }

    /// The same of a `String`, without what a call of a generic function costs.
    public init(line foreign: String, limit: Int = 1000) {
        let most = limit * Self.bytesPerCluster
        let isWhole = foreign.utf8.count <= most
        self.init(
            bounded: isWhole ? foreign : String(decoding: foreign.utf8.prefix(most), as: UTF8.self),
            limit)
    }

    /// A cluster of clean text has at most some 80 bytes, so a flood needs no full cleaning.
    private static let bytesPerCluster = 80

    private init(bounded: String, _ limit: Int) {
        let cleaned = SafeText.cleaned(bounded)
        let folded =
            SafeText.isFolded(cleaned)
            ? cleaned : cleaned.split(separator: " ").joined(separator: " ")
        if folded.utf8.count > limit, folded.count > limit {
            string = folded.prefix(limit - 1) + "…"
        } else {
            string = folded
        }
    }

    /// Whether no space stands beside another or at an end, as in most titles.
    private static func isFolded(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var isAfterSpace = true
            for byte in bytes {
                let isSpace = byte == 0x20
                if isSpace, isAfterSpace { return false }
                isAfterSpace = isSpace
            }
            return !isAfterSpace
        }
    }
}

extension SafeText: ExpressibleByStringInterpolation {
    /// A literal of our own source.
    public init(stringLiteral value: String) {
        self.init(cleaning: value)
    }

    /// A literal of our own source with safe text and numbers in it.
    public init(stringInterpolation: StringInterpolation) {
        self.init(cleaning: stringInterpolation.text)
    }

    /// Takes safe text and whole numbers; anything else does not compile.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        public mutating func appendInterpolation(_ safe: SafeText) {
            text += safe.string
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            text += String(number)
        }
    }
}

extension SafeText: CustomStringConvertible {
    public var description: String { string }
}

extension SafeText: Comparable {
    /// By Unicode scalar, not by any language's rules.
    public static func < (left: SafeText, right: SafeText) -> Bool {
        left.string < right.string
    }
}

extension SafeText: Codable {
    /// Cleans what was stored or sent.
    public init(from decoder: any Decoder) throws {
        self.init(cleaning: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}

extension SafeText {
    /// At most this many combining marks stay on one base character (UAX #15 asks for no more
    /// than 30 in its stream-safe format; no living orthography stacks more than four).
    static let marksPerCluster = 4

    /// A cluster of more scalars than this is no character of any language: the longest emoji have
    /// ten, the longest conjuncts about as many. U+FFFD stands for it.
    static let scalarsPerCluster = 16

    /// `foreign` without what could harm a terminal or mislead a reader.
    static func cleaned(_ foreign: String) -> String {
        var text = foreign
        if text.withUTF8(isHarmless) { return text }
        var cleaner = Cleaner()
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for index in scalars.indices {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if let kept = cleaner.keep(scalars[index], before: next) { result.append(kept) }
        }
        return cleaner.mayHaveLongCluster ? withoutLongClusters(String(result)) : String(result)
    }

    /// `text` with U+FFFD in the place of what joins into one cluster without an end, as leading
    /// jamo, conjuncts and emoji can (UAX #29, GB6, GB9c, GB11).
    private static func withoutLongClusters(_ text: String) -> String {
        var result = ""
        for cluster in text {
            let isLong = cluster.unicodeScalars.dropFirst(scalarsPerCluster).first != nil
            result.append(isLong ? "\u{FFFD}" : cluster)
        }
        return result
    }

    /// Whether these bytes hold only characters that always pass: printable ASCII, Latin letters
    /// with their accents, and the dashes, quotes and ellipsis of General Punctuation.
    private static func isHarmless(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index < bytes.count {
            while index + 8 <= bytes.count,
                isPrintable(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            {
                index += 8
            }
            guard index < bytes.count else { return true }
            switch bytes[index] {
            case 0x20...0x7E:
                index += 1
            case 0xC2:
                guard index + 1 < bytes.count, bytes[index + 1] >= 0xA0, bytes[index + 1] != 0xAD
                else { return false }
                index += 2
            case 0xC3...0xCB:
                index += 2
            case 0xE2:
                guard index + 2 < bytes.count, bytes[index + 1] == 0x80,
                    (0x90...0xA7).contains(bytes[index + 2])
                else { return false }
                index += 3
            default:
                return false
            }
        }
        return true
    }

    /// Whether all eight bytes lie between 0x20 and 0x7E.
    private static func isPrintable(_ word: UInt64) -> Bool {
        // The highest bit of a byte shows that it is no ASCII, that taking 0x20 from it borrowed,
        // or that it was 0x7F before 1 was added.
        let below = word &- 0x2020_2020_2020_2020
        let above = word &+ 0x0101_0101_0101_0101
        return (word | below | above) & 0x8080_8080_8080_8080 == 0
    }
}

/// Decides scalar by scalar, remembering what it let through last.
private struct Cleaner {
    private var previous: Unicode.Scalar?
    /// Whether what was let through last is a pictograph, with or without a selector and a tone.
    private var isInEmoji = false
    private var marks = 0
    /// How many scalars came since the last that can only be a cluster of its own.
    private var run = 0
    /// Whether more scalars came in a row than a cluster may have.
    private(set) var mayHaveLongCluster = false

    mutating func keep(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Unicode.Scalar? {
        guard let kept = passed(scalar, before: next) else { return nil }
        previous = kept
        run = kept.value < 0x300 ? 0 : run + 1
        if run >= SafeText.scalarsPerCluster { mayHaveLongCluster = true }
        return kept
    }

    private mutating func passed(
        _ scalar: Unicode.Scalar, before next: Unicode.Scalar?
    ) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x00, 0x09...0x0D, 0x85, 0x2028, 0x2029:
            begin(inEmoji: false)
            return " "
        case 0x01...0x1F, 0x7F...0x9F:
            return nil
        case 0x20...0x7E:
            begin(inEmoji: false)
            return scalar
        case 0x200D:
            return isInEmoji && next?.isPictograph == true ? scalar : nil
        case 0xFE0E, 0xFE0F:
            return previous?.properties.isEmoji == true ? scalar : nil
        default:
            break
        }
        if scalar.isInvisible { return nil }
        if scalar.isJamoAlone(after: previous) {
            // It has no column of its own, and there may be millions of it.
            begin(inEmoji: false)
            return "\u{FFFD}"
        }
        if scalar.isStackingMark {
            guard marks < SafeText.marksPerCluster else { return nil }
            marks += 1
            if !scalar.properties.isEmojiModifier { isInEmoji = false }
            return scalar
        }
        begin(inEmoji: scalar.isPictograph)
        return scalar
    }

    private mutating func begin(inEmoji: Bool) {
        marks = 0
        isInEmoji = inEmoji
    }
}

extension Unicode.Scalar {
    /// What UTS #51 joins with a ZWJ: an emoji that is no tone, no half of a flag and no key.
    fileprivate var isPictograph: Bool {
        value > 0xFF && properties.isEmoji && !properties.isEmojiModifier
            && !(0x1F1E6...0x1F1FF).contains(value)
    }

    /// Whether it joins the cluster before it, however many did so already (UAX #29, GB9, GB9a).
    fileprivate var isStackingMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: properties.isEmojiModifier || properties.isGraphemeExtend
        }
    }

    /// Whether it is a vowel or a final consonant of Hangul that `previous` does not take into its
    /// syllable (UAX #29, GB7, GB8; GB6 where a leading consonant comes before a vowel).
    fileprivate func isJamoAlone(after previous: Unicode.Scalar?) -> Bool {
        switch Jamo(self) {
        case .vowel: ![.leading, .vowel, .open].contains(previous.flatMap(Jamo.init))
        case .final: ![.vowel, .final, .open, .closed].contains(previous.flatMap(Jamo.init))
        case .leading, .open, .closed, nil: false
        }
    }

    /// Characters without a shape of their own: Default_Ignorable_Code_Point (which covers the
    /// bidi controls, zero-width characters, tags, selectors and the soft hyphen), other format
    /// characters, noncharacters, and what stands for an object that is not there.
    fileprivate var isInvisible: Bool {
        value == 0xFFFC || properties.isDefaultIgnorableCodePoint
            || properties.isNoncharacterCodePoint || properties.generalCategory == .format
    }
}

/// What a scalar is to a Hangul syllable (its Hangul_Syllable_Type, Unicode 15.0).
private enum Jamo {
    case leading, vowel, final
    /// A whole syllable without a final consonant, and with one.
    case open, closed

    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x1100...0x115F, 0xA960...0xA97C: self = .leading
        case 0x1160...0x11A7, 0xD7B0...0xD7C6: self = .vowel
        case 0x11A8...0x11FF, 0xD7CB...0xD7FB: self = .final
        // Each vowel's open syllable is followed by those with its 27 finals (chapter 3.12).
        case 0xAC00...0xD7A3: self = (scalar.value - 0xAC00) % 28 == 0 ? .open : .closed
        default: return nil
        }
    }
}
