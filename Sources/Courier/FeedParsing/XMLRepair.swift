import Markup

/// Mends what keeps a feed from being XML, byte by byte and without understanding its elements:
/// ampersands that begin no reference, references to entities of HTML, `<` that begins no tag,
/// quotation marks inside the values of attributes, sections that never end, and whatever stands
/// before the first tag.
///
/// Elements that are not closed are left to libxml2's recovery.
struct XMLRepair {
    private let bytes: [UInt8]
    private let entities: [String: String]
    private var output: [UInt8] = []
    private var expansion = 0
    private var references = CharacterReferences()
    private var index = 0
    private var maximum = 0
    /// Before these places no value of an attribute ends in `"`, and none in `'`.
    private var unquotedUntil = (double: 0, single: 0)

    /// Repair ends when it has made a document this many times as long, and the rest is left out.
    private static let maximumGrowth = 2

    /// Bytes that a document's own entities may bring.
    private static let maximumExpansion = 100_000

    init(_ bytes: [UInt8], entities: [String: String]) {
        self.bytes = bytes
        self.entities = entities
    }

    /// The repaired document, after `prefix`. Linear in its length.
    consuming func repaired(after prefix: some Collection<UInt8>) -> [UInt8] {
        maximum = 1000 + prefix.count + bytes.count * XMLRepair.maximumGrowth
        output.reserveCapacity(prefix.count + bytes.count + bytes.count / 8)
        output.append(contentsOf: prefix)
        index = bytes.firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        while index < bytes.count, output.count < maximum {
            switch bytes[index] {
            case UInt8(ascii: "<"): mendTag()
            case UInt8(ascii: "&"): mendReference()
            default: copyText()
            }
        }
        return output
    }

    private mutating func copyText() {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<"),
            bytes[index] != UInt8(ascii: "&")
        {
            index += 1
        }
        output.append(contentsOf: bytes[start..<index])
    }

    private mutating func mendTag() {
        if skips("<![CDATA[") {
            let end = section(endingIn: "]]>")
            output.append(contentsOf: "<![CDATA[".utf8)
            output.append(contentsOf: bytes[index..<end])
            output.append(contentsOf: "]]>".utf8)
            index = min(end + 3, bytes.count)
        } else if skips("<!--") {
            index = min(section(endingIn: "-->") + 3, bytes.count)
        } else if skips("<?") || skips("<!") {
            // Declarations and instructions mean nothing inside the elements around it.
            index = min(section(endingIn: ">") + 1, bytes.count)
        } else {
            index += 1
            let next = index < bytes.count ? bytes[index] : 0
            let isTag = next.isASCIILetter || next >= 0x80 || "/_:".utf8.contains(next)
            output.append(contentsOf: isTag ? "<".utf8 : "&lt;".utf8)
            if isTag { mendAttributes() }
        }
    }

    /// Copies a tag up to its end; goes as far as its attributes are written as such.
    private mutating func mendAttributes() {
        while index < bytes.count, output.count < maximum, !"<>".utf8.contains(bytes[index]) {
            let byte = bytes[index]
            if byte == UInt8(ascii: "&") {
                mendReference()
                continue
            }
            output.append(byte)
            index += 1
            guard byte == UInt8(ascii: "="), index < bytes.count, "\"'".utf8.contains(bytes[index])
            else { continue }
            mendValue(quotedBy: bytes[index])
        }
    }

    /// Copies the value of an attribute. It ends at a quotation mark behind which the tag ends or
    /// another attribute comes; those before it are its own.
    private mutating func mendValue(quotedBy mark: UInt8) {
        let isDouble = mark == UInt8(ascii: "\"")
        guard index >= (isDouble ? unquotedUntil.double : unquotedUntil.single) else { return }
        var end = index + 1
        // A value in which another tag begins was never closed.
        while end < bytes.count, bytes[end] != UInt8(ascii: "<"),
            !(bytes[end] == mark && endsValue(end))
        {
            end += 1
        }
        guard end < bytes.count, bytes[end] == mark else {
            if isDouble { unquotedUntil.double = end } else { unquotedUntil.single = end }
            return
        }
        output.append(mark)
        index += 1
        while index < end, output.count < maximum {
            switch bytes[index] {
            case UInt8(ascii: "&"): mendReference()
            case mark:
                output.append(contentsOf: isDouble ? "&quot;".utf8 : "&apos;".utf8)
                index += 1
            default:
                output.append(bytes[index])
                index += 1
            }
        }
        output.append(mark)
        index = end + 1
    }

    /// Whether the tag ends behind the quotation mark at `place`, or another attribute follows.
    private func endsValue(_ place: Int) -> Bool {
        let rest = bytes[(place + 1)...].prefix(100)
        guard let next = rest.first else { return true }
        if "/>?".utf8.contains(next) { return true }
        guard next <= 0x20 else { return false }
        let name = rest.drop { $0 <= 0x20 }
        guard let first = name.first else { return true }
        if "/>?".utf8.contains(first) { return true }
        let behind = name.drop { $0 > 0x20 && !"=\"'<>".utf8.contains($0) }
        return behind.startIndex > name.startIndex
            && behind.drop { $0 <= 0x20 }.first == UInt8(ascii: "=")
    }

    /// Copies a reference, replaces it by what it stands for, or takes its ampersand as text.
    private mutating func mendReference() {
        index += 1
        guard let end = bytes[index...].prefix(40).firstIndex(of: UInt8(ascii: ";")) else {
            return output.append(contentsOf: "&amp;".utf8)
        }
        let name = String(decoding: bytes[index..<end], as: UTF8.self)
        if name.first == "#" {
            guard let value = CharacterReferences.number(name.dropFirst()) else {
                return output.append(contentsOf: "&amp;".utf8)
            }
            if XMLCharacter.isAllowed(value) { output.append(contentsOf: "&#\(value);".utf8) }
        } else if ["amp", "lt", "gt", "quot", "apos"].contains(name) {
            output.append(contentsOf: "&\(name);".utf8)
        } else if let text = ownEntity(name) ?? references.character(name) {
            output.append(contentsOf: text.utf8)
        } else {
            return output.append(contentsOf: "&amp;".utf8)
        }
        index = end + 1
    }

    private mutating func ownEntity(_ name: String) -> String? {
        guard let text = entities[name], expansion + text.utf8.count <= XMLRepair.maximumExpansion
        else { return nil }
        expansion += text.utf8.count
        return text
    }

    /// Whether `text` stands here; if so, goes behind it.
    private mutating func skips(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - index >= count,
            (0..<count).allSatisfy({ bytes[index + $0] == text.utf8Start[$0] })
        else { return false }
        index += count
        return true
    }

    /// Where the section ends that `text` ends, or the document.
    private func section(endingIn text: StaticString) -> Int {
        let count = text.utf8CodeUnitCount
        var here = index
        while here + count <= bytes.count {
            if (0..<count).allSatisfy({ bytes[here + $0] == text.utf8Start[$0] }) { return here }
            here += 1
        }
        return bytes.count
    }
}
