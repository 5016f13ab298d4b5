import PortalModel
import TextGrid

extension Frame {
    /// What goes on at the left, the most useful keys at the right as far as there is room. A
    /// sentence that is longer than the row stands on more rows, up from the bottom, alone.
    mutating func drawStatus(_ state: State, _ layout: Layout) {
        let notice = state.notice.map {
            wrap($0.text, width: size.width - 2, maximumLines: Self.noticeRows)
        }
        let lines = notice ?? [state.summary.cut(to: size.width - 2)]
        let width = writeStatus(lines, state, layout)
        guard lines.count <= 1 else { return }
        let style = state.theme[.status]
        if state.isLinear { return writeHints(after: width, state, style) }
        var column = size.width - 1
        for hint in state.top.hints.reversed() {
            let needed = hint.keys.columns + 1 + hint.action.columns
            guard column - needed >= width + 3 else { break }
            column -= needed
            let point = Point(column: column, row: layout.status.top)
            let keyStyle = style.overlaid(by: state.theme.styles[.key] ?? .plain)
            let used = write(hint.keys, at: point, style: keyStyle)
            write(
                hint.action, at: Point(column: column + used + 1, row: point.row), style: style)
            addTarget(
                Rect(column: column, row: point.row, width: needed, height: 1),
                pressing: Key.named(hint.keys))
            column -= 2
        }
    }

    /// Rows that a notice takes at most.
    private static let noticeRows = 4

    /// Writes the lines so that the last one stands in the status row, and returns its columns.
    private mutating func writeStatus(
        _ lines: [SafeText], _ state: State, _ layout: Layout
    ) -> Int {
        var style = state.theme[.status]
        let top = layout.status.bottom - max(1, lines.count)
        fill(
            Rect(column: 0, row: top, width: size.width, height: max(1, lines.count)), style: style)
        if state.notice?.isProblem == true {
            style = style.overlaid(by: state.theme.styles[.problem] ?? .plain)
        }
        var width = 0
        for (index, line) in lines.enumerated() {
            width = write(line, at: Point(column: 1, row: top + index), style: style)
        }
        return width
    }

    /// The keys right behind what goes on, the most useful first, as far as there is room.
    private mutating func writeHints(after width: Int, _ state: State, _ style: Style) {
        var line = SafeText.empty
        for hint in state.top.hints.reversed() {
            let longer: SafeText = "\(line)\(line.isEmpty ? ". " : ", ")\(hint.keys) \(hint.action)"
            guard width + longer.columns <= size.width - 2 else { break }
            let shown = hint.keys.columns + 1 + hint.action.columns
            addTarget(
                Rect(
                    column: 1 + width + longer.columns - shown, row: size.height - 1, width: shown,
                    height: 1), pressing: Key.named(hint.keys))
            line = longer
        }
        write(line, at: Point(column: 1 + width, row: size.height - 1), style: style)
    }
}

extension State {
    /// What the status line says when nothing has just happened.
    fileprivate var summary: SafeText {
        if let progress = delivery.progress { return wording(of: progress) }
        var parts: [SafeText] = []
        if let builtIn {
            parts.append(builtIn.text)
        } else {
            parts.append(Wording.updated(delivery.lastChecked, at: now))
        }
        if let round = delivery.lastRound {
            if round.new > 0 { parts.append(Wording.new(round.new)) }
            if delivery.isOffline {
                parts.append(Wording.offline)
            } else if round.failed > 0 {
                let isAll = round.fetched + round.unchanged == 0 && round.failed > 1
                parts.append(isAll ? Wording.allFailed : Wording.failed(round.failed))
            } else if delivery.wasManual, round.new == 0 {
                parts.append(Wording.nothingNew)
            }
        }
        return parts.joined(separator: " · ")
    }

    private func wording(of progress: DeliveryProgress) -> SafeText {
        guard let total = progress.total, total > 0 else { return Wording.refreshStarts }
        guard !isLinear else { return Wording.refreshingPlain(progress.done, of: total) }
        let filled = min(progress.done, total) * 8 / total
        let bar = String(repeating: "▰", count: filled) + String(repeating: "▱", count: 8 - filled)
        return "\(Wording.refreshing(progress.done, of: total)) \(SafeText(cleaning: bar))"
    }
}

extension Key {
    /// The first of the keys that a hint names; none where one alone says too little.
    fileprivate static func named(_ name: SafeText) -> [Key] {
        switch name.string {
        case "Enter": return [.enter]
        case "Esc": return [.escape]
        case "Tab": return [.tab]
        case "Spatie": return [.character(" ")]
        default:
            guard let first = name.string.first, first.isASCII else { return [] }
            return [.character(first)]
        }
    }
}
