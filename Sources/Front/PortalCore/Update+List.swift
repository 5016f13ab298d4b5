import PortalModel
import TextGrid

extension State {
    /// Headlines read at a time: two screens or more.
    static let pieceCount = 40

    /// Reads the list at the bottom from its beginning.
    mutating func loadList() -> [Effect] {
        [.loadHeadlines(list.page, after: nil, count: Self.pieceCount)]
    }

    /// Takes in a piece of the list, without moving what the reader looks at.
    mutating func take(_ piece: LoadedHeadlines) -> [Effect] {
        take(piece.marks)
        guard piece.page == list.page else { return [] }
        if builtIn != piece.builtIn {
            builtIn = piece.builtIn
            forgetSidebar()
            list.headlines = []
            list.isFresh = list.isLoaded
        }
        if piece.after != nil {
            list.append(piece)
        } else if list.headlines.isEmpty || list.hasGapAbove && list.top == 0 {
            list.begin(with: piece)
        } else if list.isFresh {
            list.merge(piece)
            list.selected = 0
            list.top = 0
            list.newAbove = 0
        } else {
            list.merge(piece)
        }
        list.isLoaded = true
        keepSelectionVisible()
        return []
    }

    mutating func performOnList(_ command: Command) -> [Effect] {
        if list.pane == .sidebar { return performOnSidebar(of: command) }
        list.isFresh = false
        let geometry = ListGeometry(layout)
        switch command {
        case .moveDown, .nextArticle:
            select(list.selected + 1)
        case .moveUp, .previousArticle:
            if list.selected == 0, list.hasGapAbove { return returnToNewest() }
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
            if list.hasGapAbove { return returnToNewest() }
            select(0)
        case .toEnd:
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

    /// Reads on before the reader reaches the end of what was read.
    mutating func loadFurther() -> [Effect] {
        guard !list.isComplete, let last = list.headlines.last,
            list.selected + Self.pieceCount / 2 >= list.headlines.count
        else { return [] }
        return [.loadHeadlines(list.page, after: last, count: Self.pieceCount)]
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

    private mutating func returnToNewest() -> [Effect] {
        list.selected = 0
        list.top = 0
        return [.loadHeadlines(list.page, after: nil, count: Self.pieceCount)]
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

extension ListScreen {
    /// Takes the piece as the whole list.
    mutating func begin(with piece: LoadedHeadlines) {
        headlines = piece.headlines
        isComplete = piece.isLast
        selected = 0
        top = 0
        newAbove = 0
        hasGapAbove = false
    }

    /// Adds a piece to the end of the list that it continues.
    mutating func append(_ piece: LoadedHeadlines) {
        guard piece.after == headlines.last?.id else { return }
        headlines += piece.headlines
        isComplete = piece.isLast
    }

    /// Puts the new headlines of `piece`, the beginning of the list as it is now, into their
    /// places; the selection stays on its article, and that on its row.
    mutating func merge(_ piece: LoadedHeadlines) {
        let known = Set(headlines.map(\.id))
        let added = piece.headlines.filter { !known.contains($0.id) }
        guard !added.isEmpty else { return }
        if added.count == piece.headlines.count, !piece.isLast,
            let last = piece.headlines.last, let first = headlines.first,
            last.precedes(first)
        {
            // There may be more between the two than was read.
            hasGapAbove = true
            return
        }
        let selection = selection?.id
        let topmost = headlines.indices.contains(top) ? headlines[top].id : nil
        let end = headlines.last
        // What lies beyond the end is read when the reader gets there.
        headlines += added.filter { added in isComplete || end.map(added.precedes) ?? true }
        headlines.sort { $0.precedes($1) }
        if let selection { selected = headlines.firstIndex { $0.id == selection } ?? 0 }
        if let topmost {
            let oldTop = top
            top = headlines.firstIndex { $0.id == topmost } ?? 0
            newAbove += max(0, top - oldTop)
        }
    }
}

extension Headline {
    /// The order of every list: newest first, then by id.
    func precedes(_ other: Headline) -> Bool {
        published == other.published
            ? id.rawValue < other.id.rawValue : published > other.published
    }
}
