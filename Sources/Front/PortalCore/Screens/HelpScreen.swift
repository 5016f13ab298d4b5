import PortalModel
import TextGrid

/// The keys and what they do, made from the table of keys.
struct HelpScreen: Screen {
    /// The first row on the screen.
    private var top = 0

    var hints: [Hint] { [("q", Wording.hintBack)] }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        guard let row = command.moved(top, byPageOf: Self.layout(in: state).halfPage)
        else { return nil }
        top = row
        fit(in: state)
        return []
    }

    mutating func fit(in state: State) {
        let layout = Self.layout(in: state)
        let count = Self.rows(width: layout.main.width).count
        top = max(0, min(top, count - layout.belowTitle.height))
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        frame.drawTitle(Wording.help, state, layout)
        let area = layout.belowTitle
        let rows = Self.rows(width: area.width)
        for (offset, row) in rows.dropFirst(top).prefix(area.height).enumerated() {
            let point = Point(column: area.left + 2, row: area.top + offset)
            frame.write(row.keys, at: point, style: state.theme[.key], in: area)
            frame.write(
                row.action, at: Point(column: point.column + Self.keyWidth, row: point.row),
                style: state.theme[.text], in: area)
        }
        frame.cursor = Point(column: area.left + 2, row: area.top)
    }

    /// The columns of the keys, the space after them included.
    private static let keyWidth = 3 + (KeyTable.rows.map(\.keys.columns).max() ?? 0)

    /// The keys stand in the first row of what they do.
    private static func rows(width: Int) -> [(keys: SafeText, action: SafeText)] {
        let room = max(10, width - keyWidth - 3)
        return KeyTable.rows.flatMap { row in
            wrap(row.action, width: room, maximumLines: nil).enumerated().map { index, line in
                (index == 0 ? row.keys : .empty, line)
            }
        }
    }
}

extension State {
    mutating func openHelp() {
        if !(top is HelpScreen) { screens.append(HelpScreen()) }
    }
}
