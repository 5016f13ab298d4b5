import PortalModel

extension Galley {
    /// Sets a table as `TableLayout` lays it out. Every cell is set once for its width, so that
    /// links have their numbers in the order of the cells.
    mutating func set(_ table: Table) {
        // Capitals before a dash are no dateline here.
        let expectedDateline = expectsDateline
        expectsDateline = false
        defer { expectsDateline = expectedDateline }
        var cells: [[InlineText]] = []
        for row in table.rows {
            var line: [InlineText] = []
            for cell in row {
                var inline = InlineText()
                append(cell.spansAsHeading, to: &inline, role: role)
                line.append(inline)
            }
            cells.append(line)
        }
        let layout = TableLayout(
            table, widths: cells.map { $0.map { $0.wholeLine?.columns ?? 0 } },
            measure: typesetter.tables == .columns ? measure : nil)
        for line in layout.lines {
            switch line {
            case .cells(let places): add(runs(of: places, cells))
            case .rule(let columns): add([rule(columns)])
            case .text(let spans): set(spans, role: role, hang: Galley.hang)
            case .blank: part()
            }
        }
    }

    private func runs(
        of places: [TableLayout.PlacedCell], _ cells: [[InlineText]]
    ) -> [TypesetRun] {
        var runs: [TypesetRun] = []
        var used = 0
        for place in places {
            let inline = cells[place.row][place.index]
            guard let line = inline.wholeLine else { continue }
            if place.start > used {
                let space = String(repeating: " ", count: place.start - used)
                runs.append(TypesetRun(SafeText(cleaning: space), role: role))
            }
            let cell = inline.runs(of: [line], wideningBy: [])
            runs += directions(of: inline)?.ordered(cell, from: 0) ?? cell
            used = place.start + line.columns
        }
        return runs
    }

    /// Strokes below some columns.
    private func rule(_ columns: [Range<Int>]) -> TypesetRun {
        var text = ""
        for range in columns {
            text += String(repeating: " ", count: range.lowerBound - text.count)
            text += String(repeating: "─", count: range.count)
        }
        return TypesetRun(SafeText(cleaning: text), role: .rule)
    }
}

extension InlineText {
    /// All of it as one segment, without a space at its end; nil where there is nothing to read.
    fileprivate var wholeLine: Segment? {
        let shown = text.last == " " ? text.dropLast() : text[...]
        guard !shown.isEmpty else { return nil }
        return Segment(range: 0..<shown.utf8.count, columns: shown.columns, ending: .nothing)
    }
}
