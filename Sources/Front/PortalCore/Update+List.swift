import PortalModel
import TextGrid

extension State {
    /// Headlines read at a time: two screens or more.
    static let pieceCount = 40

    /// Reads the list at the bottom from its beginning.
    mutating func loadList() -> [Effect] {
        [.loadHeadlines(list.page, .start, count: Self.pieceCount)]
    }

    /// Takes in a piece of the list that the reader went to.
    mutating func take(_ piece: LoadedHeadlines) -> [Effect] {
        guard begin(piece) else { return [] }
        switch piece.place {
        case .start, .end: list.begin(with: piece)
        case .after(let last): list.append(piece, after: last.id)
        case .before(let first): list.prepend(piece, before: first.id)
        }
        keepSelectionVisible()
        return []
    }

    /// Takes in the newest headlines, without moving what the reader looks at.
    mutating func takeNewest(_ piece: LoadedHeadlines) -> [Effect] {
        guard begin(piece) else { return [] }
        if list.headlines.isEmpty || list.isFresh {
            list.begin(with: piece)
        } else {
            list.merge(piece)
        }
        keepSelectionVisible()
        return []
    }

    /// Notes what any piece tells, and whether it belongs to the list that is open.
    private mutating func begin(_ piece: LoadedHeadlines) -> Bool {
        take(piece.marks)
        guard piece.page == list.page else { return false }
        if builtIn != piece.builtIn {
            builtIn = piece.builtIn
            forgetSidebar()
            list.headlines = []
            list.isFresh = list.isLoaded
        }
        list.isLoaded = true
        return true
    }

    mutating func performOnList(_ command: Command) -> [Effect] {
        if list.pane == .sidebar { return performOnSidebar(of: command) }
        list.isFresh = false
        let geometry = ListGeometry(layout)
        switch command {
        case .moveDown, .nextArticle:
            select(list.selected + 1)
        case .moveUp, .previousArticle:
            select(list.selected - 1)
        case .pageDown, .readOn:
            let count = geometry.wholeCount(list.headlines, from: list.top)
            list.top = min(list.top + count, max(0, list.headlines.count - 1))
            select(list.selected + count)
        case .pageUp:
            let count = geometry.wholeCount(list.headlines, from: list.top)
            list.top = max(0, list.top - count)
            select(list.selected - count)
        case .toStart:
            if list.hasGapAbove || builtIn != nil && list.hasUncountedAbove { return loadList() }
            select(0)
        case .toEnd:
            guard list.isComplete else {
                return [.loadHeadlines(list.page, .end, count: Self.pieceCount)]
            }
            select(list.headlines.count - 1)
        case .open:
            return list.selection.map { [.loadArticle($0.id, replacing: false)] } ?? []
        case .otherPane:
            if layout.sidebar != nil, !sidebarHeadlines.isEmpty { list.pane = .sidebar }
        case .back, .leave:
            if list.page != frontPage { return perform(.page(1)) }
            return command == .leave ? [.quit] : []
        default:
            break
        }
        return loadFurther()
    }

    /// Reads on before the reader reaches an end of what was read.
    mutating func loadFurther() -> [Effect] {
        let near = Self.pieceCount / 2
        if !list.isComplete, let last = list.headlines.last,
            list.selected + near >= list.headlines.count
        {
            return [.loadHeadlines(list.page, .after(last), count: Self.pieceCount)]
        }
        if list.hasGapAbove, let first = list.headlines.first, list.selected < near {
            return [.loadHeadlines(list.page, .before(first), count: Self.pieceCount)]
        }
        return []
    }

    mutating func select(_ index: Int) {
        list.selected = max(0, min(index, list.headlines.count - 1))
        keepSelectionVisible()
    }

    /// Scrolls the list no further than it takes to show the selected headline whole.
    mutating func keepSelectionVisible() {
        guard !Layout.isTooSmall(size) else { return }
        let layout = Layout(self, showsPages: true, showsSidebar: true)
        list.top = ListGeometry(layout).top(
            showing: list.selected, of: list.headlines, from: list.top)
        list.newAbove = min(list.newAbove, list.top)
        if list.top == 0, !list.hasGapAbove { list.hasUncountedAbove = false }
        if layout.sidebar == nil { list.pane = .main }
    }

    /// All of a page were marked as read; these of them were not before.
    mutating func takeAllRead(_ articles: [ArticleID]) -> [Effect] {
        guard !articles.isEmpty else {
            notice = Notice(text: Wording.allWasRead, isProblem: false)
            return []
        }
        read.formUnion(articles)
        remember(.markedRead(articles, true))
        notice = Notice(text: Wording.allRead(articles.count), isProblem: false)
        return []
    }

    private mutating func performOnSidebar(of command: Command) -> [Effect] {
        switch command {
        case .otherPane, .back, .leave:
            list.pane = .main
        case .open:
            return headlineOfSidebar(list.sidebarSelected)
                .map { [.loadArticle($0.id, replacing: false)] } ?? []
        default:
            list.sidebarSelected = moved(list.sidebarSelected, by: command)
        }
        return []
    }

    /// Where `command` moves a selection in the sidebar.
    func moved(_ selected: Int, by command: Command) -> Int {
        let last = sidebarHeadlines.count - 1
        let target =
            switch command {
            case .moveDown, .nextArticle: selected + 1
            case .moveUp, .previousArticle: selected - 1
            case .pageDown, .readOn: selected + Self.moreCount
            case .pageUp: selected - Self.moreCount
            case .toStart: 0
            case .toEnd: last
            default: selected
            }
        return max(0, min(target, last))
    }
}
