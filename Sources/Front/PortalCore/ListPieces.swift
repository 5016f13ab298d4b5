import PortalModel

/// The list in memory is a part of the one in the store, and is read piece by piece.
extension ListScreen {
    /// Headlines read at a time: two screens or more.
    func pieceCount(in state: State) -> Int {
        max(40, 2 * ListGeometry.mostHeadlines(in: Self.layout(in: state)))
    }

    /// Headlines that are kept: what lies farther from the reader is read again when it is needed,
    /// so that a list takes the same memory whatever is stored.
    static let longest = 400

    func load(_ cursor: ListCursor, in state: State) -> Effect {
        .loadHeadlines(page, cursor, count: pieceCount(in: state))
    }

    /// Reads on before the reader reaches an end of what was read.
    func loadFurther(in state: State) -> [Effect] {
        let near = pieceCount(in: state) / 2
        if !isComplete, let last = headlines.last, selected + near >= headlines.count {
            return [load(.after(last), in: state)]
        }
        if hasGapAbove, let first = headlines.first, selected < near {
            return [load(.before(first), in: state)]
        }
        return []
    }

    /// Takes a piece at one end of the list as all there is, with that end selected.
    mutating func begin(with piece: LoadedHeadlines) {
        let isEnd = piece.cursor == .end
        headlines = piece.headlines
        if !isEnd || first == nil { first = headlines.first }
        if !isEnd { beginning = headlines }
        isComplete = isEnd || piece.isLast
        hasGapAbove = isEnd && !piece.isLast
        selected = isEnd ? max(0, headlines.count - 1) : 0
        top = 0
        newAbove = 0
        hasUncountedAbove = false
        isRearranged = false
    }

    /// Reads all again that is there, since other headlines are muted now.
    func reload(in state: State) -> Effect {
        let first = hasGapAbove ? headlines.first : nil
        let count = max(pieceCount(in: state), headlines.count)
        return .reloadHeadlines(page, after: first, count: count)
    }

    /// Puts a piece in the place of all that is there; what is selected stays so, or the next.
    /// What comes back right above the screen is shown.
    mutating func replaceAll(with piece: LoadedHeadlines) {
        let selection = selection?.id
        let row = selected - top
        let known = Set(headlines.map(\.id))
        if case .after(let headline) = piece.cursor {
            headlines = [headline] + piece.headlines
        } else {
            headlines = piece.headlines
            first = headlines.first
            beginning = headlines
            hasGapAbove = false
        }
        isComplete = piece.isLast
        selected =
            headlines.firstIndex { $0.id == selection }
            ?? min(selected, max(0, headlines.count - 1))
        top = max(0, selected - row)
        while top > 0, !known.contains(headlines[top - 1].id) { top -= 1 }
    }

    /// Adds a piece to the end of the list that it continues.
    mutating func append(_ piece: LoadedHeadlines, after last: ArticleID) {
        guard last == headlines.last?.id else { return }
        headlines += unknown(piece)
        isComplete = piece.isLast
        keep(max(0, min(headlines.count - Self.longest, top))..<headlines.count)
    }

    /// Adds a piece before the beginning of the list; what is on the screen stays there.
    mutating func prepend(_ piece: LoadedHeadlines, before first: ArticleID) {
        guard first == headlines.first?.id else { return }
        let added = unknown(piece)
        headlines = added + headlines
        hasGapAbove = !piece.isLast
        move(by: added.count)
        keep(0..<min(headlines.count, Self.longest))
    }

    /// The headlines of `piece` that are not in the list: where the order of a front page changed
    /// between two pieces, both may hold the same.
    private func unknown(_ piece: LoadedHeadlines) -> [Headline] {
        let known = Set(headlines.map(\.id))
        return piece.headlines.filter { !known.contains($0.id) }
    }

    private mutating func move(by count: Int) {
        selected += count
        top += count
    }

    /// Lets go of the headlines outside `range`, which holds those on the screen.
    private mutating func keep(_ range: Range<Int>) {
        if range.upperBound < headlines.count {
            headlines.removeSubrange(range.upperBound...)
            isComplete = false
        }
        guard range.lowerBound > 0 else { return }
        headlines.removeFirst(range.lowerBound)
        move(by: -range.lowerBound)
        hasGapAbove = true
        if newAbove > 0 { hasUncountedAbove = true }
    }

    /// Puts the new headlines of `piece`, the beginning of the list as it is now, into their
    /// places; the selection stays on its article, and that on its row.
    mutating func merge(_ piece: LoadedHeadlines) {
        renew(with: piece)
        let added = unknown(piece)
        let new = hasGapAbove ? newcomers(in: piece) : Set(added.map(\.id))
        beginning = piece.headlines
        guard !added.isEmpty else { return }
        if added.count == piece.headlines.count, !piece.isLast,
            let last = lowest(of: piece.headlines), let first = headlines.first,
            page.precedes(last, first)
        {
            // There may be more between the two than was read.
            hasGapAbove = true
            if !new.isEmpty { hasUncountedAbove = true }
            return
        }
        let selection = selection?.id
        let topmost = headlines.indices.contains(top) ? headlines[top].id : nil
        insert(added, of: piece)
        if let selection { selected = headlines.firstIndex { $0.id == selection } ?? 0 }
        if let topmost {
            top = headlines.firstIndex { $0.id == topmost } ?? 0
            newAbove += headlines[..<top].count { new.contains($0.id) }
        }
        isRearranged = page.isFront
        hasGapAbove = false
        let start = max(0, min(selected - Self.longest / 2, headlines.count - Self.longest))
        keep(start..<min(headlines.count, start + Self.longest))
    }

