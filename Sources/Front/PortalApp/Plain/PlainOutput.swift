import Foundation
import PortalModel
import TextGrid

/// What a command prints, as text or as JSON.
///
/// In JSON keys are English and stay as they are, times are ISO 8601 in UTC, and what is not known
/// is null.
public protocol PlainOutput: JSONObject {
    /// Lines of at most `width` columns.
    func text(width: Int) -> String
}

/// Something that is an object in JSON, with null for what is nil.
public protocol JSONObject: Encodable {
    typealias Members = KeyValuePairs<String, (any Encodable)?>

    var members: Members { get }
}

extension JSONObject {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: JSONKey.self)
        for (name, value) in members {
            if let value {
                try container.encode(value, forKey: JSONKey(stringValue: name))
            } else {
                try container.encodeNil(forKey: JSONKey(stringValue: name))
            }
        }
    }

    /// The whole text, keys in alphabetical order, with a line break at its end.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

extension Encoder {
    /// Encodes an object without the members that are nil, as formats ask for whose members are
    /// left out where they are not known.
    func encodeKnown(_ members: JSONObject.Members) throws {
        var container = container(keyedBy: JSONKey.self)
        for case (let name, let value?) in members {
            try container.encode(value, forKey: JSONKey(stringValue: name))
        }
    }
}

private struct JSONKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) { nil }
}

/// Text for a pipe, a printer or a screen reader: lines of at most a width, and nothing but
/// characters that are read.
public struct PlainTextFormatter {
    private let width: Int
    /// Whether tables are told cell after cell.
    private let isLinear: Bool
    public private(set) var string = ""

    public init(width: Int, isLinear: Bool = false) {
        self.width = width
        self.isLinear = isLinear
    }

    public mutating func addBlank() {
        string += "\n"
    }

    /// Adds `text`, broken into lines, after `indent` columns in which the first line has
    /// `label`. With `maximumLines` what is left over is cut.
    public mutating func add(
        _ text: SafeText, label: SafeText = .empty, indent: Int = 0, maximumLines: Int? = nil
    ) {
        var margin = label
        let lines = wrap(text, width: max(1, width - indent), maximumLines: maximumLines)
        for line in lines {
            string += margin.padded(to: indent).string + line.string + "\n"
            margin = .empty
        }
    }

    /// Adds a document as it is typeset, and its addresses below it under `linksTitle`.
    mutating func add(_ document: Document, linksTitle: SafeText) {
        let typesetter = Typesetter(measure: width, tables: isLinear ? .records : .columns)
        let typeset = typesetter.typeset(document)
        for line in typeset.lines {
            string += String(repeating: " ", count: line.indent) + line.text + "\n"
        }
        guard !typeset.links.isEmpty else { return }
        addBlank()
        add(linksTitle)
        for (index, address) in typeset.links.enumerated() {
            addUnbroken("[\(index + 1)] \(address.text)")
        }
    }

    /// Adds `text` in lines that break between words only, and not within quotation marks, however
    /// long such a part is: a command or an address that is broken cannot be copied.
    mutating func addCopyable(_ text: SafeText, label: SafeText, indent: Int) {
        var line = ""
        var margin = label
        func end(_ string: inout String) {
            string += margin.padded(to: indent).string + line + "\n"
            (margin, line) = (.empty, "")
        }
        for part in Self.unbreakable(text.string) {
            let columns = SafeText(cleaning: line).columns + SafeText(cleaning: part).columns + 1
            if !line.isEmpty, columns > width - indent { end(&string) }
            line += line.isEmpty ? part : " \(part)"
        }
        if !line.isEmpty { end(&string) }
    }

    /// The words of `text`, those between two quotation marks as one.
    private static func unbreakable(_ text: String) -> [String] {
        var parts: [String] = []
        var isQuoted = false
        for word in text.split(separator: " ").map(String.init) {
            if isQuoted {
                parts[parts.count - 1] += " \(word)"
                isQuoted = !word.contains("'")
            } else {
                parts.append(word)
                isQuoted = word.first == "'" && !word.dropFirst().contains("'")
            }
        }
        return parts
    }

    /// Adds `text` on one line, however long: a broken address cannot be copied.
    public mutating func addUnbroken(_ text: SafeText) {
        string += text.string + "\n"
    }
}
