import CLibXML2
import Foundation
import PortalModel

/// Turns HTML, whole pages or fragments as feeds carry them, into documents.
///
/// The markup is read by libxml2's HTML parser, whose events go straight into a document: no tree
/// is ever built. Whatever the markup, it takes time and memory in proportion to its length:
/// lengths and depths are limited, what is beyond them is left out.
///
/// A reader keeps its parser from one document to the next and serves one feed or one page: it
/// makes at most `DocumentBuilder.maximumPieces` blocks and spans in all. It is not to be shared
/// by threads.
public final class MarkupReader: HTMLReader {
    /// Markup after this many bytes is not read.
    static let maximumLength = 10_000_000

    /// In memory of its own, since access to a property of a class is checked at each event.
    private let builder: UnsafeMutablePointer<DocumentBuilder>
    /// The markup that is being read, what was left out of it, and how many of those texts came.
    private var html = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var texts: [Range<Int>] = []
    private var textsSeen = 0

    public init() {
        builder = .allocate(capacity: 1)
        builder.initialize(to: DocumentBuilder())
        super.init(ofFragments: true)
    }

    deinit {
        builder.deinitialize(count: 1)
        builder.deallocate()
    }

    /// The document that `html`, UTF-8, describes; relative links count from `base`.
    public func document(
        html: UnsafeBufferPointer<UInt8>, relativeTo base: WebAddress?,
        keeping media: DocumentBuilder.KeptMedia = .all
    ) -> Document {
        let html = UnsafeBufferPointer(rebasing: html.prefix(MarkupReader.maximumLength))
        func begin() {
            builder.pointee.begin(base: base)
            builder.pointee.keptMedia = media
        }
        begin()
        guard MarkupReader.hasMarkup(html) else {
            builder.pointee.text(html)
            return builder.pointee.finish()
        }
        let pieces = builder.pointee.piecesLeft
        if !parse(html, AttributeTrimmer.shortened(html)) {
            begin()
            builder.pointee.piecesLeft = pieces
            let whole = AttributeTrimmer.trimmed(html, as: .html)
            _ = parse(html, ShortenedMarkup(bytes: whole, texts: []))
        }
        return builder.pointee.finish()
    }

    /// Whether each text that was left out came back.
    private func parse(_ html: UnsafeBufferPointer<UInt8>, _ markup: ShortenedMarkup) -> Bool {
        self.html = html
        texts = markup.texts
        textsSeen = 0
        if let bytes = markup.bytes {
            bytes.withUnsafeBufferPointer(parse)
        } else {
            parse(html)
        }
        return textsSeen == texts.count || isStopped
    }

    private func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
        if !read(bytes) { builder.pointee.text(bytes) }
    }

    override func open(_ name: UnsafePointer<UInt8>, _ attributes: MarkupAttributes) {
        builder.pointee.open(HTMLElement(MarkupName(name)), attributes)
    }

    override func close(_ name: UnsafePointer<UInt8>) {
        builder.pointee.close(HTMLElement(MarkupName(name)))
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !texts.isEmpty else { return builder.pointee.text(bytes) }
        let sign = ShortenedMarkup.placeholder
        var start = 0
        while textsSeen < texts.count, let place = bytes.firstIndex(of: sign, from: start),
            place + 1 < bytes.count, bytes[place + 1] == sign
        {
            if start < place { add(bytes[start..<place]) }
            add(html[texts[textsSeen]])
            textsSeen += 1
            start = place + 2
        }
        if start < bytes.count { add(bytes[start...]) }
    }

    private func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        builder.pointee.text(UnsafeBufferPointer(rebasing: bytes))
    }
}

extension MarkupReader {
    public func document(html: String, relativeTo base: WebAddress? = nil) -> Document {
        var html = html
        return html.withUTF8 { document(html: $0, relativeTo: base) }
    }

    /// The document of text without any markup: blank lines part its paragraphs.
    public func document(plainText: UnsafeBufferPointer<UInt8>) -> Document {
        builder.pointee.begin(base: nil)
        builder.pointee.text(plainText)
        return builder.pointee.finish()
    }

    /// The text of `html` on one line, such as a title with entities and stray markup in it.
    public func line(html: UnsafeBufferPointer<UInt8>) -> SafeText {
        MarkupReader.hasMarkup(html)
            ? document(html: html, relativeTo: nil, keeping: .none).line() : line(plainText: html)
    }

    public func line(plainText: UnsafeBufferPointer<UInt8>) -> SafeText {
        SafeText(line: String(markupText: plainText))
    }

