import PortalModel
import TextGrid

extension Frame {
    /// The headlines of a page.
    mutating func drawList(_ list: ListScreen, _ state: State, _ layout: Layout) {
        let geometry = ListGeometry(layout)
        guard !list.headlines.isEmpty else {
            drawEmptyList(list, state, geometry.area)
            return
        }
        for item in geometry.visible(list.headlines, from: list.top) {
            let headline = list.headlines[item.index]
            let isSelected = item.index == list.selected
            draw(headline, item.set, in: item.rect, state)
            if isSelected {
                mark(item.rect, isActive: list.pane == .main, state)
                if list.pane == .main { cursor = item.rect.origin }
            }
        }
        drawNewAbove(list, state, layout)
    }

    mutating func draw(
        _ headline: Headline, _ set: SetHeadline, in rect: Rect, _ state: State
    ) {
        let isRead = state.read.contains(headline.id)
        var row = rect.top
        func place() -> Point { Point(column: rect.left + state.form.gutter, row: row) }
        for line in set.title {
            write(
                line, at: place(), style: state.theme[isRead ? .readHeadline : .headline], in: rect)
            row += 1
        }
        for line in set.teaser {
            write(line, at: place(), style: state.theme[isRead ? .meta : .teaser], in: rect)
            row += 1
        }
        var parts = [
            headline.source, RelativeTime(of: headline.published, at: state.listMoment).wording,
        ]
        if headline.outlets > 1 { parts.append(Wording.outlets(headline.outlets)) }
        if state.showsSections { parts.insert(headline.sectionName, at: 0) }
        // Nothing but the colour says it elsewhere.
        if isRead, state.form == .linear { parts.append(Wording.readMark) }
        if state.saved.contains(headline.id) { parts.append(Wording.savedMark) }
        write(
            parts.joined(separator: " · ").cut(to: rect.width - 1 - state.form.gutter), at: place(),
            style: state.theme[.meta], in: rect)
    }

    /// Marks a selected item by its ground and by a bar in its first column or, in the linear form,
    /// by a sign before its first line.
    mutating func mark(_ rect: Rect, isActive: Bool, _ state: State) {
        if isActive { overlay(rect, style: state.theme.styles[.selection] ?? .plain) }
        let bar = state.theme[isActive ? .selectionBar : .meta]
        guard state.form == .framed else {
            write(isActive ? ">" : "-", at: rect.origin, style: self[rect.origin].style)
            return
        }
        for row in rect.top..<rect.bottom {
            let point = Point(column: rect.left, row: row)
            write(isActive ? "▌" : "▏", at: point, style: self[point].style.overlaid(by: bar))
        }
    }

    private mutating func drawEmptyList(_ list: ListScreen, _ state: State, _ area: Rect) {
        guard list.isLoaded else { return }
        var row = area.top + min(1, area.height - 1)
        var lines = [Wording.empty(state.sectionName)]
        if state.delivery.progress == nil { lines.append(Wording.emptyHint) }
        for line in lines {
            write(
                line, at: Point(column: area.left + state.form.gutter, row: row),
                style: state.theme[.teaser],
                in: area)
            row += 1
        }
        cursor = Point(column: area.left, row: area.top + min(1, area.height - 1))
    }

    /// In the rule above the list: how many headlines came in above it.
    private mutating func drawNewAbove(_ list: ListScreen, _ state: State, _ layout: Layout) {
        guard list.hasUncountedAbove || list.newAbove > 0, let row = layout.rules.first
        else { return }
        let text = list.hasUncountedAbove ? Wording.someNewAbove : Wording.newAbove(list.newAbove)
        write(" \(text) ", at: Point(column: 2, row: row), style: state.theme[.key], in: bounds)
    }
}
