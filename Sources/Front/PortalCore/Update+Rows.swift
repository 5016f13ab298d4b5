import PortalModel
import TextGrid

extension State {
    /// Moves in the screens that show rows: help, sources and settings.
    mutating func performOnRows(_ command: Command) -> [Effect] {
        switch (top, command) {
        case (_, .back), (_, .leave):
            pop()
        case (.help(var help), _):
            help.top = moved(help.top, by: command, of: help.lastTop(layout) + 1)
            replaceTop(with: .help(help))
        case (.sources(var screen), _):
            screen.selected = moved(screen.selected, by: command, of: screen.sources.count)
            screen.keepSelectionVisible(rows: layout.belowTitle.height)
            replaceTop(with: .sources(screen))
        case (.settings(var screen), _):
            screen.selected = moved(
                screen.selected, by: command, of: SettingsScreen.Row.allCases.count)
            screen.keepSelectionVisible(rows: layout.belowTitle.height)
            replaceTop(with: .settings(screen))
        default:
            break
        }
        return []
    }

    /// Opens the screen of sources, or renews it when it is open.
    mutating func showSources(_ all: [SourceHealth]) {
        // Those that fail come first: that is what the reader looks for.
        let sources = all.filter(\.isFailing) + all.filter { !$0.isFailing }
        if case .sources(var screen) = top {
            let selected = screen.selection?.source.id
            screen.sources = sources
            screen.selected = sources.firstIndex { $0.source.id == selected } ?? 0
            screen.keepSelectionVisible(rows: layout.belowTitle.height)
            replaceTop(with: .sources(screen))
        } else {
            screens.append(.sources(SourcesScreen(sources: sources)))
        }
    }

    private func moved(_ position: Int, by command: Command, of count: Int) -> Int {
        let page = max(1, layout.main.height / 2)
        return max(0, min(command.moved(position, byPageOf: page) ?? position, count - 1))
    }
}

extension ScrolledScreen {
    /// The first row when the last one stands at the bottom.
    func lastTop(_ layout: Layout) -> Int {
        max(0, HelpPage(width: layout.main.width).rows.count - layout.belowTitle.height)
    }

    mutating func keepFilled(_ layout: Layout) {
        top = min(top, lastTop(layout))
    }
}

extension SourcesScreen {
    /// The source that is selected.
    var selection: SourceHealth? {
        sources.indices.contains(selected) ? sources[selected] : nil
    }

    /// Rows that a source takes: name and address, what happened, a blank one.
    static let rowsPerSource = 3

    mutating func keepSelectionVisible(rows: Int) {
        // The selected source may take three rows more than the others.
        let visible = max(1, (rows - 3) / Self.rowsPerSource)
        top = min(top, selected)
        if selected >= top + visible { top = selected - visible + 1 }
    }
}
