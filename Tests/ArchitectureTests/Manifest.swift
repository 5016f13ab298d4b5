/// Package.swift as far as its targets say what they depend on.
struct Manifest {
    /// The text without white space.
    private let text: String

    init(_ text: String) {
        self.text = text.filter { !$0.isWhitespace }
    }

    /// The dependencies of the target `name`, libraries by the names of their modules; nil where
    /// there is no such target.
    func dependencies(of name: String) -> Set<String>? {
        for beginning in ["module(\"\(name)\",in:", "name:\"\(name)\",dependencies:"] {
            guard let start = text.firstRange(of: beginning) else { continue }
            let list = text[start.upperBound...].drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
            return Set(list.split(separator: ",").map(Self.module))
        }
        return text.contains("name:\"\(name)\",path:") ? [] : nil
    }

    /// Libraries stand there by the names of constants.
    private static func module(_ item: Substring) -> String {
        switch item {
        case "grdb": "GRDB"
        case "sqlite": "GRDBSQLite"
        case "arguments": "ArgumentParser"
        case "logging": "Logging"
        default: item.filter { $0 != "\"" }
        }
    }
}
