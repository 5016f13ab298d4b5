import PortalModel
import TextGrid

/// What the reader can set, row after row.
struct SettingsScreen: Hashable, Sendable {
    /// One row.
    enum Row: CaseIterable {
        case webmail, theme, measure, justification, hyphenation, refresh
        case readingOrder, hyperlinks, characters, mouse
    }

    /// The themes to choose from; empty until they are read.
    var themes: [Theme] = []
    /// Which row is selected.
    var selected = 0
    /// Which row is the first on the screen.
    var top = 0

    /// The row that is selected.
    var row: Row { Row.allCases[selected] }

    /// Seconds between two refreshes that can be chosen, besides never.
    static let intervals: [Int64] = [900, 1800, 3600, 7200]

    /// Rows that a setting takes where the screen has so many: its name and value, what it does,
    /// and where there is room for all of them so, a blank one.
    static func rowsPerSetting(of height: Int) -> Int { height >= 3 * Row.allCases.count ? 3 : 2 }

    mutating func keepSelectionVisible(rows: Int) {
        let visible = max(1, rows / Self.rowsPerSetting(of: rows))
        top = min(top, max(0, Row.allCases.count - visible), selected)
        if selected >= top + visible { top = selected - visible + 1 }
    }
}

extension State {
    /// What a row of the settings says now.
    func wording(of row: SettingsScreen.Row) -> SafeText {
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

    /// Makes a setting hold from now on.
    public mutating func apply(_ setting: Setting) {
        switch setting {
        case .measure(let columns):
            typography = typography.with(measure: columns)
        case .justification(let isOn): typography.isJustified = isOn
        case .hyphenation(let isOn): typography.isHyphenated = isOn
        case .refreshInterval(let seconds): delivery.interval = seconds
        case .readingOrder(let isOn): ordersText = isOn
        case .hyperlinks(let isOn): makesHyperlinks = isOn
        case .ascii(let isOn): isASCII = isOn
        case .mouse(let isOn): usesMouse = isOn
        }
    }
}
