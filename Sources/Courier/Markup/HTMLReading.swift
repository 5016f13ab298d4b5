import CLibXML2

/// How libxml2 reads foreign HTML.
public enum HTMLReading {
    /// Whatever the markup, from memory alone and silently, in the encoding that it is said to
    /// have: options of `htmlCtxtReadMemory`, to which others may be added.
    public static let options = Int32(
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
            | HTML_PARSE_NODEFDTD.rawValue)

    /// Reads `html`, UTF-8, for the events that `context` has handlers for, with `receiver` as
    /// their first argument. No tree is built and no element made up.
    static func read(
        _ html: UnsafeBufferPointer<UInt8>, with context: htmlParserCtxtPtr, for receiver: AnyObject
    ) {
        guard let base = html.baseAddress else { return }
        context.pointee.userData = Unmanaged.passUnretained(receiver).toOpaque()
        // The result is the tree that the events do not build.
        let tree = base.withMemoryRebound(to: CChar.self, capacity: html.count) { bytes in
            htmlCtxtReadMemory(
                context, bytes, Int32(html.count), nil, nil,
                options | Int32(HTML_PARSE_NOIMPLIED.rawValue))
        }
        xmlFreeDoc(tree)
    }

    /// To be called when a document begins: otherwise libxml2 takes the first byte outside ASCII
    /// for a sign of ISO-8859-1.
    static func expectUTF8(in context: htmlParserCtxtPtr) {
        context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
    }
}
