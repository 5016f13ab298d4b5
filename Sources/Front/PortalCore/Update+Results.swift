import PortalModel
import TextGrid

extension State {
    /// Hits that are asked for.
    static let hitCount = 100

    /// Opens the search with nothing typed yet, or goes back to typing in it.
    mutating func openSearch() -> [Effect] {
        if case .results(var screen) = top, screen.kind == .search {
            screen.isTyping = true
            replaceTop(with: .results(screen))
        } else {
            screens.append(.results(ResultsScreen(kind: .search)))
        }
        return []
    }

    /// Takes in what was found, unless the reader has typed on meanwhile.
    mutating func takeFound(_ query: SafeText, _ headlines: [Headline], _ marks: Marks) {
        guard case .results(var screen) = top, screen.kind == .search, screen.query == query
        else { return }
        take(marks)
        screen.headlines = headlines
        screen.selected = 0
        screen.top = 0
        replaceTop(with: .results(screen))
    }

    /// Opens the screen of saved articles.
    mutating func showSaved(_ headlines: [Headline], _ marks: Marks) {
        take(marks)
        var screen = ResultsScreen(kind: .saved)
        screen.headlines = headlines
        screens.append(.results(screen))
    }

    /// Takes in what the reader did to articles that were loaded.
    mutating func take(_ marks: Marks) {
        read.formUnion(marks.read)
        saved.formUnion(marks.saved)
    }

    /// A key while words are typed; nil when it is a command.
    mutating func type(_ key: Key) -> [Effect]? {
        guard case .results(var screen) = top, screen.isTyping else { return nil }
        switch key {
        case .character(let character):
            screen.query = SafeText(cleaning: screen.query.string + String(character))
        case .paste(let text):
            screen.query = SafeText(cleaning: screen.query.string + text.string)
        case .backspace, .control("h"):
            screen.query = SafeText(cleaning: screen.query.string.dropLast())
        case .control("u"):
            screen.query = .empty
        case .control("w"):
            screen.query = screen.query.withoutLastWord
        case .enter, .down, .tab:
            screen.isTyping = screen.headlines.isEmpty
            replaceTop(with: .results(screen))
            return []
        case .escape:
            pop()
            return []
        case .left, .right, .home, .end, .delete, .up, .backTab:
            // Letters are added at the end and taken away there: nothing to move.
            return []
        default:
            return nil
        }
        replaceTop(with: .results(screen))
        guard !screen.query.isEmpty else {
            takeFound(screen.query, [], Marks())
            return []
        }
        return [.search(screen.query, count: Self.hitCount)]
    }

    mutating func performOnResults(_ command: Command) -> [Effect] {
        guard case .results(var screen) = top else { return [] }
        let geometry = ListGeometry(layout, headerRows: screen.headerRows)
        let page = geometry.wholeCount(screen.headlines, from: screen.top)
        switch command {
        case .nextArticle, .nextHit: screen.selected += 1
        case .moveUp where screen.selected == 0 && screen.kind == .search:
            screen.isTyping = true
        case .previousArticle, .previousHit: screen.selected -= 1
        case .open:
            return selectedHeadline.map { [.loadArticle($0.id, replacing: false)] } ?? []
        case .back, .leave:
            pop()
            return []
        default:
            guard let row = command.moved(screen.selected, byPageOf: page) else { return [] }
            screen.selected = row
        }
        screen.selected = max(0, min(screen.selected, screen.headlines.count - 1))
        screen.keepSelectionVisible(layout)
        replaceTop(with: .results(screen))
        return []
    }
}

extension ResultsScreen {
    /// Rows above the headlines: the title or the words, and a blank one.
    var headerRows: Int { 2 }

    mutating func keepSelectionVisible(_ layout: Layout) {
        top = ListGeometry(layout, headerRows: headerRows).top(
            showing: selected, of: headlines, from: top)
    }
}

extension SafeText {
    fileprivate var withoutLastWord: SafeText {
        var rest = string[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        while let last = rest.last, !last.isWhitespace { rest.removeLast() }
        return SafeText(cleaning: rest)
    }
}
