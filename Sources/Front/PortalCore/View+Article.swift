import PortalModel
import TextGrid
import Typesetting

extension Frame {
    /// An article and, where there is no sidebar, what follows it.
    mutating func drawArticle(_ screen: ArticleScreen, _ state: State, _ layout: Layout) {
        let area = layout.main
        let page = ArticlePage(screen, state: state, layout: layout)
        for index in page.indices.dropFirst(screen.top).prefix(area.height) {
            let (offset, row) = (index - screen.top, page[index])
            if case .picture(let index) = row, let picture = screen.text.picture {
                let start = Point(column: area.left + layout.margin, row: area.top + offset)
                draw(picture, row: index, at: start, in: area, state.theme)
            }
            draw(
                row, at: Point(column: area.left + layout.margin, row: area.top + offset),
                in: area, links: screen.text.text.links, state)
        }
        markHits(of: screen.query, in: area, state)
        if screen.pane == .main {
            cursor = Point(column: area.left + layout.margin, row: area.top)
        } else if layout.sidebar == nil, let item = page.rows(ofItem: screen.sidebarSelected) {
            let visible = Rect(
                column: area.left + layout.margin - layout.form.gutter,
                row: area.top + item.lowerBound - screen.top,
                width: layout.measure + 1 + layout.form.gutter, height: item.count
            ).intersection(area)
            mark(visible, isActive: true, state)
            cursor = visible.origin
        }
        drawProgress(
            seen: screen.top + area.height, of: page.estimatedCount, in: area.height, state, layout)
    }

    private mutating func draw(
        _ row: ArticleRow, at point: Point, in area: Rect, links: [WebAddress], _ state: State
    ) {
        let theme = state.theme
        switch row {
        case .blank, .picture: break
        case .title(let text): write(text, at: point, style: theme[.title], in: area)
        case .meta(let text): write(text, at: point, style: theme[.meta], in: area)
        case .note(let text): write(text, at: point, style: theme[.meta], in: area)
        case .subhead(let text): write(text, at: point, style: theme[.subhead], in: area)
        case .link(let number, let text):
            let columns = write(text, at: point, style: theme[.link], in: area)
            let rect = Rect(column: point.column, row: point.row, width: columns, height: 1)
            link(rect.intersection(area), to: links[number - 1], number: number)
        case .more(_, let text, let part): write(text, at: point, style: theme[part], in: area)
        case .text(let line):
            var column = point.column + line.indent
            for run in line.runs {
                let start = column
                column += write(
                    state.form.drawn(run), at: Point(column: column, row: point.row),
                    style: theme.style(of: run),
                    in: area)
                guard let number = run.link else { continue }
                let rect = Rect(column: start, row: point.row, width: column - start, height: 1)
                link(rect.intersection(area), to: links[number - 1], number: number)
            }
        }
    }

    /// How far the reader is, at the right end of the lower rule.
    mutating func drawProgress(
        seen: Int, of count: Int, in height: Int, _ state: State, _ layout: Layout
    ) {
        guard count > height, layout.rules.count == 2 else { return }
        write(
            " \(min(seen, count) * 100 / count)% ", endingAt: layout.main.right - 1,
            row: layout.rules[1],
            style: state.theme[.meta])
    }
}

extension Theme {
    /// How a run of set text looks.
    func style(of run: TypesetRun) -> Style {
        var style: Style =
            switch run.role {
            case .body: self[.text]
            case .dateline: self[.dateline]
            case .subhead: self[.subhead]
            case .quote: self[.quote]
            case .preformatted: self[.code]
            case .marker, .rule: self[.rule]
            case .caption: self[.meta]
            }
        if run.style.contains(.code) { style = style.overlaid(by: styles[.code] ?? .plain) }
        if run.style.contains(.emphasis) { style = style.overlaid(by: styles[.emphasis] ?? .plain) }
        if run.style.contains(.strong) { style = style.overlaid(by: styles[.strong] ?? .plain) }
        // Only the number of a picture, and not its words, looks as if it led somewhere.
        if run.link != nil, run.role != .caption {
            style = style.overlaid(by: styles[.link] ?? .plain)
        }
        return style
    }
}
