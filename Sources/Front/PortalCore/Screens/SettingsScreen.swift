import PortalModel
import TextGrid

struct SettingsScreen: Screen {
    private static let settings = SettingDescription.chosen

    /// The themes to choose from; empty until they are read.
    var themes: [Theme] = []
    /// What stands in files of the reader's, below what can be set here.
    var customizations: [Customization] = []
    /// What settings need that is not there.
    var uninstalled: Set<UninstalledLibrary> = []
    private var selected = 0
    private var top = 0

    var hints: [Hint] {
        [Hint("↑↓", Wording.hintChoose), Hint("←→", Wording.hintChange), .back]
    }

    private var count: Int { Self.settings.count + customizations.count }

    mutating func press(_ key: Key, in state: inout State) -> [Effect]? {
        switch key {
        case .right, .character("l"), .character(" "), .enter: change(by: 1, in: &state)
        case .left, .character("h"): change(by: -1, in: &state)
        default: nil
        }
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        guard let row = command.moved(selected, byPageOf: Self.layout(in: state).halfPage)
        else { return nil }
        selected = max(0, min(row, count - 1))
        fit(in: state)
        return []
    }

    /// A click on the selected setting changes it.
    mutating func click(_ point: Point, in state: inout State) -> [Effect] {
        let area = Self.layout(in: state).belowTitle
        guard area.contains(point) else { return [] }
        let index = top + (point.row - area.top) / Self.rowsPerSetting(of: area.height)
        guard index < count else { return [] }
        if index == selected { return change(by: 1, in: &state) }
        selected = index
        return []
    }

    mutating func fit(in state: State) {
        let rows = Self.layout(in: state).belowTitle.height
        let visible = max(1, rows / Self.rowsPerSetting(of: rows))
        top = min(top, max(0, count - visible), selected)
        if selected >= top + visible { top = selected - visible + 1 }
    }

    /// Rows that a setting takes where the screen has so many: its name and value, what it does,
    /// and where there is room for all of them so, a blank one.
    private static func rowsPerSetting(of height: Int) -> Int {
        height >= 3 * Self.settings.count ? 3 : 2
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        frame.drawTitle(Wording.settings, state, layout)
        let area = layout.belowTitle
        let height = Self.rowsPerSetting(of: area.height)
        var row = area.top
        for index in top..<max(top, count) {
            guard row < area.bottom else { break }
            let rect = Rect(column: area.left, row: row, width: area.width, height: 2)
                .intersection(area)
            draw(index, in: &frame, rect, state)
            row += height
        }
        let seen = top + area.height / height
        frame.drawMore(count - seen, isAll: true, state, layout)
    }

    private func draw(_ index: Int, in frame: inout Frame, _ rect: Rect, _ state: State) {
        let (name, value, purpose) = entry(at: index, in: state)
        let isSelected = index == selected
        let point = rect.origin.moved(right: 2)
        if state.isLinear {
            frame.write("\(name): \(value)", at: point, style: state.theme[.headline], in: rect)
        } else {
            let names = Self.settings.map(\.row.name.columns).max() ?? 0
            let canChange = isSelected && index < Self.settings.count
            let shown: SafeText = canChange ? "‹ \(value) ›" : "  \(value)"
            frame.write(name, at: point, style: state.theme[.headline], in: rect)
            frame.write(
                shown.cut(to: rect.width - names - 6), at: point.moved(right: names + 2),
                style: state.theme[.text], in: rect)
        }
        frame.write(
            purpose.cut(to: rect.width - 4), at: point.moved(down: 1),
            style: state.theme[.teaser], in: rect)
        guard isSelected else { return }
        frame.mark(rect, isActive: true, state)
        frame.cursor = rect.origin
    }

    /// Name, value, and below them what a setting does, or in which file something stands.
    private func entry(
        at index: Int, in state: State
    ) -> (name: SafeText, value: SafeText, purpose: SafeText) {
        guard index < Self.settings.count else {
            let customization = customizations[index - Self.settings.count]
            return (customization.name, customization.value, customization.place)
        }
        let (setting, row) = Self.settings[index]
        var value = setting.wording(in: state.settings) ?? Wording.noneYet
        let library = UninstalledLibrary(rawValue: row.storedName)
        if let library, uninstalled.contains(library), !library.isOff(in: state.settings) {
            value = "\(value), \(Wording.uninstalled)"
        }
        return (row.name, value, row.purpose.isEmpty ? state.theme.summary : row.purpose)
    }

    private func change(by step: Int, in state: inout State) -> [Effect] {
        guard selected < Self.settings.count else {
            state.tell(customizations[selected - Self.settings.count].place)
            return []
        }
        let (setting, row) = Self.settings[selected]
        let values = setting.choices(in: state.settings, themes: themes.map(\.name))
        guard !values.isEmpty else { return [] }
        let index = setting.value(in: state.settings).flatMap { values.firstIndex(of: $0) }
        // After the last comes the first.
        let next = index.map { ($0 + step + values.count) % values.count } ?? 0
        switch setting.values {
        case .webmail:
            // It holds once it is on the disk.
            return WebmailProvider(rawValue: values[next]).map { [.storeWebmail($0)] } ?? []
        case .theme:
            state.theme = themes[next]
            return [.storeTheme(state.theme.name)]
        case .listForm:
            return ListForm(rawValue: values[next]).map { state.setListForm($0) } ?? []
        case .flag, .automatic, .columns, .days, .interval, .address, .columnCount,
            .optionalAddress, .keys:
            let choice = SettingChoice(name: row.storedName, value: values[next])
            state.settings.apply(choice)
            return [.keep(choice)]
        }
    }
}

/// What a setting needs that is not installed, by the setting's name in reader.db.
public enum UninstalledLibrary: String, Sendable {
    case hyphens = "hyphenate"
    case readingOrder = "bidi"
    case pictures

    fileprivate func isOff(in settings: Settings) -> Bool {
        switch self {
        case .hyphens: !settings.hyphenates
        case .readingOrder: settings.ordersText == false
        case .pictures: settings.showsPictures == false
        }
    }
}

extension State {
    /// Opens the settings, and reads the themes that can be chosen there.
    mutating func openSettings() -> [Effect] {
        if top is SettingsScreen { return [] }
        screens.append(SettingsScreen())
        return [.loadThemes(isBackgroundLight: isBackgroundLight), .loadCustomizations]
    }

    mutating func applyCustomizations(
        _ customizations: [Customization], uninstalled: Set<UninstalledLibrary>
    ) {
        guard var screen = top as? SettingsScreen else { return }
        screen.customizations = customizations
        screen.uninstalled = uninstalled
        top = screen
        fit()
    }
}
