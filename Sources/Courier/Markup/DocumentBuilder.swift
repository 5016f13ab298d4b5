import PortalModel

/// Makes a document of the elements and the text of markup, in the order in which they come.
///
/// Each element opened is closed once, inner ones first, as libxml2's HTML parser sees to.
public struct DocumentBuilder {
    /// Blocks and spans, of all documents together, after which text is left out: markup of a few
    /// bytes each must not grow into as many objects.
    static let maximumPieces = 200_000

    /// Text of one document after this many bytes is left out.
    static let maximumText = 1_000_000

    private var base: WebAddress?
    private var inline = InlineText()
    private var outline = Outline()
    private var styles = StyleCount()
    private var links: [WebAddress?] = []
    private var preformatted = PreformattedText()
    private var headings = 0
    private var captions = 0
    private var hidden = 0
    private var length = 0
    private var piecesLeft = DocumentBuilder.maximumPieces
    private var hasStructure = false
    private var lineEnds = 0

    /// A builder of one document after the other.
    public init() {}

    /// Begins a document; relative links in it count from `base`.
    public mutating func begin(base: WebAddress?) {
        self.base = base
        inline = InlineText()
        outline.begin()
        styles = StyleCount()
        links.removeAll()
        preformatted = PreformattedText()
        (headings, captions, hidden, length, lineEnds) = (0, 0, 0, 0, 0)
        hasStructure = false
    }

    /// Ends the document and gives it.
    public mutating func finish() -> Document {
        endBlock()
        return Document(outline.finish().withBoldLinesAsSubheads)
    }

    /// An element begins.
    public mutating func open(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        if case .hidden = element { return hidden += 1 }
        guard hidden == 0, !attributes.areHiding else { return hidden += 1 }
        switch element {
        case .emphasis, .strong, .code: setStyle(element, 1)
        case .link:
            links.append(address(attributes["href"]))
            inline.link = links.last ?? nil
        case .inlineQuote: text("“")
        case .image: image(attributes)
        case .inline, .hidden: break
        case .lineBreak: lineBreak()
        default:
            boundary()
            openBlock(element, attributes)
        }
    }

    /// The element that was opened last and not yet closed ends.
    public mutating func close(_ element: HTMLElement) {
        guard hidden == 0 else { return hidden -= 1 }
        switch element {
        case .emphasis, .strong, .code: setStyle(element, -1)
        case .link:
            _ = links.popLast()
            inline.link = links.last ?? nil
        case .inlineQuote: text("”")
        case .image, .inline, .hidden, .lineBreak: break
        default:
            if case .caption = element, captions == 1 {
                outline.appendCaption(inline.take())
            } else {
                boundary()
            }
            closeBlock(element)
        }
    }

    /// Text, UTF-8.
    public mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard hidden == 0, length < DocumentBuilder.maximumText, piecesLeft > 0 else { return }
        length += bytes.count
        if length > DocumentBuilder.maximumText {
            let kept = bytes.count - (length - DocumentBuilder.maximumText)
            return add(UnsafeBufferPointer(rebasing: bytes.prefix(kept)))
        }
        add(bytes)
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        if preformatted.isOpen {
            preformatted.append(bytes)
        } else if hasStructure {
            inline.append(bytes)
        } else {
            parted(bytes)
        }
    }

    /// Text that no element has divided so far: blank lines part its paragraphs.
    private mutating func parted(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for (index, byte) in bytes.enumerated() where byte <= 0x20 || lineEnds > 0 {
            if byte == UInt8(ascii: "\n") {
                lineEnds += 1
                guard lineEnds == 2, piecesLeft > 0 else { continue }
                inline.append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
                endBlock()
                start = index
            } else if byte > 0x20 {
                lineEnds = 0
            }
        }
        inline.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    private mutating func openBlock(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        switch element {
        case .heading:
            headings += 1
            inline.style = style
        case .caption: captions += 1
        case .preformatted: preformatted.open()
        case .rule: outline.append(.rule)
        case .numberedList: outline.push(.list(start: attributes.number("start") ?? 1))
        case .list: outline.push(.list(start: nil))
        case .item: outline.push(.item)
        case .quote: outline.push(.quote)
        case .table: outline.push(.table)
        case .row: outline.push(.row)
        case .cell: outline.push(.cell)
        default: break
        }
    }

    private mutating func closeBlock(_ element: HTMLElement) {
        switch element {
        case .heading:
            headings -= 1
            inline.style = style
        case .caption: captions -= 1
        case .preformatted:
            if let lines = preformatted.close() { outline.append(.preformatted(lines)) }
        case .list, .numberedList, .item, .quote, .table, .row, .cell: outline.pop()
        default: break
        }
    }

    private mutating func image(_ attributes: MarkupAttributes) {
        let width = attributes.number("width") ?? .max
        let height = attributes.number("height") ?? .max
        // Pictures of one pixel count readers.
        guard min(width, height) > 1, !preformatted.isOpen, piecesLeft > 0 else { return }
        let alternative = SafeText(line: attributes["alt"] ?? attributes["title"] ?? "")
        if min(width, height) <= 40 {
            // A smiley stands in its line.
            return text(alternative.string)
        }
        let address = address(attributes["src"]) ?? address(attributes["data-src"])
        if alternative.isEmpty {
            outline.awaitCaption(for: address)
        } else {
            boundary()
            piecesLeft -= 1
            outline.append(.image(alternative: alternative, address: address))
        }
    }

    private mutating func lineBreak() {
        if preformatted.isOpen {
            preformatted.endLine()
        } else if headings > 0 || captions > 0 || outline.isInCell {
            text(" ")
        } else {
            boundary()
        }
    }

    /// Between two blocks.
    private mutating func boundary() {
        hasStructure = true
        if preformatted.isOpen {
            preformatted.startLine()
        } else {
            endBlock()
        }
    }

    private mutating func endBlock() {
        let spans = inline.take()
        guard !spans.isEmpty else { return }
        piecesLeft -= 1 + spans.count
        outline.append(headings > 0 ? .subhead(spans) : .paragraph(spans))
    }

    private mutating func text(_ string: String) {
        var string = string
        string.withUTF8 { text($0) }
    }

    private mutating func setStyle(_ element: HTMLElement, _ step: Int) {
        switch element {
        case .emphasis: styles.emphasis += step
        case .strong: styles.strong += step
        default: styles.code += step
        }
        inline.style = style
    }

    /// The style of the text that comes next. A subhead is strong by itself.
    private var style: SpanStyle {
        var style = SpanStyle()
        if styles.emphasis > 0 { style.insert(.emphasis) }
        if styles.strong > 0, headings == 0 { style.insert(.strong) }
        if styles.code > 0 { style.insert(.code) }
        return style
    }

    private mutating func address(_ reference: String?) -> WebAddress? {
        guard let reference, !reference.hasPrefix("#") else { return nil }
        return WebAddress(reference, relativeTo: base)
    }
}

/// How many elements of each style are open.
private struct StyleCount {
    var emphasis = 0
    var strong = 0
    var code = 0
}
