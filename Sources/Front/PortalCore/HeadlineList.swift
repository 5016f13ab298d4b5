import PortalModel
import TextGrid

/// A screen with a list of headlines, one of which is selected.
protocol HeadlineScreen: SidebarScreen {
    static var headerRows: Int { get }
    /// Whether headlines name their section: where those of several are mixed.
    var showsSections: Bool { get }
    /// Whether headlines that came since the last visit are marked: where older ones stand among
    /// them.
    var marksNew: Bool { get }
    var headlines: [Headline] { get }
    /// Whether the last headline of the list is loaded.
    var isComplete: Bool { get }
    var selected: Int { get set }
    /// The first headline on the screen.
    var top: Int { get set }
    /// The article that leads a front page, and shows more of its text than the others.
    var lead: ArticleID? { get }
    /// The heading above the headline at `index`, if any.
    func headings(before index: Int, in state: State) -> [ListHeading]
}

/// A heading above a headline, which divides the list.
enum ListHeading: Hashable {
    case day(SafeText)
    /// What follows was there already at the last visit.
    case visit(SafeText)
}

extension HeadlineScreen {
    /// Selects the headline that was clicked, or opens it where it is selected.
    mutating func click(_ point: Point, in state: inout State) -> [Effect] {
        guard let index = index(at: point, in: state) else { return [] }
        if pane == .main, selected == index { return openSelection(in: state) }
        pane = .main
        selected = index
        return []
    }

    mutating func fit(in state: State) {
        showSelection(in: state)
        if !needsSidebar(in: state) { pane = .main }
    }

    var isComplete: Bool { true }
    var marksNew: Bool { false }
    var lead: ArticleID? { nil }

    var selection: Headline? {
        headlines.indices.contains(selected) ? headlines[selected] : nil
    }

    func headings(before index: Int, in state: State) -> [ListHeading] { [] }

    func markReadToHere() -> [Effect] {
        guard selection != nil else { return [] }
        let list = (self as? ListScreen).flatMap { $0.hasGapAbove ? $0.page : nil }
        return [.markReadToHere(Array(headlines[...selected]), above: list)]
    }

    func geometry(in state: State) -> ListGeometry {
        geometry(in: Self.layout(in: state), state)
    }

    private func geometry(in layout: Layout, _ state: State) -> ListGeometry {
        let facts =
            state.isLinear ? HeadlineFacts(self, state, width: layout.main.width) : nil
        return ListGeometry(
            layout, headerRows: Self.headerRows, lead: lead,
            picture: lead == nil ? nil : state.frontPictureRoom(in: layout),
            linearHeight: facts?.linearHeight(of:_:width:)
        ) {
            headings(before: $0, in: state)
        }
    }

    /// How many headlines are wholly visible; at least one.
    func wholeCount(in state: State) -> Int {
        geometry(in: state).wholeCount(headlines, from: top)
    }

    /// Scrolls no further than it takes to show the selected headline whole.
    mutating func showSelection(in state: State) {
        top = geometry(in: state).top(showing: selected, of: headlines, from: top)
    }

    func index(at point: Point, in state: State) -> Int? {
        geometry(in: state).visible(headlines, from: top)
            .first { $0.rect.contains(point) }?.index
    }

    /// Draws the headlines from `top` on; `isActive` says whether the keys move the selection.
    func drawHeadlines(
        in frame: inout Frame, _ state: State, _ layout: Layout, isActive: Bool
    ) {
        let geometry = geometry(in: layout, state)
        let visible = geometry.visible(headlines, from: top)
        let seen = visible.last(where: \.isWhole)?.index ?? top
        frame.drawMore(headlines.count - seen - 1, isAll: isComplete, state, layout)
        let facts = HeadlineFacts(self, state, width: geometry.lineWidth)
        for item in visible {
            for (offset, heading) in item.headings.enumerated() {
                frame.draw(
                    heading, row: item.rect.top - item.headings.count + offset, layout, state)
            }
            let headline = headlines[item.index]
            var text = item.rect
            text.size = Size(width: geometry.itemWidth(of: headline), height: text.height)
            frame.draw(headline, item.lines, facts, in: text.intersection(item.rect), state)
            guard item.index == selected else { continue }
            frame.mark(item.rect, isActive: isActive, state)
            if isActive { frame.cursor = item.rect.origin }
        }
        // After the background of the selection.
        if geometry.hasPicture, let picture = state.frontPicture?.picture,
            let lead = visible.first(where: { headlines[$0.index].id == lead })
        {
            let left = lead.rect.right - 1 - picture.columns
            for row in 0..<lead.rect.height {
                let point = Point(column: left, row: lead.rect.top + row)
                frame.draw(picture, row: row, at: point, in: lead.rect, state.theme)
            }
        }
    }
}

