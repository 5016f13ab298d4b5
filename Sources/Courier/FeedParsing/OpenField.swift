import Foundation
import Markup
import PortalModel

/// The element of a feed whose text is being gathered.
struct OpenField {
    let origin: FeedBuilder.Open
    /// Where relative links in it count from, if the feed says.
    let base: WebAddress?
    let traits: Traits
    private(set) var text: FieldText
    /// The parts of a person: a name and, for want of one, a mail address.
    private(set) var person: String?

    private var part: FeedElement?
    private var depth = 0

    /// What attributes say of a field.
    struct Traits: OptionSet {
        let rawValue: Int

        /// A guid that is not the address of its page.
        static let isNoLink = Traits(rawValue: 1)
        /// Text that comes in Base64.
        static let isBase64 = Traits(rawValue: 2)
        /// Atom's text without a type.
        static let isUntyped = Traits(rawValue: 4)
    }

    init(_ origin: FeedBuilder.Open, _ kind: FieldText.Kind, _ traits: Traits, base: WebAddress?) {
        self.origin = origin
        self.traits = traits
        self.base = base
        text = FieldText(kind)
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        text.append(bytes)
    }

    mutating func open(_ tag: StartTag) {
        depth += 1
        if case .author = origin.element {
            part = tag.element
            text = FieldText(.token)
        } else {
            text.open(tag.bytes, tag.attributes)
        }
    }

    mutating func close(_ name: UnsafeBufferPointer<UInt8>) {
        depth -= 1
        guard case .author = origin.element else { return text.close(name) }
        let value = text.string
        if !value.isEmpty {
            switch part {
            case .personName: person = value
            case .personAddress: person = person ?? value
            default: break
            }
        }
        part = nil
        text = FieldText(.token)
    }

    consuming func finish() -> FieldText {
        if traits.contains(.isBase64) { text.decodeBase64() }
        return text
    }
}

/// The text of one element on its way from the parser.
struct FieldText {
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

    private(set) var kind: Kind
    private(set) var bytes: [UInt8] = []
    private(set) var hasElements = false
    private var depth = 0

    init(_ kind: Kind) {
        self.kind = kind
    }

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

    private static func append(_ text: UnsafeBufferPointer<UInt8>, escapedTo bytes: inout [UInt8]) {
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
