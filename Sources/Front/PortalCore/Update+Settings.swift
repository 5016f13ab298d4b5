import PortalModel
import TextGrid

extension State {
    /// Opens the settings, and reads the themes that can be chosen there.
    mutating func openSettings() -> [Effect] {
        if case .settings = top { return [] }
        screens.append(.settings(SettingsScreen()))
        return [.loadThemes]
    }

    /// Takes the themes for the settings when those wait for them, else opens the choice of them.
    mutating func takeThemes(_ themes: [Theme]) {
        guard case .settings(var screen) = top, screen.themes.isEmpty else {
            return openThemeDialog(themes)
        }
        screen.themes = themes
        replaceTop(with: .settings(screen))
    }

    /// Takes the keys that change the selected setting; nil for any other key.
    mutating func changeSetting(_ key: Key) -> [Effect]? {
        guard case .settings(let screen) = top else { return nil }
        switch key {
        case .right, .character("l"), .character(" "), .enter:
            return change(screen, by: 1)
        case .left, .character("h"):
            return change(screen, by: -1)
        default:
            return nil
        }
    }

    /// A click selects a setting; on the selected one it changes it.
    mutating func clickSetting(_ point: Point) -> [Effect] {
        guard case .settings(var screen) = top else { return [] }
        let area = layout.belowTitle
        let rows = SettingsScreen.rowsPerSetting(of: area.height)
        guard area.contains(point) else { return [] }
        let index = screen.top + (point.row - area.top) / rows
        guard SettingsScreen.Row.allCases.indices.contains(index) else { return [] }
        if index == screen.selected { return change(screen, by: 1) }
        screen.selected = index
        replaceTop(with: .settings(screen))
        return []
    }

    private mutating func change(_ screen: SettingsScreen, by step: Int) -> [Effect] {
        switch screen.row {
        case .webmail:
            let providers = WebmailProvider.allCases.map(Optional.some)
            guard let next = Self.next(to: webmail, of: providers, by: step) ?? nil else {
                return []
            }
            return [.storeWebmail(next)]
        case .theme:
            let index = screen.themes.firstIndex { $0.name == theme.name }
            let indices = Array(screen.themes.indices)
            guard let next = Self.next(to: index ?? 0, of: indices, by: step) else { return [] }
            theme = screen.themes[next]
            return [.storeTheme(theme.name)]
        case .measure:
            let bounds = Typography.measures
            var measures = Set(stride(from: bounds.lowerBound, through: bounds.upperBound, by: 4))
            measures.insert(typography.measure)
            let next = Self.next(to: typography.measure, of: measures.sorted(), by: step)
            return next.map { keep(.measure($0)) } ?? []
        case .justification:
            return keep(.justification(!typography.isJustified))
        case .hyphenation:
            return keep(.hyphenation(!typography.isHyphenated))
        case .refresh:
            var intervals = Set(SettingsScreen.intervals)
            if let interval = delivery.interval { intervals.insert(interval) }
            let choices = intervals.sorted().map(Optional.some) + [nil]
            return Self.next(to: delivery.interval, of: choices, by: step)
                .map { keep(.refreshInterval($0)) } ?? []
        case .readingOrder:
            return Self.next(to: ordersText, of: [nil, true, false], by: step)
                .map { keep(.readingOrder($0)) } ?? []
        case .hyperlinks:
            return Self.next(to: makesHyperlinks, of: [nil, true, false], by: step)
                .map { keep(.hyperlinks($0)) } ?? []
        case .characters:
            return keep(.ascii(!isASCII))
        case .mouse:
            return keep(.mouse(!usesMouse))
        }
    }

    private mutating func keep(_ setting: Setting) -> [Effect] {
        apply(setting)
        return [.keep(setting)]
    }

    /// The value after or before `value`, beyond the end again from the other one.
    private static func next<Value: Equatable>(
        to value: Value, of values: [Value], by step: Int
    ) -> Value? {
        guard let index = values.firstIndex(of: value) else { return values.first }
        return values[(index + step + values.count) % values.count]
    }
}
