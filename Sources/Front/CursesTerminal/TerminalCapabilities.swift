import CNcurses
import Foundation
import PortalModel

/// What a terminal can do that terminfo does not tell, by what it says of itself in the
/// environment; only what is known for sure counts.
public struct TerminalCapabilities: Hashable, Sendable {
    /// Whether it takes OSC 8, which makes text a link.
    let takesHyperlinks: Bool
    /// Whether it tells its background's colour when it is asked (OSC 11).
    let tellsGround: Bool
    /// Whether it puts Hebrew and Arabic into reading order by itself, at least in part.
    public let ordersText: Bool

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

/// What can be told of the terminal without taking it over.
public struct TerminalFacts: Hashable, Sendable {
    /// The name and version of the library, such as "ncurses 6.4.20221231".
    public let library: SafeText
    /// What `TERM` says; empty when it says nothing.
    public let type: SafeText
    public let isTypeKnown: Bool
    /// Whether terminfo knows xterm-256color, which stands in for types that it does not know.
    public let hasFallback: Bool
    /// Whether all of Unicode can be drawn in the locale of the environment.
    public let isUnicode: Bool

    public init() {
        library = SafeText(line: String(cString: cn_version()))
        let type = Environment["TERM"] ?? ""
        self.type = SafeText(line: type, limit: 40)
        isTypeKnown = cn_has_entry(type)
        hasFallback = cn_has_entry("xterm-256color")
        isUnicode = cn_use_locale()
    }

    /// Whether `COLORFGBG`, such as "0;15" or "0;default;15", tells of a light background: of the
    /// sixteen colours of a terminal, 7 and those from 9 on are light.
    public static func isLight(_ colors: String) -> Bool {
        guard let ground = colors.split(separator: ";").last.flatMap({ Int($0) }) else {
            return false
        }
        return ground == 7 || (9...15).contains(ground)
    }
}

enum Environment {
    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
