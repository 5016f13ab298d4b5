import CNcurses
import PortalModel

/// What can be told of the terminal without taking it over.
public struct TerminalFacts: Hashable, Sendable {
    /// The name and version of the library, such as "ncurses 6.4.20221231".
    public let library: SafeText
    /// What `TERM` says; empty when it says nothing.
    public let type: SafeText
    /// Whether terminfo knows that type.
    public let isTypeKnown: Bool
    /// Whether terminfo knows xterm-256color, which stands in for types that it does not know.
    public let hasFallback: Bool
    /// Whether all of Unicode can be drawn in the locale of the environment.
    public let isUnicode: Bool

    /// Looks them up in the environment of the process and in terminfo.
    public init() {
        library = SafeText(line: String(cString: cn_version()))
        let type = Environment["TERM"] ?? ""
        self.type = SafeText(line: type, limit: 40)
        isTypeKnown = cn_has_entry(type)
        hasFallback = cn_has_entry("xterm-256color")
        isUnicode = cn_use_locale()
    }
}

extension TerminalFacts {
    /// Whether `COLORFGBG`, such as "0;15" or "0;default;15", tells of a light background: of the
    /// sixteen colours of a terminal, 7 and those from 9 on are light.
    public static func isLight(_ colors: String) -> Bool {
        guard let ground = colors.split(separator: ";").last.flatMap({ Int($0) }) else {
            return false
        }
        return ground == 7 || (9...15).contains(ground)
    }
}
