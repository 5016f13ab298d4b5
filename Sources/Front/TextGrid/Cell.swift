/// One cell of a grid. A wide character takes two: its head, and a continuation that shows nothing.
///
/// It holds numbers alone, so that thousands of them are compared, copied and dropped at once. A
/// character of several scalars stands in a table of its frame.
public struct Cell: Sendable {
    /// A scalar, the place of a cluster in its frame's table counted from `firstCluster`, or
    /// `continuation`.
    var glyph: UInt32
    /// How it looks.
    public internal(set) var style: Style

    /// Greater than any scalar.
    static let firstCluster: UInt32 = 0x11_0000
    static let continuation = UInt32.max

    /// A blank in `style`.
    static func blank(_ style: Style) -> Cell {
        Cell(glyph: 0x20, style: style)
    }

    /// Whether this is the right half of the wide character before it.
    public var isContinuation: Bool { glyph == Cell.continuation }

    /// The character where it is a single scalar; nil for a cluster and for a continuation.
    public var scalar: Unicode.Scalar? { Unicode.Scalar(glyph) }

    /// Whether both are drawn alike, as long as neither holds a cluster.
    func isSame(as other: Cell) -> Bool {
        glyph == other.glyph && style == other.style
    }

    var isCluster: Bool { glyph >= Cell.firstCluster && !isContinuation }
}
