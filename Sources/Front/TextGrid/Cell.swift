/// One cell of a grid. A wide character takes two: its head, and a continuation that shows nothing.
public struct Cell: Hashable, Sendable {
    /// A grapheme cluster of one or two columns; a space in a continuation.
    public internal(set) var character: Character
    /// How it looks.
    public var style: Style
    /// Whether this is the right half of the wide character before it.
    public internal(set) var isContinuation: Bool

    /// The style tells cells apart soonest.
    public static func == (one: Cell, other: Cell) -> Bool {
        one.style == other.style && one.isContinuation == other.isContinuation
            && one.character == other.character
    }

    /// A blank in `style`.
    static func blank(_ style: Style) -> Cell {
        Cell(character: " ", style: style, isContinuation: false)
    }
}
