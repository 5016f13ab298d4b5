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

/// A table whose rows are records: a line for each cell, which begins with what heads its column.
struct TableRecords {
    private(set) var lines: [TableLayout.Line] = []
    private let table: Table
    private let grid: TableGrid
    private let headings: TableHeadings
    private let widths: [[Int]]
    /// What heads each column, as it stands before the next cell of it.
    private var labels: [Int: [Span]] = [:]
    /// The cells that reach into later rows, by column.
    private var reaching: [Int: TableGrid.Place] = [:]
    /// How many more times a cell may be told again in a row that it reaches into.
    private var repetitionsLeft = 2_000
    /// Wider cells, in columns of the terminal, are written once.
    private static let widestRepeated = 60
    /// Characters of a heading that is repeated.
    private static let longestLabel = 40
    /// Spans that are kept of rows of headings that follow each other.
    private static let mostLabels = 20

    init(_ table: Table, _ grid: TableGrid, _ headings: TableHeadings, _ widths: [[Int]]) {
        self.table = table
        self.grid = grid
        self.headings = headings
        self.widths = widths
    }

    mutating func setRows() {
        // Two columns without headings are a list of names and what they are.
        let isNamed = grid.columnCount == 2 && !headings.isHeading.contains(true)
        for row in table.rows.indices {
            if headings.isHeading[row] {
                takeLabels(row)
                continue
            }
            let cells = cells(of: row)
            guard !cells.isEmpty else { continue }
            if !lines.isEmpty, !isNamed { lines.append(.blank) }
            if isNamed, cells.count == 2 {
                lines.append(.text(cells[0].spans.named + cells[1].spans))
                continue
            }
            for cell in cells {
                let label = grid.isBanner(row) ? [] : takeLabel(of: cell.column)
                lines.append(.text(label + cell.spans))
            }
        }
    }

    /// What stands in a row from left to right, with what reaches into it from above.
    private mutating func cells(of row: Int) -> [(column: Int, spans: [Span])] {
        var cells: [(column: Int, spans: [Span])] = []
        for place in grid.rows[row] where widths[row][place.index] > 0 {
            cells.append((place.column, table.rows[row][place.index].spansAsHeading))
        }
        // What is there already only reaches on.
        for (column, place) in reaching.sorted(by: { $0.key < $1.key }) {
            if place.lastRow < row {
                reaching[column] = nil
            } else if !cells.isEmpty, repetitionsLeft > 0 {
                repetitionsLeft -= 1
                cells.append((column, table.rows[place.row][place.index].spansAsHeading))
            }
        }
        for place in grid.rows[row] where place.lastRow > row {
            let width = widths[row][place.index]
            if width > 0, width <= Self.widestRepeated { reaching[place.column] = place }
        }
        return cells.enumerated()
            .sorted { ($0.element.column, $0.offset) < ($1.element.column, $1.offset) }
            .map(\.element)
    }

    /// Takes a row for headings: more of those in the row above, or others in their place.
    private mutating func takeLabels(_ row: Int) {
        if row == 0 || !headings.isHeading[row - 1] { labels = [:] }
        for place in grid.rows[row] where widths[row][place.index] > 0 {
            let heading = table.rows[row][place.index].spans
            for column in place.columns where labels[column, default: []].count < Self.mostLabels {
                // A link stands in the first of the columns.
                let part = column == place.column ? heading : heading.plainLabel(Self.longestLabel)
                labels[column] = labels[column].map { $0 + [" "] + part } ?? part
            }
        }
    }

    /// The heading of a column before one of its cells: whole and with its links the first time.
    private mutating func takeLabel(of column: Int) -> [Span] {
        guard let label = labels[column] else { return [] }
        labels[column] = label.plainLabel(Self.longestLabel)
        return label.named
    }
}

extension [Span] {
    /// The spans as what names something: important, with a colon behind them.
    fileprivate var named: [Span] {
        let last = last?.text.string.last { $0 != " " }
        let end: Span = last.map { ":?!".contains($0) } == true ? " " : ": "
        return map { Span($0.text, style: $0.style.union(.strong), link: $0.link) } + [end]
    }

    /// The text of the spans on one line of at most so many characters, without a look or link.
    fileprivate func plainLabel(_ limit: Int) -> [Span] {
        [Span(SafeText(line: plainText, limit: limit))]
    }
}
