import PortalModel

/// A colour in sRGB, eight bits a channel.
public struct Color: Hashable, Sendable {
    public let red, green, blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#rrggbb`; nil for anything else.
    public init?(hex: String) {
        guard hex.utf8.count == 7, hex.first == "#", hex.dropFirst().allSatisfy(\.isHexDigit),
            let bits = UInt32(hex.dropFirst(), radix: 16)
        else { return nil }
        self.init(bits)
    }

    /// The colour 0xRRGGBB, whatever stands before it.
    public init(_ bits: UInt32) {
        self.init(
            red: UInt8(bits >> 16 & 0xFF), green: UInt8(bits >> 8 & 0xFF), blue: UInt8(bits & 0xFF))
    }

    private static let present: UInt64 = 1 << 24

    fileprivate var bits: UInt64 {
        Self.present | UInt64(red) << 16 | UInt64(green) << 8 | UInt64(blue)
    }

    fileprivate init?(bits: UInt64) {
        guard bits & Self.present != 0 else { return nil }
        self.init(UInt32(truncatingIfNeeded: bits))
    }
}

/// What a terminal can do to a character besides colouring it; they combine.
public struct TextAttributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let bold = TextAttributes(rawValue: 1)
    public static let dim = TextAttributes(rawValue: 2)
    public static let italic = TextAttributes(rawValue: 4)
    public static let underline = TextAttributes(rawValue: 8)
    public static let reverse = TextAttributes(rawValue: 16)
}

/// How a cell looks. A colour that is nil is the terminal's own.
///
/// All of it is one number, since screens are compared cell by cell.
public struct Style: Hashable, Sendable {
    /// From the lowest bit on: the foreground in 24 bits and whether there is one, the background
    /// likewise, the attributes.
    private var bits: UInt64

    private static let backgroundShift: UInt64 = 25
    private static let attributesShift: UInt64 = 50

    public var foreground: Color? { Color(bits: bits) }
    public var background: Color? { Color(bits: bits >> Self.backgroundShift) }
    public var attributes: TextAttributes {
        TextAttributes(rawValue: UInt8(truncatingIfNeeded: bits >> Self.attributesShift))
    }

    public init(
        foreground: Color? = nil, background: Color? = nil, attributes: TextAttributes = []
    ) {
        bits =
            (foreground?.bits ?? 0) | (background?.bits ?? 0) << Self.backgroundShift
            | UInt64(attributes.rawValue) << Self.attributesShift
    }

    /// The terminal's own colours, nothing done.
    public static let plain = Style()

    /// This style with `other`'s colours where it has any, and the attributes of both.
    public func overlaid(by other: Style) -> Style {
        Style(
            foreground: other.foreground ?? foreground, background: other.background ?? background,
            attributes: attributes.union(other.attributes))
    }
}

/// One cell of a grid. A wide character takes two: its head, and a continuation that shows nothing.
///
/// It holds numbers alone, so that thousands of them are compared, copied and dropped at once. A
/// character of several scalars stands in a table of its frame.
public struct Cell: Sendable {
    /// A scalar, the place of a cluster in its frame's table counted from `firstCluster`, or
    /// `continuation`.
    var glyph: UInt32
    public internal(set) var style: Style

    /// Greater than any scalar.
    static let firstCluster: UInt32 = 0x11_0000
    static let continuation = UInt32.max

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

/// Cells of one row that lead somewhere, for terminals that can follow links.
public struct LinkedCells: Hashable, Sendable {
    public let row: Int
    public let columns: Range<Int>
    public let address: WebAddress
    /// What they have in common with the other cells of the same link.
    public let number: Int
}
