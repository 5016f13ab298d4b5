import CLibXML2

/// Character references in text that holds no tags (HTML, 13.2.5.72 and on): `&eacute;`, `&#8364;`.
public struct CharacterReferences {
    /// What was looked up before: libxml2 looks through all names each time. Nothing is
    /// remembered as an empty text.
    private var known: [String: String] = [:]

    /// Nothing was looked up yet.
    public init() {}

    /// `text`, UTF-8, with the characters that its references stand for. Linear in its length.
    mutating func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "&"),
                let end = text[index...].prefix(40).firstIndex(of: UInt8(ascii: ";"))
            else {
                output.append(text[index])
                index += 1
                continue
            }
            let name = String(decoding: text[(index + 1)..<end], as: UTF8.self)
            if let character = character(name) {
                output.append(contentsOf: character.utf8)
                index = end + 1
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return output
    }

    /// What `&name;` stands for; nil for nothing.
    public mutating func character(_ name: String) -> String? {
        if name.first == "#" {
            return CharacterReferences.number(name.dropFirst()).flatMap { value in
                guard XMLCharacter.isAllowed(value) else { return nil }
                return Unicode.Scalar(value).map { String(Character($0)) }
            }
        }
        if let text = known[name] { return text.isEmpty ? nil : text }
        let scalar = htmlEntityLookup(name).flatMap { Unicode.Scalar($0.pointee.value) }
        let text = name == "apos" ? "'" : scalar.map { String(Character($0)) } ?? ""
        if known.count < 1000 { known[name] = text }
        return text.isEmpty ? nil : text
    }

    /// The value of `8364` or `x20AC`.
    public static func number(_ digits: Substring) -> UInt32? {
        if let first = digits.first, first == "x" || first == "X" {
            return UInt32(digits.dropFirst(), radix: 16)
        }
        return UInt32(digits)
    }
}

extension MarkupReader {
    /// `text`, HTML without any tag, as plain text.
    public static func plainText(untagged text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
        var references = CharacterReferences()
        return references.decoded(text)
    }
}
