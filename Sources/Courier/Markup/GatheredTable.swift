import PortalModel

/// A table on its way into blocks.
struct GatheredTable {
    /// Tables that are wider than this, in characters, are told row by row.
    static let maximumWidth = 72

    /// The cells of each row.
    let rows: [[[Block]]]

    /// Short cells stand aligned in columns. Cells of a line or so that do not fit side by side
    /// make one paragraph a row. A table that holds more than lines, as those for layout do, is
    /// gone, and what was in it stays.
    var blocks: [Block] {
        let isGrid =
            rows.contains { $0.count > 1 } && rows.joined().allSatisfy(GatheredTable.isLine)
        guard isGrid else { return Array(rows.joined().joined()) }
        return aligned.map { [.preformatted($0)] } ?? rows.compactMap(GatheredTable.paragraph)
    }

    private var aligned: [SafeText]? {
        let lines = rows.map { row in row.map { Document($0).line().string } }
        let columns = lines.map(\.count).max() ?? 0
        guard columns <= GatheredTable.maximumWidth else { return nil }
        var widths = Array(repeating: 0, count: columns)
        for line in lines {
            for (column, cell) in line.enumerated() {
                widths[column] = max(widths[column], cell.count)
            }
        }
        guard widths.reduce(0, +) + 2 * (columns - 1) <= GatheredTable.maximumWidth else {
            return nil
        }
        return lines.compactMap { line in
            let cells = line.enumerated().map { column, cell in
                column == line.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            let text = SafeText(cleaning: cells.joined(separator: "  "))
            return text.string.allSatisfy(\.isWhitespace) ? nil : text
        }
    }

    private static func isLine(_ cell: [Block]) -> Bool {
        switch cell.first {
        case nil: true
        case .paragraph, .subhead: cell.count == 1
        default: false
        }
    }

    private static func paragraph(_ row: [[Block]]) -> Block? {
        var spans: [Span] = []
        for case .paragraph(let cell) in row.joined().map(\.asParagraph) {
            if !spans.isEmpty { spans.append(" · ") }
            spans += cell
        }
        return spans.isEmpty ? nil : .paragraph(spans)
    }
}

extension Block {
    fileprivate var asParagraph: Block {
        if case .subhead(let spans) = self { .paragraph(spans) } else { self }
    }
}
