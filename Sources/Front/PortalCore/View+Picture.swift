import PortalModel
import TextGrid

extension Frame {
    /// One row of a picture; nothing below its last one.
    mutating func draw(
        _ picture: Picture, row: Int, at start: Point, in area: Rect, _ theme: Theme
    ) {
        guard picture.rows.indices.contains(row) else { return }
        for (offset, cell) in picture.rows[row].enumerated() {
            let style = Style(
                foreground: cell.foreground.map(Color.init(bits:)),
                background: cell.background.map(Color.init(bits:)))
            write(
                cell.sign, at: Point(column: start.column + offset, row: start.row),
                style: theme[.text].overlaid(by: style), in: area)
        }
    }
}

extension Color {
    /// The colour 0xRRGGBB.
    fileprivate init(bits: UInt32) {
        self.init(
            red: UInt8(bits >> 16 & 0xFF), green: UInt8(bits >> 8 & 0xFF), blue: UInt8(bits & 0xFF))
    }
}
