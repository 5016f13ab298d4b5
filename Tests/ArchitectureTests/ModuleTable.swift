/// The table in Sources/README.md: what each module may import.
struct ModuleTable {
    /// Modules by name.
    let rows: [String: Set<String>]

    init(_ document: String) {
        var rows: [String: Set<String>] = [:]
        for line in document.split(separator: "\n") where line.hasPrefix("| `") {
            let columns = line.split(separator: "|").map { Self.codeWords(in: $0) }
            guard columns.count == 3, let name = columns[0].first else { continue }
            rows[name] = Set(columns[2])
        }
        self.rows = rows
    }

    /// What stands between backticks.
    private static func codeWords(in text: Substring) -> [String] {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        return pieces.indices.filter { $0 % 2 == 1 }.map { String(pieces[$0]) }
    }
}
