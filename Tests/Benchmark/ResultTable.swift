/// What was measured of whom.
struct ResultTable {
    private let contenders: [any Contender]
    private var rows: [String] = []
    private var cells: [String: [String: Figures]] = [:]

    /// A table with a column for each.
    init(_ contenders: [any Contender]) {
        self.contenders = contenders
    }

    /// The figures of one row and column.
    subscript(row: String, name: String) -> Figures? {
        get { cells[row]?[name] }
        set {
            if cells[row] == nil { rows.append(row) }
            cells[row, default: [:]][name] = newValue
        }
    }

    /// Adds one value to a row; a note tells rows of the same title apart.
    mutating func add(
        _ value: Double, _ unit: Figures.Unit, _ title: String, _ contender: any Contender,
        note: String? = nil
    ) {
        let row = note.map { "\(title) (\($0))" } ?? title
        var figures = self[row, contender.name] ?? Figures(unit)
        figures.add(value)
        self[row, contender.name] = figures
    }

    /// The table and the machine it was measured on.
    var markdown: String {
        var lines = ["Medians (least–greatest, n runs) on \(Machine.description).", ""]
        lines.append("| |" + contenders.map { " \($0.title) |" }.joined())
        lines.append("|---|" + contenders.map { _ in "---|" }.joined())
        for row in rows {
            lines.append(
                "| \(row) |"
                    + contenders.map { contender in
                        let missing = contender.isInstalled ? "–" : "not installed"
                        return " \(cells[row]?[contender.name]?.text ?? missing) |"
                    }.joined())
        }
        return lines.joined(separator: "\n")
    }
}