    /// Those of `piece`, the beginning of the list, that were not there when it was last read.
    private func newcomers(in piece: LoadedHeadlines) -> Set<ArticleID> {
        let known = Set(beginning.map(\.id))
        let end = lowest(of: beginning)
        let new = piece.headlines.filter { headline in
            !known.contains(headline.id) && end.map { page.precedes(headline, $0) } ?? true
        }
        return Set(new.map(\.id))
    }

    /// Puts each of `added`, some of `piece`, behind the headline that stands before it there.
    private mutating func insert(_ added: [Headline], of piece: LoadedHeadlines) {
        let end = lowest(of: headlines)
        // What lies beyond the end is read when the reader gets there.
        let near = added.filter { headline in
            isComplete || end.map { page.precedes(headline, $0) } ?? true
        }
        let wanted = Set(near.map(\.id))
        var places: [ArticleID?: [Headline]] = [:]
        var former: ArticleID?
        let listed = Set(headlines.map(\.id))
        for headline in piece.headlines {
            if listed.contains(headline.id) {
                former = headline.id
            } else if wanted.contains(headline.id) {
                places[former, default: []].append(headline)
            }
        }
        headlines = (places[nil] ?? []) + headlines.flatMap { [$0] + (places[$0.id] ?? []) }
    }

    /// The one of `headlines` that comes last by the order of the page, before shares are given.
    private func lowest(of headlines: [Headline]) -> Headline? {
        headlines.max { page.precedes($0, $1) }
    }

    /// Takes over what `piece`, the beginning of the list as it is now, says of headlines that are
    /// known, and drops those that another report of their story now stands for.
    private mutating func renew(with piece: LoadedHeadlines) {
        guard piece.builtIn == nil, let last = lowest(of: piece.headlines) else { return }
        let listed = Dictionary(piece.headlines.map { ($0.id, $0) }) { first, _ in first }
        let selection = selection?.id
        for index in headlines.indices.reversed() {
            let id = headlines[index].id
            if let headline = listed[id] {
                headlines[index] = headline
            } else if id != selection, piece.isLast || page.precedes(headlines[index], last) {
                headlines.remove(at: index)
                if index < selected { selected -= 1 }
                if index < top { top -= 1 }
            }
        }
    }
}

extension State {
    /// Reads on where what was read of the list no longer fills the window.
    func fillList() -> [Effect] {
        list.isLoaded && !Layout.isTooSmall(size) ? list.loadFurther(in: self) : []
    }

    /// Gives lists another form, and keeps it.
    mutating func setListForm(_ form: ListForm) -> [Effect] {
        let choice = SettingChoice(name: "list", value: form.rawValue)
        settings.apply(choice)
        fit()
        // Other headlines are in view, which do not stand in the sidebar.
        forgetSidebar()
        return [.keep(choice)] + fillList()
    }

    // MARK: - From page to page

    /// Lists that are kept: pages that a reader goes to and fro between.
    private static let mostLists = 8

    mutating func openPage(number: Int) -> [Effect] {
        guard number > 1 else { return open(frontPage) }
        guard edition.sections.indices.contains(number - 2) else {
            tell(Wording.noPage(number))
            return []
        }
        return open(.section(edition.sections[number - 2].id))
    }

    mutating func openPage(beside step: Int) -> [Effect] {
        let count = edition.sections.count + 1
        let current =
            edition.sections.firstIndex { .section($0.id) == list.page }.map { $0 + 1 } ?? 0
        return openPage(number: (current + step + count) % count + 1)
    }

    /// Opens the next edition on the page on which the reader left it.
    mutating func openNextEdition() -> [Effect] {
        pagesOfEditions[edition.id] = list.page
        editionIndex = (editionIndex + 1) % editions.count
        let page = pagesOfEditions[edition.id]
        return open(pages.map(\.page).first { $0 == page } ?? frontPage)
    }

    /// Opens a page; the one that is open already from its beginning.
    mutating func open(_ page: NewsPage) -> [Effect] {
        screens = []
        forgetPreview()
        let isAtWork = list.selected > 0 || list.top > 0
        if page != list.page, isAtWork { leftLists.append(list) }
        if leftLists.count > Self.mostLists { leftLists.removeFirst() }
        let left = leftLists.firstIndex { $0.page == page }.map { leftLists.remove(at: $0) }
        guard let left, page != list.page else {
            list = ListScreen(page: page)
            return [list.load(.start, in: self), .storePage(page)]
        }
        list = left
        list.pane = .main
        fit()
        return [.loadNewest(page, count: list.pieceCount(in: self)), .storePage(page)]
            + fillList()
    }

    /// Lets pages begin again that were left: other headlines stand there now.
    mutating func forgetPreviousLists() {
        leftLists = []
    }
}

extension [Headline] {
    /// The outlets of these reports that are not `own`, each once, parted by commas; nil for none.
    public func otherOutlets(than own: SafeText) -> SafeText? {
        var outlets: [SafeText] = []
        for report in self where report.source != own && !outlets.contains(report.source) {
            outlets.append(report.source)
        }
        return outlets.isEmpty ? nil : Wording.list(outlets)
    }
}