/// How headlines stand in the main area: item by item, each as high as its text, a blank row
/// between those with teasers, the bar of the selection in the first column.
struct ListGeometry {
    /// A headline that is at least partly in the area.
    struct Item {
        let index: Int
        /// Rows right above it.
        let headings: [ListHeading]
        let lines: HeadlineLines
        let height: Int
        /// The part of it in the area.
        let rect: Rect

        var isWhole: Bool { rect.height == height }
    }

    let area: Rect
    private let measure: HeadlineLines.Measure
    private let leadMeasure: HeadlineLines.Measure
    private let lead: ArticleID?
    /// Whether a picture fits beside the lead.
    let hasPicture: Bool
    private let gutter: Int
    private let cache: HeadlineCache
    private let headings: (Int) -> [ListHeading]
    /// The rows of a headline in so many columns where none of it may be cut.
    private let linearHeight: ((Headline, HeadlineLines, Int) -> Int)?
    /// Blank rows between headlines.
    private let gap: Int
    /// Whether the window is so low that headings replace the blank rows.
    private let isShort: Bool

    /// Columns of a line at most, however wide the window is, since longer ones tire the eye.
    private static let widest = 96
    /// In windows of fewer rows teasers are shortened.
    private static let lowHeight = 28

    /// The geometry of a list in `layout`, below so many rows of something else; `headings` tells
    /// which rows stand above an item. Beside the lead so many cells stay free for a `picture`.
    init(
        _ layout: Layout, headerRows: Int = 0, lead: ArticleID? = nil, picture: Size? = nil,
        linearHeight: ((Headline, HeadlineLines, Int) -> Int)? = nil,
        headings: @escaping (Int) -> [ListHeading] = { _ in [] }
    ) {
        let form = layout.settings.listForm
        self.headings = headings
        self.linearHeight = linearHeight
        self.lead = lead
        hasPicture = form == .teasers && picture != nil
        area = layout.main.inset(top: headerRows)
        gutter = layout.gutter
        cache = layout.headlineCache
        gap = form == .teasers ? 1 : 0
        let height = layout.size.height
        isShort = height < Self.lowHeight
        let width = max(1, min(Self.widest, area.width - 1 - layout.gutter))
        var regular = HeadlineLines.Measure(
            form: form, width: width, titleLines: 2,
            teaserLines: height < 20 || isShort && lead != nil ? 1 : 2,
            typography: layout.typography)
        var ofLead = regular
        ofLead.titleLines = 3
        ofLead.teaserLines = isShort ? (height < 20 ? 2 : 3) : max(4, min(8, 320 / width))
        if form == .teasers, let picture {
            ofLead.width = max(1, width - picture.width - 2)
            ofLead.textLines = max(2, picture.height - 2)
            ofLead.teaserLines = ofLead.textLines
            ofLead.leastHeight = picture.height
        }
        if isShort { regular.textLines = 3 }
        if layout.isLinear { (regular.titleLines, ofLead.titleLines) = (nil, nil) }
        measure = regular
        leadMeasure = ofLead
    }

    /// An upper bound on the headlines that fit, the last of them in part.
    static func mostHeadlines(in layout: Layout) -> Int {
        let rows =
            switch layout.settings.listForm {
            case .teasers: 3
            case .twoLines: 2
            case .oneLine: 1
            }
        return layout.main.height / rows + 1
    }

    func measure(of headline: Headline) -> HeadlineLines.Measure {
        headline.id == lead ? leadMeasure : measure
    }

    /// The columns of the text of any headline but the lead.
    var lineWidth: Int { measure.width }

    /// The columns of a headline, with the gutter before its text and the margin after it.
    func itemWidth(of headline: Headline) -> Int { measure(of: headline).width + gutter + 1 }

    private func lines(of headline: Headline) -> HeadlineLines {
        cache.lines(of: headline, measure(of: headline))
    }

    private func height(of headline: Headline) -> Int {
        height(of: headline, lines(of: headline))
    }

