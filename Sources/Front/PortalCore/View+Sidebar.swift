import PortalModel
import TextGrid
import Typesetting

/// The rows of a sidebar of a given size; where there is room, its items stand apart.
struct SidebarPage {
    /// One row.
    struct Row {
        /// What stands there.
        let text: SafeText
        /// How it looks.
        let part: Theme.Part
        /// The headline that it belongs to, counted through all groups.
        let item: Int?

        static let blank = Row(text: .empty, part: .text, item: nil)
    }

    /// From top to bottom.
    private(set) var rows: [Row] = []

    init(_ state: State, size: Size) {
        let measure = Self.measure(width: size.width, state)
        // Rows that are left out where there is no room for them.
        var spaces: [Int] = []
        var item = 0
        for group in state.sidebar where !group.headlines.isEmpty {
            if !rows.isEmpty { rows.append(.blank) }
            rows.append(Row(text: group.title, part: .subhead, item: nil))
            let sectionWidth = group.headlines.map(\.sectionName.columns).max() ?? 0
            for (index, headline) in group.headlines.enumerated() {
                switch group.form {
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

    /// How the headlines of lists are set, in a sidebar of so many columns.
    static func measure(width: Int, _ state: State) -> SetHeadlines.Measure {
        SetHeadlines.Measure(
            width: max(1, width - 2), teaserLines: 0, typography: state.typography)
    }

    private mutating func appendTicker(
        _ headline: Headline, _ item: Int, sectionWidth: Int, _ measure: SetHeadlines.Measure,
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
        _ headline: Headline, _ item: Int, _ measure: SetHeadlines.Measure, _ state: State
    ) {
        let part: Theme.Part = state.read.contains(headline.id) ? .readHeadline : .headline
        for line in state.setSidebar.lines(of: headline, measure).title {
            rows.append(Row(text: line, part: part, item: item))
        }
        let time = RelativeTime(of: headline.published, at: state.listMoment).wording
        rows.append(Row(text: time, part: .meta, item: item))
    }

    /// The rows of a headline.
    func rows(ofItem item: Int) -> Range<Int>? {
        guard let first = rows.firstIndex(where: { $0.item == item }),
            let last = rows.lastIndex(where: { $0.item == item })
        else { return nil }
        return first..<(last + 1)
    }
}

extension State {
    /// The time of day, or the date of a headline that is not of today.
    fileprivate func tickerTime(of headline: Headline) -> SafeText {
        let published = CivilTime(local: headline.published)
        let today = CivilTime(local: listMoment)
        if published.daysSinceEpoch == today.daysSinceEpoch { return Wording.time(published) }
        return published.year == today.year
            ? Wording.dayAndMonth(published) : Wording.yearAlone(published)
    }

    /// The selection in the sidebar, when the keys move it.
    var sidebarSelection: Int? {
        switch top {
        case .list(let list): list.pane == .sidebar ? list.sidebarSelected : nil
        case .article(let screen): screen.pane == .sidebar ? screen.sidebarSelected : nil
        case .comparison, .results, .help, .sources, .settings: nil
        }
    }

    /// The first row of the sidebar on the screen: as far down as the selection asks for.
    func sidebarTop(_ page: SidebarPage, height: Int) -> Int {
        guard let sidebarSelection, let rows = page.rows(ofItem: sidebarSelection) else { return 0 }
        return max(0, rows.upperBound - height)
    }
}

extension Frame {
    /// The lists beside a page or an article.
    mutating func drawSidebar(_ state: State, _ layout: Layout) {
        guard let area = layout.sidebar else { return }
        let page = SidebarPage(state, size: area.size)
        let top = state.sidebarTop(page, height: area.height)
        for (offset, row) in page.rows.dropFirst(top).prefix(area.height).enumerated() {
            write(
                row.text, at: Point(column: area.left + 1, row: area.top + offset),
                style: state.theme[row.part], in: area)
        }
        guard let selection = state.sidebarSelection, let rows = page.rows(ofItem: selection) else {
            return
        }
        let rect = Rect(
            column: area.left, row: area.top + rows.lowerBound - top, width: area.width,
            height: rows.count
        ).intersection(area)
        mark(rect, isActive: true, state)
        cursor = rect.origin
    }
}
