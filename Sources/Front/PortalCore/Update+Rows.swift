import PortalModel
import TextGrid

extension State {
    /// Moves in the screens that show rows: help, sources and settings.
    mutating func performOnRows(_ command: Command) -> [Effect] {
        switch (top, command) {
        case (_, .back), (_, .leave):
            pop()
        case (.help(var help), _):
            let last = max(
                0, HelpPage(width: layout.main.width).rows.count - layout.belowTitle.height)
            help.top = max(0, min(last, moved(help.top, by: command, of: last + 1)))
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
    mutating func showSources(_ sources: [SourceHealth]) {
        if case .sources(var screen) = top {
            screen.sources = sources
            screen.selected = max(0, min(screen.selected, sources.count - 1))
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

extension SourcesScreen {
    /// Rows that a source takes: name and address, what happened, a blank one.
    static let rowsPerSource = 3

    mutating func keepSelectionVisible(rows: Int) {
        // The selected source may take three rows more than the others.
        let visible = max(1, (rows - 3) / Self.rowsPerSource)
        top = min(top, selected)
        if selected >= top + visible { top = selected - visible + 1 }
    }
}
