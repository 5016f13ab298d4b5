import PortalModel
import TextGrid

/// The keys and what they do, made from the table of keys.
struct HelpScreen: Screen {
    /// The first row on the screen.
    private var top = 0

    var hints: [Hint] { [Hint("q", Wording.hintBack)] }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        guard let row = command.moved(top, byPageOf: Self.layout(in: state).halfPage)
        else { return nil }
        top = row
        fit(in: state)
        return []
    }

    mutating func fit(in state: State) {
        let layout = Self.layout(in: state)
        let count = Self.rows(of: state.keys, width: layout.main.width).count
        top = max(0, min(top, count - layout.belowTitle.height))
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        frame.drawTitle(Wording.help, state, layout)
        let area = layout.belowTitle
        let rows = Self.rows(of: state.keys, width: area.width)
        let keyWidth = Self.keyWidth(of: state.keys)
        for (offset, row) in rows.dropFirst(top).prefix(area.height).enumerated() {
            let point = Point(column: area.left + 2, row: area.top + offset)
            frame.write(row.heading, at: point, style: state.theme[.subhead], in: area)
            frame.write(row.keys, at: point, style: state.theme[.key], in: area)
            frame.write(
                row.action, at: Point(column: point.column + keyWidth, row: point.row),
                style: state.theme[.text], in: area)
        }
        frame.cursor = Point(column: area.left + 2, row: area.top)
        frame.drawMore(rows.count - top - area.height, isAll: true, state, layout)
    }

    private struct Row {
        var heading = SafeText.empty
        var keys = SafeText.empty
        var action = SafeText.empty
    }

    /// The columns of the keys, the space after them included.
    private static func keyWidth(of table: KeyTable) -> Int {
        3 + min(32, table.rows.map(\.keys.columns).max() ?? 0)
    }

    /// Group after group, each with its heading; the keys stand in the first row of what they do,
    /// the names of the commands after it.
    private static func rows(of table: KeyTable, width: Int) -> [Row] {
        let keyWidth = keyWidth(of: table)
        let room = max(10, width - keyWidth - 3)
        var rows: [Row] = []
        for group in table.groups {
            if !rows.isEmpty { rows.append(Row()) }
            rows.append(Row(heading: group.title))
            for row in group.rows {
                let text = [row.action, row.commandNames].joined(separator: " · ")
                let lines = wrap(text, width: room, maximumLines: nil)
                rows += lines.enumerated().map { index, line in
                    Row(keys: index == 0 ? row.keys.cut(to: keyWidth - 1) : .empty, action: line)
                }
            }
        }
        return rows
    }
}

extension State {
    mutating func openHelp() {
        if !(top is HelpScreen) { screens.append(HelpScreen()) }
    }
}
