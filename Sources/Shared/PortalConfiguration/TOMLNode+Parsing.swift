import CTOML
import PortalModel

extension TOMLNode {
    /// The top of the document `text`; throws where and why it is no TOML, or more of it than any
    /// file of ours needs. Linear in the length of `text`.
    static func parsing(_ text: String) throws(ConfigurationMistake) -> TOMLNode {
        guard !text.utf8.contains(0) else {
            throw ConfigurationMistake("Dit is geen tekstbestand.")
        }
        var text = text
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { ctoml_read($0.baseAddress, $0.count) }
        }
        guard let document else {
            throw ConfigurationMistake("Er is geen geheugen om dit te lezen.")
        }
        defer { ctoml_free(document) }
        if let mistake = mistake(in: document) { throw mistake }
        var count = 0
        guard let first = ctoml_nodes(document, &count) else { return TOMLNode(.table([:])) }
        var index = 0
        return TOMLNode(UnsafeBufferPointer(start: first, count: count), &index)
    }

    private static func mistake(in document: OpaquePointer) -> ConfigurationMistake? {
        var place = ctoml_place()
        var message = ctoml_text()
        let error = ctoml_error_of(document, &place, &message)
        let sentence: SafeText
        switch error {
        case CTOML_NONE: return nil
        case CTOML_SYNTAX:
            sentence = "Dit is geen TOML (\(SafeText(line: String(message), limit: 200)))."
        case CTOML_STRAY: sentence = "Dit teken kan hier niet staan."
        case CTOML_TOO_DEEP:
            sentence = "Op deze regel staan meer dan \(CTOML_MOST_DOTS) punten."
        case CTOML_TOO_MANY:
            return ConfigurationMistake(
                "Dit bestand heeft meer dan \(CTOML_MOST_NODES) waarden.")
        default: sentence = "Dit is geen TOML."
        }
        return ConfigurationMistake(sentence, at: .init(place))
    }

    /// The node at `index`, with those in it; `index` then is that of the next one.
    private init(_ nodes: UnsafeBufferPointer<ctoml_node>, _ index: inout Int) {
        let node = nodes[index]
        let end = index + node.below
        index += 1
        let value: Value
        switch node.kind {
        case CTOML_TABLE:
            var table: [String: TOMLNode] = [:]
            while index <= end {
                let key = String(nodes[index].key)
                table[key] = TOMLNode(nodes, &index)
            }
            value = .table(table)
        case CTOML_ARRAY:
            var array: [TOMLNode] = []
            while index <= end { array.append(TOMLNode(nodes, &index)) }
            value = .array(array)
        case CTOML_STRING: value = .string(String(node.string))
        case CTOML_INTEGER: value = .integer(Int(node.integer))
        case CTOML_BOOLEAN: value = .boolean(node.integer != 0)
        default: value = .other
        }
        let place = ConfigurationMistake.Place(node.place)
        self.init(
            value, at: place, keyAt: node.key.bytes == nil ? place : .init(node.key_place))
    }
}

extension ConfigurationMistake.Place {
    fileprivate init(_ place: ctoml_place) {
        self.init(line: Int(place.line), column: Int(place.column))
    }
}

extension String {
    fileprivate init(_ text: ctoml_text) {
        let bytes = UnsafeBufferPointer(start: text.bytes, count: text.length)
        self = bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    }
}
