import PortalModel
import TextGrid

/// A screen beside which other headlines stand or, where the window is narrow, below it.
protocol SidebarScreen: Screen {
    var pane: Pane { get set }
    /// Counted through all headlines of the sidebar.
    var sidebarSelected: Int { get set }
    /// Whether the newest headlines of all editions stand there.
    var showsJustIn: Bool { get }
    /// The sections of which there are more, as far as there is room for them.
    func related(in state: State) -> [(id: SectionID, name: SafeText)]
    /// Those in the main area and their stories: none of them stands in the sidebar as well.
    func articlesInView(in state: State) -> Set<ArticleID>
    /// Whether what stands there can be seen, now or by scrolling.
    func needsSidebar(in state: State) -> Bool
}

/// The part of a screen that the keys move.
enum Pane: Hashable, Sendable {
    case main, sidebar
}

struct SidebarGroup: Equatable {
    enum Style: Sendable {
        /// Section, time and title in a line each or two; the section where there is room for it.
        case ticker
        /// Title in full, teaser and how long ago.
        case list
    }

    let title: SafeText
    let style: Style
    /// Newest first.
    let headlines: [Headline]
}

extension SidebarScreen {
    /// What goes into the sidebar, as far as there is room for it.
    func sidebar(in state: State) -> [SidebarGroup] {
        var shown = articlesInView(in: state)
        func first(_ count: Int, of headlines: [Headline]) -> [Headline] {
            var others: [Headline] = []
            for headline in headlines where others.count < count {
                guard !shown.hold(headline) else { continue }
                shown.note(headline)
                others.append(headline)
            }
            return others.newestFirst
        }
        var groups: [SidebarGroup] = []
        if showsJustIn {
            groups.append(
                SidebarGroup(
                    title: Wording.justIn, style: .ticker,
                    headlines: first(State.justInCount, of: state.justIn ?? [])))
        }
        for section in related(in: state) {
            groups.append(
                SidebarGroup(
                    title: Wording.more(from: section.name), style: .list,
                    headlines: first(State.moreCount, of: state.more[section.id] ?? [])))
        }
        return groups
    }

    /// What stands there, group after group: what the selection counts through.
    func sidebarHeadlines(in state: State) -> [Headline] {
        guard let area = Self.layout(in: state).sidebar else {
            return sidebar(in: state).flatMap(\.headlines)
        }
        return SidebarPage(self, state, size: area.size).headlines
    }

    func selectionInSidebar(in state: State) -> Headline? {
        let headlines = sidebarHeadlines(in: state)
        return headlines.indices.contains(sidebarSelected) ? headlines[sidebarSelected] : nil
    }

    /// Where `command` moves the selection in the sidebar; nil for one that moves nothing.
    func movedInSidebar(by command: Command, in state: State) -> Int? {
        command.movedInList(sidebarSelected, byPageOf: State.moreCount)
            .map { max(0, min($0, sidebarHeadlines(in: state).count - 1)) }
    }

    /// Selects the headline that stands at a point of the sidebar, or opens it when it was.
    mutating func clickSidebar(_ point: Point, _ area: Rect, in state: State) -> [Effect] {
        let page = SidebarPage(self, state, size: area.size)
        let row = point.row - area.top
        guard page.rows.indices.contains(row), let item = page.rows[row].item else { return [] }
        if sidebarSelection == item { return openSelection(in: state) }
        pane = .sidebar
        sidebarSelected = item
        return []
    }

    var sidebarSelection: Int? { pane == .sidebar ? sidebarSelected : nil }
}

/// Beside a list.
extension HeadlineScreen {
    var showsJustIn: Bool { true }

    func needsSidebar(in state: State) -> Bool { Self.layout(in: state).sidebar != nil }

    /// Beside a front page more of the section that its lead is from, beside another page of the
    /// section that follows, and where the window is high of those after it. What stands at the
    /// edge of the eye stays as it is while the reader moves.
    func related(in state: State) -> [(id: SectionID, name: SafeText)] {
        let sections = state.edition.sections
        let page = state.list.page
        let start =
            page.isFront
            ? state.list.first.flatMap { lead in sections.firstIndex { $0.id == lead.section } }
            : sections.firstIndex { page == .section($0.id) }.map { $0 + 1 }
        guard let start else { return [] }
        let rows = Self.layout(in: state).main.height
        let count = min(sections.count - (page.isFront ? 0 : 1), max(1, rows / Self.rowsOfGroup))
        return (0..<count).map { offset in
            let section = sections[(start + offset) % sections.count]
            return (section.id, section.name)
        }
    }

    /// Rows that a group takes when the teasers of its headlines are short.
    private static var rowsOfGroup: Int { 26 }

