import Foundation
import Markup

/// The text of one element on its way from the parser.
struct FieldText {
    /// How it is meant.
    enum Kind {
        /// As it stands; elements in it are passed over.
        case token
        /// As it stands, unless there are elements in it.
        case plain
        /// HTML written as text: escaped or in CDATA.
        case escaped
        /// HTML written as elements.
        case inline
    }

    /// How it is meant.
    private(set) var kind: Kind
    private(set) var bytes: [UInt8] = []
    /// Whether there are elements in it.
    private(set) var hasElements = false
    private var depth = 0

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// Adds text, UTF-8.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        if kind == .inline || (kind == .escaped && depth > 0) {
            FieldText.append(text, escapedTo: &bytes)
        } else {
            bytes.append(contentsOf: text)
        }
    }

    /// An element begins inside the text. Plain text that holds one was inline markup all along.
    mutating func open(_ name: UnsafeBufferPointer<UInt8>, _ attributes: XMLAttributes) {
        guard kind != .token else { return }
        depth += 1
        hasElements = true
        if kind == .plain {
            kind = .inline
            let text = bytes
            bytes.removeAll()
            text.withUnsafeBufferPointer { FieldText.append($0, escapedTo: &bytes) }
        }
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name)
        attributes.forEach { name, value in
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: name)
            bytes.append(contentsOf: "=\"".utf8)
            Array(value.utf8).withUnsafeBufferPointer { FieldText.append($0, escapedTo: &bytes) }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }

    /// The element that was opened last ends.
    mutating func close(_ name: UnsafeBufferPointer<UInt8>) {
        guard kind != .token else { return }
        depth -= 1
        // An end tag of these would stand for one more of them.
        let name = Array(name)
        if ["br", "hr", "img"].contains(MarkupName(name)) { return }
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: name)
        bytes.append(UInt8(ascii: ">"))
    }

    /// Reads the bytes as Base64 (RFC 4648); what is in it counts only if it is text in UTF-8.
    mutating func decodeBase64() {
        let decoded = Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters)
        bytes = [UInt8](decoded ?? Data())
        let survey = bytes.withUnsafeBufferPointer(ByteSurvey.init)
        if !survey.isUTF8 || survey.hasForbidden { bytes.removeAll() }
    }

    /// The text as a string without white space at its ends.
    var string: String {
        var text = bytes[...]
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return String(decoding: text.drop { $0 <= 0x20 }, as: UTF8.self)
    }

    private static func append(
        _ text: UnsafeBufferPointer<UInt8>, escapedTo bytes: inout [UInt8]
    ) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
