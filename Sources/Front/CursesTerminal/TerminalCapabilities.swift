/// What a terminal can do that terminfo does not tell, by what it says of itself in the
/// environment; only what is known for sure counts.
public struct TerminalCapabilities: Hashable, Sendable {
    /// Whether it takes OSC 8, which makes text a link.
    let takesHyperlinks: Bool
    /// Whether it tells its background's colour when it is asked (OSC 11).
    let tellsGround: Bool
    /// Whether it puts Hebrew and Arabic into reading order by itself, at least in part.
    public let ordersText: Bool

    /// Those of the terminal that the process was started in.
    init() {
        self.init { Environment[$0] }
    }

    /// Those of a terminal in which the variables have these values.
    init(_ value: (String) -> String?) {
        let type = value("TERM") ?? ""
        let program = value("TERM_PROGRAM") ?? ""
        let vte = value("VTE_VERSION").flatMap { Int($0) } ?? 0
        let konsole = value("KONSOLE_VERSION").flatMap { Int($0) } ?? 0
        let isTmux = value("TMUX") != nil
        tellsGround = Self.tellingTypes.contains { type.hasPrefix($0) }
        // What stands around a multiplexer is not known from inside, but one that was started in
        // such a terminal is likely to be shown by one.
        ordersText =
            vte >= 5800 || konsole > 0 || value("MLTERM") != nil || type.hasPrefix("mlterm")
            || type == "xterm-kitty" || ["mintty", "Apple_Terminal"].contains(program)
        if isTmux {
            takesHyperlinks =
                program == "tmux" && Self.isAtLeast(3, 4, value("TERM_PROGRAM_VERSION") ?? "")
        } else if value("STY") != nil || type.hasPrefix("screen") || type.hasPrefix("tmux") {
            takesHyperlinks = false
        } else {
            takesHyperlinks =
                vte >= 5200 || konsole >= 201_200 || value("WT_SESSION") != nil
                || Self.programs.contains(program) || Self.types.contains(type)
        }
    }

    private static let programs: Set = ["iTerm.app", "WezTerm", "ghostty", "vscode", "mintty"]
    private static let types: Set = [
        "xterm-kitty", "foot", "foot-extra", "alacritty", "xterm-ghostty", "wezterm", "contour",
    ]

    private static let tellingTypes = [
        "xterm", "tmux", "foot", "alacritty", "wezterm", "contour", "konsole", "rxvt-unicode",
    ]

    /// Whether a version such as "3.4a" is `major`.`minor` or later.
    private static func isAtLeast(_ major: Int, _ minor: Int, _ version: String) -> Bool {
        let numbers = version.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
        guard let first = numbers.first else { return false }
        return first > major || first == major && numbers.count > 1 && numbers[1] >= minor
    }
}
