import CLibXML2
import PortalModel

/// Text without markup on its way into paragraphs and lines.
///
/// Blank lines part its paragraphs. Its lines end where they end, unless a program broke them at a
/// fixed width, as programs for mail do: then they are running text.
struct PlainTextBuilder {
    /// Lines of a text that was broken at a width are no wider than this and no narrower.
    private static let widths = 55...120

    /// A line keeps at most this many blanks before it.
    static let maximumIndent = 16

    /// A line without white space at its ends.
    private struct Line {
        let range: Range<Int>
        /// The columns before it.
        let indent: Int
        /// Its characters.
        let length: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var lines: [Line] = []
    /// The width at which the text may have been broken; nil when it was not.
    private var width: Int?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        split()
        // An address that is too long for the width stands on a line of its own.
        let widest = lines.lazy.filter { bytes[$0.range].contains(0x20) }.map(\.length).max() ?? 0
        width = PlainTextBuilder.widths.contains(widest) ? widest : nil
    }

    /// Gives each line with the blanks that indent it and what ends it. Linear in the length.
    func forEach(_ body: (UnsafeBufferPointer<UInt8>, _ indent: Int, LineEnd) -> Void) {
        var start = 0
        while start < lines.count {
            let stop = lines[start...].firstIndex { $0.range.isEmpty } ?? lines.count
            let paragraph = lines[start..<stop]
            if !paragraph.isEmpty {
                let isRunning = isRunningText(paragraph)
                let margin = paragraph.map(\.indent).min() ?? 0
                for (index, item) in zip(paragraph.indices, paragraph) {
                    let isLast = index == stop - 1
                    body(
                        UnsafeBufferPointer(rebasing: bytes[item.range]), item.indent - margin,
                        isLast ? .paragraph : isRunning ? .blank : .line)
                }
            }
            start = stop + 1
        }
    }

    enum LineEnd {
        /// A blank, since the text runs on.
        case blank
        case line
        case paragraph
    }

    private mutating func split() {
        var start = 0
        var index = 0
        while index <= bytes.count {
            let isEnd = index == bytes.count
            if isEnd || bytes[index] == 0x0A || bytes[index] == 0x0D {
                lines.append(line(start..<index))
                // A carriage return and a line feed are one end.
                if !isEnd, bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
                    index += 1
                }
                start = index + 1
            }
            index += 1
        }
    }

    private func line(_ range: Range<Int>) -> Line {
        var (start, end) = (range.lowerBound, range.upperBound)
        var indent = 0
        while start < end, bytes[start] <= 0x20 {
            indent += bytes[start] == 0x09 ? 4 : 1
            start += 1
        }
        while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
        // Bytes that continue a character are none of their own.
        let length = bytes[start..<end].count { $0 & 0xC0 != 0x80 }
        return Line(range: start..<end, indent: indent, length: length)
    }

    /// Whether the lines were broken by a program: each but the last is so full that the next word
    /// did not fit, and half of them or more end in the middle of a sentence.
    private func isRunningText(_ paragraph: ArraySlice<Line>) -> Bool {
        guard let width, paragraph.count > 1 else { return false }
        var broken = 0
        for (line, next) in zip(paragraph, paragraph.dropFirst()) {
            let word = bytes[next.range].prefix { $0 > 0x20 }.count { $0 & 0xC0 != 0x80 }
            // The first line may be indented, as in a book.
            let isFirst = line.range == paragraph.first?.range
            guard line.length + 1 + word > width, isFirst || line.indent == next.indent else {
                return false
            }
            if endsInSentence(line), beginsInSentence(next) { broken += 1 }
        }
        return broken * 2 >= paragraph.count - 1
    }

    private func endsInSentence(_ line: Line) -> Bool {
        let last = bytes[line.range.upperBound - 1]
        return last >= 0x80 || last.isASCIIAlphanumeric || ",)-'\"".utf8.contains(last)
    }

    private func beginsInSentence(_ line: Line) -> Bool {
        switch bytes[line.range.lowerBound] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "("), 0xC3: true
        default: false
        }
    }
}

/// Text whose white space counts, on its way into lines.
struct PreformattedText {
    private var depth = 0
    private var bytes: [UInt8] = []

    var isOpen: Bool { depth > 0 }

    mutating func open() {
        depth += 1
    }

    /// Such an element ends; gives its lines when it is the outermost and has something to read.
    mutating func close() -> [SafeText]? {
        depth -= 1
        guard depth == 0 else { return nil }
        let text = bytes.withUnsafeBufferPointer(String.init(markupText:))
        bytes.removeAll(keepingCapacity: true)
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { line in SafeText(cleaning: line.trimmingTrailingBlanks.withTabsAsBlanks) }[...]
        while lines.last?.isEmpty == true { lines.removeLast() }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        return lines.isEmpty ? nil : Array(lines)
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
    }

    /// How many bytes have come, by which a place in the text is known.
    var count: Int { bytes.count }

    func text(since offset: Int) -> String {
        String(decoding: bytes[min(offset, bytes.count)...], as: UTF8.self)
    }

    /// At most the last 40 bytes before `offset`.
    func text(before offset: Int) -> Substring {
        let end = min(offset, bytes.count)
        return String(decoding: bytes[max(0, end - 40)..<end], as: UTF8.self)[...]
    }

    mutating func replace(since offset: Int, with text: String) {
        bytes.removeLast(max(0, bytes.count - offset))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Ends the line if there is something in it.
    mutating func startLine() {
        if let last = bytes.last, last != UInt8(ascii: "\n") { endLine() }
    }
}

extension Substring {
    /// The line with blanks up to the next fourth column in the place of each tab.
    fileprivate var withTabsAsBlanks: String {
        guard utf8.contains(0x09) else { return String(self) }
        var line = ""
        var column = 0
        for character in self {
            let blanks = character == "\t" ? 4 - column % 4 : 0
            line += blanks > 0 ? String(repeating: " ", count: blanks) : String(character)
            column += blanks > 0 ? blanks : 1
        }
        return line
    }

    fileprivate var trimmingTrailingBlanks: Substring {
        var rest = self
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}

/// Character references in text that holds no tags (HTML, 13.2.5.72 and on): `&eacute;`, `&#8364;`.
public struct CharacterReferences {
    /// What was looked up before: libxml2 looks through all names each time. Nothing is
    /// remembered as an empty text.
    private var known: [String: String] = [:]

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
