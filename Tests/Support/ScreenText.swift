import TextGrid

/// A frame as lines of text: the rows between visible edges, then a letter a cell for its style,
/// what the letters mean, and where the cursor stands.
///
/// The style of the greater part of the screen is a dot; the others are letters in the order in
/// which they first occur.
struct ScreenText {
    let lines: [String]

    init(_ frame: Frame) {
        let width = frame.size.width
        let letters = Self.letters(of: frame)
        let rows = (0..<frame.size.height).map { "|\(frame.text(ofRow: $0))|" }
        let styles = (0..<frame.size.height).map { row in
            String((0..<width).map { letters.of[frame[Point(column: $0, row: row)].style] ?? "?" })
        }
        let legend = letters.order.map { "\(letters.of[$0] ?? "?") \(Self.wording(of: $0))" }
        let cursor = frame.cursor.map { "cursor at column \($0.column), row \($0.row)" }
        lines = rows + [""] + styles + [""] + legend + ["", cursor ?? "no cursor"]
    }

    private static func letters(of frame: Frame) -> (of: [Style: Character], order: [Style]) {
        var counts: [Style: Int] = [:]
        var order: [Style] = []
        for cell in frame.cells {
            if counts[cell.style] == nil { order.append(cell.style) }
            counts[cell.style, default: 0] += 1
        }
        let most = order.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
        var letters: [Style: Character] = [:]
        var alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".makeIterator()
        for style in order { letters[style] = style == most ? "." : alphabet.next() ?? "?" }
        return (letters, order)
    }

    private static func wording(of style: Style) -> String {
        let names: [(TextAttributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
            (.reverse, "reverse"),
        ]
        let attributes = names.filter { style.attributes.contains($0.0) }.map(\.1)
        return ([hex(style.foreground), "on", hex(style.background)] + attributes)
            .joined(separator: " ")
    }

    private static func hex(_ color: Color?) -> String {
        guard let color else { return "default" }
        return "#"
            + [color.red, color.green, color.blue].map { channel in
                let digits = String(channel, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }
}
