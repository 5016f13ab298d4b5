import PortalModel
import TextGrid

extension Frame {
    /// What goes on at the left, keys at the right as far as there is room. Before the keys for
    /// reading and for help have to go, what goes on is cut. A sentence about what has just
    /// happened is never cut for them, and stands alone on more rows, up from the bottom, where it
    /// is longer than one.
    mutating func drawStatus(_ state: State, _ layout: Layout) {
        let notice = state.notice.map {
            wrap($0.text, width: size.width - 2, maximumLines: Self.noticeRows)
        }
        let hints = state.hints
        let essential = hints.filter(\.isEssential).reduce(0) { $0 + $1.columns }
        let lines = notice ?? [state.summary.cut(to: size.width - 2 - essential)]
        let width = writeStatus(lines, state, layout)
        guard lines.count <= 1 else { return }
        let fitting = Self.hints(hints, in: size.width - 2 - width)
        let style = state.theme[.status]
        if state.isLinear {
            let isEnded = lines.last?.string.hasSuffix(".") == true
            return writeHints(fitting, after: width, style, isEnded ? " " : ". ")
        }
        let keyStyle = style.overlaid(by: state.theme.styles[.key] ?? .plain)
        var point = Point(column: size.width + 1, row: layout.status.top)
        point.column -= fitting.reduce(0) { $0 + $1.columns }
        for hint in fitting {
            let used = write(hint.keys, at: point, style: keyStyle)
            write(
                hint.action, at: Point(column: point.column + used + 1, row: point.row),
                style: style)
            let shown = used + 1 + hint.action.columns
            addTarget(
                Rect(column: point.column, row: point.row, width: shown, height: 1),
                pressing: Key.named(hint.keys))
            point.column += hint.columns
        }
    }

    /// Those of `hints` that fit into so many columns, the space before each included.
    private static func hints(_ hints: [Hint], in columns: Int) -> [Hint] {
        let others = hints.indices.reversed()
        let byUse =
            others.filter { hints[$0].isEssential } + others.filter { !hints[$0].isEssential }
        var left = columns
        let fitting = byUse.prefix { index in
            left -= hints[index].columns
            return left >= 0
        }
        return fitting.sorted().map { hints[$0] }
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

    /// The keys right behind what goes on and `end`, the most useful first.
    private mutating func writeHints(
        _ hints: [Hint], after width: Int, _ style: Style, _ end: SafeText
    ) {
        var line = SafeText.empty
        for hint in hints.reversed() {
            line = "\(line)\(line.isEmpty ? end : ", ")\(hint.keys) \(hint.action)"
            let shown = hint.keys.columns + 1 + hint.action.columns
            addTarget(
                Rect(
                    column: 1 + width + line.columns - shown, row: size.height - 1, width: shown,
                    height: 1), pressing: Key.named(hint.keys))
        }
        write(line, at: Point(column: 1 + width, row: size.height - 1), style: style)
    }
}

extension State {
    /// What the status line says when nothing has just happened.
    fileprivate var summary: SafeText {
        if let changed = (top as? ArticleScreen)?.changedAt {
            return Wording.changedMeanwhile(changed, at: now)
        }
        if let progress = delivery.progress { return wording(of: progress) }
        var parts: [SafeText] = []
        if let builtIn {
            parts.append(builtIn.text)
        } else {
            parts.append(Wording.updated(delivery.lastChecked, at: now))
        }
        let new = delivery.lastRound?.new ?? list.newCount
        if new > 0 {
            // As long as all that was read is new, there may be more.
            let isAll = delivery.lastRound == nil && new == list.headlines.count && !list.isComplete
            parts.append(isAll ? Wording.moreNew(new) : Wording.new(new))
        }
        let changedCount = list.headlines.count { changed.contains($0.id) }
        if changedCount > 0 { parts.append(Wording.changed(changedCount)) }
        if list.mutedCount > 0 { parts.append(Wording.muted(list.mutedCount)) }
        if let round = delivery.lastRound {
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
        Key(label: name.string.split(separator: " ").first ?? "").map { [$0] } ?? []
    }
}
