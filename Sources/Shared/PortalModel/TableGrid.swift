/// Where the cells of a table stand: the columns of each, after the table model of the HTML
/// Standard (4.9.12). Where two cells would overlap the later one is narrower.
struct TableGrid {
    /// A cell in its place.
    struct Place {
        /// The row in which it begins, and its number there.
        let row: Int
        let index: Int
        /// The column in which it begins, and those that it covers.
        let column: Int
        var columns: Range<Int> { column..<(column + span) }
        fileprivate(set) var span: Int
        /// The last row that it covers.
        let lastRow: Int
    }

    /// The cells that begin in each row, from left to right.
    private(set) var rows: [[Place]] = []
    /// Columns in which a cell begins.
    private(set) var columnCount = 0
    /// Whether there are more cells beside each other than are counted: those past the last column
    /// all stand in one more.
    private(set) var isTooWide = false

    /// No terminal has room for more columns.
    static let maximumColumns = 100

    /// The places of the cells of `table`. Rows times columns, of which there are at most
    /// `maximumColumns`.
    init(_ table: Table) {
        // For each column, the first row in which it is free.
        var freeFrom: [Int] = []
        for (row, cells) in table.rows.enumerated() {
            var places: [Place] = []
            var column = 0
            for (index, cell) in cells.enumerated() {
                while column < freeFrom.count, freeFrom[column] > row { column += 1 }
                let isInside = column < Self.maximumColumns
                var end = column + 1
                while isInside, end < min(column + cell.columns, Self.maximumColumns),
                    end >= freeFrom.count || freeFrom[end] <= row
                {
                    end += 1
                }
                isTooWide = isTooWide || !isInside
                let lastRow = min(row + cell.rows, table.rows.count) - 1
                places.append(
                    Place(
                        row: row, index: index, column: column, span: end - column,
                        lastRow: isInside ? lastRow : row))
                columnCount = max(columnCount, column + 1)
                guard isInside else { continue }
                while freeFrom.count < end { freeFrom.append(0) }
                for covered in column..<end { freeFrom[covered] = lastRow + 1 }
                column = end
            }
            rows.append(places)
        }
        // Who writes colspan="100" means all that there are.
        for row in rows.indices {
            for index in rows[row].indices {
                let place = rows[row][index]
                rows[row][index].span = min(place.span, columnCount - place.column)
            }
        }
    }

    /// Whether a row is one cell across the whole table, such as the name of a part of it.
    func isBanner(_ row: Int) -> Bool {
        guard let only = rows[row].first, rows[row].count == 1 else { return false }
        return only.column == 0 && only.lastRow == row
    }
}
