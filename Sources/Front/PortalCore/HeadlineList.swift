import PortalModel
import TextGrid

/// A screen of headlines below each other, one of which is selected.
protocol HeadlineScreen: Screen {
    /// Rows above the headlines.
    static var headerRows: Int { get }
    /// Whether headlines say which section they stand in: where several are mixed.
    var showsSections: Bool { get }
    var headlines: [Headline] { get }
    var selected: Int { get set }
    /// The first headline on the screen.
    var top: Int { get set }
}

extension HeadlineScreen {
    var selection: Headline? {
        headlines.indices.contains(selected) ? headlines[selected] : nil
    }

    func selectedHeadline(in state: State) -> Headline? { selection }

    static func geometry(in state: State) -> ListGeometry {
        ListGeometry(layout(in: state), headerRows: headerRows)
    }

    /// How many headlines are whole on the screen; at least one.
    func wholeCount(in state: State) -> Int {
        Self.geometry(in: state).wholeCount(headlines, from: top)
    }

    /// Scrolls no further than it takes to show the selected headline whole.
    mutating func showSelection(in state: State) {
        top = Self.geometry(in: state).top(showing: selected, of: headlines, from: top)
    }

    /// The headline at a point of the screen.
    func index(at point: Point, in state: State) -> Int? {
        Self.geometry(in: state).visible(headlines, from: top)
            .first { $0.rect.contains(point) }?.index
    }

    /// Draws the headlines from `top` on; `isActive` says whether the keys move the selection.
    func drawHeadlines(
        in frame: inout Frame, _ state: State, _ layout: Layout, isActive: Bool
    ) {
        let geometry = ListGeometry(layout, headerRows: Self.headerRows)
        for item in geometry.visible(headlines, from: top) {
            frame.draw(
                headlines[item.index], item.lines, in: item.rect, showsSection: showsSections,
                state)
            guard item.index == selected else { continue }
            frame.mark(item.rect, isActive: isActive, state)
            if isActive { frame.cursor = item.rect.origin }
        }
    }
}

/// How headlines stand in the main area: item by item, each as high as its text, a blank row
/// between them, the bar of the selection in the first column.
struct ListGeometry {
    let area: Rect
    /// How headlines are broken into lines: of at most 96 columns, since longer ones tire the eye,
    /// however wide the window.
    let measure: HeadlineLines.Measure
    private let cache: HeadlineCache

    /// The geometry of a list in `layout`, below so many rows of something else.
    init(_ layout: Layout, headerRows: Int = 0) {
        area = layout.main.inset(top: headerRows)
        measure = HeadlineLines.Measure(
            width: max(1, min(96, area.width - 1 - layout.gutter)),
            teaserLines: layout.size.height < 20 ? 1 : 2, typography: layout.typography)
        cache = layout.headlineCache
    }

    func lines(of headline: Headline) -> HeadlineLines { cache.lines(of: headline, measure) }

    /// The rectangles of the headlines from `top` on that are at least partly in the area.
    func visible(
        _ headlines: [Headline], from top: Int
    ) -> [(index: Int, lines: HeadlineLines, rect: Rect)] {
        var result: [(Int, HeadlineLines, Rect)] = []
        var row = area.top
        for index in headlines.indices.dropFirst(top) {
            guard row < area.bottom else { break }
            let lines = lines(of: headlines[index])
            let rect = Rect(column: area.left, row: row, width: area.width, height: lines.height)
            result.append((index, lines, rect.intersection(area)))
            row += lines.height + 1
        }
        return result
    }

    /// The first headline to show so that `selected` is whole on the screen, as near to `top` as
    /// can be.
    func top(showing selected: Int, of headlines: [Headline], from top: Int) -> Int {
        guard headlines.indices.contains(selected) else { return 0 }
        guard selected > top else { return selected }
        var rows = lines(of: headlines[selected]).height
        var first = selected
        while first > top {
            rows += lines(of: headlines[first - 1]).height + 1
            guard rows <= area.height else { break }
            first -= 1
        }
        return first
    }