    /// Whether `html` may hold a tag or a character reference; the ampersand of `Q & A` begins
    /// none (HTML, 13.2.5.72 "character reference state").
    private static func hasMarkup(_ html: UnsafeBufferPointer<UInt8>) -> Bool {
        html.indices.contains { index in
            html[index] == UInt8(ascii: "<")
                || html[index] == UInt8(ascii: "&")
                    && index + 1 < html.count && html[index + 1] > 0x20
        }
    }
}

extension Document {
    /// The document that `html`, a page or a fragment of one, describes; relative links count
    /// from `base`. Whoever reads many keeps a `MarkupReader`.
    public init(html: String, relativeTo base: WebAddress? = nil) {
        self = MarkupReader().document(html: html, relativeTo: base)
    }

    /// The document of text without any markup: blank lines part its paragraphs.
    public init(plainText: String) {
        var plainText = plainText
        self = plainText.withUTF8(MarkupReader().document(plainText:))
    }

    /// All its text on one line of at most `limit` characters; of a picture what it shows.
    public func line(limit: Int = 1000) -> SafeText {
        let texts = blocks.map { block in
            if case .image(let alternative, _) = block {
                alternative.string
            } else {
                block.plainText
            }
        }
        return SafeText(
            line: texts.count == 1 ? texts[0] : texts.joined(separator: " "), limit: limit)
    }
}

/// libxml2's HTML parser, and what it tells of the markup that it reads: a subclass says what
/// becomes of tags and text. No tree is built.
///
/// The parser is kept from one document to the next. It reads UTF-8, from memory alone, and stops
/// where elements nest too deep.
public class HTMLReader {
    /// Whatever the markup, from memory alone and silently, in the encoding that it is said to
    /// have: options of `htmlCtxtReadMemory`, to which others may be added.
    public static let options = Int32(
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
            | HTML_PARSE_NODEFDTD.rawValue)

    /// Elements nested deeper than this end the document. libxml2 looks through all open elements
    /// at each end tag that closes none of them.
    static let maximumNesting = 256

    private(set) var isStopped = false
    private let context: htmlParserCtxtPtr?
    private let isFragment: Bool

    /// A parser of whole pages, or of fragments, which stand in a body.
    init(ofFragments isFragment: Bool) {
        xmlInitParser()
        self.isFragment = isFragment
        context = htmlNewParserCtxt()
        guard let sax = context?.pointee.sax else { return }
        sax.pointee = xmlSAXHandler()
        sax.pointee.startDocument = { reader($0)?.begin() }
        sax.pointee.startElement = { data, name, attributes in
            guard let name, let reader = reader(data), reader.isOpenForMore() else { return }
            reader.open(name, MarkupAttributes(attributes))
        }
        sax.pointee.endElement = { data, name in
            guard let name, let reader = reader(data), !reader.isStopped else { return }
            reader.close(name)
        }
        sax.pointee.characters = { didReceiveText($0, $1, $2) }
        if isFragment { sax.pointee.ignorableWhitespace = { didReceiveText($0, $1, $2) } }
    }

    deinit {
        htmlFreeParserCtxt(context)
    }

    /// Reads `html`; false where there is no memory for a parser.
    func read(_ html: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let context else { return false }
        guard let base = html.baseAddress else { return true }
        isStopped = false
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        // The result is the tree that the events do not build.
        let tree = base.withMemoryRebound(to: CChar.self, capacity: html.count) { bytes in
            htmlCtxtReadMemory(
                context, bytes, Int32(html.count), nil, nil,
                HTMLReader.options | Int32(HTML_PARSE_NOIMPLIED.rawValue))
        }
        xmlFreeDoc(tree)
        return true
    }

    func stop() {
        isStopped = true
        xmlStopParser(context)
    }

    func open(_ name: UnsafePointer<UInt8>, _ attributes: MarkupAttributes) {}

    /// The element that was opened last and not yet closed ends.
    func close(_ name: UnsafePointer<UInt8>) {}

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// Tells libxml2 what a document need not say.
    fileprivate func begin() {
        guard let context else { return }
        // Otherwise it takes the first byte outside ASCII for a sign of ISO-8859-1,
        context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
        // and puts text that stands in no element into paragraphs of its own making.
        if isFragment { namePush(context, HTMLReader.body.utf8Start) }
    }

    private static let body: StaticString = "body"

    fileprivate func isOpenForMore() -> Bool {
        guard let context, !isStopped else { return false }
        if context.pointee.nameNr > HTMLReader.maximumNesting { stop() }
        return !isStopped
    }
}

private func reader(_ data: UnsafeMutableRawPointer?) -> HTMLReader? {
    data.map { Unmanaged<HTMLReader>.fromOpaque($0).takeUnretainedValue() }
}

private func didReceiveText(
    _ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ length: Int32
) {
    guard let reader = reader(data), !reader.isStopped else { return }
    reader.text(UnsafeBufferPointer(start: text, count: Int(length)))
}
