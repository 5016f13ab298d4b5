/// A place in a grid of cells, counted from 0 at the top left.
public struct Point: Hashable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// How many columns and rows of cells there are; never negative.
public struct Size: Hashable, Sendable {
    public let width: Int
    public let height: Int

    /// A size of that many columns and rows; negative ones count as 0.
    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}

/// A rectangle of cells; empty when it has no columns or no rows.
public struct Rect: Hashable, Sendable {
    public var origin: Point
    public var size: Size

    public init(column: Int, row: Int, width: Int, height: Int) {
        origin = Point(column: column, row: row)
        size = Size(width: width, height: height)
    }

    public init(_ size: Size) {
        origin = Point(column: 0, row: 0)
        self.size = size
    }

    public var left: Int { origin.column }
    /// The column after the last.
    public var right: Int { origin.column + size.width }
    public var top: Int { origin.row }
    /// The row after the last.
    public var bottom: Int { origin.row + size.height }
    public var width: Int { size.width }
    public var height: Int { size.height }
    public var isEmpty: Bool { width == 0 || height == 0 }

    public func contains(_ point: Point) -> Bool {
        (left..<right).contains(point.column) && (top..<bottom).contains(point.row)
    }

    public func intersection(_ other: Rect) -> Rect {
        let left = max(left, other.left)
        let top = max(top, other.top)
        return Rect(
            column: left, row: top, width: min(right, other.right) - left,
            height: min(bottom, other.bottom) - top)
    }

    public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(
            column: self.left + left, row: self.top + top, width: width - left - right,
            height: height - top - bottom)
    }

    /// One row of it, counted from its own top.
    public func row(_ index: Int) -> Rect {
        Rect(column: left, row: top + index, width: width, height: 1).intersection(self)
    }
}
