/// What the portal asks of a terminal when it opens it.
public struct TerminalOptions: Hashable, Sendable {
    /// Whether clicks and the wheel are reported; the terminal's own selection then needs Shift.
    var mouse: Bool
    /// Which colours are drawn.
    var colors: ColorPolicy
    /// Whether nothing but ASCII is drawn, whatever the terminal can do.
    var ascii: Bool
    /// Whether links in articles are links of the terminal (OSC 8); nil where the terminal is
    /// known to take them.
    var hyperlinks: Bool?
    /// The descriptor that receives standard error while the screen is open; nil discards it.
    var log: Int32?

    /// Options of these parts.
    public init(
        mouse: Bool = true, colors: ColorPolicy = .automatic, ascii: Bool = false,
        hyperlinks: Bool? = nil, log: Int32? = nil
    ) {
        self.mouse = mouse
        self.colors = colors
        self.ascii = ascii
        self.hyperlinks = hyperlinks
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
