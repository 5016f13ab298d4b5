import CNcurses
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

    /// What can be drawn by these columns.
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
