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

    /// Cleans `foreign`: what is removed and what becomes a space stands in `SafeText+Cleaning`.
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
}

extension SafeText {
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

        /// Room for the literal and a little more.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// A piece of the literal itself.
        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// Text that was cleaned before.
        public mutating func appendInterpolation(_ safe: SafeText) {
            text += safe.string
        }

        /// A whole number in decimal digits.
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

    /// As a bare string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}
