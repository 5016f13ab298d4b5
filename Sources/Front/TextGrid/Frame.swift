import PortalModel

/// A screen as a value: cells row by row, and where the cursor stands.
///
/// Only `SafeText` can be written into it. Whatever is written outside the frame or the clip is
/// cut; a wide character is never cut in half: where only one of its columns is inside, a space
/// stands.
public struct Frame: Equatable, Sendable {
    public let size: Size
    /// Row by row, `size.width * size.height` of them.
    public private(set) var cells: [Cell]
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Point?
    /// What leads somewhere, in the order in which it was linked.
    public private(set) var links: [LinkedCells] = []
    /// Areas in which a click does what these keys do.
    private var targets: [(area: Rect, keys: [Key])] = []
    /// The characters of more than one scalar, and the glyph that stands for each.
    private var clusters: [Character] = []
    private var clusterGlyphs: [Character: UInt32] = [:]
    /// Whether a character of two columns was ever written.
    private var hasWide = false

    public init(size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: .blank(style), count: size.width * size.height)
    }

    /// The cell at a place inside the frame.
    public subscript(point: Point) -> Cell {
        cells[point.row * size.width + point.column]
    }

    public var bounds: Rect { Rect(size) }

    /// Writes `text` from `point` on, in one row, as far as `clip` allows.
    ///
    /// - Returns: The columns that the text took, at most those up to the clip's right edge.
    @discardableResult
    public mutating func write(
        _ text: SafeText, at point: Point, style: Style, in clip: Rect? = nil
    ) -> Int {
        let area = (clip ?? bounds).intersection(bounds)
        guard (area.top..<area.bottom).contains(point.row) else { return 0 }
        var column = point.column
        text.forEachCharacter { character, columns in
            guard columns > 0 else { return true }
            let next = column + columns
            if column >= area.left, next <= area.right {
                put(Cell(glyph: glyph(of: character), style: style), column: column, row: point.row)
                if columns == 2 {
                    hasWide = true
                    put(
                        Cell(glyph: Cell.continuation, style: style), column: column + 1,
                        row: point.row, keepingHead: true)
                }
            } else {
                for half in column..<next where area.left <= half && half < area.right {
                    put(.blank(style), column: half, row: point.row)
                }
            }
            column = next
            return column < area.right
        }
        return max(0, min(column, area.right) - point.column)
    }

    /// Lets a click in `area` do what `keys` do.
    public mutating func addTarget(_ area: Rect, pressing keys: [Key]) {
        guard !keys.isEmpty else { return }
        targets.append((area, keys))
    }

    /// The keys that a click at `point` stands for; nil where it stands for none.
    public func keys(at point: Point) -> [Key]? {
        targets.last { $0.area.contains(point) }?.keys
    }

    /// Where the cell at `point` leads; nil where it leads nowhere.
    public func link(at point: Point) -> WebAddress? {
        links.first { $0.row == point.row && $0.columns.contains(point.column) }?.address
    }

    /// Makes the part of `area` inside the frame, a piece of one row, lead to `address`. What is
    /// filled later leads nowhere any more.
    public mutating func link(_ area: Rect, to address: WebAddress, number: Int) {
        let area = area.intersection(bounds)
        guard area.height == 1, !area.isEmpty else { return }
        links.append(
            LinkedCells(
                row: area.top, columns: area.left..<area.right, address: address, number: number))
    }

    public mutating func fill(_ area: Rect, style: Style) {
        let area = area.intersection(bounds)
        links.removeAll {
            (area.top..<area.bottom).contains($0.row)
                && $0.columns.overlaps(area.left..<area.right)
        }
        put(.blank(style), in: area)
    }

    /// Puts a sign of one column into every cell of `area`; nothing for any other text.
    public mutating func fill(_ area: Rect, with sign: SafeText, style: Style) {
        guard sign.columns == 1, let character = sign.string.first else { return }
        let glyph = glyph(of: TextCharacter(character))
        put(Cell(glyph: glyph, style: style), in: area.intersection(bounds))
    }

    /// Lays `style` over the cells of `area`, keeping their characters.
    public mutating func overlay(_ area: Rect, style: Style) {
        let area = area.intersection(bounds)
        for row in area.top..<area.bottom {
            for index in (row * size.width + area.left)..<(row * size.width + area.right) {
                cells[index].style = cells[index].style.overlaid(by: style)
            }
        }
    }

    /// Puts three full stops in the place of every ellipsis: over the blanks behind it but for one
    /// that stays before what follows and, where these are too few, over the last of what it was
    /// cut off from.
    public mutating func writeOutEllipses() {
        for row in 0..<size.height {
            let start = row * size.width
            for column in 0..<size.width where cells[start + column].glyph == 0x2026 {
                let cell = Cell(glyph: 0x2E, style: cells[start + column].style)
                let blanks = (column + 1...column + 3).prefix {
                    $0 < size.width && cells[start + $0].glyph == 0x20
                }
                let end = column + max(0, blanks.count - 1)
                for column in max(0, end - 2)...end { put(cell, column: column, row: row) }
            }
        }
    }

    /// Whether both frames look the same, whatever was written over in them.
    public static func == (one: Frame, other: Frame) -> Bool {
        one.size == other.size && one.cursor == other.cursor && one.links == other.links
            && (0..<one.size.height).allSatisfy { one.isSame($0, as: other) }
    }

    /// Whether a row looks the same in a frame of the same size.
    public func isSame(_ row: Int, as other: Frame) -> Bool {
        size == other.size && firstDifference(in: row, from: 0, to: other) == nil
    }

    /// The pieces of a row, from left to right, that look other than in a frame of the same size.
    /// None ends within a wide character of either frame.
    public func differences(in row: Int, to other: Frame) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var column = 0
        while let first = firstDifference(in: row, from: column, to: other) {
            var start = first
            while start > 0, isContinuation(start, row, or: other) { start -= 1 }
            var end = first + 1
            while end < size.width, !isSame(end, row, as: other) { end += 1 }
            while end < size.width, isContinuation(end, row, or: other) { end += 1 }
            pieces.append(start..<end)
            column = end
        }
        return pieces
    }

    private func firstDifference(in row: Int, from column: Int, to other: Frame) -> Int? {
        let start = row * size.width
        // Comparing slices costs ten times as much.
        return cells.withUnsafeBufferPointer { own in
            other.cells.withUnsafeBufferPointer { others in
                var column = column
                while column < size.width {
                    let cell = own[start + column]
                    if !cell.isSame(as: others[start + column]) || cell.isCluster,
                        !isSame(column, row, as: other)
                    {
                        return column
                    }
                    column += 1
                }
                return nil
            }
        }
    }

    private func isSame(_ column: Int, _ row: Int, as other: Frame) -> Bool {
        let cell = cells[row * size.width + column]
        let otherCell = other.cells[row * size.width + column]
        guard cell.isCluster, otherCell.isCluster else { return cell.isSame(as: otherCell) }
        return cell.style == otherCell.style
            && character(of: cell) == other.character(of: otherCell)
    }

    private func isContinuation(_ column: Int, _ row: Int, or other: Frame) -> Bool {
        let index = row * size.width + column
        return cells[index].isContinuation || other.cells[index].isContinuation
    }

    /// The character of a cell of this frame; a space in a continuation.
    public func character(of cell: Cell) -> Character {
        if let scalar = cell.scalar { return Character(scalar) }
        return cell.isCluster ? clusters[Int(cell.glyph - Cell.firstCluster)] : " "
    }

    private mutating func glyph(of character: TextCharacter) -> UInt32 {
        switch character {
        case .scalar(let scalar):
            return scalar.value
        case .cluster(let cluster):
            if let glyph = clusterGlyphs[cluster] { return glyph }
            let glyph = Cell.firstCluster + UInt32(clusters.count)
            clusters.append(cluster)
            clusterGlyphs[cluster] = glyph
            return glyph
        }
    }

    public func cells(of row: Int, in columns: Range<Int>) -> ArraySlice<Cell> {
        let start = row * size.width
        return cells[(start + columns.lowerBound)..<(start + columns.upperBound)]
    }

    /// The characters of one row, continuations left out.
    public func text(ofRow row: Int) -> String {
        let start = row * size.width
        return String(
            cells[start..<(start + size.width)].lazy.filter { !$0.isContinuation }
                .map(character(of:)))
    }

    private mutating func put(_ cell: Cell, in area: Rect) {
        for row in area.top..<area.bottom {
            for column in area.left..<area.right { put(cell, column: column, row: row) }
        }
    }

    /// Stores a cell; a wide character that loses one half to it loses the other half too.
    private mutating func put(_ cell: Cell, column: Int, row: Int, keepingHead: Bool = false) {
        let index = row * size.width + column
        if hasWide {
            if cells[index].isContinuation, !keepingHead, column > 0 {
                cells[index - 1] = .blank(cells[index - 1].style)
            }
            if column + 1 < size.width, cells[index + 1].isContinuation {
                cells[index + 1] = .blank(cells[index + 1].style)
            }
        }
        cells[index] = cell
    }
}

/// A place in a grid of cells, counted from 0 at the top left.
public struct Point: Hashable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    public func moved(right columns: Int = 0, down rows: Int = 0) -> Point {
        Point(column: column + columns, row: row + rows)
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

    public init(_ origin: Point, width: Int, height: Int = 1) {
        self.init(column: origin.column, row: origin.row, width: width, height: height)
    }

    public init(_ size: Size) {
        self.init(column: 0, row: 0, width: size.width, height: size.height)
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
