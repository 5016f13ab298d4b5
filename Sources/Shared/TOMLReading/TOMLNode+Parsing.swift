import PortalModel
import TOMLKit

extension TOMLNode {
    /// Deeper values than this are told as `.other`: no file of ours needs them.
    private static let maximumDepth = 16

    /// The top of the document `text`; throws where and why it is no TOML.
    static func parsing(_ text: String) throws(ConfigurationMistake) -> TOMLNode {
        guard !text.utf8.contains(0) else {
            throw ConfigurationMistake("Dit is geen tekstbestand.")
        }
        if let mistake = TOMLTokens.mistake(in: text) { throw mistake }
        do {
            let table = try TOMLTable(string: text)
            return TOMLNode(path: [], value: .table(children(of: table, at: [])))
        } catch let error as TOMLParseError {
            throw ConfigurationMistake(
                "Dit is geen TOML (\(SafeText(line: error.description, limit: 200))).",
                at: .init(line: error.source.begin.line, column: error.source.begin.column))
        } catch {
            throw ConfigurationMistake("Dit is geen TOML (\(SafeText(line: "\(error)"))).")
        }
    }

    private init(_ value: any TOMLValueConvertible, at path: [String]) {
        self.path = path
        guard path.count < TOMLNode.maximumDepth else {
            self.value = .other
            return
        }
        self.value =
            switch value.type {
            case .table: .table(value.table.map { TOMLNode.children(of: $0, at: path) } ?? [:])
            case .array: .array(value.array.map { TOMLNode.elements(of: $0, at: path) } ?? [])
            case .string: value.string.map(Value.string) ?? .other
            case .int: value.int.map(Value.integer) ?? .other
            case .bool: value.bool.map(Value.boolean) ?? .other
            case .double, .date, .time, .dateTime: .other
            }
    }

    private static func children(of table: TOMLTable, at path: [String]) -> [String: TOMLNode] {
        var nodes: [String: TOMLNode] = [:]
        // Not the table's own iterator: it traps on a key with U+0000 in it.
        for key in table.keys {
            if let value = table[key] { nodes[key] = TOMLNode(value, at: path + [key]) }
        }
        return nodes
    }

    private static func elements(of array: TOMLArray, at path: [String]) -> [TOMLNode] {
        (0..<array.count).map { TOMLNode(array[$0], at: path + [String($0)]) }
    }
}
