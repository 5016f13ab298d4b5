import PortalModel
import TextGrid
import Typesetting

extension Frame {
    /// The sources: name and address, and below it how the last delivery went.
    mutating func drawSources(_ screen: SourcesScreen, _ state: State, _ layout: Layout) {
        let failed = screen.sources.count(where: \.isFailing)
        drawTitle(
            failed > 0 ? Wording.sources(failed: failed) : Wording.sources, state, layout)
        let area = layout.belowTitle
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
            let lines = delivery(of: health, isWhole: index == screen.selected, state, area)
            let rect = Rect(
                column: area.left, row: row, width: area.width, height: 1 + lines.count
            ).intersection(area)
            draw(health, lines, in: rect, state)
            if index == screen.selected {
                mark(rect, isActive: true, state)
                cursor = rect.origin
            }
            row += lines.count + 2
        }
    }

    /// How the last delivery went: on one row, or on as many as it takes.
    private func delivery(
        of health: SourceHealth, isWhole: Bool, _ state: State, _ area: Rect
    ) -> [SafeText] {
        let text = Wording.delivery(of: health, at: state.now)
        let width = max(1, area.width - 4)
        return isWhole ? wrap(text, width: width, maximumLines: 4) : [text.cut(to: width)]
    }

    private mutating func draw(
        _ health: SourceHealth, _ lines: [SafeText], in rect: Rect, _ state: State
    ) {
        let point = Point(column: rect.left + 2, row: rect.top)
        let sign: SafeText = health.isFailing ? "! " : ""
        let name: SafeText = "\(sign)\(health.section) · \(health.source.name)"
        let used = write(name, at: point, style: state.theme[.headline], in: rect)
        write(
            health.source.address.publicText.cut(to: rect.width - used - 5),
            at: Point(column: point.column + used + 2, row: point.row), style: state.theme[.meta],
            in: rect)
        for (index, line) in lines.enumerated() {
            write(
                line, at: Point(column: point.column, row: point.row + 1 + index),
                style: state.theme[health.isFailing ? .problem : .teaser], in: rect)
        }
    }
}
