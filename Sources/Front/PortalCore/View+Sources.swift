import PortalModel
import TextGrid

extension Frame {
    /// The sources: name and address, and below it how the last delivery went.
    mutating func drawSources(_ screen: SourcesScreen, _ state: State, _ layout: Layout) {
        let area = layout.main
        guard !screen.sources.isEmpty else {
            write(
                Wording.noSources, at: Point(column: area.left + 2, row: area.top),
                style: state.theme[.text], in: area)
            cursor = area.origin
            return
        }
        var row = area.top
        for (index, health) in screen.sources.enumerated().dropFirst(screen.top) {
            guard row < area.bottom else { break }
            let rect = Rect(column: area.left, row: row, width: area.width, height: 2)
                .intersection(area)
            draw(health, in: rect, state)
            if index == screen.selected {
                mark(rect, isActive: true, state)
                cursor = rect.origin
            }
            row += SourcesScreen.rowsPerSource
        }
    }

    private mutating func draw(_ health: SourceHealth, in rect: Rect, _ state: State) {
        let point = Point(column: rect.left + 2, row: rect.top)
        let name: SafeText = "\(health.section) · \(health.source.name)"
        let used = write(name, at: point, style: state.theme[.headline], in: rect)
        write(
            health.source.address.text.cut(to: rect.width - used - 5),
            at: Point(column: point.column + used + 2, row: point.row), style: state.theme[.meta],
            in: rect)
        write(
            Wording.delivery(of: health, at: state.now).cut(to: rect.width - 4),
            at: Point(column: point.column, row: point.row + 1),
            style: state.theme[health.problem == nil ? .teaser : .problem], in: rect)
    }
}
