import PortalModel
import TextGrid

/// What was found for the words that the reader types.
struct SearchScreen: HeadlineScreen {
    private var line = TypedLine()
    /// Whether keys are typed into the words.
    private(set) var isTyping = true
    private var results = SearchResults()
    private var asked = hitsAtOnce
    /// Whether those that come go on from those that are here.
    private var goesOn = false
    var selected = 0
    var top = 0
    var pane = Pane.main
    var sidebarSelected = 0

    /// The words, as far as they were typed.
    var query: SafeText { line.text }
    /// The best hits first.
    var headlines: [Headline] { results.headlines }
    var isComplete: Bool { headlines.count < asked }

    /// The words, and a blank row.
    static let headerRows = 2
    static let kind = Layout.Kind.list(hasSidebar: false)
    /// Columns that the words have at least.
    private static let shortestQuery = 12
    var showsSections: Bool { true }
    var keyPlaces: [KeyTable.Place] { [.search] }

    var hints: [Hint] {
        if isTyping {
            let back = [Hint("Esc", Wording.hintBack)]
            if results.suggestion != nil { return [Hint("Enter", Wording.hintSuggestion)] + back }
            return headlines.isEmpty ? back : [Hint("Enter", Wording.hintToList)] + back
        }
        let common: [Hint] = [.back, .help]
        return headlines.isEmpty ? common : [Hint("Enter", Wording.hintOpen)] + common
    }

    static let hitsAtOnce = 100

    mutating func apply(_ results: SearchResults) {
        let id = goesOn ? selection?.id : nil
        self.results = results
        goesOn = false
        guard let id else {
            (selected, top) = (0, 0)
            return
        }
        selected =
            headlines.firstIndex { $0.id == id } ?? min(selected, max(0, headlines.count - 1))
    }

    /// Asks for more hits before the reader comes to the last.
    private mutating func goOn() -> [Effect] {
        guard !isComplete, !goesOn, selected + Self.hitsAtOnce / 4 >= headlines.count else {
            return []
        }
        goesOn = true
        asked += Self.hitsAtOnce
        return [.search(query, count: asked)]
    }

    mutating func typeAgain() {
        isTyping = true
        pane = .main
    }

    mutating func press(_ key: Key, in state: inout State) -> [Effect]? {
        guard isTyping, pane == .main else { return nil }
        switch key {
        case .enter where results.suggestion != nil:
            line = TypedLine(results.suggestion ?? query)
        case .enter, .down, .tab:
            isTyping = headlines.isEmpty
            return []
        case .up, .backTab:
            return []
        default:
            let former = query
            guard line.handle(key) else { return nil }
            guard query != former else { return [] }
        }
        (goesOn, asked) = (false, Self.hitsAtOnce)
        guard !query.isEmpty else {
            apply(SearchResults())
            return []
        }
        return [.search(query, count: asked)]
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        if pane == .sidebar { return performInSidebar(command, in: state) }
        switch command {
        case .moveUp where selected == 0: isTyping = true
        case .nextHit: select(selected + 1, in: state)
        case .previousHit: select(selected - 1, in: state)
        default:
            guard let effects = moveOrOpen(command, in: state) else { return nil }
            return effects + goOn()
        }
        return goOn()
    }

