/// Something that the reader set in the portal, apart from theme and webmail.
public enum Setting: Hashable, Sendable {
    /// Columns of a full line of an article.
    case measure(Int)
    /// Whether both edges of an article's text are even.
    case justification(Bool)
    /// Whether Dutch words are divided at the ends of lines.
    case hyphenation(Bool)
    /// Seconds between two refreshes that nobody asked for; nil for never.
    case refreshInterval(Int64?)
    /// Whether the portal listens to the mouse.
    case mouse(Bool)

    /// The names under which settings are kept.
    public static let names = ["measure", "justify", "hyphenate", "refresh", "mouse"]

    /// The name under which it is kept, one of `names`.
    public var name: String {
        switch self {
        case .measure: "measure"
        case .justification: "justify"
        case .hyphenation: "hyphenate"
        case .refreshInterval: "refresh"
        case .mouse: "mouse"
        }
    }

    /// How its value is kept.
    public var value: String {
        switch self {
        case .measure(let columns): String(columns)
        case .justification(let isOn), .hyphenation(let isOn), .mouse(let isOn): String(isOn)
        case .refreshInterval(let seconds): seconds.map(String.init) ?? "never"
        }
    }

    /// The setting that was kept as `name` and `value`; nil when there is none such.
    public init?(name: String, value: String) {
        switch (name, Int64(value), Bool(value)) {
        case ("measure", let columns?, _): self = .measure(Int(columns))
        case ("justify", _, let isOn?): self = .justification(isOn)
        case ("hyphenate", _, let isOn?): self = .hyphenation(isOn)
        case ("refresh", let seconds?, _) where seconds >= 60: self = .refreshInterval(seconds)
        case ("refresh", nil, _) where value == "never": self = .refreshInterval(nil)
        case ("mouse", _, let isOn?): self = .mouse(isOn)
        default: return nil
        }
    }
}
