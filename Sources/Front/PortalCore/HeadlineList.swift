import PortalModel
import TextGrid

/// A screen of headlines below each other, one of which is selected.
protocol HeadlineScreen: Screen {
    /// Rows above the headlines.
    static var headerRows: Int { get }
    /// Whether headlines say which section they stand in: where several are mixed.
    var showsSections: Bool { get }
    var headlines: [Headline] { get }
    /// Whether there are no others after them.
    var isComplete: Bool { get }
    var selected: Int { get set }
    /// The first headline on the screen.
    var top: Int { get set }
    /// What parts the headline at `index` from the one before it.
    func headings(before index: Int, in state: State) -> [ListHeading]
}

/// A row above a headline, which parts it from the one before it.
enum ListHeading: Hashable {
    /// The day of those that follow.
    case day(SafeText)
    /// That what follows was there at the last visit.
    case visit(SafeText)
}

extension HeadlineScreen {
    var isComplete: Bool { true }

    var selection: Headline? {
        headlines.indices.contains(selected) ? headlines[selected] : nil
    }

    func selectedHeadline(in state: State) -> Headline? { selection }

    func headings(before index: Int, in state: State) -> [ListHeading] { [] }

    func geometry(in state: State) -> ListGeometry {
        geometry(in: Self.layout(in: state), state)
    }

    private func geometry(in layout: Layout, _ state: State) -> ListGeometry {
        ListGeometry(layout, headerRows: Self.headerRows) { headings(before: $0, in: state) }
    }

    /// How many headlines are whole on the screen; at least one.
    func wholeCount(in state: State) -> Int {
        geometry(in: state).wholeCount(headlines, from: top)
    }

    /// Scrolls no further than it takes to show the selected headline whole.
    mutating func showSelection(in state: State) {
        top = geometry(in: state).top(showing: selected, of: headlines, from: top)
    }

