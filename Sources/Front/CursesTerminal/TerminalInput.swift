import TextGrid

/// What a terminal tells.
public enum TerminalInput: Hashable, Sendable {
    /// The reader did something.
    case key(Key)
    /// The window has this size now, or the process goes on after a stop: all must be drawn again.
    case resized(Size)
    /// The terminal's background is light, or dark.
    case background(isLight: Bool)
    /// The terminal is gone or the process was asked to end; there will be no other input.
    case closed
}
