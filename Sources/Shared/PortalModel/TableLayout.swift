/// A table in lines: in columns where it fits a measure, and else as records, in which the cells of
/// a row stand below each other, each after the heading of its column.
///
/// What it costs grows with the rows times the columns, of which at most a hundred count.
public struct TableLayout {
    /// A line, or what becomes some where it is longer than the measure.
    public enum Line {
        /// Cells beside each other, from left to right.
        case cells([PlacedCell])
        /// A stroke below the headings, as far as each column reaches.
        case rule([Range<Int>])
        /// Running text: a row that is one cell, or a cell of a record. A link keeps its place in
        /// the order of the table's links.
        case text([Span])
        /// What parts two records.
        case blank
    }

    /// A cell in a line.
    public struct PlacedCell {
        /// Which one of `Table.rows` it is.
        public let row, index: Int
        /// The columns of the terminal before it.
        public let start: Int
    }

    /// From top to bottom.
    public private(set) var lines: [Line] = []

    /// Columns of the terminal between two columns of a table.
    static let gap = 2

    /// Lays `table` out for lines of `measure` columns; nil asks for records, which a voice can
    /// read.
    ///
    /// - Parameter widths: The columns of the terminal that each cell takes on one line.
    public init(_ table: Table, widths: [[Int]], measure: Int?) {
        let grid = TableGrid(table)
        let headings = TableHeadings(table, grid)
        if let measure, let columns = TableColumns(table, grid, headings, widths, measure) {
            lines = columns.lines
        } else {
            var records = TableRecords(table, grid, headings, widths)
            records.setRows()
            lines = records.lines
        }
    }
}

extension Table {
    /// The table as plain text, in columns where it fits a comfortable line.
    var plainText: String {
        let texts = rows.map { $0.map(\.spans.plainText) }
        let layout = TableLayout(self, widths: texts.map { $0.map(\.columns) }, measure: 72)
        return layout.lines.compactMap { line -> String? in
            switch line {
            case .text(let spans): return spans.plainText
            case .blank: return ""
            case .rule: return nil
            case .cells(let cells):
                var text = ""
                var used = 0
                for cell in cells {
                    let content = texts[cell.row][cell.index]
                    text += String(repeating: " ", count: max(0, cell.start - used)) + content
                    used = cell.start + content.columns
                }
                return text
            }
        }.joined(separator: "\n")
    }
}

/// Which rows of a table head its columns.
struct TableHeadings {
    /// Whether the cells of each row are the headings of what comes below.
    let isHeading: [Bool]

    init(_ table: Table, _ grid: TableGrid) {
        var isHeading: [Bool] = []
        var isAtTop = true
        for (row, cells) in table.rows.enumerated() {
            let cells = cells.filter { !$0.isEmpty }
            // Further down, bold cells are sums and the like.
            let areHeadings = cells.allSatisfy { $0.isHeading || isAtTop && $0.isBold }
            isHeading.append(!cells.isEmpty && areHeadings && !grid.isBanner(row))
            if !areHeadings { isAtTop = false }
        }
        // What nothing stands below heads nothing, and past the last column nobody knows which
        // heading is whose.
        let body = table.rows.indices.last {
            !isHeading[$0] && !grid.isBanner($0) && !table.rows[$0].allSatisfy(\.isEmpty)
        }
        let end = grid.isTooWide ? 0 : body ?? 0
        for row in end..<isHeading.count { isHeading[row] = false }
        self.isHeading = isHeading
    }

    /// The rows that head the table as a whole, a name across it included.
    func leading(_ grid: TableGrid) -> Range<Int> {
        let end = isHeading.indices.first { !isHeading[$0] && !grid.isBanner($0) } ?? 0
        guard let last = isHeading[..<end].lastIndex(of: true) else { return 0..<0 }
        return 0..<(last + 1)
    }
}

extension Table.Cell {
    /// Whether there is nothing to read in it.
    var isEmpty: Bool { spans.allSatisfy { $0.text.string.utf8.allSatisfy { $0 == 0x20 } } }

    /// Whether all of it is important.
    fileprivate var isBold: Bool { spans.allSatisfy { $0.style.contains(.strong) } }
}
