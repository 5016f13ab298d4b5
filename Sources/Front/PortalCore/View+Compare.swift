import Comparing
import PortalModel
import TextGrid
import Typesetting

/// The lines above two compared texts, which stay when these move.
struct CompareHead {
    /// Rows of the head, the blank one below it included.
    static func height(of text: SetComparison) -> Int {
        text.columns.second == nil ? 4 : 3
    }

    /// How much they have in common, and which other versions there are.
    let summary: SafeText
    /// What tells the words that one text has alone.
    let legend: SafeText
    /// Source and time of the texts, in at most so many columns.
    let names: (first: SafeText, second: SafeText)

    init(_ screen: CompareScreen, _ state: State) {
        let text = screen.text
        summary = [
            Wording.alike(text.comparison.likeness),
            screen.versions.count > 2
                ? Wording.version(screen.chosen + 1, of: screen.versions.count) : .empty,
            text.comparison.isCut ? Wording.comparisonIsCut : .empty,
        ].joined(separator: " · ")
        legend =
            state.form == .framed
            ? Wording.onlyHereLegend
            : "\(Wording.onlyHere.0)\(Wording.onlyHereLegend)\(Wording.onlyHere.1)"
        let width = text.columns.measure + text.columns.label
        func name(_ version: Int) -> SafeText {
            Wording.name(
                of: screen.versions[version], number: version + 1,
                besidesEarlier: screen.versions[screen.chosen].isEarlier, at: state.listMoment,
                width: width)
        }
        names = (name(text.sides.first), name(text.sides.second))
    }
}

extension Frame {
    /// Two texts beside or below each other, and above them what they are.
    mutating func drawComparison(_ screen: CompareScreen, _ state: State, _ layout: Layout) {
        let columns = screen.text.columns
        let head = CompareHead(screen, state)
        let area = layout.main
        let left = columns.first - columns.label
        let used = write(
            head.summary, at: Point(column: left, row: area.top), style: state.theme[.title],
            in: area)
        write(
            head.legend, at: Point(column: left + used + 2, row: area.top),
            style: state.theme.marked(state.theme[.text]), in: area)
        write(
            head.names.first, at: Point(column: left, row: area.top + 1),
            style: state.theme[.meta], in: area)
        let place = columns.second.map { Point(column: $0, row: area.top + 1) }
        write(
            head.names.second, at: place ?? Point(column: left, row: area.top + 2),
            style: state.theme[.meta], in: area)
        let texts = area.inset(top: CompareHead.height(of: screen.text))
        if let second = columns.second {
            for row in area.top + 1..<max(area.top + 1, area.bottom) {
                write("│", at: Point(column: second - 2, row: row), style: state.theme[.rule])
            }
        }
        for (offset, line) in screen.text.lines.dropFirst(screen.top).prefix(texts.height)
            .enumerated()
        {
            draw(line, row: texts.top + offset, columns, in: texts, state)
        }
        cursor = Point(column: columns.first, row: min(texts.top, area.bottom - 1))
        drawProgress(
            seen: screen.top + texts.height, of: screen.text.lines.count, in: texts.height, state,
            layout)
    }

    private mutating func draw(
        _ line: SetComparison.Line, row: Int, _ columns: CompareColumns, in area: Rect,
        _ state: State
    ) {
        write(
            line.label, at: Point(column: columns.first - columns.label, row: row),
            style: state.theme[.key], in: area)
        draw(line.left, at: Point(column: columns.first, row: row), in: area, state)
        guard let second = columns.second else { return }
        draw(line.right, at: Point(column: second, row: row), in: area, state)
    }

    private mutating func draw(
        _ line: TypesetLine?, at point: Point, in area: Rect, _ state: State
    ) {
        guard let line else { return }
        var column = point.column + line.indent
        for run in line.runs {
            // A subhead looks like a title, so that a line below it always means a difference.
            let style = run.role == .subhead ? state.theme[.title] : state.theme.style(of: run)
            column += write(
                state.form.drawn(run), at: Point(column: column, row: point.row),
                style: run.style.contains(.unmatched) ? state.theme.marked(style) : style,
                in: area)
        }
    }
}

extension Theme {
    /// `style` with what marks the words that only one of two texts has.
    fileprivate func marked(_ style: Style) -> Style {
        style.overlaid(by: styles[.difference] ?? Style(attributes: .underline))
    }
}
