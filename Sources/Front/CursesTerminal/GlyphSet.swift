import CNcurses
import PortalModel
import TextGrid

/// What the terminal can draw of a character in the columns that the layout gave it.
///
/// The C library has widths of its own, by which ncurses counts columns: none for emoji newer than
/// itself, and the sum of the parts for those that are joined. So a cluster is drawn from its
/// first scalars as far as the C library's columns fit, and filled up with spaces.
struct GlyphSet {
    /// Columns that the C library gives a scalar, negative for one that it cannot draw; nil where
    /// only ASCII can be drawn.
    let columns: ((UInt32) -> Int)?

    private static let square: UInt32 = 0x25A1
    private static let space: UInt32 = 0x20
    private static let regionalIndicators: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF
    /// A cell of ncurses holds five scalars, so four marks.
    private static let marksPerCell = 4

    /// All that the C library can draw, or ASCII alone.
    init(isUnicode: Bool) {
        self.init(columns: isUnicode ? { Int(cn_columns($0)) } : nil)
    }

    init(columns: ((UInt32) -> Int)?) {
        self.columns = columns
    }

    /// Appends scalars that take exactly `width` columns (1 or 2) to `line`.
    func append(_ character: Character, width: Int, to line: inout [UInt32]) {
        var left = width
        if let columns {
            left -= append(character.unicodeScalars, within: width, columns, to: &line)
        } else {
            let base = character.unicodeScalars.first ?? " "
            line.append(UInt32(base.transliterated))
            left -= 1
        }
        for _ in 0..<left { line.append(Self.space) }
    }

    private func append(
        _ scalars: Character.UnicodeScalarView, within width: Int, _ columns: (UInt32) -> Int,
        to line: inout [UInt32]
    ) -> Int {
        var used = 0
        var marks = 0
        for scalar in scalars {
            let value = Self.drawable(scalar)
            switch columns(value) {
            case 0:
                guard used > 0, marks < Self.marksPerCell, !scalar.isSelectorOrJoiner else {
                    continue
                }
                marks += 1
                line.append(value)
            case let added where added > 0 && used + added <= width:
                used += added
                marks = 0
                line.append(value)
            default:
                if used > 0 { return used }
                line.append(Self.square)
                return 1
            }
        }
        return used
    }

    /// The letter for a regional indicator: terminals disagree about whether two of them are one
    /// flag, and ncurses may send either half alone.
    private static func drawable(_ scalar: Unicode.Scalar) -> UInt32 {
        guard regionalIndicators.contains(scalar.value) else { return scalar.value }
        return scalar.value - regionalIndicators.lowerBound + 0x41
    }
}

extension Unicode.Scalar {
    /// Whether it only tells how its neighbours are drawn: terminals that obey it would take more
    /// columns than the C library counts.
    fileprivate var isSelectorOrJoiner: Bool {
        value == 0x200D || (0xFE00...0xFE0F).contains(value)
    }
}

extension String {
    /// The text in ASCII, as far as it can be told in it; lines stay lines.
    public var inASCII: String {
        guard !utf8.allSatisfy({ $0 < 0x80 }) else { return self }
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
            let written = SafeText(cleaning: line).signsWrittenOut.string
            return String(
                decoding: written.map { ($0.unicodeScalars.first ?? " ").transliterated },
                as: UTF8.self)
        }.joined(separator: "\n")
    }
}

extension Unicode.Scalar {
    /// The ASCII character that stands for this one where the locale has no other.
    var transliterated: UInt8 {
        switch value {
        case 0x20...0x7E: return UInt8(value)
        case 0xA0...0x17F: return Self.latin[Int(value - 0xA0)]
        case 0x2010...0x2015, 0x2212: return UInt8(ascii: "-")
        case 0x2018...0x201B, 0x2032: return UInt8(ascii: "'")
        case 0x201C...0x201F, 0x2033: return UInt8(ascii: "\"")
        case 0x2709: return UInt8(ascii: "@")
        case 0x2020...0x2023, 0x25CF, 0x2665: return UInt8(ascii: "*")
        case 0x2026: return UInt8(ascii: ".")
        case 0x2039, 0x2190, 0x25C0...0x25C5: return UInt8(ascii: "<")
        case 0x203A, 0x2192, 0x25B6...0x25BB: return UInt8(ascii: ">")
        case 0x2191, 0x25B2...0x25B5: return UInt8(ascii: "^")
        case 0x2193, 0x25BC...0x25BF: return UInt8(ascii: "v")
        case 0x20AC: return UInt8(ascii: "E")
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576:
            return UInt8(ascii: "-")
        case 0x2550: return UInt8(ascii: "=")
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575,
            0x2577, 0x2589...0x2590:
            return UInt8(ascii: "|")
        case 0x250C...0x254B, 0x2552...0x2573: return UInt8(ascii: "+")
        case 0x2580...0x2588, 0x2592, 0x2593, 0x25A0, 0x25B0: return UInt8(ascii: "#")
        case 0x2591, 0x25A1, 0x25B1: return UInt8(ascii: ".")
        default: return UInt8(ascii: "?")
        }
    }

    /// For U+00A0 to U+017F, in their order.
    private static let latin = Array(
        """
         !cLoY|S"ca<--R-o+23'uP.,1o>????AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs\
        aaaaaaaceeeeiiiidnooooo:ouuuuytyAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGg\
        GgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSs\
        SsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs
        """.utf8)
}
