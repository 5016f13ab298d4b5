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

    /// A reader of its own parser.
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
    public func document(html: UnsafeBufferPointer<UInt8>, relativeTo base: WebAddress?) -> Document
    {
        document(html: html, relativeTo: base, keeping: .all)
    }

    private func document(
        html: UnsafeBufferPointer<UInt8>, relativeTo base: WebAddress?,
        keeping media: DocumentBuilder.KeptMedia
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
        var rest = bytes[...]
        while textsSeen < texts.count, let place = MarkupReader.placeOfText(in: rest) {
            if rest.startIndex < place { add(rest[..<place]) }
            add(html[texts[textsSeen]])
            textsSeen += 1
            rest = rest[(place + 2)...]
        }
        if !rest.isEmpty { add(rest) }
    }

    private func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        builder.pointee.text(UnsafeBufferPointer(rebasing: bytes))
    }

    /// Where a text was left out of `bytes`.
    private static func placeOfText(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let sign = ShortenedMarkup.placeholder
        guard let base = bytes.base.baseAddress, bytes.count > 1,
            let found = memchr(base + bytes.startIndex, Int32(sign), bytes.count - 1)
        else { return nil }
        let place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        return bytes[place + 1] == sign ? place : nil
    }
}

extension MarkupReader {
    /// The document that `html` describes; relative links count from `base`.
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

    /// The text of `html` on one line, such as a title with entities and stray markup in it.
    public func line(html: String) -> SafeText {
        var html = html
        return html.withUTF8 { line(html: $0) }
    }

    /// Text without any markup on one line.
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
