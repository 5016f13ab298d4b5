import Foundation

/// The attributes of one start tag as libxml2's SAX interface gives them: pairs of name and value,
/// ended by a null name. Good only as long as the callback runs.
public struct MarkupAttributes {
    private let pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    public init(_ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        self.pairs = pairs
    }

    /// The value of the attribute called `name`, which is written in lower case, as is every name
    /// that libxml2 gives; nil where it is absent or has no value.
    subscript(name: StaticString) -> String? {
        bytes(of: name).map { String(cString: $0) }
    }

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

/// The declarations in an element's `style`.
public enum InlineStyle {
    /// Whether `style`, a C string, keeps its element from being shown: `display: none` or
    /// `visibility: hidden`, whatever their case.
    ///
    /// Linear in its length, and makes no `String`: many pages are full of styles.
    public static func hides(_ style: UnsafePointer<UInt8>) -> Bool {
        traits(of: style).contains(.hidden)
    }

    /// What `style`, a C string, says of its element, in one walk along its declarations.
    static func traits(of style: UnsafePointer<UInt8>) -> ElementTraits {
        var traits: ElementTraits = []
        forEachDeclaration(in: style) { property, value in
            if begins(value, with: "none"), ends(property, with: "display") {
                traits.insert(.hidden)
            } else if begins(value, with: "hidden"), ends(property, with: "visibility") {
                traits.insert(.hidden)
            } else if begins(value, with: "super"), ends(property, with: "vertical-align") {
                traits.insert(.superscript)
            } else if begins(value, with: "sub"), ends(property, with: "vertical-align") {
                traits.insert(.subscript)
            } else if begins(value, with: "pre"), ends(property, with: "white-space") {
                traits.insert(.keepsLines)
            } else if ends(property, with: "text-decoration")
                || ends(property, with: "text-decoration-line"), holds(value, "line-through")
            {
                traits.insert(.struck)
            }
        }
        return traits
    }

    /// The length that `style`, a C string, gives to `property`, in pixels of a page; nil where it
    /// gives none.
    static func length(of property: StaticString, in style: String) -> Double? {
        var length: Double?
        style.withCString { pointer in
            let style = UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
            forEachDeclaration(in: style) { name, value in
                guard length == nil, ends(name, with: property, wholly: true) else { return }
                length = pixels(value)
            }
        }
        return length
    }

    /// The length at the start of a C string in pixels: a bare number or one with `px`, or with
    /// `em`, `rem` or `ex`, of which a line has one.
    static func pixels(_ value: UnsafePointer<CChar>) -> Double? {
        var end: UnsafeMutablePointer<CChar>?
        let number = strtod(value, &end)
        guard let end, end != UnsafeMutablePointer(mutating: value), number.isFinite else {
            return nil
        }
        switch end.pointee {
        case CChar(UInt8(ascii: "e")), CChar(UInt8(ascii: "r")): return number * 16
        case CChar(UInt8(ascii: "%")), CChar(UInt8(ascii: "v")): return nil
        default: return number
        }
    }

    private typealias Text = Range<UnsafePointer<CChar>>

    private static func forEachDeclaration(
        in style: UnsafePointer<UInt8>, _ body: (Text, UnsafePointer<CChar>) -> Void
    ) {
        let start = UnsafeRawPointer(style).assumingMemoryBound(to: CChar.self)
        var rest = start
        while let colon = strchr(rest, CInt(UInt8(ascii: ":"))).map({ UnsafePointer($0) }) {
            let property = start..<colon
            rest = colon + 1
            body(property, rest + strspn(rest, blanks.utf8Start))
        }
    }

    private static let blanks: StaticString = " \t\n\r"

    /// Whether `word` stands in the value that begins at `text`.
    private static func holds(_ text: UnsafePointer<CChar>, _ word: StaticString) -> Bool {
        var next = text
        while next.pointee != 0, next.pointee != CChar(UInt8(ascii: ";")) {
            if begins(next, with: word) { return true }
            next += 1
        }
        return false
    }

    private static func begins(_ text: UnsafePointer<CChar>, with word: StaticString) -> Bool {
        // Most differ in their first letter.
        text.pointee | 0x20 == CChar(bitPattern: word.utf8Start.pointee | 0x20)
            && strncasecmp(text, word.utf8Start, word.utf8CodeUnitCount) == 0
    }

    /// Whether `word` and any blanks after it end the text; `wholly` if nothing of its name stands
    /// before it.
    private static func ends(_ text: Text, with word: StaticString, wholly: Bool = false) -> Bool {
        var end = text.upperBound
        while end > text.lowerBound, strchr(blanks.utf8Start, CInt(end[-1])) != nil { end -= 1 }
        let length = word.utf8CodeUnitCount
        guard end - text.lowerBound >= length, begins(end - length, with: word) else {
            return false
        }
        guard wholly, end - length > text.lowerBound else { return true }
        return strchr("; \t\n\r", CInt(end[-length - 1])) != nil
    }
}

/// What attributes say of an element, whatever its name.
struct ElementTraits: OptionSet {
    let rawValue: UInt16

    /// Not shown: `hidden`, or a style that says so.
    static let hidden = ElementTraits(rawValue: 1)
    static let struck = ElementTraits(rawValue: 2)
    static let superscript = ElementTraits(rawValue: 4)
    static let `subscript` = ElementTraits(rawValue: 8)
    /// Its line ends count by its style.
    static let keepsLines = ElementTraits(rawValue: 16)
    /// Draws the formula that stands before it in MathML: KaTeX.
    static let copiesFormula = ElementTraits(rawValue: 32)
    /// Draws a formula, with MathML for those who do not see it inside: MathJax.
    static let enclosesFormula = ElementTraits(rawValue: 64)
    /// Stands for a formula until MathJax has drawn it.
    static let awaitsFormula = ElementTraits(rawValue: 128)
    /// Named after captions by its class.
    static let namedCaption = ElementTraits(rawValue: 256)
    /// Taken for the caption of the picture before it.
    static let isCaption = ElementTraits(rawValue: 512)
}
