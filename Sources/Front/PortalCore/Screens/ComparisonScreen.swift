import PortalModel
import TextGrid

struct ComparisonScreen: Screen {
    /// The article as it is; then what it was before and other reports, at least one.
    private var reports: [StoryReport]
    private var chosen: Int
    private var text: ComparisonLayout
    /// The line of the texts that is the first on the screen.
    private var top = 0

    /// Begins with the text that the article had at `reading`, where that is given and it was
    /// another; else with the last one that it had before, if it was changed at all.
    init(_ reports: [StoryReport], read reading: Timestamp?, in state: State) {
        self.reports = reports
        let read = reports.indices.first { index in
            guard reports[index].isEarlier, let reading else { return false }
            return reports[index].since.map { $0 <= reading } ?? true
        }
        chosen = read ?? 1
        text = ComparisonLayout(
            reports, Self.sides(of: reports, chosen: chosen),
            ComparisonColumns(state.size.width, state), state)
    }

    /// An earlier text of the article stands before its present one; what others wrote after it.
    private static func sides(of reports: [StoryReport], chosen: Int) -> ComparisonLayout.Sides {
        reports[chosen].isEarlier ? (chosen, 0) : (0, chosen)
    }

    var keyPlaces: [KeyTable.Place] { [.comparison] }

    var hints: [Hint] {
        let common = [Hint("Spatie", Wording.hintOn), .back, .help]
        return reports.count > 2 ? [Hint("v", Wording.hintReport)] + common : common
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        switch command {
        case .nextReport where reports.count > 2:
            choose(chosen % (reports.count - 1) + 1, in: state)
        case .nextReport:
            state.tell(Wording.noOtherReport)
        case .report(let number):
            guard reports.indices.dropFirst().contains(number - 1) else {
                state.tell(Wording.noReport(number))
                break
            }
            choose(number - 1, in: state)
        default:
            let page = max(1, Self.layout(in: state).main.height - headHeight(in: state) - 2)
            guard let row = command.moved(top, byPageOf: page) else { return nil }
            scroll(to: row, in: state)
        }
        return []
    }

    mutating func scroll(by rows: Int, in state: State) -> [Effect]? {
        scroll(to: top + rows, in: state)
        return []
    }

    /// The row that was on top stays there.
    mutating func fit(in state: State) {
        let columns = ComparisonColumns(state.size.width, state)
        if columns != text.columns || state.typography != text.typography {
            let row = text.lines.indices.contains(top) ? text.lines[top].row : 0
            text = text.fitted(columns, state)
            top = text.lines.firstIndex { $0.row >= row } ?? 0
        }
        scroll(to: top, in: state)
    }

    /// Compares with another report, from its beginning.
    private mutating func choose(_ index: Int, in state: State) {
        guard index != chosen else { return }
        chosen = index
        top = 0
        text = ComparisonLayout(
            reports, Self.sides(of: reports, chosen: chosen), text.columns, state)
    }

    /// The articles whose reports are compared or can be.
    var articles: [ArticleID] { reports.filter { !$0.isEarlier }.map(\.article) }

    /// The same with the texts as they are by now; what is compared stays so.
    func renewed(with reports: [StoryReport], in state: State) -> ComparisonScreen {
        guard reports.count > 1, reports.map(\.article) == self.reports.map(\.article) else {
            return self
        }
        var screen = self
        screen.reports = reports
        screen.text = ComparisonLayout(
            reports, Self.sides(of: reports, chosen: chosen), text.columns, state)
        screen.scroll(to: top, in: state)
        return screen
    }

    private mutating func scroll(to line: Int, in state: State) {
        let height = Self.layout(in: state).main.height - headHeight(in: state)
        top = max(0, min(line, text.lines.count - height))
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        let columns = text.columns
        let area = layout.main
        drawHead(in: &frame, area, state)
        let texts = area.inset(top: headHeight(in: state))
        for column in [columns.second, columns.reports].compactMap({ $0 }) {
            let line = Rect(
                column: column - 2, row: area.top + 1, width: 1, height: area.height - 1)
            frame.fill(line, with: "│", style: state.theme[.rule])
        }
        if let column = columns.reports {
            drawReports(in: &frame, area.inset(left: column), state)
        }
        for (offset, line) in text.lines.dropFirst(top).prefix(texts.height).enumerated() {
            frame.draw(line, row: texts.top + offset, columns, in: texts, state)
        }
        frame.cursor = Point(column: columns.first, row: min(texts.top, area.bottom - 1))
        frame.drawProgress(
            seen: top + texts.height, of: text.lines.count, in: texts.height, state, layout)
    }

    /// Rows of the head, which stays when the texts move, with the blank one below it.
    private func headHeight(in state: State) -> Int {
        (text.columns.second == nil ? 4 : 3) + (isLegendBelow(in: state) ? 1 : 0)
    }

    /// How much the texts have in common, and which they are.
    private func summary(in state: State) -> SafeText {
        let isUnderWay = [text.sides.first, text.sides.second].contains {
            state.pagesUnderWay.contains(reports[$0].article)
        }
        return [
            Wording.alike(text.comparison.likeness),
            reports.count > 2
                ? Wording.report(
                    chosen + 1, of: reports.count, isEarlier: reports[chosen].isEarlier) : .empty,
            text.comparison.isCut ? Wording.comparisonIsCut : .empty,
            isUnderWay ? Wording.pageUnderWay : .empty,
        ].joined(separator: " · ")
    }

