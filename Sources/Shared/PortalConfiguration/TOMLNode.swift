import CTOML
import Foundation
import PortalModel

/// A value in a TOML document (TOML 1.0), and where it stands.
public struct TOMLNode: Hashable, Sendable {
    /// What a node can hold; dates and fractions become `.other`, since no file of ours has
    /// any, and so is what lies deeper than any file of ours goes.
    public enum Value: Hashable, Sendable {
        case table([String: TOMLNode])
        case array([TOMLNode])
        case string(String)
        case integer(Int)
        case boolean(Bool)
        case other
    }

    public let value: Value
    /// Where it begins; nil in no document.
    public let place: ConfigurationMistake.Place?
    /// Where its key begins, or where it does itself when it has none.
    public let keyPlace: ConfigurationMistake.Place?

    /// A value that stands in no document yet.
    public init(_ value: Value) {
        self.init(value, at: nil, keyAt: nil)
    }

    init(
        _ value: Value, at place: ConfigurationMistake.Place?,
        keyAt keyPlace: ConfigurationMistake.Place?
    ) {
        self.value = value
        self.place = place
        self.keyPlace = keyPlace
    }

    /// The top of the document `text`; throws where and why it is no TOML, or more of it than any
    /// file of ours needs. Linear in the length of `text`.
    static func parsing(_ text: String) throws(ConfigurationMistake) -> TOMLNode {
        guard !text.utf8.contains(0) else {
            throw ConfigurationMistake("dit is geen tekstbestand")
        }
        var text = text
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { ctoml_read($0.baseAddress, $0.count) }
        }
        guard let document else {
            throw ConfigurationMistake("er is geen geheugen om dit te lezen")
        }
        defer { ctoml_free(document) }
        if let mistake = mistake(in: document, of: text) { throw mistake }
        var count = 0
        guard let first = ctoml_nodes(document, &count) else { return TOMLNode(.table([:])) }
        var index = 0
        return TOMLNode(UnsafeBufferPointer(start: first, count: count), &index)
    }

    private static func mistake(
        in document: OpaquePointer, of text: String
    ) -> ConfigurationMistake? {
        var place = ctoml_place()
        var message = ctoml_text()
        let error = ctoml_error_of(document, &place, &message)
        let sentence: SafeText
        switch error {
        case CTOML_NONE: return nil
        case CTOML_SYNTAX:
            let message = TOMLMessage(String(message), in: text, at: .init(place))
            sentence = message.dutch ?? "dit is geen TOML"
        case CTOML_STRAY: sentence = "dit teken kan hier niet staan"
        case CTOML_TOO_DEEP:
            sentence = "op deze regel staan meer dan \(CTOML_MOST_DOTS) punten"
        case CTOML_TOO_MANY:
            return ConfigurationMistake(
                "dit bestand heeft meer dan \(CTOML_MOST_NODES) waarden")
        default: sentence = "dit is geen TOML"
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

extension TOMLNode.Value {
    /// The document whose top is this table, in TOML 1.0 with a line break at its end, keys in
    /// alphabetical order; empty for anything but a table.
    ///
    /// Strings are written on one line, with escapes where they need them. A table in an array
    /// stands under a header of its own at the top, between braces further down. What is `.other`
    /// is left out.
    public var document: String {
        guard case .table(let values) = self else { return "" }
        let writer = ctoml_begin()
        for (key, node) in values { node.value.add(to: writer, under: key, isTop: true) }
        var length = 0
        guard let text = ctoml_finish(writer, &length) else { return "" }
        defer { free(text) }
        let bytes = UnsafeRawBufferPointer(start: text, count: length)
        return bytes.isEmpty ? "" : String(decoding: bytes, as: UTF8.self) + "\n"
    }

    /// Adds itself to what was begun last: under `key` to a table, without one to an array.
    private func add(to writer: OpaquePointer?, under key: String?, isTop: Bool) {
        Self.with(key) { key in
            switch self {
            case .string(let text): Self.with(text) { ctoml_add_string(writer, key, $0) }
            case .integer(let number): ctoml_add_integer(writer, key, Int64(number))
            case .boolean(let truth): ctoml_add_boolean(writer, key, truth)
            case .other: break
            case .array(let nodes):
                ctoml_begin_array(writer, key)
                for node in nodes { node.value.add(to: writer, under: nil, isTop: isTop) }
                ctoml_end(writer)
            case .table(let nodes):
                ctoml_begin_table(writer, key, !isTop)
                for (key, node) in nodes {
                    node.value.add(to: writer, under: key, isTop: false)
                }
                ctoml_end(writer)
            }
        }
    }

    private static func with(_ text: String?, _ work: (UnsafePointer<ctoml_text>?) -> Void) {
        guard var text else { return work(nil) }
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                var text = ctoml_text(bytes: bytes.baseAddress, length: bytes.count)
                work(&text)
            }
        }
    }
}
