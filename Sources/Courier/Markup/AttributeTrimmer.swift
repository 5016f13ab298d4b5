/// Keeps start tags small before libxml2 sees them.
///
/// libxml2 compares each attribute of a start tag with all the others, so that a tag of 100,000
/// attributes takes it twenty seconds. Here all attributes after the first 128 are cut out of the
/// bytes. Tags are found as libxml2 finds them, but nothing is understood beyond that; it takes
/// linear time, and text between tags passes at the speed of `memchr`.
///
/// Of HTML that is read by its events, long text can be left out too (`ShortenedMarkup`).
public struct AttributeTrimmer {
    /// Attributes of one tag after this many are cut.
    static let attributesPerTag = 128

    private static let rawElements: [MarkupName] = ["script", "style"]

    private let bytes: UnsafeBufferPointer<UInt8>
    private let language: MarkupLanguage
    private var output: [UInt8] = []
    private var copied = 0
    private var leavesOutText = false
    /// The text that was left out.
    private var texts: [Range<Int>] = []

    /// `bytes` with what is too much cut out; nil where nothing is, which is nearly always.
    public static func trimmed(
        _ bytes: UnsafeBufferPointer<UInt8>, as language: MarkupLanguage
    ) -> [UInt8]? {
        var trimmer = AttributeTrimmer(bytes, language)
        trimmer.scan()
        guard trimmer.copied > 0 else { return nil }
        trimmer.output.append(contentsOf: bytes[trimmer.copied...])
        return trimmer.output
    }

    /// Calls `body` with `bytes` without what is too much.
    public static func withTrimmed<Result>(
        _ bytes: UnsafeBufferPointer<UInt8>, as language: MarkupLanguage,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard let trimmed = trimmed(bytes, as: language) else { return body(bytes) }
        return trimmed.withUnsafeBufferPointer(body)
    }

    /// `html` with what is too much cut out, and with a placeholder for each long text.
    static func shortened(_ html: UnsafeBufferPointer<UInt8>) -> ShortenedMarkup {
        var trimmer = AttributeTrimmer(html, .html)
        trimmer.leavesOutText = html.firstIndex(of: ShortenedMarkup.placeholder, from: 0) == nil
        trimmer.scan()
        guard trimmer.copied > 0 else { return ShortenedMarkup(bytes: nil, texts: []) }
        trimmer.output.append(contentsOf: html[trimmer.copied...])
        return ShortenedMarkup(bytes: trimmer.output, texts: trimmer.texts)
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ language: MarkupLanguage) {
        self.bytes = bytes
        self.language = language
    }

    private mutating func scan() {
        var index = 0
        // Where text begins that is surely no part of a tag; nil where that is not known.
        var text: Int?
        while let tag = bytes.firstIndex(of: UInt8(ascii: "<"), from: index) {
            if let text, text < tag { leaveOut(text..<tag) }
            text = nil
            let next = tag + 1 < bytes.count ? bytes[tag + 1] : 0
            switch next {
            case UInt8(ascii: "!"):
                index = endOfDeclaration(at: tag)
            case UInt8(ascii: "?") where language == .xml:
                index = bytes.end(of: "?>", from: tag + 2) ?? bytes.count
            case UInt8(ascii: "/"):
                index = tag + 1
                text = leavesOutText ? bytes.end(of: ">", from: index) : nil
            case _ where next.isASCIILetter || next >= 0x80 || next == UInt8(ascii: "_"):
                index = scanTag(at: tag)
                let isComplete = index < bytes.count && bytes[index] == UInt8(ascii: ">")
                text = isComplete && next.isASCIILetter ? index + 1 : nil
            default:
                index = tag + 1
            }
        }
        if let text, text < bytes.count { leaveOut(text..<bytes.count) }
    }

