import PortalModel
import TextGrid

extension Frame {
    /// The settings: name and value, and below it what the setting does.
    mutating func drawSettings(_ screen: SettingsScreen, _ state: State, _ layout: Layout) {
        drawTitle(Wording.settings, state, layout)
        let area = layout.belowTitle
        let height = SettingsScreen.rowsPerSetting(of: area.height)
        var row = area.top
        for (index, setting) in SettingsScreen.Row.allCases.enumerated().dropFirst(screen.top) {
            guard row < area.bottom else { break }
            let rect = Rect(column: area.left, row: row, width: area.width, height: 2)
                .intersection(area)
            draw(setting, isSelected: index == screen.selected, in: rect, state)
            row += height
        }
    }

    private mutating func draw(
        _ setting: SettingsScreen.Row, isSelected: Bool, in rect: Rect, _ state: State
    ) {
        let point = Point(column: rect.left + 2, row: rect.top)
        let names = SettingsScreen.Row.allCases.map { Wording.name(of: $0).columns }.max() ?? 0
        let name = Wording.name(of: setting)
        let value = state.wording(of: setting)
        switch state.form {
        case .framed:
            write(name, at: point, style: state.theme[.headline], in: rect)
            write(
                isSelected ? "‹ \(value) ›" : "  \(value)",
                at: Point(column: point.column + names + 2, row: point.row),
                style: state.theme[.text], in: rect)
        case .linear:
            write("\(name): \(value)", at: point, style: state.theme[.headline], in: rect)
        }
        let purpose = setting == .theme ? state.theme.summary : Wording.purpose(of: setting)
        write(
            purpose.cut(to: rect.width - 4), at: Point(column: point.column, row: point.row + 1),
            style: state.theme[.teaser], in: rect)
        guard isSelected else { return }
        mark(rect, isActive: true, state)
        cursor = rect.origin
    }
}
