import PortalModel

/// Builds a document from the elements and the text of markup, given in the order of the markup.
///
/// Each element opened is closed once, inner ones first, as libxml2's HTML parser sees to.
public struct DocumentBuilder {
    /// Blocks, spans and cells, of all documents together, after which text is left out: markup of
    /// a few bytes each must not grow into as many objects.
    static let maximumPieces = 200_000

    /// Text of one document after this many bytes is left out.
    static let maximumText = 1_000_000

    /// What leaves a mark of what is embedded, and of pictures without words.
    public enum KeptMedia: Sendable {
        /// All of it.
        case all
        /// What is known to be a film, a sound, a map or a document: on a page the rest may be
        /// advertisements.
        case known
        /// Nothing, as in a title.
        case none
    }

    public var keptMedia = KeptMedia.all

    var base: WebAddress?
    var inline = InlineTextBuilder()
    var containers = BlockContainerStack()
    var preformatted = PreformattedText()
    /// What the attributes of each open element say.
    var traits: [ElementTraits] = []
    var styles = StyleCount()
    var links: [OpenLink] = []
    var captures: [Capture] = []
    var media: [OpenMedia] = []
    var formula: Formula?
    var seen = SeenInline()
    var headingDepth = 0
    var captionDepth = 0
    /// Whether a part of the open caption stands by itself already, since there is too much of it.
    var endsLongCaption = false
    /// Figures that are open; none in a web page, whose captions are left out.
    var figureDepth = 0
    var hiddenDepth = 0
    var tableHeadDepth = 0
    var piecesLeft = DocumentBuilder.maximumPieces
    var hasStructure = false
    /// A picture without words that is shown if there is nothing else.
    var fallbackPicture: WebAddress?
    private var length = 0
    private var lineEnds = 0
    /// The text so far while no element has come; nil from the first one on.
    private var plain: [UInt8]? = []

    public init() {}

    /// Begins a document; relative links in it are resolved against `base`.
    public mutating func begin(base: WebAddress?) {
        let left = piecesLeft
        var inline = self.inline
        self = DocumentBuilder()
        inline.restart()
        self.inline = inline
        self.base = base
        piecesLeft = left
    }

    public mutating func finish() -> Document {
        if let plain {
            plain.withUnsafeBufferPointer { setPlain(PlainTextBuilder($0)) }
        } else {
            endBlock()
        }
        var blocks = containers.finish()
        if blocks.isEmpty, let fallbackPicture {
            blocks = [.image(alternative: .empty, address: fallbackPicture)]
        }
        return Document(blocks.withBoldLinesAsSubheads)
    }

    public mutating func open(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        if formula != nil { return openInFormula(element, attributes) }
        guard hiddenDepth == 0 else { return hiddenDepth += 1 }
        let traits = attributes.traits
        guard !isHidden(element, traits, attributes) else { return hiddenDepth += 1 }
        beginMarkup()
        self.traits.append(traits)
        openSpan(element, traits, attributes)
        if isNamedCaption(element, traits) {
            self.traits[self.traits.count - 1].insert(.isCaption)
            boundary()
            return openBlock(.caption, attributes)
        }
        switch element {
        case .emphasis, .strong, .code, .struck, .inserted, .superscript, .subscript, .rubyText,
            .rubyParenthesis, .inline, .hidden, .script, .formulaDrawing:
            break
        case .formula(.formula): formula = Formula(attributes)
        case .formula: break
        case .link: openLink(attributes)
        case .inlineQuote: text("“")
        case .image: add(PictureAttributes(attributes, relativeTo: base))
        case .embedded(let kind): openMedia(kind, attributes)
        case .source: addSource(attributes)
        case .lineBreak: lineBreak()
        default:
            boundary()
            openBlock(element, attributes)
        }
    }

    /// Whether it is a caption by its class, right after a picture.
    private func isNamedCaption(_ element: HTMLElement, _ traits: ElementTraits) -> Bool {
        guard traits.contains(.namedCaption), keptMedia == .all, captionDepth == 0,
            headingDepth == 0,
            containers.endsInPicture
        else { return false }
        switch element {
        case .block: return true
        case .inline: return inline.isEmpty
        default: return false
        }
    }

    /// The element that was opened last and not yet closed ends.
    public mutating func close(_ element: HTMLElement) {
        if formula != nil { return closeInFormula() }
        guard hiddenDepth == 0 else { return hiddenDepth -= 1 }
        let isCaption = traits.last?.contains(.isCaption) == true
        let block = isCaption ? .caption : element
        switch block {
        case .emphasis, .strong, .code, .struck, .inserted, .superscript, .subscript, .rubyText,
            .rubyParenthesis, .inline, .hidden, .script, .formulaDrawing, .source, .formula,
            .image, .lineBreak:
            break
        case .link: closeLink()
        case .inlineQuote: text("”")
        case .embedded: closeMedia()
        default:
            if case .caption = block, captionDepth == 1, !endsLongCaption {
                containers.appendCaption(inline.take(), inFigure: figureDepth > 0)
            } else {
                boundary()
            }
            closeBlock(block)
        }
        closeSpan(element, traits.popLast() ?? [])
    }