    /// Puts placeholders in the place of long stretches of `text` that mean nothing but themselves.
    private mutating func leaveOut(_ text: Range<Int>) {
        guard leavesOutText else { return }
        var start = text.lowerBound
        while start + ShortenedMarkup.shortest <= text.upperBound {
            // Blanks before the text may be all that libxml2 asks for, and no character is cut.
            while start < text.upperBound, bytes[start] <= 0x20 || bytes[start] & 0xC0 == 0x80 {
                start += 1
            }
            let end = endOfPlainText(from: start, before: text.upperBound)
            if end - start >= ShortenedMarkup.shortest {
                output.append(contentsOf: bytes[copied..<start])
                output.append(ShortenedMarkup.placeholder)
                output.append(ShortenedMarkup.placeholder)
                texts.append(start..<end)
                copied = end
            }
            start = end
            if start < text.upperBound, bytes[start] == UInt8(ascii: "&") {
                // Past all that may belong to a reference.
                skip(&start) { $0 > 0x20 && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "<") }
            }
            start += 1
        }
    }

    /// Where the first byte stands that libxml2 does more with than to pass it on: an ampersand,
    /// a control character, and what may begin U+FFFE or U+FFFF.
    private func endOfPlainText(from start: Int, before end: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(bytes)
        while index + 8 <= end,
            !AttributeTrimmer.hasSign(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        {
            index += 8
        }
        while index < end {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "&") || byte == 0xEF { return index }
            index += 1
        }
        return end
    }

    /// Whether one of eight bytes is such a one.
    private static func hasSign(_ word: UInt64) -> Bool {
        // A byte below 0x20 borrows when 0x20 is taken from it, and a byte that equals the sign
        // when 1 is taken from their difference; that shows in its highest bit.
        let ampersands = word ^ 0x2626_2626_2626_2626
        let leads = word ^ 0xEFEF_EFEF_EFEF_EFEF
        let found =
            ((word &- 0x2020_2020_2020_2020) & ~word)
            | ((ampersands &- 0x0101_0101_0101_0101) & ~ampersands)
            | ((leads &- 0x0101_0101_0101_0101) & ~leads)
        return found & 0x8080_8080_8080_8080 != 0
    }

    private func endOfDeclaration(at tag: Int) -> Int {
        if bytes.starts(with: "<!--", at: tag) {
            return bytes.end(of: "-->", from: tag + 4) ?? bytes.count
        }
        if language == .xml, bytes.starts(with: "<![CDATA[", at: tag) {
            return bytes.end(of: "]]>", from: tag + 9) ?? bytes.count
        }
        return tag + 2
    }

    /// Goes through the tag at `tag`, cuts it where it is too wide, and gives the index after it.
    private mutating func scanTag(at tag: Int) -> Int {
        var index = tag + 1
        skip(&index) { !$0.isBlank && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        let nameEnd = index
        var attributes = 0
        var excess: Int?
        while index < bytes.count {
            skip(&index) { $0.isBlank || $0 == UInt8(ascii: "/") }
            guard index < bytes.count, bytes[index] != UInt8(ascii: ">") else { break }
            attributes += 1
            if attributes == AttributeTrimmer.attributesPerTag + 1 { excess = index }
            skipAttribute(&index)
        }
        if let excess {
            output.append(contentsOf: bytes[copied..<excess])
            copied = index
        }
        let isRaw = language == .html && [6, 5].contains(nameEnd - tag - 1)
        return isRaw ? endOfRawText(from: index, name: tag + 1..<nameEnd) : index
    }

    private func skipAttribute(_ index: inout Int) {
        // A stray "=" counts as a name of its own.
        index += 1
        skip(&index) {
            !$0.isBlank && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">")
                && $0 != UInt8(ascii: "/")
        }
        var value = index
        skip(&value, while: \.isBlank)
        guard value < bytes.count, bytes[value] == UInt8(ascii: "=") else { return }
        value += 1
        skip(&value, while: \.isBlank)
        index = value
        guard value < bytes.count else { return }
        let quote = bytes[value]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            index = bytes.firstIndex(of: quote, from: value + 1).map { $0 + 1 } ?? bytes.count
        } else {
            skip(&index) { !$0.isBlank && $0 != UInt8(ascii: ">") }
        }
    }

    /// Where the script or style sheet ends that begins at `index`; `index` for other elements.
    private func endOfRawText(from index: Int, name: Range<Int>) -> Int {
        let name = MarkupName(bytes[name])
        guard AttributeTrimmer.rawElements.contains(name) else { return index }
        return bytes.end(of: "</", from: index).map { $0 - 2 } ?? bytes.count
    }

    private func skip(_ index: inout Int, while condition: (UInt8) -> Bool) {
        while index < bytes.count, condition(bytes[index]) { index += 1 }
    }
}

/// What bytes of markup are written in: it decides where sections begin and end in which `<` starts
/// no tag.
public enum MarkupLanguage: Sendable {
    /// With CDATA sections and processing instructions.
    case xml
    /// With scripts and style sheets.
    case html
}

/// HTML in which two bytes stand for each long text without references.
///
/// libxml2 decodes text character by character, and copies it before it tells it: half of the time
/// that a feed takes. What it makes of the tags around does not depend on the words, so it is only
/// told that there are some, and they are put in where it tells of them.
///
/// Where text and tags are parted is libxml2's to say. Should it find a placeholder inside of a
/// tag, it tells of fewer than there are, and the markup is read again as it stands.
struct ShortenedMarkup {
    /// Stands twice for a text; markup that holds it itself is not shortened. To libxml2 DEL is a
    /// character as any other. It tells of `&#127;` by itself, so that two are always a text.
    static let placeholder: UInt8 = 0x7F

    /// Texts of fewer bytes stay.
    static let shortest = 16

    /// The markup; nil where it is as it was.
    let bytes: [UInt8]?
    let texts: [Range<Int>]
}
