import PortalModel
import TextGrid

/// Which theme? Each is shown while it is selected.
struct ThemeDialog: Dialog {
    /// At least one.
    private let themes: [Theme]
    private var selected: Int
    /// What Escape goes back to.
    private let original: Theme

    init(_ themes: [Theme], original: Theme) {
        self.themes = themes
        self.original = original
        selected = themes.firstIndex { $0.name == original.name } ?? 0
    }

    mutating func press(_ key: Key, in state: inout State) -> DialogAnswer {
        switch key {
        case .down, .right, .character("j"), .character("l"), .tab, .character("t"), .wheelDown:
            selected = (selected + 1) % themes.count
        case .up, .left, .character("k"), .character("h"), .backTab, .wheelUp:
            selected = (selected + themes.count - 1) % themes.count
        case .enter:
            return .closes([.storeTheme(state.theme.name)])
        case .escape, .character("q"):
            state.theme = original
            return .closes()
        default:
            return .stays()
        }
        state.theme = themes[selected]
        return .stays()
    }

    /// At the right, so that the page stays in sight.
    func draw(in frame: inout Frame, _ state: State) {
        let size = frame.size
        let names = themes.map(\.name.columns).max() ?? 0
        let summaries = themes.map(\.summary.columns).max() ?? 0
        let width =
            state.isLinear ? size.width : min(size.width - 2, max(44, names + summaries + 9))
        let rows = min(themes.count, size.height - 4)
        let box = Rect(
            column: state.isLinear ? 0 : size.width - width - 1,
            row: state.isLinear ? 0 : size.height - rows - 4, width: width, height: rows + 2)
        frame.drawBox(box, title: Wording.themes, hint: Wording.themesHint, state)
        let top = max(0, min(selected - rows / 2, themes.count - rows))
        for (offset, index) in themes.indices.dropFirst(top).prefix(rows).enumerated() {
            let (name, summary) = (themes[index].name, themes[index].summary)
            let line: SafeText =
                state.isLinear ? "\(name): \(summary)" : "\(name.padded(to: names))  \(summary)"
            frame.drawChoice(
                line.cut(to: width - 6), at: Point(column: box.left + 2, row: box.top + 1 + offset),
                isChosen: index == selected, state)
        }
    }
}

extension State {
    /// Gives the themes to the settings when those wait for them, else opens the choice of them.
    mutating func applyThemes(_ themes: [Theme]) {
        if var screen = top as? SettingsScreen, screen.themes.isEmpty {
            screen.themes = themes
            top = screen
        } else if !themes.isEmpty {
            dialog = ThemeDialog(themes, original: theme)
        }
    }
}
