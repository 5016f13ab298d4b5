import PortalModel
import TextGrid

extension Frame {
    /// What goes on at the left, keys at the right. Where there is no room for both, what goes on
    /// is cut first, down to some columns; then keys are left out, those for reading and for help
    /// last. A sentence about what has just happened is never cut for them, and stands alone on
    /// more rows, up from the bottom, where it is longer than one.
    mutating func drawStatus(_ state: State, _ layout: Layout) {
        let sentence = state.notice?.text ?? state.changeOfOpenArticle
        let notice = sentence.map {
            wrap($0, width: size.width - 2, maximumLines: Self.noticeRows)
        }
        let hints = state.hints
        func columns(_ hints: [Hint]) -> Int { hints.reduce(0) { $0 + $1.columns } }
        let room = size.width - 2
        let least = max(Self.summaryColumns, state.essentialSummary.columns)
        let summaryRoom = max(
            room - columns(hints), min(least, room - columns(hints.filter(\.isEssential))))
        let lines = notice ?? [state.summary(in: summaryRoom)]
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
            write(hint.action, at: point.moved(right: used + 1), style: style)
            addTarget(
                Rect(point, width: used + 1 + hint.action.columns), pressing: Key.named(hint.keys))
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

    /// "Bijgewerkt om 14:23": before keys are left out, unless what is essential needs more.
    private static let summaryColumns = 19

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
    /// That the article on top was changed while it is open.
    fileprivate var changeOfOpenArticle: SafeText? {
        (top as? ArticleScreen)?.changedAt.map { Wording.changedMeanwhile($0, at: now) }
    }

    /// What the status line says in so many columns when nothing has just happened: where all of
    /// it does not fit, first the time goes without its words, next all but what is the news.
    fileprivate func summary(in width: Int) -> SafeText {
        if let progress = delivery.progress { return wording(of: progress, in: width) }
        let checked = delivery.lastDelivered
        let whole = builtIn?.text ?? Wording.updated(checked, at: now)
        let short =
            builtIn == nil
            ? checked.map { Wording.shortMoment($0, at: now) } ?? whole : Wording.builtInEdition
        let (news, failure) = (newsOfRound, failureOfRound)
        let forms = [
            [whole] + news + [failure], [short] + news + [failure], news + [failure],
            news.prefix(1) + [failure], [failure],
        ].map { $0.joined(separator: " · ") }.filter { !$0.isEmpty }
        return forms.first { $0.columns <= width } ?? (forms.last ?? whole).cut(to: width)
    }

    /// What is said before keys are: that the edition is the built-in one, and what failed.
    fileprivate var essentialSummary: SafeText {
        let failure = failureOfRound
        guard let builtIn else { return failure }
        return failure.isEmpty
            ? builtIn.text : [Wording.builtInEdition, failure].joined(separator: " · ")
    }

    /// What came in, and is not shown.
    private var newsOfRound: [SafeText] {
        var parts: [SafeText] = []
        let new = delivery.lastRound?.new ?? list.newCount
        if new > 0 {
            // As long as all that was read is new, there may be more.
            let isAll = delivery.lastRound == nil && new == list.headlines.count && !list.isComplete
            parts.append(isAll ? Wording.moreNew(new) : Wording.new(new))
        }
        let changedCount = list.headlines.count { changed.contains($0.id) }
        if changedCount > 0 { parts.append(Wording.changed(changedCount)) }
        if list.mutedCount > 0 { parts.append(Wording.muted(list.mutedCount)) }
        return parts
    }

    /// What failed in the last round, or that it brought nothing to a reader who asked; else empty.
    private var failureOfRound: SafeText {
        guard let round = delivery.lastRound else { return .empty }
        if delivery.isOffline { return Wording.offline }
        let failed = round.failed + round.waiting
        if failed > 0 {
            let isAll = round.fetched + round.unchanged == 0 && round.failed > 1
            // The same number as the list of sources says.
            return isAll ? Wording.allFailed : Wording.failed(max(failed, delivery.failing ?? 0))
        }
        return delivery.wasManual && round.new == 0 ? Wording.nothingNew : .empty
    }

    private func wording(of progress: DeliveryProgress, in width: Int) -> SafeText {
        guard let total = progress.total, total > 0 else {
            return Wording.refreshStarts.cut(to: width)
        }
        let count =
            isLinear
            ? Wording.refreshingPlain(progress.done, of: total)
            : Wording.refreshing(progress.done, of: total)
        guard !isLinear, count.columns + 9 <= width else { return count.cut(to: width) }
        let filled = min(progress.done, total) * 8 / total
        let bar = String(repeating: "▰", count: filled) + String(repeating: "▱", count: 8 - filled)
        return "\(count) \(SafeText(cleaning: bar))"
    }
}

extension Key {
    /// The first of the keys that a hint names; none where one alone says too little.
    fileprivate static func named(_ name: SafeText) -> [Key] {
        Key(label: name.string.split(separator: " ").first ?? "").map { [$0] } ?? []
    }
}
