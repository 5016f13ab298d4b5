/// What a terminal shows.
struct Screen: Equatable, CustomStringConvertible {
    /// From top to bottom, without blanks at their ends.
    let rows: [String]
    /// Where the cursor stands, from 0.
    let column, row: Int
    /// Whether the cursor is visible.
    let showsCursor: Bool
    /// Whether this is the screen that full-screen programs switch to.
    let isAlternate: Bool

    /// The rows.
    var description: String { rows.joined(separator: "\n") }

    /// Whether `text` stands in one of the rows.
    func shows(_ text: String) -> Bool {
        rows.contains { $0.contains(text) }
    }

    /// The first row in which `text` stands.
    func row(of text: String) -> Int? {
        rows.firstIndex { $0.contains(text) }
    }

    /// Whether the lines of `block` stand below one another, beginning in one column.
    func shows(block: String) -> Bool {
        let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        let cells = rows.map(Array.init)
        guard let first = lines.first, lines.count <= cells.count else { return false }
        return (0...(cells.count - lines.count)).contains { top in
            let columns = 0...max(0, cells[top].count - first.count)
            return columns.contains { column in
                zip(lines, cells[top...]).allSatisfy { line, row in
                    row.dropFirst(column).starts(with: line)
                }
            }
        }
    }
}
