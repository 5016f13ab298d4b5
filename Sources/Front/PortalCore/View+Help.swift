import PortalModel
import TextGrid
import Typesetting

/// The help, made from the table of keys, in rows of a given width.
struct HelpPage {
    /// How the keys are written, in the first row of what they do, and a row of that.
    let rows: [(keys: SafeText, action: SafeText)]

    /// The columns of the keys, the space after them included.
    static let keyWidth = 3 + (KeyTable.rows.map(\.keys.columns).max() ?? 0)

    init(width: Int) {
        let room = max(10, width - Self.keyWidth - 3)
        rows = KeyTable.rows.flatMap { row in
            wrap(row.action, width: room, maximumLines: nil).enumerated().map { index, line in
                (index == 0 ? row.keys : .empty, line)
            }
        }
    }
}

extension Frame {
    /// The keys and what they do.
    mutating func drawHelp(_ help: ScrolledScreen, _ state: State, _ layout: Layout) {
        drawTitle(Wording.help, state, layout)
        let area = layout.belowTitle
        let rows = HelpPage(width: area.width).rows
        for (offset, row) in rows.dropFirst(help.top).prefix(area.height).enumerated() {
            let point = Point(column: area.left + 2, row: area.top + offset)
            write(row.keys, at: point, style: state.theme[.key], in: area)
            write(
                row.action, at: Point(column: point.column + HelpPage.keyWidth, row: point.row),
                style: state.theme[.text], in: area)
        }
        cursor = Point(column: area.left + 2, row: area.top)
    }
}
