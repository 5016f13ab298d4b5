import PortalModel
import TextGrid

/// The sources and how their last deliveries went.
struct SourcesScreen: Screen {
    private(set) var sources: [SourceHealth]
    private var selected = 0
    /// The first source on the screen.
    private var top = 0

    /// Those that fail come first: that is what the reader looks for.
    init(_ all: [SourceHealth]) {
        sources = all.filter(\.isFailing) + all.filter { !$0.isFailing }
    }

    var hints: [Hint] { [Hint("q", Wording.hintBack)] }

    /// Takes newer health; the same source stays selected.
    mutating func renew(_ all: [SourceHealth], in state: State) {
        let id = sources.indices.contains(selected) ? sources[selected].source.id : nil
        sources = SourcesScreen(all).sources
        selected = sources.firstIndex { $0.source.id == id } ?? 0
        fit(in: state)
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        guard let row = command.moved(selected, byPageOf: Self.layout(in: state).halfPage)
        else { return nil }
        selected = max(0, min(row, sources.count - 1))
        fit(in: state)
        return []
    }

    mutating func fit(in state: State) {
        let rows = Self.layout(in: state).belowTitle.height
        // A source takes three rows, the blank one included, the selected one up to three more.
        let visible = max(1, (rows - 3) / 3)
        top = min(top, selected)
        if selected >= top + visible { top = selected - visible + 1 }
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        let failed = sources.count(where: \.isFailing)
        frame.drawTitle(
            failed > 0 ? Wording.sources(failed: failed) : Wording.sources, state, layout)
        let area = layout.belowTitle
        guard !sources.isEmpty else {
            frame.write(
                Wording.noSources, at: Point(column: area.left + 2, row: area.top),
                style: state.theme[.text], in: area)
            frame.cursor = area.origin
            return
        }
        var row = area.top
        var seen = 0
        for (index, health) in sources.enumerated().dropFirst(top) {
            guard row < area.bottom else { break }
            // Of the selected one all is told.
            let text = Wording.delivery(of: health, at: state.now)
            let width = max(1, area.width - 4)
            let lines =
                index == selected
                ? wrap(text, width: width, maximumLines: 4) : [text.cut(to: width)]
            let rect = Rect(
                column: area.left, row: row, width: area.width, height: 1 + lines.count
            ).intersection(area)
            frame.draw(health, lines, in: rect, state)
            if index == selected {
                frame.mark(rect, isActive: true, state)
                frame.cursor = rect.origin
            }
            row += lines.count + 2
            if row <= area.bottom + 1 { seen = index + 1 }
        }
        frame.drawMore(sources.count - seen, isAll: true, state, layout)
    }
}

extension State {
    /// Opens the screen of sources, or renews it when it is open.
    mutating func showSources(_ all: [SourceHealth]) {
        if var screen = top as? SourcesScreen {
            screen.renew(all, in: self)
            top = screen
        } else {
            screens.append(SourcesScreen(all))
        }
    }
}

extension Frame {
    fileprivate mutating func draw(
        _ health: SourceHealth, _ lines: [SafeText], in rect: Rect, _ state: State
    ) {
        let point = Point(column: rect.left + 2, row: rect.top)
        let sign: SafeText = health.isFailing ? "! " : ""
        let name: SafeText = "\(sign)\(health.title)"
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