    private func height(of headline: Headline, _ lines: HeadlineLines) -> Int {
        linearHeight?(headline, lines, measure(of: headline).width) ?? lines.height
    }

    /// Blank rows and headings above the headline at `index` where another stands above it.
    private func rows(before index: Int) -> Int {
        let headings = headings(index).count
        return isShort && headings > 0 ? headings : headings + gap
    }

    func visible(_ headlines: [Headline], from top: Int) -> [Item] {
        var items: [Item] = []
        var row = area.top
        for index in headlines.indices.dropFirst(top) {
            let headings = headings(index)
            row += index == top ? headings.count : rows(before: index)
            guard row < area.bottom else { break }
            let lines = lines(of: headlines[index])
            let height = height(of: headlines[index], lines)
            let rect = Rect(column: area.left, row: row, width: area.width, height: height)
            items.append(
                Item(
                    index: index, headings: headings, lines: lines, height: height,
                    rect: rect.intersection(area)))
            row += height
        }
        return items
    }

    /// The first headline to show, as near to `top` as can be, so that `selected` is whole.
    func top(showing selected: Int, of headlines: [Headline], from top: Int) -> Int {
        guard headlines.indices.contains(selected) else { return 0 }
        guard selected > top else { return selected }
        // The headings of the first one stand above it too.
        var rows = height(of: headlines[selected])
        var first = selected
        while first > top {
            rows += self.rows(before: first) + height(of: headlines[first - 1])
            guard rows + headings(first - 1).count <= area.height else { break }
            first -= 1
        }
        return first
    }

    func wholeCount(_ headlines: [Headline], from top: Int) -> Int {
        max(1, visible(headlines, from: top).count(where: \.isWhole))
    }
}

extension Frame {
    fileprivate mutating func draw(
        _ heading: ListHeading, row: Int, _ layout: Layout, _ state: State
    ) {
        let area = layout.main
        let start = Point(column: area.left + state.gutter, row: row)
        switch heading {
        case .day(let text):
            write(text, at: start, style: state.theme[.subhead], in: area)
        case .visit(let text):
            if !state.isLinear {
                let line = Rect(column: area.left, row: row, width: area.width, height: 1)
                fill(line, with: "─", style: state.theme[.rule])
            }
            let text: SafeText = state.isLinear ? text : " \(text) "
            write(text.cut(to: area.width - 2), at: start, style: state.theme[.meta], in: area)
        }
    }

    fileprivate mutating func draw(
        _ headline: Headline, _ lines: HeadlineLines, _ facts: HeadlineFacts, in rect: Rect,
        _ state: State
    ) {
        let isRead = state.read.contains(headline.id)
        let titleStyle = state.theme[isRead ? .readHeadline : .headline]
        let area = rect.inset(left: state.gutter, right: 1)
        guard state.settings.listForm != .oneLine else {
            drawOneLine(headline, lines, facts, in: area, style: titleStyle, state)
            return
        }
        var place = Point(column: area.left, row: rect.top)
        write(lines.title, at: place, style: titleStyle, in: rect)
        place.row += lines.title.count
        write(lines.teaser, at: place, style: state.theme[isRead ? .meta : .teaser], in: rect)
        place.row += lines.teaser.count
        let rows = state.isLinear ? Int.max : max(1, lines.height - place.row + rect.top)
        write(
            facts.lines(about: headline, width: area.width, rows: rows), at: place,
            style: state.theme[.meta], in: rect)
    }

    /// The title, cut to leave room for what stands at the right or, in the linear layout, whole
    /// before that.
    private mutating func drawOneLine(
        _ headline: Headline, _ lines: HeadlineLines, _ facts: HeadlineFacts, in area: Rect,
        style: Style, _ state: State
    ) {
        guard let title = lines.title.first, !area.isEmpty else { return }
        let order = state.typography.order
        let meta = state.theme[.meta]
        guard !state.isLinear else {
            let spoken = facts.spokenLines(of: headline, title, width: area.width)
            write(spoken.all, at: area.origin, style: meta, in: area)
            write(spoken.title, at: area.origin, style: style, in: area)
            return
        }
        let ending = facts.ending(of: headline, titleColumns: title.columns, width: area.width)
        let room = area.width - ending.columns - 2
        write(title.cut(to: room).inOrder(order), at: area.origin, style: style, in: area)
        write(ending, endingAt: area.right, row: area.top, style: meta, notBefore: area.left)
    }
}
