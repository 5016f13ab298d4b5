import Foundation

/// The attributes of one start tag as libxml2's SAX interface gives them: pairs of name and value,
/// ended by a null name. Good only as long as the callback runs.
public struct MarkupAttributes {
    private let pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    /// The attributes that `pairs` points to; none where it is nil.
    public init(_ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        self.pairs = pairs
    }

    /// The value of the attribute called `name`, which is written in lower case, as is every name
    /// that libxml2 gives; nil where it is absent or has no value.
    subscript(name: StaticString) -> String? {
        bytes(of: name).map { String(cString: $0) }
    }

    /// What they say of the element, whatever its name.
    var traits: ElementTraits {
        guard let pairs else { return [] }
        var traits: ElementTraits = []
        var index = 0
        while let name = pairs[index] {
            switch name.pointee {
            case UInt8(ascii: "h") where isEqual(name, "hidden"):
                traits.insert(.hidden)
            case UInt8(ascii: "s") where isEqual(name, "style"):
                if let style = pairs[index + 1] { traits.formUnion(InlineStyle.traits(of: style)) }
            case UInt8(ascii: "c") where isEqual(name, "class"):
                if let names = pairs[index + 1] {
                    traits.formUnion(MarkupAttributes.traits(ofClass: names))
                }
            default: break
            }
            index += 2
        }
        return traits
    }

    /// What the classes of programs that draw formulas say of an element.
    private static func traits(ofClass names: UnsafePointer<UInt8>) -> ElementTraits {
        let names = UnsafeRawPointer(names).assumingMemoryBound(to: CChar.self)
        if strstr(names, "katex-html") != nil { return .copiesFormula }
        if strstr(names, "caption") != nil || strstr(names, "bijschrift") != nil {
            return String(cString: names).split(whereSeparator: \.isWhitespace)
                .contains(where: isOfCaption) ? .namedCaption : []
        }
        guard strstr(names, "MathJax") != nil else { return [] }
        return strstr(names, "MathJax_Preview") != nil ? .awaitsFormula : .enclosesFormula
    }

    /// Whether a class is that of a caption itself, as WordPress and others name it, and not of
    /// what holds it together with its picture.
    private static func isOfCaption(_ name: Substring) -> Bool {
        name.hasSuffix("caption-text") || name.contains("bijschrift")
            || name.hasSuffix("caption") && name != "wp-caption" && !name.hasPrefix("has-")
                && !name.hasPrefix("with-")
    }

    /// The whole number that the attribute's value begins with: `"640px"` is 640.
    func number(_ name: StaticString) -> Int? {
        guard let value = self[name] else { return nil }
        return Int(value.drop(while: \.isWhitespace).prefix { "0123456789-".contains($0) })
    }

    /// Whether the attribute called `name` is there, with or without a value.
    func has(_ name: StaticString) -> Bool { index(of: name) != nil }

    /// Whether one of `words` stands in the value of the attribute called `name`.
    ///
    /// Makes no `String`: pages are full of pictures.
    func holds(_ words: [StaticString], in name: StaticString) -> Bool {
        guard let value = bytes(of: name) else { return false }
        let text = UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self)
        return words.contains { word in
            let start = UnsafeRawPointer(word.utf8Start).assumingMemoryBound(to: CChar.self)
            return strstr(text, start) != nil
        }
    }

    private func bytes(of name: StaticString) -> UnsafePointer<UInt8>? {
        guard let pairs, let index = index(of: name) else { return nil }
        return pairs[index + 1]
    }

    private func index(of name: StaticString) -> Int? {
        guard let pairs else { return nil }
        var index = 0
        while let candidate = pairs[index] {
            if isEqual(candidate, name) { return index }
            index += 2
        }
        return nil
    }

    private func isEqual(_ candidate: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
        let length = name.utf8CodeUnitCount
        for offset in 0..<length where candidate[offset] != name.utf8Start[offset] {
            return false
        }
        return candidate[length] == 0
    }
}
