import CLibXML2

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

    /// Whether the reading was ended before the markup was.
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

    /// Reads no further.
    func stop() {
        isStopped = true
        xmlStopParser(context)
    }

    /// A start tag came.
    func open(_ name: UnsafePointer<UInt8>, _ attributes: MarkupAttributes) {}

    /// The element that was opened last and not yet closed ends.
    func close(_ name: UnsafePointer<UInt8>) {}

    /// Text came, UTF-8.
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
