import PortalModel
import TextGrid

/// A screen beside which other headlines stand or, where the window is narrow, below it.
protocol SidebarScreen: Screen {
    var pane: Pane { get set }
    /// Counted through all headlines of the sidebar.
    var sidebarSelected: Int { get set }
    /// Whether the newest headlines of all editions stand there.
    var showsJustIn: Bool { get }
    /// The headline of whose section there are more.
    var related: Headline? { get }
    /// Whether what stands there can be seen, now or by scrolling.
    func needsSidebar(in state: State) -> Bool
}

/// The part of a screen that the keys move.
enum Pane: Hashable, Sendable {
    case main, sidebar
}

/// A list in the sidebar.
struct SidebarGroup {
    enum Style {
        /// One line each: section, time, title.
        case ticker
        /// Title in full and how long ago.
        case list
    }

    let title: SafeText
    let style: Style
    /// Newest first.
    let headlines: [Headline]
}

extension SidebarScreen {
    func sidebar(in state: State) -> [SidebarGroup] {
        var groups: [SidebarGroup] = []
        if showsJustIn {
            let newest = Array((state.justIn ?? []).prefix(State.justInCount))
            groups.append(SidebarGroup(title: Wording.justIn, style: .ticker, headlines: newest))
        }
        if let related {
            let others = (state.more[related.section] ?? []).lazy.filter { $0.id != related.id }
            groups.append(
                SidebarGroup(
                    title: Wording.more(from: related.sectionName), style: .list,
                    headlines: Array(others.prefix(State.moreCount))))
        }
        return groups
    }

    /// Group after group: what the selection counts through.
    func sidebarHeadlines(in state: State) -> [Headline] {
        sidebar(in: state).flatMap(\.headlines)
    }

    func selectionInSidebar(in state: State) -> Headline? {
        let headlines = sidebarHeadlines(in: state)
        return headlines.indices.contains(sidebarSelected) ? headlines[sidebarSelected] : nil
    }

    /// Where `command` moves the selection in the sidebar; nil for one that moves nothing.
    func movedInSidebar(by command: Command, in state: State) -> Int? {
        let target: Int? =
            switch command {
            case .nextArticle: sidebarSelected + 1
            case .previousArticle: sidebarSelected - 1
            default: command.moved(sidebarSelected, byPageOf: State.moreCount)
            }
        return target.map { max(0, min($0, sidebarHeadlines(in: state).count - 1)) }
    }

    /// Selects the headline that stands at a point of the sidebar, or opens it when it was.
    mutating func clickSidebar(_ point: Point, _ area: Rect, in state: State) -> [Effect] {
        let page = SidebarPage(self, state, size: area.size)
        let row = point.row - area.top + page.top(showing: sidebarSelection, height: area.height)
        guard page.rows.indices.contains(row), let item = page.rows[row].item else { return [] }
        if sidebarSelection == item { return openSelection(in: state) }
        pane = .sidebar
        sidebarSelected = item
        return []
    }

    fileprivate var sidebarSelection: Int? { pane == .sidebar ? sidebarSelected : nil }
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
        var effects: [Effect] = []
        if screen.showsJustIn, justIn == nil {
            justIn = []
            effects.append(.loadJustIn(count: Self.justInCount))
        }
        if let section = screen.related?.section, more[section] == nil {
            more[section] = []
            // One more, since the article itself is left out.
            effects.append(.loadMore(section, count: Self.moreCount + 1))
        }
        return effects
    }

    /// Lets all lists of sidebars be read again.
    mutating func forgetSidebar() {
        justIn = nil
        more = [:]
    }

    /// The time of day, or the date of a headline that is not of today.
    fileprivate func tickerTime(of headline: Headline) -> SafeText {
        let published = CivilTime(local: headline.published)
        let today = CivilTime(local: listMoment)
        if published.daysSinceEpoch == today.daysSinceEpoch { return Wording.time(published) }
        return published.year == today.year
            ? Wording.dayAndMonth(published) : Wording.yearAlone(published)
    }
}

