import CursesTerminal
import PortalModel

extension TerminalError {
    /// One Dutch sentence that says what the portal lacks and what the reader can do.
    var sentence: SafeText {
        switch self {
        case .noTerminal:
            "Er is geen terminal; portaal print toont het nieuws als gewone tekst."
        case .unknownType(let type):
            """
            TERM=\(SafeText(line: type, limit: 40)) is onbekend; \
            probeer TERM=xterm-256color, of portaal print.
            """
        case .unfitType(let type):
            """
            Een terminal van het soort \(SafeText(line: type, limit: 40)) kan geen scherm \
            tekenen; portaal print toont het nieuws als gewone tekst.
            """
        case .noDescriptors:
            "Er zijn te veel bestanden open om de terminal te gebruiken."
        }
    }
}