    /// Text, UTF-8.
    public mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if formula != nil {
            formula?.append(bytes)
            return
        }
        guard hiddenDepth == 0, styles.formulaDrawings == 0, length < DocumentBuilder.maximumText,
            piecesLeft > inline.pieces
        else { return }
        let room = DocumentBuilder.maximumText - length
        length += bytes.count
        add(UnsafeBufferPointer(rebasing: bytes.prefix(room)))
    }

    /// Words that stand with the picture that came last; left out where none did.
    public mutating func caption(_ text: SafeText) {
        guard containers.endsInPicture else { return }
        containers.appendCaption([Span(text)], inFigure: false)
    }

    mutating func text(_ string: String) {
        var string = string
        string.withUTF8 { text($0) }
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        if plain != nil {
            plain?.append(contentsOf: bytes)
        } else if preformatted.isOpen {
            preformatted.append(bytes)
        } else if styles.keptLines > 0, headingDepth == 0, captionDepth == 0 {
            addLines(bytes)
        } else if hasStructure {
            inline.append(bytes)
        } else {
            parted(bytes)
        }
    }

    /// Text whose line ends count.
    private mutating func addLines(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            inline.append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
            inline.endLine()
            start = end + 1
        }
        inline.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    /// Text that no block has divided so far: blank lines part its paragraphs.
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

    /// The first element shows that the text before it is markup and no plain text.
    private mutating func beginMarkup() {
        guard let text = plain else { return }
        plain = nil
        if !text.isEmpty { text.withUnsafeBufferPointer { parted($0) } }
    }

    /// Whether nothing of an element is read.
    private func isHidden(
        _ element: HTMLElement, _ traits: ElementTraits, _ attributes: MarkupAttributes
    ) -> Bool {
        guard traits.isDisjoint(with: [.hidden, .awaitsFormula]) else { return true }
        switch element {
        case .hidden: return true
        case .script: return attributes["type"]?.lowercased().hasPrefix("math/tex") != true
        default: return traits.contains(.copiesFormula) && seen.followsFormula(inline)
        }
    }
}

/// How many elements of each style are open.
struct StyleCount {
    var emphasis = 0
    var strong = 0
    var code = 0
    var struck = 0
    /// Elements whose line ends count.
    var keptLines = 0
    /// Elements in which only formulas are read.
    var formulaDrawings = 0
}

extension [Block] {
    /// These blocks where a short line set wholly in bold type, with text below it, is a subhead,
    /// which is how many Dutch newsrooms write one: `<p><strong>Tussenkop</strong></p>`, or
    /// `<p><strong>Tussenkop</strong><br>` and the text.
    var withBoldLinesAsSubheads: [Block] {
        var blocks: [Block] = []
        for (index, block) in enumerated() {
            switch block {
            case .paragraph(let spans)
            where spans.looksLikeSubhead && index + 1 < count && self[index + 1].isText:
                blocks.append(.subhead(spans.withoutStrong))
            case .lines(let lines) where lines[0].looksLikeSubhead && !lines[1].looksLikeSubhead:
                blocks.append(.subhead(lines[0].withoutStrong))
                let rest = lines.dropFirst().map { $0 }
                blocks.append(rest.count > 1 ? .lines(rest) : .paragraph(rest[0]))
            default:
                blocks.append(block)
            }
        }
        return blocks
    }
}

extension Block {
    fileprivate var isText: Bool {
        switch self {
        case .paragraph, .lines, .list, .quote, .preformatted, .table: true
        case .subhead, .rule, .image, .attachments: false
        }
    }
}

extension [Span] {
    fileprivate var withoutStrong: [Span] {
        map { Span($0.text, style: $0.style.subtracting(.strong), link: $0.link) }
    }

    /// At most 80 characters, all in bold type and not all of it a link, and not ended like a
    /// sentence or an introduction to what follows.
    fileprivate var looksLikeSubhead: Bool {
        let isBold = allSatisfy { $0.style.contains(.strong) || $0.text.string == " " }
        guard isBold, contains(where: { $0.link == nil && $0.text.string != " " }) else {
            return false
        }
        let text = plainText
        guard text.utf8.count <= 320, text.count <= 80, let last = text.last else { return false }
        return !".,:;…".contains(last) && text.contains(where: \.isLetter)
    }
}
