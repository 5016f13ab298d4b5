import PortalModel

/// Tells tags from text that only looks like them, in text whose author wrote `<` and `>` without
/// escaping them: `Vec<T> in Rust`, `het <video>-element`, `if (a<b)`.
///
/// Every `<` is looked at once, and no further than to the next one.
enum WrittenTags {
    /// What looks like a tag.
    private struct Tag {
        let name: MarkupName
        let start: Int
        let isEnd: Bool
        let hasAttributes: Bool
        /// The byte behind its `>`; 0 at the end of the text.
        let next: UInt8
    }

    /// `title`, HTML on one line, with the `<` of all that is no markup written as a reference; nil
    /// where there is none such.
    ///
    /// Markup are elements of running text that are closed, elements with attributes, comments and
    /// `<br>`. Everything else is what the title is about.
    static func escaping(inTitle title: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let tags = Array(Tags(title))
        var open: [MarkupName: [Int]] = [:]
        var isMarkup = Array(repeating: false, count: tags.count)
        for (index, tag) in tags.enumerated() {
            if tag.isEnd {
                guard let start = open[tag.name]?.popLast() else { continue }
                isMarkup[start] = true
                isMarkup[index] = true
            } else if isAlone(tag) {
                // `het <br>-element` names the element.
                isMarkup[index] = tag.hasAttributes || tag.next != UInt8(ascii: "-")
            } else {
                isMarkup[index] = tag.hasAttributes && known.contains(tag.name)
                if isMarkup[index] || running.contains(tag.name) {
                    open[tag.name, default: []].append(index)
                }
            }
        }
        let markup = Set(zip(tags, isMarkup).lazy.filter(\.1).map(\.0.start))
        var escaped: [UInt8] = []
        var isChanged = false
        for (index, byte) in title.enumerated() {
            if byte == UInt8(ascii: "<"), !markup.contains(index),
                !title[index...].starts(with: "<!--".utf8)
            {
                escaped.append(contentsOf: "&lt;".utf8)
                isChanged = true
            } else {
                escaped.append(byte)
            }
        }
        return isChanged ? escaped : nil
    }

    private static func isAlone(_ tag: Tag) -> Bool { tag.name == "br" || tag.name == "wbr" }

    /// Whether `text` is HTML, perhaps with `<` in it that are text: there is the end of an
    /// element, one with attributes, or one that needs no end.
    static func areMarkup(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        Tags(text).contains { tag in
            tag.isEnd || tag.hasAttributes || unclosed.contains(tag.name)
        }
    }

    private static let unclosed: Set<MarkupName> = ["br", "p", "hr", "li"]

    /// Elements that stand in a title to be seen and not to be talked of, once they are closed.
    private static let running: Set<MarkupName> = [
        "em", "i", "b", "strong", "u", "s", "del", "ins", "strike", "sup", "sub", "span", "a",
        "font", "small", "big", "mark", "code", "tt", "kbd", "samp", "var", "cite", "q", "abbr",
        "acronym", "dfn", "time", "bdi", "bdo", "ruby", "rb", "rt", "rp", "p", "div",
        "center", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "math", "mrow", "mi",
        "mn", "mo", "mtext", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot", "mstyle",
        "mover", "munder", "semantics", "annotation", "blink", "label", "nobr",
    ]

    /// Elements that stand in the text of articles.
    private static let known: Set<MarkupName> = running.union([
        "br", "wbr", "img", "hr", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
        "table", "tbody", "thead", "tr", "td", "th", "caption", "figure", "figcaption", "picture",
        "source", "iframe", "video", "audio", "object", "embed", "form", "input", "section",
        "article", "aside", "header", "footer", "main", "nav", "address", "details", "summary",
        "html", "head", "body", "title", "link", "meta", "svg", "noscript", "button", "template",
        "applet", "param", "frameset", "frame", "base", "map", "area",
    ])

    /// Attributes whose values are written without quotation marks.
    private static let attributes: Set<MarkupName> = [
        "href", "src", "class", "id", "style", "align", "width", "height", "border", "color",
        "size", "face", "alt", "title", "rel", "target", "lang", "dir",
    ]

    private struct Tags: Sequence, IteratorProtocol {
        let bytes: UnsafeBufferPointer<UInt8>
        var index = 0

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
        }

        mutating func next() -> Tag? {
            while index < bytes.count {
                guard bytes[index] == UInt8(ascii: "<") else {
                    index += 1
                    continue
                }
                let start = index
                index += 1
                if let tag = tag(from: start) { return tag }
            }
            return nil
        }

        /// The tag that begins at `start`, whose `<` was passed.
        private mutating func tag(from start: Int) -> Tag? {
            let isEnd = index < bytes.count && bytes[index] == UInt8(ascii: "/")
            if isEnd { index += 1 }
            let nameStart = index
            while index < bytes.count, bytes[index].isASCIIAlphanumeric { index += 1 }
            guard index > nameStart, index < bytes.count, bytes[nameStart].isASCIILetter else {
                return nil
            }
            let name = MarkupName(bytes[nameStart..<index])
            guard bytes[index] <= 0x20 || "/>".utf8.contains(bytes[index]) else { return nil }
            var hasAttributes = false
            while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: "=") {
                    hasAttributes = hasAttributes || endsAttributeName()
                    skipValue()
                } else if byte == UInt8(ascii: ">") {
                    return Tag(
                        name: name, start: start, isEnd: isEnd, hasAttributes: hasAttributes,
                        next: index < bytes.count ? bytes[index] : 0)
                }
            }
            return nil
        }

        /// Whether the sign of equality that was passed follows the name of an attribute: what is
        /// in quotation marks shows it, or the name itself, which `if (a<b && c=d>e)` has not.
        private func endsAttributeName() -> Bool {
            if index < bytes.count, "\"'".utf8.contains(bytes[index]) { return true }
            let end = index - 1
            var start = end
            while start > 0, end - start < 10, bytes[start - 1].isASCIILetter { start -= 1 }
            return attributes.contains(MarkupName(bytes[start..<end]))
        }

        /// Goes behind a value in quotation marks. One longer than this is none: so no place is
        /// looked at more than twice.
        private mutating func skipValue() {
            guard index < bytes.count, "\"'".utf8.contains(bytes[index]) else { return }
            let rest = bytes[(index + 1)...].prefix(2000)
            if let end = rest.firstIndex(of: bytes[index]) { index = end + 1 }
        }
    }
}

extension MarkupReader {
    /// The text of a title in HTML on one line. What only looks like a tag in it stays, since many
    /// titles are written without escaping.
    public func title(html: UnsafeBufferPointer<UInt8>) -> SafeText {
        let html = UnsafeBufferPointer(rebasing: html.prefix(MarkupReader.maximumTitle))
        guard html.contains(UInt8(ascii: "<")), let text = WrittenTags.escaping(inTitle: html)
        else { return line(html: html) }
        return text.withUnsafeBufferPointer { line(html: $0) }
    }

    public func title(html: String) -> SafeText {
        var html = html
        return html.withUTF8 { title(html: $0) }
    }

    /// Whether there are tags in `text`, and not only `<` and `>` that mean themselves.
    public static func isMarkup(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.contains(UInt8(ascii: "<")) && WrittenTags.areMarkup(in: text)
    }

    /// Markup of a title after this many bytes is not read.
    private static let maximumTitle = 100_000
}
