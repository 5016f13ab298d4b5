/// Why a terminal could not be opened. Each is told in one sentence, with exit code 2.
public enum TerminalError: Error, Hashable, Sendable {
    /// Standard input and output are no terminal, and the process has no other.
    case noTerminal
    /// terminfo knows neither this type, which `TERM` names, nor xterm-256color.
    case unknownType(String)
    /// A terminal of this type cannot move its cursor or clear its screen.
    case unfitType(String)
    /// The process has no descriptors left.
    case noDescriptors
}
