import PortalModel
import TextGrid

/// One article and, where there is no sidebar, what follows it.
struct ArticleScreen: SidebarScreen {
    var article: Article
    /// Its text, typeset for the measure that the window allows.
    var text: ArticleLayout
    /// The other reports of its story, the next one first.
    let others: [Headline]
    /// The numbers in which it and those reports differ.
    let contradictions: [Contradiction]
    /// How often the article was changed as far as is known, and when last.
    var changes: Changes?
    /// When it was read before it was opened; nil where it was not.
    let lastReading: Timestamp?
    /// Whether it was changed after that, and before its text was put here.
    var isChanged: Bool
    /// When it was changed while it was open.
    var changedAt: Timestamp?
    /// The picture that was asked for; with no rows where there is no room for it.
    var pictureOrder: PictureRequest?
    /// The row of the article that is the first on the screen.
    var top = 0
    var pane = Pane.main
    var sidebarSelected = 0
    /// The digits of a link's number, as far as they were typed.
    private var linkDigits = ""
    private let openedAt: Timestamp
    /// The moment that relative times of the article count from; nil for now.
    let asOf: Timestamp?
    /// The words that were searched for, to be marked.
    let query: SafeText
    /// The row with some of them that the reader went to last.
    var hitRow: Int?
    fileprivate var origin: Origin

    /// The list that the reader came from: the next and the previous article are taken from it.
    enum Origin {
        case list
        /// What was found or saved.
        case screenBelow
        /// Those beside or below another screen, and which of them this is.
        case headlines([Headline], Int)
    }

    init(
        _ loaded: LoadedArticle, query: SafeText, origin: Origin,
        ahead: Int = ArticleLayout.usualAhead, in state: State
    ) {
        self.origin = origin
        article = loaded.article
        text = ArticleLayout(
            article.body, Self.layout(in: state).measure, state.typography,
            language: article.language, ahead: ahead)
        others = loaded.others
        contradictions = loaded.contradictions
        changes = loaded.changes
        lastReading = loaded.lastReading
        isChanged = loaded.isChanged
        openedAt = state.now
        asOf = state.builtIn?.moment
        self.query = query
        // What was changed is read from the beginning.
        if loaded.block > 0, !isChanged { scroll(toBlock: loaded.block, in: state) }
    }

    static func showsPages(in size: Size) -> Bool { size.height >= 30 }
    static let kind = Layout.Kind.article

    var keyPlaces: [KeyTable.Place] { query.isEmpty ? [.article] : [.search, .article] }

    var hints: [Hint] {
        guard query.isEmpty else {
            return [
                Hint("n N", Wording.hintHit), Hint("o", Wording.hintBrowser),
                Hint("s", Wording.hintSave), .back, .help,
            ]
        }
        return [
            Hint("o", Wording.hintBrowser), Hint("s", Wording.hintSave),
            Hint("Tab", Wording.hintPane), Hint("J", Wording.hintNext),
            Hint("Spatie", Wording.hintOn), .back, .help,
        ]
    }

    /// Those of the other reports, each once; nil where the article's own outlet brought them all.
    var otherOutlets: SafeText? { others.otherOutlets(than: article.headline.source) }

    var reports: Set<ArticleID> { Set(others.map(\.id)).union([article.id]) }

    var showsJustIn: Bool { false }
    func related(in state: State) -> [(id: SectionID, name: SafeText)] {
        [(article.headline.section, article.headline.sectionName)]
    }

    func articlesInView(in state: State) -> Set<ArticleID> {
        (state.listBeside?.articlesInView(in: state) ?? []).union(reports)
    }

    func needsSidebar(in state: State) -> Bool { true }

    func selectedHeadline(in state: State) -> Headline? {
        pane == .main ? article.headline : selectionInSidebar(in: state)
    }

