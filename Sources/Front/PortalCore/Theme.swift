import PortalModel
import TextGrid

public struct Theme: Hashable, Sendable {
    public let name: SafeText
    public let summary: SafeText
    /// The styles of the parts that differ from `.text`.
    public var styles: [Part: Style]

    public init(name: SafeText, summary: SafeText, styles: [Part: Style]) {
        self.name = name
        self.summary = summary
        self.styles = styles
    }

    /// The parts that a theme can give a style. Their raw values are the keys in a theme's file.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        /// Running text, and the background of the whole screen.
        case text
        /// The name ZeelandNet and the row it stands in.
        case masthead
        /// The names of sections.
        case section
        /// The section that is open.
        case currentSection = "current-section"
        case headline
        case readHeadline = "read-headline"
        /// The lines below a headline.
        case teaser
        /// Section, source and time.
        case meta
        /// The selected item, laid over its other styles.
        case selection
        /// The bar before the selected item.
        case selectionBar = "selection-bar"
        case title
        /// The place and agency before a report.
        case dateline
        /// A heading inside an article, or of a list.
        case subhead
        case emphasis
        case strong
        /// Text of fixed pitch.
        case code
        /// Somebody's words, set apart.
        case quote
        /// Linked text and its number.
        case link
        /// A word that was searched for, laid over its other styles.
        case hit
        /// Words that only one of two compared texts has, laid over their other styles.
        case difference
        /// Lines between areas.
        case rule
        /// The row at the bottom.
        case status
        case problem
        /// The name of a key in a hint.
        case key
        case dialog
        case dialogFrame = "dialog-frame"
        /// The button that Enter would press.
        case button
    }

    /// The style of `part`: what the theme says, laid over its running text.
    public subscript(part: Part) -> Style {
        let text = styles[.text] ?? .plain
        guard part != .text, let style = styles[part] else { return text }
        let whole = text.overlaid(by: style)
        // A headline that was read never looks like the lines below headlines.
        guard part == .readHeadline, whole == self[.teaser] else { return whole }
        return whole.overlaid(by: Style(attributes: .italic))
    }

    /// For a terminal in whose few colours they may look like the lines below them.
    mutating func slantReadHeadlines() {
        styles[.readHeadline] = (styles[.readHeadline] ?? .plain)
            .overlaid(by: Style(attributes: .italic))
    }

    var hasColors: Bool {
        styles.values.contains { $0.foreground != nil || $0.background != nil }
    }

    /// A theme of attributes only, for when there is no other.
    public static let plain = Theme(
        name: "mono", summary: "Zonder kleur",
        styles: [
            .masthead: Style(attributes: .bold), .currentSection: Style(attributes: .reverse),
            .headline: Style(attributes: .bold), .readHeadline: Style(attributes: .italic),
            .title: Style(attributes: .bold), .subhead: Style(attributes: .bold),
            .dateline: Style(attributes: .bold),
            .emphasis: Style(attributes: .italic), .strong: Style(attributes: .bold),
            .link: Style(attributes: .underline), .hit: Style(attributes: .reverse),
            .difference: Style(attributes: [.bold, .underline]), .key: Style(attributes: .bold),
            .button: Style(attributes: .reverse), .problem: Style(attributes: .bold),
        ])

    func style(of run: TypesetRun) -> Style {
        var style: Style =
            switch run.role {
            case .body: self[.text]
            case .dateline: self[.dateline]
            case .subhead: self[.subhead]
            case .quote: self[.quote]
            case .preformatted: self[.code]
            case .marker, .rule: self[.rule]
            case .caption: self[.meta]
            }
        if run.style.contains(.code) { style = style.overlaid(by: styles[.code] ?? .plain) }
        if run.style.contains(.emphasis) { style = style.overlaid(by: styles[.emphasis] ?? .plain) }
        if run.style.contains(.strong) { style = style.overlaid(by: styles[.strong] ?? .plain) }
        // Only the number of a picture, and not its words, looks as if it led somewhere.
        if run.link != nil, run.role != .caption {
            style = style.overlaid(by: styles[.link] ?? .plain)
        }
        return style
    }

    /// The name of the choice that goes by the terminal's background.
    public static let automatic: SafeText = "auto"

    /// The theme as that choice.
    public var asAutomatic: Theme {
        Theme(name: Self.automatic, summary: Wording.automaticTheme, styles: styles)
    }
}
