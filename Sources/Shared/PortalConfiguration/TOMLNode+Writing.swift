import CTOML
import Foundation
import PortalModel

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
