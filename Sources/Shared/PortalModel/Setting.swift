/// Something that the reader set in the portal, apart from theme and webmail.
public enum Setting: Hashable, Sendable {
    /// Columns of a full line of an article.
    case measure(Int)
    /// Whether both edges of an article's text are even.
    case justification(Bool)
    /// Whether Dutch words are divided at the ends of lines.
    case hyphenation(Bool)
    /// Whether the portal puts Hebrew and Arabic into reading order; nil where the terminal does
    /// not do so itself.
    case readingOrder(Bool?)
    /// Whether links in articles are links of the terminal; nil where it is known to take them.
    case hyperlinks(Bool?)
    case ascii(Bool)
    /// Seconds between two refreshes that nobody asked for; nil for never.
    case refreshInterval(Int64?)
    /// Whether the portal listens to the mouse.
    case mouse(Bool)

    /// The name under which it is kept.
    public var name: String {
        switch self {
        case .measure: "measure"
        case .justification: "justify"
        case .hyphenation: "hyphenate"
        case .readingOrder: "bidi"
        case .hyperlinks: "hyperlinks"
        case .ascii: "ascii"
        case .refreshInterval: "refresh"
        case .mouse: "mouse"
        }
    }

    /// How its value is kept.
    public var value: String {
        switch self {
        case .measure(let columns): String(columns)
        case .justification(let isOn), .hyphenation(let isOn), .ascii(let isOn), .mouse(let isOn):
            String(isOn)
        case .readingOrder(let isOn), .hyperlinks(let isOn): isOn.map { String($0) } ?? "auto"
        case .refreshInterval(let seconds): seconds.map(String.init) ?? "never"
        }
    }

    /// The setting that was kept as `name` and `value`; nil when there is none such.
    public init?(name: String, value: String) {
        switch (name, Int64(value), Bool(value)) {
        case ("measure", let columns?, _): self = .measure(Int(columns))
        case ("justify", _, let isOn?): self = .justification(isOn)
        case ("hyphenate", _, let isOn?): self = .hyphenation(isOn)
        case ("bidi", _, let isOn?): self = .readingOrder(isOn)
        case ("bidi", nil, nil) where value == "auto": self = .readingOrder(nil)
        case ("hyperlinks", _, let isOn?): self = .hyperlinks(isOn)
        case ("hyperlinks", nil, nil) where value == "auto": self = .hyperlinks(nil)
        case ("ascii", _, let isOn?): self = .ascii(isOn)
        case ("refresh", let seconds?, _) where seconds >= 60: self = .refreshInterval(seconds)
        case ("refresh", nil, _) where value == "never": self = .refreshInterval(nil)
        case ("mouse", _, let isOn?): self = .mouse(isOn)
        default: return nil
        }
    }
}