    func wholeCount(_ headlines: [Headline], from top: Int) -> Int {
        max(1, visible(headlines, from: top).count { $0.rect.height == $0.lines.height })
    }
}

/// A headline in lines for a list.
struct HeadlineLines {
    struct Measure: Equatable {
        /// Columns of a line.
        var width: Int
        var teaserLines: Int
        /// In which order the letters of a line stand, and which signs there are.
        var typography: Typography
    }

    /// One or two.
    let title: [SafeText]
    /// At most as many as the measure says.
    let teaser: [SafeText]

    /// Rows taken, with the row of section and time but without the blank one after it.
    var height: Int { title.count + teaser.count + 1 }

    init(_ headline: Headline, _ measure: Measure) {
        func lines(_ text: SafeText, _ maximum: Int) -> [SafeText] {
            wrap(
                measure.typography.written(text), width: measure.width, maximumLines: maximum,
                order: measure.typography.order)
        }
        title = lines(headline.title, 2)
        teaser = headline.teaser.isEmpty ? [] : lines(headline.teaser, measure.teaserLines)
    }
}

/// The lines of headlines, kept from one key to the next: breaking them is the most costly part of
/// drawing a list.
struct HeadlineCache: Sendable {
    /// More than any screen shows.
    private static let longest = 200

    private var measure: HeadlineLines.Measure?
    private var entries: [ArticleID: (headline: Headline, lines: HeadlineLines)] = [:]

    func lines(of headline: Headline, _ measure: HeadlineLines.Measure) -> HeadlineLines {
        if measure == self.measure, let entry = entries[headline.id], entry.headline == headline {
            return entry.lines
        }
        return HeadlineLines(headline, measure)
    }

    mutating func keep(
        _ headlines: [(headline: Headline, lines: HeadlineLines)], _ measure: HeadlineLines.Measure
    ) {
        if measure != self.measure || entries.count > Self.longest { entries = [:] }
        self.measure = measure
        for entry in headlines where entries[entry.headline.id]?.headline != entry.headline {
            entries[entry.headline.id] = entry
        }
    }
}

extension State {
    /// Keeps the lines of the headlines on the screen for the keys to come.
    mutating func keepHeadlineLines() {
        guard !Layout.isTooSmall(size) else { return }
        if let screen = top.withHeadlines {
            let geometry = type(of: screen).geometry(in: self)
            let visible = geometry.visible(screen.headlines, from: screen.top)
            headlineCache.keep(
                visible.map { (screen.headlines[$0.index], $0.lines) }, geometry.measure)
        }
        guard let screen = top.withSidebar, let area = layout.sidebar else { return }
        let measure = SidebarPage.measure(width: area.width, self)
        let headlines = screen.sidebar(in: self).filter { $0.style == .list }.flatMap(\.headlines)
        sidebarCache.keep(headlines.map { ($0, sidebarCache.lines(of: $0, measure)) }, measure)
    }
}

extension Frame {
    fileprivate mutating func draw(
        _ headline: Headline, _ lines: HeadlineLines, in rect: Rect, showsSection: Bool,
        _ state: State
    ) {
        let isRead = state.read.contains(headline.id)
        var row = rect.top
        func place() -> Point { Point(column: rect.left + state.gutter, row: row) }
        for line in lines.title {
            write(
                line, at: place(), style: state.theme[isRead ? .readHeadline : .headline], in: rect)
            row += 1
        }
        for line in lines.teaser {
            write(line, at: place(), style: state.theme[isRead ? .meta : .teaser], in: rect)
            row += 1
        }
        var parts = [
            headline.source, RelativeTime(of: headline.published, at: state.listMoment).wording,
        ]
        if headline.outlets > 1 { parts.append(Wording.outlets(headline.outlets)) }
        if showsSection { parts.insert(headline.sectionName, at: 0) }
        // Nothing but the colour says it elsewhere.
        if isRead, state.isLinear { parts.append(Wording.readMark) }
        if state.saved.contains(headline.id) { parts.append(Wording.savedMark) }
        write(
            parts.joined(separator: " · ").cut(to: rect.width - 1 - state.gutter), at: place(),
            style: state.theme[.meta], in: rect)
    }
}