    func articlesInView(in state: State) -> Set<ArticleID> {
        let items = geometry(in: state).visible(headlines, from: top)
        var articles = state.shownPreview?.reports ?? []
        for item in items { articles.note(headlines[item.index]) }
        return articles
    }

    func selectedHeadline(in state: State) -> Headline? {
        pane == .main ? selection : selectionInSidebar(in: state)
    }

    mutating func performInSidebar(_ command: Command, in state: State) -> [Effect]? {
        switch command {
        case .otherPane, .back, .leave: pane = .main
        case .open: return openSelection(in: state)
        default:
            guard let item = movedInSidebar(by: command, in: state) else { return nil }
            sidebarSelected = item
        }
        return []
    }
}

/// Articles and the stories that they tell, which are named after articles.
extension Set<ArticleID> {
    mutating func note(_ headline: Headline) {
        insert(headline.id)
        if let story = headline.story { insert(story) }
    }

    /// Whether the article of a headline is among them, or its story.
    func hold(_ headline: Headline) -> Bool {
        contains(headline.id) || headline.story.map(contains) ?? false
    }
}

extension Sequence<Headline> {
    /// The same by time, those without a date last.
    public var newestFirst: [Headline] {
        sorted { one, other in
            one.isDated == other.isDated
                ? (one.published, other.id.rawValue) > (other.published, one.id.rawValue)
                : one.isDated
        }
    }
}

extension State {
    /// How many headlines "Net binnen" shows.
    static let justInCount = 8
    /// How many headlines "Meer uit …" shows.
    static let moreCount = 7

    /// Asks, once, for what the sidebar of the screen on top lacks.
    mutating func requestSidebar() -> [Effect] {
        guard let screen = top.withSidebar, screen.needsSidebar(in: self) else {
            return []
        }
        // Those in view are left out.
        let inView = ListGeometry.mostHeadlines(in: layout)
        var effects: [Effect] = []
        if screen.showsJustIn, justIn == nil {
            justIn = []
            effects.append(.loadJustIn(count: Self.justInCount + inView))
        }
        for section in screen.related(in: self) where more[section.id] == nil {
            more[section.id] = []
            effects.append(.loadMore(section.id, count: Self.moreCount + inView))
        }
        return effects
    }

    mutating func forgetSidebar() {
        justIn = nil
        more = [:]
    }
}

/// The rows of a sidebar of a given size: as many whole headlines as there is room for with a blank
/// row between them, and of their teasers as many lines as then fit, shared out evenly.
///
/// It is kept from one key to the next, which as a rule changes nothing in it.
struct SidebarPage: Sendable {
    struct Row: Sendable {
        let text: SafeText
        let part: Theme.Part
        /// The headline that it belongs to, counted through all groups.
        let item: Int?

        static let blank = Row(text: .empty, part: .text, item: nil)
    }

    private(set) var rows: [Row] = []
    /// Those that there is room for.
    private(set) var headlines: [Headline] = []
    /// What was broken into lines for it; none of a page that was kept.
    private(set) var lines: [(Headline, HeadlineLines.Measure, HeadlineLines)] = []
    private let source: Source

    /// All that decides what a page looks like, apart from the theme.
    private struct Source: Equatable {
        let groups: [SidebarGroup]
        let size: Size
        let typography: Typography
        /// Whether they are read, headline by headline.
        let isRead: [Bool]
        /// How old they are, and how late it is, in minutes.
        let minutes: [Int64]

        init(_ groups: [SidebarGroup], _ state: State, _ size: Size) {
            self.groups = groups
            self.size = size
            typography = state.typography
            let headlines = groups.flatMap(\.headlines)
            isRead = headlines.map { state.read.contains($0.id) }
            let now = state.listMoment
            minutes = [now.seconds / 60] + headlines.map { (now - $0.published) / 60 }
        }
    }

    init(_ screen: some SidebarScreen, _ state: State, size: Size) {
        source = Source(screen.sidebar(in: state), state, size)
        if let kept = state.sidebarPage, kept.source == source {
            (rows, headlines) = (kept.rows, kept.headlines)
            return
        }
        let groups = source.groups.filter { !$0.headlines.isEmpty }
        for (index, group) in groups.enumerated() {
            let before = rows.isEmpty ? [] : [Row.blank]
            let heading = Row(text: group.title, part: .subhead, item: nil)
            let room = size.height - rows.count - before.count - 1
            switch group.style {
            case .ticker:
                append(before + [heading], ticker: group.headlines, room: room, state)
            case .list:
                // Those that follow have their share of what is left.
                append(
                    before + [heading], list: group.headlines, room: room / (groups.count - index),
                    state)
            }
        }
    }