    /// What tells the words that one text has alone.
    private func legend(in state: State) -> SafeText {
        let sign: SafeText =
            state.isLinear
            ? "\(Wording.onlyHere.0)…\(Wording.onlyHere.1)" : Wording.underlined
        return "\(sign): \(Wording.onlyHereLegend)"
    }

    /// Whether the legend has a row of its own, since it does not fit behind the summary.
    private func isLegendBelow(in state: State) -> Bool {
        let left = text.columns.first - text.columns.label
        return left + summary(in: state).columns + 2 + legend(in: state).columns > state.size.width
    }

    /// All reports with their numbers, which can be clicked; those that are compared stand out.
    private func drawReports(in frame: inout Frame, _ area: Rect, _ state: State) {
        frame.write(
            Wording.reports, at: Point(column: area.left, row: area.top + 1),
            style: state.theme[.subhead], in: area)
        var row = area.top + 3
        for (index, report) in reports.enumerated() where row < area.bottom {
            let isShown = index == text.sides.first || index == text.sides.second
            let title = wrap(
                state.typography.written(report.title), width: area.width - 1, maximumLines: 2,
                order: state.typography.order)
            // Moments are as short as each other.
            let name = Wording.name(
                of: report, number: index + 1, besidesEarlier: report.isEarlier,
                at: state.listMoment, width: 0
            ).cut(to: area.width - 1)
            frame.write(
                name, at: Point(column: area.left, row: row), style: state.theme[.meta], in: area)
            frame.write(
                title, at: Point(column: area.left, row: row + 1),
                style: state.theme[isShown ? .headline : .text], in: area)
            let rect = Rect(
                column: area.left, row: row, width: area.width, height: 1 + title.count
            ).intersection(area)
            if isShown {
                let bar = Rect(
                    column: rect.left - 1, row: rect.top, width: 1, height: rect.height)
                frame.fill(bar, with: "▏", style: state.theme[.selectionBar])
            }
            if (1..<9).contains(index) {
                frame.addTarget(rect, pressing: [.character(Character(String(index + 1)))])
            }
            row += title.count + 2
        }
    }

    /// How much the texts have in common, how the words of one alone look, and which they are.
    private func drawHead(in frame: inout Frame, _ area: Rect, _ state: State) {
        let columns = text.columns
        let left = columns.first - columns.label
        let used = frame.write(
            summary(in: state), at: Point(column: left, row: area.top), style: state.theme[.title],
            in: area)
        let isBelow = isLegendBelow(in: state)
        frame.write(
            legend(in: state),
            at: Point(
                column: isBelow ? left : left + used + 2, row: area.top + (isBelow ? 1 : 0)),
            style: state.theme.marked(state.theme[.text]), in: area)
        let row = area.top + (isBelow ? 2 : 1)
        let places = [
            Point(column: left, row: row),
            columns.second.map { Point(column: $0, row: row) }
                ?? Point(column: left, row: row + 1),
        ]
        for (index, place) in zip([text.sides.first, text.sides.second], places) {
            let name = Wording.name(
                of: reports[index], number: index + 1,
                besidesEarlier: reports[chosen].isEarlier, at: state.listMoment,
                width: columns.measure + columns.label
            ).cut(to: columns.measure + columns.label)
            frame.write(name, at: place, style: state.theme[.meta], in: area)
        }
    }
}

extension State {
    /// Puts the article that is read beside another report, if there is one; of reports that
    /// are teasers only, the rest is fetched.
    mutating func compare(_ reports: [StoryReport]) -> [Effect] {
        if let screen = top as? ComparisonScreen {
            top = screen.renewed(with: reports, in: self)
            return []
        }
        guard reports.count > 1 else {
            tell(Wording.nothingToCompare)
            return []
        }
        let reading = (top as? ArticleScreen)?.comparedReading
        let screen = ComparisonScreen(reports, read: reading, in: self)
        screens.append(screen)
        return fetchPages(of: screen.articles.filter { !pagesAsked.contains($0) })
    }
}

extension Frame {
    fileprivate mutating func draw(
        _ line: ComparisonLayout.Line, row: Int, _ columns: ComparisonColumns, in area: Rect,
        _ state: State
    ) {
        write(
            line.label, at: Point(column: columns.first - columns.label, row: row),
            style: state.theme[.key], in: area)
        // A subhead looks like a title, so that a line below it always means a difference.
        func style(_ run: TypesetRun) -> Style {
            let style = run.role == .subhead ? state.theme[.title] : state.theme.style(of: run)
            return run.style.contains(.unmatched) ? state.theme.marked(style) : style
        }
        for (text, column) in [(line.left, columns.first), (line.right, columns.second)] {
            guard let text, let column else { continue }
            draw(text, at: Point(column: column, row: row), in: area, state, style: style)
        }
    }
}

extension Theme {
    /// `style` with what marks the words that only one of two texts has.
    fileprivate func marked(_ style: Style) -> Style {
        style.overlaid(by: styles[.difference] ?? Style(attributes: .underline))
    }
}
