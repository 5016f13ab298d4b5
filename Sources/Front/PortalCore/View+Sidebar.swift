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
    }

    /// From top to bottom.
    private(set) var rows: [Row] = []

    init(_ state: State, size: Size) {
        fill(state, width: size.width, isSpaced: true)
        guard rows.count > size.height else { return }
        rows = []
        fill(state, width: size.width, isSpaced: false)
    }

    private mutating func fill(_ state: State, width: Int, isSpaced: Bool) {
        var item = 0
        let order = state.typography.order
        for group in state.sidebar where !group.headlines.isEmpty {
            if !rows.isEmpty { rows.append(Row(text: .empty, part: .text, item: nil)) }
            rows.append(Row(text: group.title, part: .subhead, item: nil))
            let sectionWidth = group.headlines.map(\.sectionName.columns).max() ?? 0
            for (index, headline) in group.headlines.enumerated() {
                if isSpaced, index > 0, group.form == .list {
                    rows.append(Row(text: .empty, part: .text, item: nil))
                }
                let isRead = state.read.contains(headline.id)
                switch group.form {
                case .ticker:
                    let section = headline.sectionName.padded(to: min(10, sectionWidth))
                        .cut(to: 10)
                    let time = state.tickerTime(of: headline)
                    let room = width - 4 - section.columns - time.columns
                    let title = headline.title.cut(to: room).inOrder(order)
                    rows.append(
                        Row(
                            text: "\(section) \(time) \(title)", part: isRead ? .meta : .teaser,
                            item: item))
                case .list:
                    for line in wrap(
                        headline.title, width: width - 2, maximumLines: 2, order: order)
                    {
                        rows.append(
                            Row(text: line, part: isRead ? .readHeadline : .headline, item: item))
                    }
                    let time = RelativeTime(of: headline.published, at: state.listMoment).wording
                    rows.append(Row(text: time, part: .meta, item: item))
                }
                item += 1
            }
        }
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
        let isToday = published.daysSinceEpoch == CivilTime(local: listMoment).daysSinceEpoch
        return isToday ? Wording.time(published) : Wording.dayAndMonth(published)
    }

    /// The selection in the sidebar, when the keys move it.
    var sidebarSelection: Int? {
        switch top {
        case .list(let list): list.pane == .sidebar ? list.sidebarSelected : nil
        case .article(let screen): screen.pane == .sidebar ? screen.sidebarSelected : nil
        case .results, .help, .sources, .settings: nil
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