    /// Takes the digits of a link's number, and what is to be done with it after them: Enter or the
    /// key for the browser opens it, that for copying copies it.
    mutating func press(_ key: Key, in state: inout State) -> [Effect]? {
        let links = text.text.links
        if case .character(let digit) = key, ("0"..."9").contains(digit) {
            // A digit that begins no link's number chooses a page.
            if linkDigits.isEmpty, let number = digit.wholeNumberValue, number > links.count {
                return nil
            }
            let places = max(3, String(links.count).count)
            linkDigits = String((linkDigits + String(digit)).suffix(places))
            let number = Int(linkDigits) ?? 0
            if links.indices.contains(number - 1) {
                state.tell(Wording.openLink(number, host: links[number - 1].host))
            } else {
                state.tellProblem(Wording.noLink(number))
            }
            return []
        }
        guard let number = Int(linkDigits) else { return nil }
        linkDigits = ""
        let command = state.keys.command(for: key, in: [.everywhere])
        switch key {
        case .escape, .backspace: return []
        case _ where key == .enter || command == .openInBrowser || command == .copyAddress:
            guard links.indices.contains(number - 1) else {
                state.tellProblem(Wording.noLink(number))
                return []
            }
            let link = WebPage.link(links[number - 1])
            return [command == .copyAddress ? .copyAddress(link) : .openInBrowser(link)]
        default: return nil
        }
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        switch command {
        case .otherPane
        where state.listBeside != nil
            && (pane == .sidebar || sidebarHeadlines(in: state).isEmpty):
            // The list is the next one.
            return nil
        case .otherPane where pane == .sidebar, .back where pane == .sidebar:
            pane = .main
        case .otherPane:
            guard !sidebarHeadlines(in: state).isEmpty else {
                state.tell(Wording.noOtherPane)
                break
            }
            pane = .sidebar
            showSidebarSelection(in: state)
        case .compare:
            return compare()
        case .togglePictures:
            return togglePictures(in: &state)
        case .nextArticle:
            return openNeighbour(by: 1, in: &state)
        case .previousArticle:
            return openNeighbour(by: -1, in: &state)
        case .nextReport:
            if let next = others.first { return [.loadReport(next.id)] }
            state.tell(Wording.noOtherSource)
        case .nextHit, .previousHit:
            goToHit(by: command == .nextHit ? 1 : -1, in: &state)
            return [storePosition(in: state)]
        default:
            return pane == .sidebar
                ? performInSidebar(command, in: state) : performInText(command, in: &state)
        }
        return []
    }

    /// When its text as it was before was read; nil where it was not.
    var formerReading: Timestamp? { isChanged ? lastReading : nil }

    /// When the text was read that a comparison shows the changes of; nil where none were made.
    var comparedReading: Timestamp? { changedAt == nil ? formerReading : openedAt }

    /// Compares the article; what was changed while it was open is then read as well.
    private func compare() -> [Effect] {
        let load = Effect.loadComparison(article.id)
        return changedAt == nil
            ? [load] : [load, .reloadArticle(article.id), .markOpened(article.id)]
    }

    private mutating func performInSidebar(_ command: Command, in state: State) -> [Effect]? {
        if command == .open { return openSelection(in: state) }
        guard let item = movedInSidebar(by: command, in: state) else { return nil }
        sidebarSelected = item
        showSidebarSelection(in: state)
        return []
    }

    private mutating func performInText(
        _ command: Command, in state: inout State
    ) -> [Effect]? {
        let page = max(1, Self.layout(in: state).main.height - 2)
        let end = endTop(in: state)
        switch command {
        case .readOn where top >= end: return openNextUnread(in: &state)
        case .readOn: scroll(to: min(top + page, end), in: state)
        case .toEnd where top < end:
            text.typeset(article.body, upTo: .max)
            scroll(to: endTop(in: state), in: state)
        default:
            guard let row = command.moved(top, byPageOf: page) else { return nil }
            scroll(to: row, in: state)
        }
        return [storePosition(in: state)]
    }

    private mutating func openNeighbour(by step: Int, in state: inout State) -> [Effect] {
        let (headlines, index) = siblings(in: state)
        guard headlines.indices.contains(index + step) else {
            state.tell(step < 0 ? Wording.firstArticle : Wording.noMoreArticles)
            return []
        }
        return open(headlines[index + step], at: index + step, in: &state)
    }

    private mutating func openNextUnread(in state: inout State) -> [Effect] {
        let (headlines, index) = siblings(in: state)
        let next = headlines.indices.dropFirst(index + 1)
            .first { !state.read.contains(headlines[$0].id) }
        guard let next else {
            state.tell(Wording.lastArticle)
            return []
        }
        return open(headlines[next], at: next, in: &state)
    }