/// The rows of a sidebar of a given size; where there is room, its items stand apart.
struct SidebarPage {
    struct Row {
        let text: SafeText
        let part: Theme.Part
        /// The headline that it belongs to, counted through all groups.
        let item: Int?

        static let blank = Row(text: .empty, part: .text, item: nil)
    }

    private(set) var rows: [Row] = []

    init(_ screen: some SidebarScreen, _ state: State, size: Size) {
        let measure = Self.measure(width: size.width, state)
        // Rows that are left out where there is no room for them.
        var spaces: [Int] = []
        var item = 0
        for group in screen.sidebar(in: state) where !group.headlines.isEmpty {
            if !rows.isEmpty { rows.append(.blank) }
            rows.append(Row(text: group.title, part: .subhead, item: nil))
            let sectionWidth = group.headlines.map(\.sectionName.columns).max() ?? 0
            for (index, headline) in group.headlines.enumerated() {
                switch group.style {
                case .ticker:
                    appendTicker(
                        headline, item, sectionWidth: min(10, sectionWidth), measure, state)
                case .list:
                    if index > 0 {
                        spaces.append(rows.count)
                        rows.append(.blank)
                    }
                    append(headline, item, measure, state)
                }
                item += 1
            }
        }
        guard rows.count > size.height else { return }
        for row in spaces.reversed() { rows.remove(at: row) }
    }

    /// How the headlines of lists are broken into lines, in a sidebar of so many columns.
    static func measure(width: Int, _ state: State) -> HeadlineLines.Measure {
        HeadlineLines.Measure(
            width: max(1, width - 2), teaserLines: 0, typography: state.typography)
    }

    private mutating func appendTicker(
        _ headline: Headline, _ item: Int, sectionWidth: Int, _ measure: HeadlineLines.Measure,
        _ state: State
    ) {
        let section = headline.sectionName.padded(to: sectionWidth).cut(to: 10)
        let time = state.tickerTime(of: headline)
        let room = measure.width - 2 - section.columns - time.columns
        let typography = measure.typography
        let title = typography.written(headline.title).cut(to: room).inOrder(typography.order)
        let isRead = state.read.contains(headline.id)
        rows.append(
            Row(text: "\(section) \(time) \(title)", part: isRead ? .meta : .teaser, item: item))
    }

    private mutating func append(
        _ headline: Headline, _ item: Int, _ measure: HeadlineLines.Measure, _ state: State
    ) {
        let part: Theme.Part = state.read.contains(headline.id) ? .readHeadline : .headline
        for line in state.sidebarCache.lines(of: headline, measure).title {
            rows.append(Row(text: line, part: part, item: item))
        }
        let time = RelativeTime(of: headline.published, at: state.listMoment).wording
        rows.append(Row(text: time, part: .meta, item: item))
    }

    func rows(ofItem item: Int) -> Range<Int>? {
        guard let first = rows.firstIndex(where: { $0.item == item }),
            let last = rows.lastIndex(where: { $0.item == item })
        else { return nil }
        return first..<(last + 1)
    }

    /// The first row on the screen: as far down as the selection asks for.
    func top(showing selection: Int?, height: Int) -> Int {
        guard let rows = selection.flatMap(rows(ofItem:)) else { return 0 }
        return max(0, rows.upperBound - height)
    }
}

extension Frame {
    mutating func drawSidebar(
        of screen: some SidebarScreen, in area: Rect, _ state: State
    ) {
        let page = SidebarPage(screen, state, size: area.size)
        let top = page.top(showing: screen.sidebarSelection, height: area.height)
        for (offset, row) in page.rows.dropFirst(top).prefix(area.height).enumerated() {
            write(
                row.text, at: Point(column: area.left + 1, row: area.top + offset),
                style: state.theme[row.part], in: area)
        }
        guard let rows = screen.sidebarSelection.flatMap(page.rows(ofItem:)) else { return }
        let rect = Rect(
            column: area.left, row: area.top + rows.lowerBound - top, width: area.width,
            height: rows.count
        ).intersection(area)
        mark(rect, isActive: true, state)
        cursor = rect.origin
    }
}
