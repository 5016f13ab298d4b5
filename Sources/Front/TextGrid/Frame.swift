import PortalModel

/// A screen as a value: cells row by row, and where the cursor stands.
///
/// Only `SafeText` can be written into it. Whatever is written outside the frame or the clip is
/// cut; a wide character is never cut in half: where only one of its columns is inside, a space
/// stands.
public struct Frame: Hashable, Sendable {
    /// Columns and rows.
    public let size: Size
    /// Row by row, `size.width * size.height` of them.
    public private(set) var cells: [Cell]
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Point?
    /// What leads somewhere, in the order in which it was linked.
    public private(set) var links: [LinkedCells] = []

    /// A frame of blanks in `style`.
    public init(size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: .blank(style), count: size.width * size.height)
    }

    /// The cell at a place inside the frame.
    public subscript(point: Point) -> Cell {
        cells[point.row * size.width + point.column]
    }

    /// The whole frame.
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
                put(
                    Cell(character: character, style: style, isContinuation: false),
                    column: column, row: point.row)
                if columns == 2 {
                    put(
                        Cell(character: " ", style: style, isContinuation: true),
                        column: column + 1, row: point.row, keepingHead: true)
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

    /// Makes the part of `area` inside the frame, a piece of one row, lead to `address`. What is
    /// filled later leads nowhere any more.
    public mutating func link(_ area: Rect, to address: WebAddress, number: Int) {
        let area = area.intersection(bounds)
        guard area.height == 1, !area.isEmpty else { return }
        links.append(
            LinkedCells(
                row: area.top, columns: area.left..<area.right, address: address, number: number))
    }

    /// Makes every cell of `area` a blank in `style`.
    public mutating func fill(_ area: Rect, style: Style) {
        let area = area.intersection(bounds)
        guard !area.isEmpty else { return }
        links.removeAll {
            (area.top..<area.bottom).contains($0.row)
                && $0.columns.overlaps(area.left..<area.right)
        }
        for row in area.top..<area.bottom {
            for column in area.left..<area.right {
                put(.blank(style), column: column, row: row)
            }
        }
    }

    /// Puts a sign of one column into every cell of `area`; nothing for any other text.
    public mutating func fill(_ area: Rect, with sign: SafeText, style: Style) {
        let area = area.intersection(bounds)
        guard sign.columns == 1, let character = sign.string.first, !area.isEmpty else { return }
        let cell = Cell(character: character, style: style, isContinuation: false)
        for row in area.top..<area.bottom {
            for column in area.left..<area.right { put(cell, column: column, row: row) }
        }
    }

    /// Lays `style` over the cells of `area`, keeping their characters.
    public mutating func overlay(_ area: Rect, style: Style) {
        let area = area.intersection(bounds)
        guard !area.isEmpty else { return }
        for row in area.top..<area.bottom {
            for index in (row * size.width + area.left)..<(row * size.width + area.right) {
                cells[index].style = cells[index].style.overlaid(by: style)
            }
        }
    }

    /// Whether a row looks the same in a frame of the same size.
    public func isSame(_ row: Int, as other: Frame) -> Bool {
        guard size == other.size else { return false }
        let range = (row * size.width)..<((row + 1) * size.width)
        // Comparing slices costs ten times as much.
        return cells.withUnsafeBufferPointer { own in
            other.cells.withUnsafeBufferPointer { others in
                range.allSatisfy { own[$0] == others[$0] }
            }
        }
    }

    /// Some cells of one row, from left to right.
    public func cells(of row: Int, in columns: Range<Int>) -> ArraySlice<Cell> {
        let start = row * size.width
        return cells[(start + columns.lowerBound)..<(start + columns.upperBound)]
    }

    /// The characters of one row, continuations left out.
    public func text(ofRow row: Int) -> String {
        let start = row * size.width
        return String(
            cells[start..<(start + size.width)].lazy.filter { !$0.isContinuation }
                .map(\.character))
    }

    /// Stores a cell; a wide character that loses one half to it loses the other half too.
    private mutating func put(_ cell: Cell, column: Int, row: Int, keepingHead: Bool = false) {
        let index = row * size.width + column
        if cells[index].isContinuation, !keepingHead, column > 0 {
            cells[index - 1] = .blank(cells[index - 1].style)
        }
        if column + 1 < size.width, cells[index + 1].isContinuation {
            cells[index + 1] = .blank(cells[index + 1].style)
        }
        cells[index] = cell
    }
}
