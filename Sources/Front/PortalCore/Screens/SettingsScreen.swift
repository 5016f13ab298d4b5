import PortalModel
import TextGrid

/// What the reader can set, row after row.
struct SettingsScreen: Screen {
    enum Row: CaseIterable {
        case webmail, theme, measure, justification, hyphenation, refresh
        case readingOrder, hyperlinks, characters, mouse
    }

    /// The themes to choose from; empty until they are read.
    var themes: [Theme] = []
    private var selected = 0
    /// The first row on the screen.
    private var top = 0

    var hints: [Hint] {
        [("↑↓", Wording.hintChoose), ("←→", Wording.hintChange), ("q", Wording.hintBack)]
    }

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
        selected = max(0, min(row, Row.allCases.count - 1))
        fit(in: state)
        return []
    }

    /// A click on the selected setting changes it.
    mutating func click(_ point: Point, in state: inout State) -> [Effect] {
        let area = Self.layout(in: state).belowTitle
        guard area.contains(point) else { return [] }
        let index = top + (point.row - area.top) / Self.rowsPerSetting(of: area.height)
        guard Row.allCases.indices.contains(index) else { return [] }
        if index == selected { return change(by: 1, in: &state) }
        selected = index
        return []
    }

    mutating func fit(in state: State) {
        let rows = Self.layout(in: state).belowTitle.height
        let visible = max(1, rows / Self.rowsPerSetting(of: rows))
        top = min(top, max(0, Row.allCases.count - visible), selected)
        if selected >= top + visible { top = selected - visible + 1 }
    }

    /// Rows that a setting takes where the screen has so many: its name and value, what it does,
    /// and where there is room for all of them so, a blank one.
    private static func rowsPerSetting(of height: Int) -> Int {
        height >= 3 * Row.allCases.count ? 3 : 2
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        frame.drawTitle(Wording.settings, state, layout)
        let area = layout.belowTitle
        let height = Self.rowsPerSetting(of: area.height)
        var row = area.top
        for (index, setting) in Row.allCases.enumerated().dropFirst(top) {
            guard row < area.bottom else { break }
            let rect = Rect(column: area.left, row: row, width: area.width, height: 2)
                .intersection(area)
            frame.draw(setting, isSelected: index == selected, in: rect, state)
            row += height
        }
    }
}

extension SettingsScreen {
    /// Seconds between two refreshes that can be chosen, besides never.
    private static let intervals: [Int64] = [900, 1800, 3600, 7200]

    private func change(by step: Int, in state: inout State) -> [Effect] {
        switch Row.allCases[selected] {
        case .webmail:
            let providers = WebmailProvider.allCases.map(Optional.some)
            guard let next = Self.next(to: state.webmail, of: providers, by: step) ?? nil else {
                return []
            }
            return [.storeWebmail(next)]
        case .theme:
            let index = themes.firstIndex { $0.name == state.theme.name }
            let indices = Array(themes.indices)
            guard let next = Self.next(to: index ?? 0, of: indices, by: step) else { return [] }
            state.theme = themes[next]
            return [.storeTheme(state.theme.name)]
        case .measure:
            let bounds = Typography.measures
            var measures = Set(stride(from: bounds.lowerBound, through: bounds.upperBound, by: 4))
            measures.insert(state.typography.measure)
            let next = Self.next(to: state.typography.measure, of: measures.sorted(), by: step)
            return next.map { state.set(.measure($0)) } ?? []
        case .justification:
            return state.set(.justification(!state.typography.isJustified))
        case .hyphenation:
            return state.set(.hyphenation(!state.typography.isHyphenated))
        case .refresh:
            var intervals = Set(Self.intervals)
            if let interval = state.delivery.interval { intervals.insert(interval) }
            let choices = intervals.sorted().map(Optional.some) + [nil]
            return Self.next(to: state.delivery.interval, of: choices, by: step)
                .map { state.set(.refreshInterval($0)) } ?? []
        case .readingOrder:
            return Self.next(to: state.ordersText, of: [nil, true, false], by: step)
                .map { state.set(.readingOrder($0)) } ?? []
        case .hyperlinks:
            return Self.next(to: state.makesHyperlinks, of: [nil, true, false], by: step)
                .map { state.set(.hyperlinks($0)) } ?? []
        case .characters:
            return state.set(.ascii(!state.isASCII))
        case .mouse:
            return state.set(.mouse(!state.usesMouse))
        }
    }

    /// The value after or before `value`; after the last comes the first.
    private static func next<Value: Equatable>(
        to value: Value, of values: [Value], by step: Int
    ) -> Value? {
        guard let index = values.firstIndex(of: value) else { return values.first }
        return values[(index + step + values.count) % values.count]
    }
}

extension State {
    /// Opens the settings, and reads the themes that can be chosen there.
    mutating func openSettings() -> [Effect] {
        if top is SettingsScreen { return [] }
        screens.append(SettingsScreen())
        return [.loadThemes]
    }

    /// Makes a setting hold from now on.
    public mutating func apply(_ setting: Setting) {
        switch setting {
        case .measure(let columns): typography = typography.with(measure: columns)
        case .justification(let isOn): typography.isJustified = isOn
        case .hyphenation(let isOn): typography.isHyphenated = isOn
        case .refreshInterval(let seconds): delivery.interval = seconds
        case .readingOrder(let isOn): ordersText = isOn
        case .hyperlinks(let isOn): makesHyperlinks = isOn
        case .ascii(let isOn): isASCII = isOn
        case .mouse(let isOn): usesMouse = isOn
        }
    }

    fileprivate mutating func set(_ setting: Setting) -> [Effect] {
        apply(setting)
        return [.keep(setting)]
    }

    fileprivate func wording(of row: SettingsScreen.Row) -> SafeText {
        switch row {
        case .webmail: webmail.map { Wording.webmail(of: $0) } ?? Wording.noneYet
        case .theme: theme.name
        case .measure: Wording.columns(typography.measure)
        case .justification: typography.isJustified ? Wording.justified : Wording.raggedRight
        case .hyphenation: Wording.onOff(typography.isHyphenated)
        case .refresh: Wording.interval(delivery.interval)
        case .readingOrder: Wording.automaticOnOff(ordersText)
        case .hyperlinks: Wording.automaticOnOff(makesHyperlinks)
        case .characters: isASCII ? Wording.asciiOnly : Wording.automatic
        case .mouse: Wording.onOff(usesMouse)
        }
    }
}

extension Frame {
    /// A setting: name and value, and below it what the setting does.
    fileprivate mutating func draw(
        _ setting: SettingsScreen.Row, isSelected: Bool, in rect: Rect, _ state: State
    ) {
        let point = Point(column: rect.left + 2, row: rect.top)
        let name = Wording.name(of: setting)
        let value = state.wording(of: setting)
        if state.isLinear {
            write("\(name): \(value)", at: point, style: state.theme[.headline], in: rect)
        } else {
            let names = SettingsScreen.Row.allCases.map { Wording.name(of: $0).columns }.max() ?? 0
            write(name, at: point, style: state.theme[.headline], in: rect)
            write(
                isSelected ? "‹ \(value) ›" : "  \(value)",
                at: Point(column: point.column + names + 2, row: point.row),
                style: state.theme[.text], in: rect)
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
