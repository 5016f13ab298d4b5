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