    /// The headline at a point of the screen.
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
        let seen = visible.last { $0.rect.height == $0.lines.height }?.index ?? top
        frame.drawMore(headlines.count - seen - 1, isAll: isComplete, state, layout)
        for item in visible {
            for (offset, heading) in item.headings.enumerated() {
                frame.draw(
                    heading, row: item.rect.top - item.headings.count + offset, layout, state)
            }
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
    private let headings: (Int) -> [ListHeading]

    /// The geometry of a list in `layout`, below so many rows of something else; `headings` tells
    /// which rows stand above an item.
    init(
        _ layout: Layout, headerRows: Int = 0,
        headings: @escaping (Int) -> [ListHeading] = { _ in [] }
    ) {
        self.headings = headings
        area = layout.main.inset(top: headerRows)
        measure = HeadlineLines.Measure(
            width: max(1, min(96, area.width - 1 - layout.gutter)), titleLines: 2,
            teaserLines: layout.size.height < 20 ? 1 : 2, typography: layout.typography)
        cache = layout.headlineCache
    }

    /// As many headlines as fit at the most: of title, source and a blank row.
    static func mostHeadlines(in layout: Layout) -> Int { layout.main.height / 3 + 1 }

    func lines(of headline: Headline) -> HeadlineLines { cache.lines(of: headline, measure) }

    /// The rectangles of the headlines from `top` on that are at least partly in the area.
    func visible(
        _ headlines: [Headline], from top: Int
    ) -> [(index: Int, headings: [ListHeading], lines: HeadlineLines, rect: Rect)] {
        var result: [(Int, [ListHeading], HeadlineLines, Rect)] = []
        var row = area.top
        for index in headlines.indices.dropFirst(top) {
            guard row < area.bottom else { break }
            let headings = headings(index)
            row += headings.count
            guard row < area.bottom else { break }
            let lines = lines(of: headlines[index])
            let rect = Rect(column: area.left, row: row, width: area.width, height: lines.height)
            result.append((index, headings, lines, rect.intersection(area)))
            row += lines.height + 1
        }
        return result
    }

    /// The first headline to show so that `selected` is whole on the screen, as near to `top` as
    /// can be.
    func top(showing selected: Int, of headlines: [Headline], from top: Int) -> Int {
        guard headlines.indices.contains(selected) else { return 0 }
        guard selected > top else { return selected }
        var rows = headings(selected).count + lines(of: headlines[selected]).height
        var first = selected
        while first > top {
            rows += headings(first - 1).count + lines(of: headlines[first - 1]).height + 1
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
    struct Measure: Hashable {
        /// Columns of a line.
        var width: Int
        /// At most so many.
        var titleLines: Int
        /// At most so many; nil for all.
        var teaserLines: Int?
        /// In which order the letters of a line stand, and which signs there are.
        var typography: Typography
    }

    let title: [SafeText]
    let teaser: [SafeText]

    /// Rows taken, with the row of section and time but without the blank one after it.
    var height: Int { title.count + teaser.count + 1 }

    init(_ headline: Headline, _ measure: Measure) {
        func lines(_ text: SafeText, _ maximum: Int?) -> [SafeText] {
            wrap(
                measure.typography.written(text), width: measure.width, maximumLines: maximum,
                order: measure.typography.order)
        }
        title = lines(headline.title, measure.titleLines)
        teaser = headline.teaser.isEmpty ? [] : lines(headline.teaser, measure.teaserLines)
    }
}

/// The lines of headlines, kept from one key to the next: breaking them is the most costly part of
/// drawing a list.
struct HeadlineCache: Sendable {
    private struct Key: Hashable {
        let id: ArticleID
        let measure: HeadlineLines.Measure
    }

    /// More than any screen shows.
    private static let longest = 400

    private var entries: [Key: CachedHeadline] = [:]

    func lines(of headline: Headline, _ measure: HeadlineLines.Measure) -> HeadlineLines {
        let entry = entries[Key(id: headline.id, measure: measure)]
        guard let entry, entry.headline == headline else { return HeadlineLines(headline, measure) }
        return entry.lines
    }

    mutating func keep(_ headlines: [CachedHeadline]) {
        if entries.count > Self.longest { entries = [:] }
        for entry in headlines {
            let key = Key(id: entry.headline.id, measure: entry.measure)
            if entries[key]?.headline != entry.headline { entries[key] = entry }
        }
    }
}

/// A headline and its lines.
struct CachedHeadline: Sendable {
    let headline: Headline
    let measure: HeadlineLines.Measure
    let lines: HeadlineLines
}

extension State {
    /// Keeps the lines of the headlines on the screen for the keys to come.
    mutating func keepHeadlineLines() {
        guard !Layout.isTooSmall(size) else { return }
        if let screen = top.withHeadlines {
            let geometry = screen.geometry(in: self)
            headlineCache.keep(
                geometry.visible(screen.headlines, from: screen.top).map { item in
                    CachedHeadline(
                        headline: screen.headlines[item.index], measure: geometry.measure,
                        lines: item.lines)
                })
        }
        guard let screen = top.withSidebar, screen.needsSidebar(in: self) else { return }
        if let area = layout.sidebar {
            headlineCache.keep(SidebarPage(screen, self, size: area.size).lines)
        } else {
            let measure = ArticlePage.measureBelow(layout.measure, self)
            headlineCache.keep(
                screen.sidebarHeadlines(in: self).map { headline in
                    CachedHeadline(
                        headline: headline, measure: measure,
                        lines: headlineCache.lines(of: headline, measure))
                })
        }
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
        if headline.outlets > 1 {
            let former = state.formerOutlets[headline.id]
            parts.append(
                former.map { Wording.outlets(headline.outlets, formerly: $0) }
                    ?? Wording.outlets(headline.outlets))
        }
        // What was read and is another by now comes first.
        if state.changed.contains(headline.id), let changes = headline.changes {
            parts.insert(Wording.changed(at: changes.last, state.now), at: 0)
        }
        if showsSection { parts.insert(headline.sectionName, at: 0) }
        // Nothing but the colour says it elsewhere.
        if isRead, state.isLinear { parts.append(Wording.readMark) }
        if state.saved.contains(headline.id) { parts.append(Wording.savedMark) }
        write(
            parts.joined(separator: " · ").cut(to: rect.width - 1 - state.gutter), at: place(),
            style: state.theme[.meta], in: rect)
    }
}
