import PortalModel
import TextGrid

/// The headlines of a page: the screen at the bottom of the stack.
public struct ListScreen: HeadlineScreen {
    public let page: NewsPage
    /// The first headline of the page, as it was when its list began.
    var first: Headline?
    /// The beginning of the page as it was last read, which the list may have left behind.
    var beginning: [Headline] = []
    /// What was read of the list, in the page's order; the built-in edition in its own.
    public internal(set) var headlines: [Headline] = []
    /// Whether the store has none after the last of them.
    public internal(set) var isComplete = false
    /// Whether the first of them have come.
    var isLoaded = false
    public internal(set) var selected = 0
    var top = 0
    var pane = Pane.main
    var sidebarSelected = 0
    /// Whether the list began to fill while it was on the screen and the reader has not moved in
    /// it yet: then it stays at its beginning.
    var isFresh = false
    /// How many headlines came above the first one on the screen since the reader was there.
    var newAbove = 0
    /// Whether more came in than were counted.
    var hasUncountedAbove = false
    /// Whether headlines came in on a front page, which has another order when read again.
    var isRearranged = false
    /// How many headlines are new since the last visit; in a section, where these stand above all
    /// others, how many stand there.
    private(set) var newCount = 0
    private var visitPlace = 0
    /// Whether the store has some before the first of them.
    public internal(set) var hasGapAbove = false
    /// How many of the page are muted, as far as they are counted.
    var mutedCount = 0

    init(page: NewsPage) {
        self.page = page
    }

    static let headerRows = 0
    static let kind = Layout.Kind.list(hasSidebar: true)
    static func showsPages(in size: Size) -> Bool { true }

    var showsSections: Bool { page.isFront }
    /// If all are new, a mark says nothing.
    var marksNew: Bool { page.isFront && newCount < headlines.count }
    var lead: ArticleID? { page.isFront ? first?.id : nil }

    /// The headline that is selected in the list, even while the keys move the sidebar.
    public var selection: Headline? {
        headlines.indices.contains(selected) ? headlines[selected] : nil
    }

    var hints: [Hint] {
        let common = [Hint("r", Wording.hintRefresh), Hint("w", Wording.hintWebmail), .help]
        return headlines.isEmpty
            ? common : [Hint("Enter", Wording.hintRead), Hint("/", Wording.hintSearch)] + common
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        if pane == .sidebar { return performInSidebar(command, in: state) }
        let topBefore = top
        switch command {
        case .moveDown, .nextArticle:
            select(selected + 1, in: state)
        case .moveUp, .previousArticle:
            select(selected - 1, in: state)
        case .pageDown, .readOn:
            let count = wholeCount(in: state)
            top = min(top + count, max(0, headlines.count - 1))
            select(selected + count, in: state)
        case .pageUp:
            let count = wholeCount(in: state)
            top = max(0, top - count)
            select(selected - count, in: state)
        case .toStart:
            isFresh = false
            if hasGapAbove || isRearranged || state.builtIn != nil && hasUncountedAbove {
                return [load(.start, in: state)]
            }
            select(0, in: state)
        case .toEnd:
            isFresh = false
            guard isComplete else { return [load(.end, in: state)] }
            select(headlines.count - 1, in: state)
        case .open:
            isFresh = false
            return openSelection(in: state)
        case .otherPane:
            isFresh = false
            if Self.layout(in: state).columns != nil { return openSelection(in: state) }
            if needsSidebar(in: state), !sidebarHeadlines(in: state).isEmpty {
                pane = .sidebar
            } else {
                state.tell(Wording.noOtherPane)
            }
        default:
            return nil
        }
        let further = loadFurther(in: state)
        return command.scrollsDown ? readPast(from: topBefore, in: state) + further : further
    }

    /// Marks as read what went off the screen at its top, where the reader wants that.
    private func readPast(from topBefore: Int, in state: State) -> [Effect] {
        guard state.settings.readsOnScroll, topBefore < top else { return [] }
        let passed = headlines[topBefore..<top].map(\.id).filter { !state.read.contains($0) }
        return passed.isEmpty ? [] : [.perform(.scrolledPast(passed))]
    }

    mutating func click(_ point: Point, in state: inout State) -> [Effect] {
        guard let index = index(at: point, in: state) else { return [] }
        if pane == .main, selected == index { return perform(.open, in: &state) ?? [] }
        pane = .main
        select(index, in: state)
        return loadFurther(in: state)
    }

    /// Selects the headline at `index` or the nearest there is.
    mutating func select(_ index: Int, in state: State) {
        isFresh = false
        selected = max(0, min(index, headlines.count - 1))
        fit(in: state)
    }

