/// A picture drawn in cells.
///
/// It comes from the courier as rows of text and, beside each, the colours of its cells: six
/// hexadecimal digits a cell, or six dashes for the terminal's own. Reading takes nothing else:
///
///     {"rows":[{"text":"▀█","foreground":"8fa3c0102030","background":"405060------"}]}
public struct Picture: Hashable, Sendable {
    public struct Cell: Hashable, Sendable {
        /// What stands in it: a space or a block of one column.
        public let sign: SafeText
        /// The colour of the block as 0xRRGGBB; nil for the terminal's own.
        public let foreground: UInt32?
        /// The colour behind it.
        public let background: UInt32?

        /// Nil when the sign is none of `Picture.signs`.
        public init?(_ sign: Unicode.Scalar, foreground: UInt32?, background: UInt32?) {
            guard Picture.signs.contains(where: { $0.contains(sign) }) else { return nil }
            self.sign = SafeText(cleaning: String(Character(sign)))
            self.foreground = foreground
            self.background = background
        }
    }

    /// What a picture is made of: the space, and the block elements without the shades.
    public static let signs: [ClosedRange<Unicode.Scalar>] = [
        " "..." ", "\u{2580}"..."\u{2590}", "\u{2594}"..."\u{259F}",
    ]

    /// No picture has more columns.
    public static let maximumColumns = 72
    /// No picture has more rows.
    public static let maximumRows = 32

    /// From top to bottom, all of the same length.
    public let rows: [[Cell]]

    /// Nil unless there are rows, all of the same length and within the limits.
    public init?(rows: [[Cell]]) {
        let columns = rows.first?.count ?? 0
        guard (1...Self.maximumRows).contains(rows.count),
            (1...Self.maximumColumns).contains(columns),
            rows.allSatisfy({ $0.count == columns })
        else { return nil }
        self.rows = rows
    }

    /// Cells of a row.
    public var columns: Int { rows[0].count }
}

extension Picture: Codable {
    private struct Row: Codable {
        let text, foreground, background: String
    }

    private enum Key: CodingKey {
        case rows
    }

    /// Reads what `encode` writes, and throws at anything else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let rows = try container.decode([Row].self, forKey: .rows).map(Self.cells)
        guard let picture = Picture(rows: rows.compactMap { $0 }),
            picture.rows.count == rows.count
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .rows, in: container, debugDescription: "not a picture in cells")
        }
        self = picture
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(
            rows.map { row in
                Row(
                    text: row.map(\.sign.string).joined(),
                    foreground: row.map { $0.foreground.digits }.joined(),
                    background: row.map { $0.background.digits }.joined())
            }, forKey: .rows)
    }

    private static func cells(_ row: Row) -> [Cell]? {
        let signs = Array(row.text.unicodeScalars)
        guard signs.count <= maximumColumns,
            let fronts = colors(row.foreground, count: signs.count),
            let backs = colors(row.background, count: signs.count)
        else { return nil }
        let cells = signs.indices.compactMap { index in
            Cell(signs[index], foreground: fronts[index], background: backs[index])
        }
        return cells.count == signs.count ? cells : nil
    }

    /// The colours of so many cells; nil when `text` is not exactly that.
    private static func colors(_ text: String, count: Int) -> [UInt32?]? {
        let bytes = Array(text.utf8)
        guard bytes.count == count * 6 else { return nil }
        var colors: [UInt32?] = []
        for start in stride(from: 0, to: bytes.count, by: 6) {
            let digits = bytes[start..<(start + 6)]
            if digits.allSatisfy({ $0 == UInt8(ascii: "-") }) {
                colors.append(nil)
            } else if digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) {
                colors.append(UInt32(String(decoding: digits, as: UTF8.self), radix: 16))
            } else {
                return nil
            }
        }
        return colors
    }
}

extension UInt32? {
    fileprivate var digits: String {
        guard let self else { return "------" }
        let digits = String(self & 0xFF_FFFF, radix: 16)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }
}
