import PortalModel
import TextGrid

/// The help, made from the table of keys.
struct HelpPage {
    /// How the keys are written, and what they do.
    let rows = KeyTable.rows.map { (keys: $0.keys, action: $0.action) }

    /// The columns of the widest keys.
    var keyWidth: Int { rows.map(\.keys.columns).max() ?? 0 }
}

extension Frame {
    /// The keys and what they do.
    mutating func drawHelp(_ help: ScrolledScreen, _ state: State, _ layout: Layout) {
        let page = HelpPage()
        let area = layout.main
        for (offset, row) in page.rows.dropFirst(help.top).prefix(area.height).enumerated() {
            let point = Point(column: area.left + 2, row: area.top + offset)
            write(row.keys, at: point, style: state.theme[.key], in: area)
            let action = Point(column: point.column + page.keyWidth + 3, row: point.row)
            write(
                row.action.cut(to: area.right - action.column - 1), at: action,
                style: state.theme[.text], in: area)
        }
        cursor = Point(column: area.left + 2, row: area.top)
    }
}
