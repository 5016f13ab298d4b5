import PortalModel
import TOMLKit

extension TOMLNode.Value {
    /// The document whose top is this table, in TOML 1.0 with a line break at its end, keys in
    /// alphabetical order; empty for anything but a table.
    ///
    /// Strings are written on one line, with escapes where they need them. A table in an array
    /// stands under a header of its own at the top, between braces further down. What is `.other`
    /// is left out.
    public var document: String {
        guard case .table(let values) = self else { return "" }
        let table = TOMLTable()
        for (key, value) in values {
            if let value = value.value.convertible(isTop: true) { table[key] = value }
        }
        let text = table.convert(to: .toml, options: [.allowUnicodeStrings, .indentArrayElements])
        return text.isEmpty ? "" : text + "\n"
    }

    private func convertible(isTop: Bool) -> (any TOMLValueConvertible)? {
        switch self {
        case .string(let text): return text
        case .integer(let number): return number
        case .boolean(let truth): return truth
        case .other: return nil
        case .array(let nodes):
            let array = TOMLArray()
            for node in nodes {
                if let value = node.value.convertible(isTop: isTop) { array.append(value) }
            }
            return array
        case .table(let nodes):
            let table = TOMLTable(inline: !isTop)
            for (key, node) in nodes {
                if let value = node.value.convertible(isTop: false) { table[key] = value }
            }
            return table
        }
    }
}

extension TOMLNode {
    /// A value that stands in no document yet.
    public init(_ value: Value) {
        path = []
        self.value = value
    }
}
