import PortalModel

/// How many columns and rows a cell reaches over, and whether it heads them.
struct CellShape {
    var isHeading = false
    var columns: UInt8 = 1
    var rows: UInt8 = 1
}

/// A cell of a table on its way.
struct GatheredCell {
    let blocks: [Block]
    let shape: CellShape
}

/// A table on its way into blocks.
struct GatheredTable {
    /// A cell with more text than this, in bytes, holds no figure or name but an article.
    private static let longestCell = 600

    /// The cells of each row.
    let rows: [[GatheredCell]]

    /// A table of lines stays one. A table that holds more than lines, as those for layout do, is
    /// gone, and what was in it stays.
    var blocks: [Block] {
        // A row may be empty since cells of the rows above reach into it.
        let keepsEmpty = self.rows.joined().contains { $0.shape.rows > 1 }
        let rows = self.rows.filter { row in
            keepsEmpty || row.contains { !$0.blocks.isEmpty }
        }
        let hasHeadings = rows.joined().contains { $0.shape.isHeading }
        let isGrid =
            rows.contains { $0.count > 1 }
            && rows.joined().allSatisfy { $0.isLine(inData: hasHeadings) }
        guard isGrid, hasHeadings || isShort(rows) else { return rows.joined().flatMap(\.blocks) }
        var table = rows.map { row in
            row.map { cell in
                Table.Cell(
                    GatheredTable.line(cell), isHeading: cell.shape.isHeading,
                    columns: Int(cell.shape.columns), rows: Int(cell.shape.rows))
            }
        }
        if let first = table.first, first.isBold, table.dropFirst().contains(where: { !$0.isBold })
        {
            table[0] = first.asHeadings
        }
        return [.table(Table(table))]
    }

    /// Whether the cells hold facts and not the parts of a page.
    private func isShort(_ rows: [[GatheredCell]]) -> Bool {
        let longest = rows.joined().map { $0.blocks.first?.plainText.utf8.count ?? 0 }.max() ?? 0
        return longest <= (rows.count > 1 ? GatheredTable.longestCell : 80)
    }

    /// The text of a cell on one line.
    private static func line(_ cell: GatheredCell) -> [Span] {
        if cell.blocks.count == 1, case .paragraph(let spans) = cell.blocks[0] { return spans }
        return joined(cell.blocks.flatMap(\.lines), isHeading: cell.shape.isHeading)
    }

    /// Lines one after the other: those that only the width of a cell broke are joined by a blank,
    /// others have a stroke between them.
    private static func joined(_ lines: [[Span]], isHeading: Bool) -> [Span] {
        var spans: [Span] = []
        for line in lines where !line.isEmpty {
            if let last = spans.last?.text.string.last, let first = line[0].text.string.first {
                let isBroken = isHeading || ",;:-/–&(".contains(last) || first.isLowercase
                spans.append(isBroken ? " " : " / ")
            }
            spans += line
        }
        return spans
    }
}

extension [Table.Cell] {
    /// Whether all text in the row is in bold type.
    fileprivate var isBold: Bool {
        var hasText = false
        for cell in self {
            for span in cell.spans {
                guard span.style.contains(.strong) else { return false }
                hasText = true
            }
        }
        return hasText
    }

    /// The row as one that heads its columns, which needs no bold type.
    fileprivate var asHeadings: [Table.Cell] {
        map { cell in
            var heading = cell
            heading.isHeading = true
            for index in heading.spans.indices { heading.spans[index].style.remove(.strong) }
            return heading
        }
    }
}

extension GatheredCell {
    /// Whether its text can stand on one line: a line, or a few short ones in a table of facts.
    fileprivate func isLine(inData isData: Bool) -> Bool {
        switch blocks.first {
        case nil: true
        case .paragraph, .subhead, .lines, .list:
            blocks.count == 1 && blocks[0].canBeLine
                || isData && blocks.allSatisfy(\.canBeLine)
                    && blocks.reduce(0) { $0 + $1.plainText.utf8.count } <= 300
        default: false
        }
    }
}

extension Block {
    fileprivate var canBeLine: Bool {
        switch self {
        case .paragraph, .subhead, .lines: true
        case .list(let items):
            items.allSatisfy { $0.line.map { $0.plainText.utf8.count <= 60 } == true }
        default: false
        }
    }

    /// Its text line by line; nothing where it holds other blocks.
    fileprivate var lines: [[Span]] {
        switch self {
        case .paragraph(let spans), .subhead(let spans): [spans]
        case .lines(let lines): lines
        case .list(let items): items.compactMap(\.line)
        default: []
        }
    }
}

extension ListItem {
    fileprivate var line: [Span]? {
        guard case .paragraph(let spans) = blocks.first, blocks.count == 1 else { return nil }
        return spans
    }
}
