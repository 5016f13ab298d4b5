/// A table whose cells stand below each other in columns.
struct TableColumns {
    private(set) var lines: [TableLayout.Line] = []
    private let widths: [[Int]]
    /// What each column begins at and how wide it is, in columns of the terminal.
    private var starts: [Int] = []
    private var sizes: [Int] = []
    private var isNumeric: [Bool] = []

    /// The table in columns; nil where it has none, or where it is wider than `measure`.
    init?(
        _ table: Table, _ grid: TableGrid, _ headings: TableHeadings, _ widths: [[Int]],
        _ measure: Int
    ) {
        guard !grid.isTooWide else { return nil }
        self.widths = widths
        measureColumns(grid)
        let used = starts.indices.last.map { starts[$0] + sizes[$0] } ?? 0
        guard used <= measure else { return nil }
        findNumbers(in: table, grid, headings)
        let heading = headings.leading(grid)
        for row in table.rows.indices where !table.rows[row].allSatisfy(\.isEmpty) {
            if grid.isBanner(row) {
                lines.append(.text(table.rows[row][0].spansAsHeading))
            } else {
                lines.append(
                    .cells(
                        grid.rows[row].filter { widths[row][$0.index] > 0 }.map(placed)))
            }
            if row + 1 == heading.upperBound { appendRule() }
        }
    }

    /// As wide as the widest cell; where one that covers several columns is wider than they are
    /// together, each of them gets its share of what it needs.
    private mutating func measureColumns(_ grid: TableGrid) {
        sizes = Array(repeating: 0, count: grid.columnCount)
        var spanning: [TableGrid.Place] = []
        for (row, places) in grid.rows.enumerated() where !grid.isBanner(row) {
            for place in places {
                if place.span > 1 {
                    spanning.append(place)
                } else {
                    sizes[place.column] = max(sizes[place.column], widths[row][place.index])
                }
            }
        }
        for place in spanning.sorted(by: { ($0.span, $0.row) < ($1.span, $1.row) }) {
            var covered = place.columns.filter { sizes[$0] > 0 }
            if covered.isEmpty { covered = [place.column] }
            let count = covered.count
            let room = covered.reduce(0) { $0 + sizes[$1] } + TableLayout.gap * (count - 1)
            let missing = widths[place.row][place.index] - room
            guard missing > 0 else { continue }
            for (index, column) in covered.enumerated() {
                sizes[column] += missing * (index + 1) / count - missing * index / count
            }
        }
        var start = 0
        for size in sizes {
            starts.append(start)
            // Columns without text, made for air, take none.
            if size > 0 { start += size + TableLayout.gap }
        }
    }

    /// Finds the columns that hold numbers alone, all of one unit if they have any.
    private mutating func findNumbers(
        in table: Table, _ grid: TableGrid, _ headings: TableHeadings
    ) {
        var units: [Substring?] = Array(repeating: nil, count: grid.columnCount)
        var isOther = Array(repeating: false, count: grid.columnCount)
        for (row, places) in grid.rows.enumerated()
        where !headings.isHeading[row] && !grid.isBanner(row) {
            for place in places where widths[row][place.index] > 0 && !isOther[place.column] {
                let text = table.rows[row][place.index].spans.plainText
                guard place.span == 1, let number = Number(text) else {
                    isOther[place.column] = place.span == 1
                    continue
                }
                guard let unit = number.unit else { continue }
                if let known = units[place.column], !known.isEmpty, !unit.isEmpty, known != unit {
                    isOther[place.column] = true
                }
                if units[place.column]?.isEmpty != false { units[place.column] = unit }
            }
        }
        isNumeric = zip(units, isOther).map { $0 != nil && !$1 }
    }

    private func placed(_ place: TableGrid.Place) -> TableLayout.PlacedCell {
        var start = starts[place.column]
        if place.span == 1, isNumeric[place.column] {
            start += sizes[place.column] - widths[place.row][place.index]
        }
        return TableLayout.PlacedCell(row: place.row, index: place.index, start: start)
    }

    private mutating func appendRule() {
        lines.append(
            .rule(
                sizes.indices.filter { sizes[$0] > 0 }.map { starts[$0]..<(starts[$0] + sizes[$0]) }
            ))
    }
}

extension Table.Cell {
    /// What stands in it, important where it is a heading.
    public var spansAsHeading: [Span] {
        guard isHeading else { return spans }
        return spans.map { span in
            Span(span.text, style: span.style.union(.strong), link: span.link)
        }
    }
}

/// A number as it stands in tables: `1.234,56`, `-3`, `€ 12,50`, `45%`, `1,4 miljoen`, `2-1`,
/// `ca. 300`, `12 (34%)`, `120 km/u`.
private struct Number {
    /// What follows the digits; nil for a dash and the like, which stand for any number.
    let unit: Substring?

    init?(_ text: String) {
        let text = text[...].trimmed
        if Self.unknown.contains(text.lowercased()) {
            unit = nil
            return
        }
        let head = text.prefix { !$0.isASCII || !$0.isNumber }
        guard
            Self.heads.contains(head.trimmed.lowercased())
                || head.count <= 3 && head.allSatisfy({ "+-−–±€$£<>~≈≤≥ ".contains($0) })
        else { return nil }
        let digits = text[head.endIndex...].prefix { character in
            character.isASCII && character.isNumber
                || ".,:-–−/%‰()½¼¾ \u{A0}\u{202F}".contains(character)
        }
        var rest = text[digits.endIndex...].trimmed
        // How many thousands of it there are belongs to the number.
        let scale = Self.scales.first { rest == $0 || rest.hasPrefix($0 + " ") }
        rest = rest.dropFirst(scale?.count ?? 0).trimmed
        guard !digits.isEmpty, rest.count <= 10,
            rest.allSatisfy({ $0.isLetter || "°²³€$/".contains($0) })
        else { return nil }
        unit = rest
    }

    private static let unknown: Set<String> = [
        "-", "–", "—", "−", "?", "x", "n.b.", "nb", "n.v.t.", "nvt", "onbekend",
    ]
    private static let heads: Set<String> = ["ca.", "ca", "circa", "ruim", "eur", "usd"]
    private static let scales = ["duizend", "mln.", "mln", "miljoen", "mld.", "mld", "miljard"]
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
