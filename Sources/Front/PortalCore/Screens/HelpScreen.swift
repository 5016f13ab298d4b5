import PortalModel
import TextGrid

/// The keys and what they do, made from the table of keys.
struct HelpScreen: Screen {
    private var top = 0

    var hints: [Hint] { [.back] }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        guard let row = command.moved(top, byPageOf: Self.layout(in: state).halfPage)
        else { return nil }
        top = row
        fit(in: state)
        return []
    }

    mutating func fit(in state: State) {
        let layout = Self.layout(in: state)
        let count = Self.columns(in: layout.main.width, state).map(\.count).max() ?? 0
        top = max(0, min(top, count - layout.belowTitle.height))
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        frame.drawTitle(
            [Wording.help, Wording.commandNames].joined(separator: ", "), state, layout)
        let area = layout.belowTitle
        let columns = Self.columns(in: area.width, state)
        let keyWidth = Self.keyWidth(in: state)
        for (number, rows) in columns.enumerated() {
            let left = area.left + 2 + number * (area.width / columns.count)
            for (offset, row) in rows.dropFirst(top).prefix(area.height).enumerated() {
                let point = Point(column: left, row: area.top + offset)
                frame.write(row.heading, at: point, style: state.theme[.subhead], in: area)
                frame.write(row.keys, at: point, style: state.theme[.key], in: area)
                frame.write(
                    row.action, at: point.moved(right: keyWidth), style: state.theme[.text],
                    in: area)
            }
        }
        frame.cursor = area.origin.moved(right: 2)
        let count = columns.map(\.count).max() ?? 0
        frame.drawMore(count - top - area.height, isAll: true, state, layout)
    }

    private struct Row {
        var heading = SafeText.empty
        var keys = SafeText.empty
        var action = SafeText.empty
    }

    /// The space after them included; none in the linear layout, where the action follows.
    private static func keyWidth(in state: State) -> Int {
        guard !state.isLinear else { return 0 }
        return 3 + min(32, state.keys.rows.map { state.written($0.keys).columns }.max() ?? 0)
    }

    /// Columns of a window in which the groups stand in two columns beside each other.
    private static let widthOfTwo = 150

    /// The rows of each column of a window of `width` columns, group after group.
    private static func columns(in width: Int, _ state: State) -> [[Row]] {
        let count = width >= widthOfTwo && !state.isLinear ? 2 : 1
        let groups = state.keys.groups.map { rows(of: $0, state, width: width / count) }
        let half = groups.reduce(0) { $0 + $1.count } / 2
        var columns: [[Row]] = []
        var column: [Row] = []
        for group in groups {
            if columns.count + 1 < count, !column.isEmpty, column.count + group.count / 2 > half {
                columns.append(column)
                column = []
            }
            column += (column.isEmpty ? [] : [Row()]) + group
        }
        return columns + [column]
    }

    /// The keys stand in the first row of what they do, the names of the commands after it.
    private static func rows(of group: KeyTable.Group, _ state: State, width: Int) -> [Row] {
        let keyWidth = keyWidth(in: state)
        let room = max(10, width - keyWidth - 3)
        var rows = [Row(heading: group.title)]
        for row in group.rows {
            let keys = state.written(row.keys)
            let action = state.isLinear ? "\(keys): \(row.action)" : row.action
            let text = [action, row.commandNames].joined(separator: " · ")
            rows += wrap(text, width: room).enumerated().map { index, line in
                let isFirst = index == 0 && !state.isLinear
                return Row(keys: isFirst ? keys.cut(to: keyWidth - 1) : .empty, action: line)
            }
        }
        return rows
    }
}