    /// The list that the reader came from, and the place of the article in it.
    private func siblings(in state: State) -> ([Headline], Int) {
        let (headlines, selected) =
            switch origin {
            case .list: (state.list.headlines, state.list.selected)
            case .screenBelow:
                (state.screenBelow?.withHeadlines).map { ($0.headlines, $0.selected) }
                    ?? ([], 0)
            case .headlines(let headlines, let index): (headlines, index)
            }
        return (headlines, headlines.firstIndex { $0.id == article.id } ?? selected)
    }

    /// Opens an article of that list, in which it is then selected.
    private mutating func open(
        _ headline: Headline, at index: Int, in state: inout State
    ) -> [Effect] {
        let load = Effect.loadArticle(headline.id, replacing: true)
        switch origin {
        case .list:
            state.changeList { $0.select(index, in: $1) }
            return [load] + state.list.loadFurther(in: state)
        case .screenBelow:
            if var screen = state.screenBelow?.withHeadlines {
                screen.select(index, in: state)
                state.screenBelow = screen
            }
        case .headlines(let headlines, _):
            origin = .headlines(headlines, index)
        }
        return [load]
    }

    mutating func click(_ point: Point, in state: inout State) -> [Effect] {
        let page = page(in: state)
        let row = top + point.row - page.layout.main.top
        guard page.indices.contains(row), case .more(let item, _, _) = page[row] else { return [] }
        if pane == .sidebar, sidebarSelected == item { return openSelection(in: state) }
        pane = .sidebar
        sidebarSelected = item
        return []
    }

    mutating func scroll(by rows: Int, in state: State) -> [Effect]? {
        scroll(to: top + rows, in: state)
        return [storePosition(in: state)]
    }

    private func storePosition(in state: State) -> Effect {
        // Who has read to the end begins at the beginning the next time.
        .storePosition(article.id, block: top >= endTop(in: state) ? 0 : block(in: state))
    }

    /// Typesets the text again for another layout or typography; the block that was on top stays
    /// there, and a selected headline below the article stays in sight.
    mutating func fit(in state: State) {
        let measure = Self.layout(in: state).measure
        if measure != text.measure || state.typography != text.typography {
            let line = top - bodyStart(in: state)
            let block = text.text.lines.indices.contains(line) ? text.text.lines[line].block : nil
            text = ArticleLayout(
                article.body, measure, state.typography, isDutch: text.isDutch,
                picture: text.picture)
            if let block { scroll(toBlock: block, in: state) }
            hitRow = nil
        }
        if !state.showsPictures { show(nil, in: state) }
        if text.picture == nil { pictureOrder = nil }
        scroll(to: top, in: state)
        if pane == .sidebar { showSidebarSelection(in: state) }
    }

    mutating func scroll(to row: Int, in state: State) {
        text.typeset(article.body, upTo: row)
        top = max(0, min(row, lastTop(in: state)))
    }

    private mutating func scroll(toBlock block: Int, in state: State) {
        text.typeset(article.body, upToBlock: block)
        guard let first = text.text.lines.firstIndex(where: { $0.block >= block }) else { return }
        scroll(to: bodyStart(in: state) + first, in: state)
    }

    /// Goes to the next row with a word that was searched for, from the last one as long as that is
    /// on the screen; one that is there already does not move.
    private mutating func goToHit(by step: Int, in state: inout State) {
        text.typeset(article.body, upTo: .max)
        let page = page(in: state)
        let hits = page.indices.prefix(page.articleCount).filter {
            !SearchHighlights(of: query, in: page[$0].text).ranges.isEmpty
        }
        let shown = top..<(top + page.layout.main.height)
        let former = hitRow.flatMap { shown.contains($0) ? $0 : nil }
        let place =
            step > 0
            ? hits.firstIndex { $0 > former ?? top - 1 }
            : hits.lastIndex { $0 < former ?? top }
        guard let place else {
            state.tell(Wording.noFurtherHit(of: hits.count, isForward: step > 0))
            return
        }
        hitRow = hits[place]
        if !shown.contains(hits[place]) { scroll(to: hits[place], in: state) }
        state.tell(Wording.hit(place + 1, of: hits.count))
    }

