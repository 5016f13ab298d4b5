import PortalModel
import TextGrid

extension State {
    /// Whether headlines say which section they stand in: where several are mixed.
    var showsSections: Bool {
        switch top {
        case .list(let list): if case .front = list.page { true } else { false }
        case .results: true
        case .article, .comparison, .help, .sources, .settings: false
        }
    }
}

extension Frame {
    /// Headlines that were found or saved, below the words or the title.
    mutating func drawResults(_ screen: ResultsScreen, _ state: State, _ layout: Layout) {
        let point = Point(column: layout.main.left + layout.form.gutter, row: layout.main.top)
        let title = screen.kind == .search ? Wording.search : Wording.saved
        let used = write(title, at: point, style: state.theme[.subhead], in: layout.main)
        if screen.kind == .search {
            let query = Point(column: point.column + used + 2, row: point.row)
            let room = layout.main.right - query.column - 2
            let end = write(
                screen.query.lastPart(of: room), at: query, style: state.theme[.text],
                in: layout.main)
            if screen.isTyping {
                cursor = Point(column: query.column + end, row: query.row)
            }
        }
        let geometry = ListGeometry(layout, headerRows: screen.headerRows)
        guard !screen.headlines.isEmpty else {
            drawNoResults(screen, state, geometry.area)
            return
        }
        for item in geometry.visible(screen.headlines, from: screen.top) {
            let headline = screen.headlines[item.index]
            draw(headline, item.set, in: item.rect, state)
            guard item.index == screen.selected else { continue }
            mark(item.rect, isActive: !screen.isTyping, state)
            if !screen.isTyping { cursor = item.rect.origin }
        }
        markHits(of: screen.query, in: geometry.area, state)
    }

    /// Lays the style of a hit over the words in `area` that begin with those of `query`.
    mutating func markHits(of query: SafeText, in area: Rect, _ state: State) {
        guard !query.isEmpty else { return }
        let style = state.theme.styles[.hit] ?? .plain
        for row in area.top..<area.bottom {
            // Offsets in the text become columns: each cell that is no continuation is one.
            let columns = (area.left..<area.right).filter {
                !self[Point(column: $0, row: row)].isContinuation
            }
            let text = String(columns.map { character(of: self[Point(column: $0, row: row)]) })
            for range in SearchHits(of: query, in: text).ranges {
                let start = columns[range.lowerBound]
                let end = range.upperBound < columns.count ? columns[range.upperBound] : area.right
                overlay(
                    Rect(column: start, row: row, width: end - start, height: 1), style: style)
            }
        }
    }

    private mutating func drawNoResults(_ screen: ResultsScreen, _ state: State, _ area: Rect) {
        let text =
            switch screen.kind {
            case .saved: Wording.nothingSaved
            case .search where screen.query.isEmpty: Wording.searchHint
            case .search: Wording.nothingFound(screen.query)
            }
        let point = Point(column: area.left + state.form.gutter, row: area.top)
        write(text.cut(to: area.width - 2), at: point, style: state.theme[.teaser], in: area)
        if !screen.isTyping { cursor = Point(column: area.left, row: area.top) }
    }
}

extension SafeText {
    /// The end of the text that fits into `width` columns.
    fileprivate func lastPart(of width: Int) -> SafeText {
        var rest = string[...]
        while rest.reduce(0, { $0 + $1.columns }) > max(0, width) { rest.removeFirst() }
        return SafeText(cleaning: rest)
    }
}
