import PortalModel

/// What the portal asks of a terminal when it opens it.
public struct TerminalOptions: Hashable, Sendable {
    let settings: Settings
    let colors: ColorPolicy
    /// Whether the terminal is asked for the colour of its background.
    let asksBackground: Bool
    /// The descriptor that receives standard error while the screen is open; nil discards it.
    let log: Int32?

    public init(
        settings: Settings = Settings(), colors: ColorPolicy = .automatic,
        asksBackground: Bool = false, log: Int32? = nil
    ) {
        self.settings = settings
        self.colors = colors
        self.asksBackground = asksBackground
        self.log = log
    }
}

/// Which colours are drawn.
public enum ColorPolicy: Hashable, Sendable {
    /// As many as the terminal has.
    case automatic
    /// None: attributes alone (https://no-color.org).
    case none
}