    /// Where there is no sidebar, brings the selected headline below the article into view.
    private mutating func showSidebarSelection(in state: State) {
        let layout = Self.layout(in: state)
        guard layout.sidebar == nil, let rows = page(in: state).rows(ofItem: sidebarSelected)
        else { return }
        let height = layout.main.height
        if rows.lowerBound < top + 2 { top = max(0, rows.lowerBound - 2) }
        if rows.upperBound > top + height { top = rows.upperBound - height }
    }

    func page(in state: State) -> ArticlePage {
        ArticlePage(self, state, Self.layout(in: state))
    }

    /// The row of the page at which the body begins.
    func bodyStart(in state: State) -> Int {
        ArticlePage.head(of: self, state, measure: text.measure).count
    }

    func lastTop(in state: State) -> Int {
        let page = page(in: state)
        return max(0, page.indices.count - page.layout.main.height)
    }

    /// The row on top of the screen when the article ends at its bottom.
    private func endTop(in state: State) -> Int {
        let page = page(in: state)
        return max(0, page.articleCount - page.layout.main.height)
    }

    /// The top-level block on top of the screen: 0 in sight of the title, the last after the text.
    private func block(in state: State) -> Int {
        let line = top - bodyStart(in: state)
        guard line >= 0, let last = text.text.lines.last else { return 0 }
        return text.text.lines.indices.contains(line) ? text.text.lines[line].block : last.block
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        let area = layout.main
        let left = area.left + layout.margin
        let page = ArticlePage(self, state, layout)
        for index in page.indices.dropFirst(top).prefix(area.height) {
            let point = Point(column: left, row: area.top + index - top)
            frame.draw(page[index], of: text, at: point, in: area, state)
        }
        frame.markHits(of: query, in: area, state)
        if pane == .main {
            let row = hitRow.map { $0 - top }.flatMap { (0..<area.height).contains($0) ? $0 : nil }
            frame.cursor = Point(column: left, row: area.top + (row ?? 0))
        } else if layout.sidebar == nil, let item = page.rows(ofItem: sidebarSelected) {
            let visible = Rect(
                column: left - layout.gutter, row: area.top + item.lowerBound - top,
                width: layout.measure + 1 + layout.gutter, height: item.count
            ).intersection(area)
            frame.mark(visible, isActive: true, state)
            frame.cursor = visible.origin
        }
        frame.drawProgress(
            seen: top + area.height, of: page.estimatedCount, in: area.height, state, layout)
    }
}

extension State {
    /// Puts an article on top of the screens or, when `replacing`, in place of the one there.
    mutating func show(_ loaded: LoadedArticle?, replacing: Bool) -> [Effect] {
        guard let loaded else {
            tellProblem(Wording.articleGone)
            return []
        }
        if replacing, let former = top as? ArticleScreen {
            screens.removeLast()
            return put(loaded, query: former.query, origin: former.origin)
        }
        return put(loaded, query: (top as? SearchScreen)?.query ?? .empty, origin: originFromTop)
    }

    private var originFromTop: ArticleScreen.Origin {
        if let screen = top.withSidebar, screen.pane == .sidebar {
            return .headlines(screen.sidebarHeadlines(in: self), screen.sidebarSelected)
        }
        return screens.isEmpty ? .list : .screenBelow
    }

    fileprivate var screenBelow: (any Screen)? {
        get { screens.dropLast().last }
        set {
            guard let newValue, screens.count > 1 else { return }
            screens[screens.count - 2] = newValue
        }
    }

    private mutating func put(
        _ loaded: LoadedArticle, query: SafeText, origin: ArticleScreen.Origin
    ) -> [Effect] {
        let article = loaded.article
        if loaded.isSaved { saved.insert(article.id) }
        screens.append(ArticleScreen(loaded, query: query, origin: origin, in: self))
        let effects = fetchPages(around: article)
        let isAsRead = read.contains(article.id) && formerOutlets[article.id] == nil
        return isAsRead ? effects : effects + [.markOpened(article.id)]
    }
}
