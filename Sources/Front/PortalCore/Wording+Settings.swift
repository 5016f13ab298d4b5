import PortalModel

/// The words of the settings.
extension Wording {
    static let settings: SafeText = "Instellingen"
    static let noneYet: SafeText = "nog niet gekozen"
    static let justified: SafeText = "aan beide kanten recht"
    static let raggedRight: SafeText = "alleen links recht"
    static func onOff(_ isOn: Bool) -> SafeText { isOn ? "aan" : "uit" }
    static let automatic: SafeText = "automatisch"
    static let asciiOnly: SafeText = "alleen ASCII"
    static func automaticOnOff(_ isOn: Bool?) -> SafeText { isOn.map { onOff($0) } ?? automatic }
    static func columns(_ count: Int) -> SafeText { "\(count) tekens" }

    /// "elke 15 minuten", "elk uur", "nooit".
    static func interval(_ seconds: Int64?) -> SafeText {
        guard let seconds else { return "nooit" }
        return switch seconds {
        case 60: "elke minuut"
        case 3600: "elk uur"
        case 86_400: "elke dag"
        case _ where seconds % 86_400 == 0: "elke \(seconds / 86_400) dagen"
        case _ where seconds % 3600 == 0: "elke \(seconds / 3600) uur"
        case _ where seconds % 60 == 0: "elke \(seconds / 60) minuten"
        default: "elke \(seconds) seconden"
        }
    }

    static func name(of row: SettingsScreen.Row) -> SafeText {
        switch row {
        case .webmail: webmail
        case .theme: themes
        case .measure: "Regellengte"
        case .justification: "Uitlijning"
        case .hyphenation: "Afbreken"
        case .refresh: "Verversen"
        case .readingOrder: "Leesrichting"
        case .hyperlinks: "Koppelingen"
        case .characters: "Tekens"
        case .mouse: "Muis"
        }
    }

    static func purpose(of row: SettingsScreen.Row) -> SafeText {
        switch row {
        case .webmail: "Wat w opent."
        case .theme: .empty
        case .measure: "Hoe lang een regel van een artikel hoogstens wordt."
        case .justification: "Hoe de randen van een artikel lopen."
        case .hyphenation: "Lange Nederlandse woorden afbreken (met libhyphen0 en hyphen-nl)."
        case .refresh: "Hoe vaak de bezorger vanzelf op pad gaat."
        case .readingOrder: "Hebreeuws en Arabisch in leesvolgorde (met libfribidi0)."
        case .hyperlinks: "Links aan te klikken, als de terminal dat kan (OSC 8)."
        case .characters: "Alleen ASCII, voor terminals zonder Unicode."
        case .mouse: "Klikken en het wiel; Shift selecteert tekst."
        }
    }
    static let hintChange: SafeText = "wijzig"
    static let hintChoose: SafeText = "kies"
}