    private var width: Int { max(1, source.size.width - 2) }

    /// Columns that a title has at least beside its section.
    private static let shortestTitle = 30
    /// Rows of a sidebar in which titles have two lines.
    private static let heightForLongTitles = 28

    private mutating func append(
        _ head: [Row], ticker headlines: [Headline], room: Int, _ state: State
    ) {
        guard room > 0 else { return }
        rows += head
        let widest = min(10, headlines.map(\.sectionName.columns).max() ?? 0)
        let hasSections = width - widest - 7 >= Self.shortestTitle
        let indent = hasSections ? widest + 7 : 6
        let blank = SafeText.empty.padded(to: indent)
        let isLow = source.size.height < Self.heightForLongTitles
        let typography = state.typography
        for headline in headlines {
            let left = source.size.height - rows.count
            guard left > 0 else { break }
            // A single line is filled to its end.
            let title =
                isLow
                ? [
                    typography.written(headline.title).cut(to: width - indent)
                        .inOrder(typography.order)
                ]
                : lines(
                    of: headline, width: width - indent, titleLines: 2, teaserLines: 0, state
                ).title
            let section = headline.sectionName.padded(to: widest).cut(to: 10)
            let time = state.tickerTime(of: headline)
            let label: SafeText = hasSections ? "\(section) \(time) " : "\(time) "
            let part: Theme.Part = state.read.contains(headline.id) ? .meta : .teaser
            append(
                headline,
                title.prefix(left).enumerated().map { ("\($0 == 0 ? label : blank)\($1)", part) })
        }
    }

    private mutating func append(
        _ head: [Row], list headlines: [Headline], room: Int, _ state: State
    ) {
        let whole = headlines.map { lines(of: $0, width: width, teaserLines: nil, state) }
        // The time is one more row of each, and the blank one before it, which the first lacks.
        var left = room + 1
        let count = whole.prefix { lines in
            left -= lines.title.count + 2
            return left >= 0
        }.count
        guard count > 0 else { return }
        left = room + 1 - whole.prefix(count).reduce(0) { $0 + $1.title.count + 2 }
        var teaserLines = Array(repeating: 0, count: count)
        var grows = true
        while left > 0, grows {
            grows = false
            for index in 0..<count where left > 0 && teaserLines[index] < whole[index].teaser.count
            {
                teaserLines[index] += 1
                left -= 1
                grows = true
            }
        }
        rows += head
        for (index, headline) in headlines.prefix(count).enumerated() {
            if index > 0 { rows.append(.blank) }
            let teaser =
                teaserLines[index] == whole[index].teaser.count
                ? whole[index].teaser
                : lines(
                    of: headline, width: width, teaserLines: teaserLines[index], state
                ).teaser
            let isRead = state.read.contains(headline.id)
            append(
                headline,
                whole[index].title.map { ($0, isRead ? .readHeadline : .headline) }
                    + teaser.map { ($0, isRead ? .meta : .teaser) } + [
                        (Wording.age(of: headline, at: state.listMoment), .meta)
                    ])
        }
    }

    private mutating func append(_ headline: Headline, _ texts: [(SafeText, Theme.Part)]) {
        rows += texts.map { Row(text: $0.0, part: $0.1, item: headlines.count) }
        headlines.append(headline)
    }

    private mutating func lines(
        of headline: Headline, width: Int, titleLines: Int = 3, teaserLines: Int?, _ state: State
    ) -> HeadlineLines {
        let measure = HeadlineLines.Measure(
            width: width, titleLines: titleLines, teaserLines: teaserLines,
            typography: state.typography)
        let found = state.headlineCache.lines(of: headline, measure)
        lines.append((headline, measure, found))
        return found
    }

    func rows(ofItem item: Int) -> Range<Int>? {
        guard let first = rows.firstIndex(where: { $0.item == item }),
            let last = rows.lastIndex(where: { $0.item == item })
        else { return nil }
        return first..<(last + 1)
    }
}

extension Frame {
    mutating func drawSidebar(
        of screen: some SidebarScreen, in area: Rect, _ state: State
    ) {
        let page = SidebarPage(screen, state, size: area.size)
        for (offset, row) in page.rows.prefix(area.height).enumerated() {
            write(
                row.text, at: Point(column: area.left + 1, row: area.top + offset),
                style: state.theme[row.part], in: area)
        }
        guard let rows = screen.sidebarSelection.flatMap(page.rows(ofItem:)) else { return }
        let rect = Rect(
            column: area.left, row: area.top + rows.lowerBound, width: area.width,
            height: rows.count
        ).intersection(area)
        mark(rect, isActive: true, state)
        cursor = rect.origin
    }
}