    mutating func fit(in state: State) {
        guard !Layout.isTooSmall(state.size) else { return }
        showSelection(in: state)
        newAbove = min(newAbove, top)
        if top == 0, !hasGapAbove, state.builtIn == nil { hasUncountedAbove = false }
        if Self.layout(in: state).sidebar == nil { pane = .main }
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        guard !headlines.isEmpty else { return drawEmpty(in: &frame, state, layout.main) }
        drawHeadlines(in: &frame, state, layout, isActive: pane == .main && state.movesList)
        drawNewAbove(in: &frame, state, layout)
    }

    private func drawEmpty(in frame: inout Frame, _ state: State, _ area: Rect) {
        guard isLoaded else { return }
        let row = area.top + min(1, area.height - 1)
        frame.cursor = Point(column: area.left, row: row)
        var lines = [Wording.empty(state.sectionName)]
        if mutedCount > 0 {
            lines = [Wording.allMuted]
        } else if state.delivery.progress == nil {
            lines.append(Wording.emptyHint)
        }
        frame.write(
            lines, at: Point(column: area.left + state.gutter, row: row),
            style: state.theme[.teaser], in: area)
    }

    /// In a section, which is in the order of time: above what was there at the last visit when
    /// that was, and above the first headline of a day which day that was.
    func headings(before index: Int, in state: State) -> [ListHeading] {
        guard state.builtIn == nil, !page.isFront else { return [] }
        var headings: [ListHeading] = []
        if let visit = state.lastVisit, index == visitPlace, index > 0 {
            headings.append(.visit(Wording.newSince(visit, at: state.now)))
        }
        let published = headlines[index].published
        let former = index > 0 ? headlines[index - 1].published : state.now
        if CivilTime(local: published).daysSinceEpoch != CivilTime(local: former).daysSinceEpoch {
            headings.append(.day(Wording.day(published, at: state.now)))
        }
        return headings
    }

    /// So many headlines in a row that are not new end the search for new ones.
    private static let run = 5

    /// Counts the headlines that came since the last visit: on a front page all that were read, in
    /// a section those above what was there then.
    mutating func countNew(since visit: Timestamp?) {
        (visitPlace, newCount) = (0, 0)
        guard let visit, !hasGapAbove else { return }
        guard !page.isFront else {
            newCount = headlines.count { $0.arrived > visit }
            return
        }
        for (index, headline) in headlines.enumerated() {
            if headline.arrived > visit {
                visitPlace = index + 1
                newCount += 1
            }
            if index - visitPlace >= Self.run { break }
        }
    }

    /// In the rule above the list: how many headlines came in above it.
    private func drawNewAbove(in frame: inout Frame, _ state: State, _ layout: Layout) {
        guard hasUncountedAbove || newAbove > 0, let row = layout.rules.first else { return }
        let text = hasUncountedAbove ? Wording.someNewAbove : Wording.newAbove(newAbove)
        frame.write(
            " \(text) ", at: Point(column: 2, row: row), style: state.theme[.key],
            in: frame.bounds)
    }
}

extension State {
    /// Changes the list, which may lie under other screens.
    mutating func changeList<Result>(_ change: (inout ListScreen, State) -> Result) -> Result {
        var list = list
        defer { self.list = list }
        return change(&list, self)
    }

    /// Shows a piece of the list that the reader went to.
    mutating func apply(_ piece: LoadedHeadlines) {
        guard begin(piece) else { return }
        changeList { list, state in
            switch piece.cursor {
            case .start, .end: list.begin(with: piece)
            case .after(let last): list.append(piece, after: last.id)
            case .before(let first): list.prepend(piece, before: first.id)
            }
            list.countNew(since: piece.builtIn == nil ? state.lastVisit : nil)
            list.fit(in: state)
        }
    }

    /// Adds the newest headlines, without moving what the reader looks at.
    mutating func applyNewest(_ piece: LoadedHeadlines) {
        guard begin(piece) else { return }
        changeList { list, state in
            if list.headlines.isEmpty || list.isFresh {
                list.begin(with: piece)
            } else {
                list.merge(piece)
            }
            list.countNew(since: piece.builtIn == nil ? state.lastVisit : nil)
            list.fit(in: state)
        }
        renewPreview()
    }

    /// Notes what any piece tells, and whether it belongs to the list that is open.
    private mutating func begin(_ piece: LoadedHeadlines) -> Bool {
        apply(piece.marks)
        guard piece.page == list.page else { return false }
        if builtIn != piece.builtIn {
            builtIn = piece.builtIn
            forgetSidebar()
            forgetPreviousLists()
            list.headlines = []
            list.isFresh = list.isLoaded
        }
        list.isLoaded = true
        list.mutedCount = piece.mutedCount
        return true
    }

    /// After the rules for muting changed: what the reader looks at stays, as far as it is there.
    mutating func applyReloaded(_ piece: LoadedHeadlines) {
        guard begin(piece) else { return }
        tellNewlyMuted()
        changeList { list, state in
            list.replaceAll(with: piece)
            list.countNew(since: piece.builtIn == nil ? state.lastVisit : nil)
            list.fit(in: state)
        }
    }
}
