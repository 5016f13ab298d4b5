import CLibXML2
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
public final class MarkupReader {
    /// Markup after this many bytes is not read.
    static let maximumLength = 10_000_000

    /// Elements nested deeper than this end the document. libxml2 looks through all open elements
    /// at each end tag that closes none of them.
    static let maximumNesting = 256

    private let context: htmlParserCtxtPtr?
    private var builder = DocumentBuilder()
    private var isStopped = false

    /// A reader of its own parser.
    public init() {
        _ = MarkupReader.library
        context = htmlNewParserCtxt()
        guard let sax = context?.pointee.sax else { return }
        sax.pointee = xmlSAXHandler()
        sax.pointee.startDocument = { documentBegan($0) }
        sax.pointee.startElement = { elementBegan($0, $1, $2) }
        sax.pointee.endElement = { elementEnded($0, $1) }
        sax.pointee.characters = { textCame($0, $1, $2) }
        sax.pointee.ignorableWhitespace = { textCame($0, $1, $2) }
    }

    deinit {
        htmlFreeParserCtxt(context)
    }

    /// libxml2 made ready, once in the process.
    private static let library: Void = xmlInitParser()

    /// The document that `html`, UTF-8, describes; relative links count from `base`.
    public func document(html: UnsafeBufferPointer<UInt8>, relativeTo base: WebAddress?) -> Document
    {
        document(html: html, relativeTo: base, keeping: .all)
    }

    private func document(
        html: UnsafeBufferPointer<UInt8>, relativeTo base: WebAddress?,
        keeping media: DocumentBuilder.KeptMedia
    ) -> Document {
        let html = UnsafeBufferPointer(rebasing: html.prefix(MarkupReader.maximumLength))
        builder.begin(base: base)
        builder.keptMedia = media
        if MarkupReader.hasMarkup(html) {
            if let narrowed = AttributeLimit.applied(to: html, as: .html) {
                narrowed.withUnsafeBufferPointer(parse)
            } else {
                parse(html)
            }
        } else {
            builder.text(html)
        }
        return builder.finish()
    }

    /// The document that `html` describes; relative links count from `base`.
    public func document(html: String, relativeTo base: WebAddress? = nil) -> Document {
        var html = html
        return html.withUTF8 { document(html: $0, relativeTo: base) }
    }

    /// The document of text without any markup: blank lines part its paragraphs.
    public func document(plainText: UnsafeBufferPointer<UInt8>) -> Document {
        builder.begin(base: nil)
        builder.text(plainText)
        return builder.finish()
    }

    /// The text of `html` on one line, such as a title with entities and stray markup in it.
    public func line(html: UnsafeBufferPointer<UInt8>) -> SafeText {
        MarkupReader.hasMarkup(html)
            ? document(html: html, relativeTo: nil, keeping: .none).line() : line(plainText: html)
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

    /// Text without any markup on one line.
    public func line(plainText: UnsafeBufferPointer<UInt8>) -> SafeText {
        SafeText(line: String(markupText: plainText))
    }

    /// The text of `html` on one line, such as a title with entities and stray markup in it.
    public func line(html: String) -> SafeText {
        var html = html
        return html.withUTF8 { line(html: $0) }
    }

    private func parse(_ html: UnsafeBufferPointer<UInt8>) {
        guard let context else { return builder.text(html) }
        isStopped = false
        HTMLReading.read(html, with: context, for: self)
    }

    /// Tells libxml2 what a document need not say.
    fileprivate func begin() {
        guard let context else { return }
        HTMLReading.expectUTF8(in: context)
        // Otherwise it puts text that stands in no element into paragraphs of its own making.
        namePush(context, MarkupReader.body.utf8Start)
    }

    /// The element that a fragment stands in.
    private static let body: StaticString = "body"

    fileprivate func open(_ name: UnsafePointer<UInt8>, _ attributes: MarkupAttributes) {
        guard let context, !isStopped else { return }
        guard context.pointee.nameNr <= MarkupReader.maximumNesting else {
            isStopped = true
            xmlStopParser(context)
            return
        }
        builder.open(HTMLElement(MarkupName(name)), attributes)
    }

    fileprivate func close(_ name: UnsafePointer<UInt8>) {
        guard !isStopped else { return }
        builder.close(HTMLElement(MarkupName(name)))
    }

    fileprivate func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !isStopped else { return }
        builder.text(bytes)
    }
}

private func reader(_ data: UnsafeMutableRawPointer?) -> MarkupReader? {
    data.map { Unmanaged<MarkupReader>.fromOpaque($0).takeUnretainedValue() }
}

private func documentBegan(_ data: UnsafeMutableRawPointer?) {
    reader(data)?.begin()
}

private func elementBegan(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
) {
    guard let name else { return }
    reader(data)?.open(name, MarkupAttributes(attributes))
}

private func elementEnded(_ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?) {
    guard let name else { return }
    reader(data)?.close(name)
}

private func textCame(
    _ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ length: Int32
) {
    reader(data)?.text(UnsafeBufferPointer(start: text, count: Int(length)))
}