    mutating func click(_ point: Point, in state: inout State) -> [Effect] {
        guard let index = index(at: point, in: state) else { return [] }
        if !isTyping, pane == .main, selected == index { return openSelection(in: state) }
        isTyping = false
        pane = .main
        selected = index
        return goOn()
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        let point = layout.main.origin.moved(right: state.gutter)
        let used = frame.write(
            Wording.search, at: point, style: state.theme[.subhead], in: layout.main)
        let start = point.moved(right: used + 2)
        let count =
            headlines.isEmpty ? SafeText.empty : Wording.hits(results, isComplete: isComplete)
        let room = layout.main.right - start.column - 2
        let countRoom = room - count.columns >= Self.shortestQuery ? count.columns + 2 : 0
        let shown = line.shown(in: room - countRoom)
        frame.write(shown.text, at: start, style: state.theme[.text], in: layout.main)
        if countRoom > 0 {
            frame.write(
                count, endingAt: layout.main.right - 1, row: start.row, style: state.theme[.meta])
        }
        if headlines.isEmpty {
            let text = query.isEmpty ? Wording.searchHint : Wording.nothingFound(query)
            drawEmpty(text, in: &frame, state, layout)
            if let suggestion = results.suggestion {
                let place = point.moved(down: Self.headerRows + 1)
                frame.draw(suggestion, at: place, in: layout.main, state)
            }
        } else {
            let isActive = !isTyping && pane == .main && state.movesList
            drawHeadlines(in: &frame, state, layout, isActive: isActive)
            frame.markHits(of: query, in: layout.main.inset(top: Self.headerRows), state)
        }
        guard isTyping, pane == .main else { return }
        frame.cursor = start.moved(right: shown.cursor)
    }
}

extension HeadlineScreen {
    /// Selects the headline at `index` or the nearest there is.
    mutating func select(_ index: Int, in state: State) {
        selected = max(0, min(index, headlines.count - 1))
        fit(in: state)
    }

    /// What most keys do in a list that is whole.
    mutating func moveOrOpen(_ command: Command, in state: State) -> [Effect]? {
        switch command {
        case .open: return openSelection(in: state)
        case .otherPane where Self.layout(in: state).columns != nil:
            return openSelection(in: state)
        default:
            return command.movedInList(selected, byPageOf: wholeCount(in: state)).map { row in
                select(row, in: state)
                return []
            }
        }
    }

    /// A sentence in place of headlines.
    func drawEmpty(_ text: SafeText, in frame: inout Frame, _ state: State, _ layout: Layout) {
        let area = layout.main.inset(top: Self.headerRows)
        frame.write(
            text.cut(to: area.width - 2), at: area.origin.moved(right: state.gutter),
            style: state.theme[.teaser], in: area)
        frame.cursor = area.origin
    }
}

extension Frame {
    fileprivate mutating func draw(
        _ suggestion: SafeText, at point: Point, in area: Rect, _ state: State
    ) {
        let (before, after) = Wording.aroundSuggestion
        let room = area.right - point.column - before.columns - after.columns - 1
        var place = point
        place.column += write(before, at: place, style: state.theme[.text], in: area)
        place.column += write(
            suggestion.cut(to: room), at: place,
            style: state.theme[.text].overlaid(by: state.theme.styles[.strong] ?? .plain),
            in: area)
        write(after, at: place, style: state.theme[.text], in: area)
    }

    /// Lays the style of a hit over what was found of `query` in `area`.
    mutating func markHits(of query: SafeText, in area: Rect, _ state: State) {
        guard !query.isEmpty else { return }
        let style = state.theme.styles[.hit] ?? .plain
        for row in area.top..<area.bottom {
            // Offsets in the text become columns: each cell that is no continuation is one.
            let columns = (area.left..<area.right).filter {
                !self[Point(column: $0, row: row)].isContinuation
            }
            let text = String(columns.map { character(of: self[Point(column: $0, row: row)]) })
            for range in SearchHighlights(of: query, in: text).ranges {
                let start = columns[range.lowerBound]
                let end = range.upperBound < columns.count ? columns[range.upperBound] : area.right
                overlay(
                    Rect(column: start, row: row, width: end - start, height: 1), style: style)
            }
        }
    }
}

extension State {
    /// Opens the search with nothing typed yet, or goes back to typing in it.
    mutating func openSearch() {
        if var screen = top as? SearchScreen {
            screen.typeAgain()
            top = screen
        } else {
            screens.append(SearchScreen())
        }
    }

    /// Shows what was found, unless the reader has typed on meanwhile.
    mutating func applyFound(_ query: SafeText, _ results: SearchResults, _ marks: Marks) {
        guard var screen = top as? SearchScreen, screen.query == query else { return }
        apply(marks)
        screen.apply(results)
        top = screen
    }
}
