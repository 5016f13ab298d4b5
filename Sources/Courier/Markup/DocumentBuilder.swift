import PortalModel

/// Makes a document of the elements and the text of markup, in the order in which they come.
///
/// Each element opened is closed once, inner ones first, as libxml2's HTML parser sees to.
public final class DocumentBuilder {
    /// Text after this many bytes is left out.
    static let maximumText = 1_000_000

    private var base: WebAddress?
    private var inline = InlineText()
    private var outline = Outline()
    private var styles: [SpanStyle] = []
    private var links: [WebAddress?] = []
    private var preformatted = PreformattedText()
    private var headings = 0
    private var captions = 0
    private var hidden = 0
    private var length = 0
    private var hasStructure = false
    private var lineEnds = 0

    /// A builder of one document after the other.
    public init() {}

    /// Begins a document; relative links in it count from `base`.
    public func begin(base: WebAddress?) {
        self.base = base
        inline = InlineText()
        outline.begin()
        styles.removeAll()
        links.removeAll()
        preformatted = PreformattedText()
        (headings, captions, hidden, length, lineEnds) = (0, 0, 0, 0, 0)
        hasStructure = false
    }

    /// Ends the document and gives it.
    public func finish() -> Document {
        endBlock()
        return Document(outline.finish().withBoldLinesAsSubheads)
    }

    /// An element begins.
    public func open(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        if case .hidden = element { return hidden += 1 }
        guard hidden == 0, !attributes.areHiding else { return hidden += 1 }
        switch element {
        case .styled(let style): setStyles(styles + [style])
        case .link: setLinks(links + [address(attributes["href"])])
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
    public func close(_ element: HTMLElement) {
        guard hidden == 0 else { return hidden -= 1 }
        switch element {
        case .styled: setStyles(styles.dropLast())
        case .link: setLinks(links.dropLast())
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
    public func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard hidden == 0, length < DocumentBuilder.maximumText else { return }
        length += bytes.count
        if preformatted.isOpen {
            preformatted.append(bytes)
        } else if hasStructure {
            inline.append(bytes)
        } else {
            parted(bytes)
        }
    }

    /// Text that no element has divided so far: blank lines part its paragraphs.
    private func parted(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for (index, byte) in bytes.enumerated() where byte <= 0x20 || lineEnds > 0 {
            if byte == UInt8(ascii: "\n") {
                lineEnds += 1
                guard lineEnds == 2 else { continue }
                inline.append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
                endBlock()
                start = index
            } else if byte > 0x20 {
                lineEnds = 0
            }
        }
        inline.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    private func openBlock(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        switch element {
        case .heading: headings += 1
        case .caption: captions += 1
        case .preformatted: preformatted.open()
        case .rule: outline.append(.rule)
        case .list(numbered: true): outline.push(.list(start: attributes.number("start") ?? 1))
        case .list(numbered: false): outline.push(.list(start: nil))
        case .item: outline.push(.item)
        case .quote: outline.push(.quote)
        case .table: outline.push(.table)
        case .row: outline.push(.row)
        case .cell: outline.push(.cell)
        default: break
        }
        setStyles(styles)
    }

    private func closeBlock(_ element: HTMLElement) {
        switch element {
        case .heading: headings -= 1
        case .caption: captions -= 1
        case .preformatted:
            if let lines = preformatted.close() { outline.append(.preformatted(lines)) }
        case .list, .item, .quote, .table, .row, .cell: outline.pop()
        default: break
        }
        setStyles(styles)
    }

    private func image(_ attributes: MarkupAttributes) {
        let width = attributes.number("width") ?? .max
        let height = attributes.number("height") ?? .max
        // Pictures of one pixel count readers.
        guard min(width, height) > 1, !preformatted.isOpen else { return }
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
            outline.append(.image(alternative: alternative, address: address))
        }
    }

    private func lineBreak() {
        if preformatted.isOpen {
            preformatted.endLine()
        } else if headings > 0 || captions > 0 || outline.isInCell {
            text(" ")
        } else {
            boundary()
        }
    }

    /// Between two blocks.
    private func boundary() {
        hasStructure = true
        if preformatted.isOpen {
            preformatted.startLine()
        } else {
            endBlock()
        }
    }

    private func endBlock() {
        let spans = inline.take()
        guard !spans.isEmpty else { return }
        outline.append(headings > 0 ? .subhead(spans) : .paragraph(spans))
    }

    private func text(_ string: String) {
        var string = string
        string.withUTF8(text)
    }

    private func setStyles(_ stack: some Sequence<SpanStyle>) {
        styles = Array(stack)
        var style = SpanStyle()
        for part in styles { style.formUnion(part) }
        // A subhead is strong by itself.
        if headings > 0 { style.remove(.strong) }
        inline.style = style
    }

    private func setLinks(_ stack: some Sequence<WebAddress?>) {
        links = Array(stack)
        inline.link = links.last ?? nil
    }

    private func address(_ reference: String?) -> WebAddress? {
        guard let reference, !reference.hasPrefix("#") else { return nil }
        return WebAddress(reference, relativeTo: base)
    }
}
