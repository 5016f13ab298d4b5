import CLibXML2
import Markup

/// One reading of an XML document by libxml2.
///
/// Nothing is ever loaded, and no entity of the document's own is expanded.
enum XMLReading {
    /// Reads `bytes`, UTF-8, with libxml2's recovery where it is `mending`; whether they are
    /// well-formed as far as they were read.
    ///
    /// `listen` sets the handlers of the events, which get `listener` as their first argument. The
    /// parser that it is given stops at their wish, and is gone after the return.
    static func read(
        _ bytes: [UInt8], mending isMending: Bool, for listener: AnyObject,
        listen: (xmlParserCtxtPtr, inout xmlSAXHandler) -> Void
    ) -> Bool {
        _ = library
        return bytes.withUnsafeBufferPointer { bytes in
            let narrowed = AttributeLimit.applied(to: bytes, as: .xml)
            return (narrowed ?? []).withUnsafeBufferPointer { cut in
                parse(narrowed == nil ? bytes : cut, isMending, listener, listen)
            }
        }
    }

    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, _ isMending: Bool, _ listener: AnyObject,
        _ listen: (xmlParserCtxtPtr, inout xmlSAXHandler) -> Void
    ) -> Bool {
        let text = UnsafeRawBufferPointer(bytes).bindMemory(to: CChar.self)
        let length = Int32(text.count)
        // The push parser passes CDATA sections at twice the speed of the other, but gives up at
        // the first tag that is none.
        let created =
            isMending
            ? xmlCreateMemoryParserCtxt(text.baseAddress, length)
            : xmlCreatePushParserCtxt(nil, nil, nil, 0, nil)
        guard let context = created else { return false }
        defer {
            xmlFreeDoc(context.pointee.myDoc)
            context.pointee.myDoc = nil
            xmlFreeParserCtxt(context)
        }
        context.pointee.userData = Unmanaged.passUnretained(listener).toOpaque()
        if let sax = context.pointee.sax {
            sax.pointee = xmlSAXHandler()
            sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
            listen(context, &sax.pointee)
        }
        var options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOCDATA.rawValue
        if isMending { options |= XML_PARSE_RECOVER.rawValue }
        xmlCtxtUseOptions(context, Int32(options))
        if isMending {
            xmlParseDocument(context)
        } else {
            xmlParseChunk(context, text.baseAddress, length, 1)
        }
        return context.pointee.wellFormed != 0
    }

    /// libxml2 made ready, once in the process.
    private static let library: Void = xmlInitParser()
}
