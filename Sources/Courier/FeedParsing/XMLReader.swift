import CLibXML2
import Markup

/// One reading of an XML document by libxml2, and what it tells of the document: a subclass says
/// what becomes of tags and text.
///
/// Nothing is ever loaded, no entity of the document's own is expanded, and a document type that
/// declares attributes, which nothing read here needs, ends the reading: one declaration would
/// multiply by the number of elements.
class XMLReader {
    /// Whether libxml2 mends what is not well-formed.
    let isRecovering: Bool
    private(set) var isStopped = false
    private var context: xmlParserCtxtPtr?

    init(isRecovering: Bool) {
        self.isRecovering = isRecovering
        xmlInitParser()
    }

    /// Reads `bytes`, UTF-8; whether they are well-formed as far as they were read.
    func read(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { AttributeTrimmer.withTrimmed($0, as: .xml, parse) }
    }

    func stop() {
        isStopped = true
        xmlStopParser(context)
    }

    /// How many elements are open in libxml2, the one that begins or ends among them.
    var depth: Int { context.map { Int($0.pointee.nameNr) } ?? 0 }

    /// How many namespaces are declared around the element.
    var namespaces: Int { context.map { Int($0.pointee.nsNr / 2) } ?? 0 }

    func open(_ tag: XMLTag) {}

    func close(_ name: UnsafePointer<UInt8>) {}

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The document declares an entity of its own.
    func declare(_ name: UnsafePointer<UInt8>, _ text: UnsafePointer<UInt8>) {}

    /// The document declares attributes, and is read no further.
    func refuseAttributes() { stop() }

    /// The document is not well-formed.
    func note(_ error: xmlError) {}

    private func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let text = UnsafeRawBufferPointer(bytes).bindMemory(to: CChar.self)
        let length = Int32(text.count)
        // The push parser passes CDATA sections at twice the speed of the other, but gives up at
        // the first tag that is none.
        let created =
            isRecovering
            ? xmlCreateMemoryParserCtxt(text.baseAddress, length)
            : xmlCreatePushParserCtxt(nil, nil, nil, 0, nil)
        guard let created else { return false }
        context = created
        defer {
            context = nil
            xmlFreeDoc(created.pointee.myDoc)
            created.pointee.myDoc = nil
            xmlFreeParserCtxt(created)
        }
        created.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        if let sax = created.pointee.sax {
            sax.pointee = xmlSAXHandler()
            sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
            listen(&sax.pointee)
        }
        var options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOCDATA.rawValue
        if isRecovering { options |= XML_PARSE_RECOVER.rawValue }
        xmlCtxtUseOptions(created, Int32(options))
        if isRecovering {
            xmlParseDocument(created)
        } else {
            xmlParseChunk(created, text.baseAddress, length, 1)
        }
        return created.pointee.wellFormed != 0
    }

    private func listen(_ sax: inout xmlSAXHandler) {
        sax.startElementNs = { elementBegan($0, $1, $2, $3, $4, $5, $6, $7, $8) }
        sax.endElementNs = { data, name, _, _ in
            if let name { reader(data)?.close(name) }
        }
        sax.characters = { didReceiveText($0, $1, $2) }
        sax.ignorableWhitespace = { didReceiveText($0, $1, $2) }
        sax.entityDecl = { data, name, _, _, _, text in
            if let name, let text { reader(data)?.declare(name, text) }
        }
        sax.attributeDecl = { data, _, _, _, _, _, values in
            reader(data)?.refuseAttributes()
            xmlFreeEnumeration(values)
        }
        sax.serror = { data, error in
            if let error { reader(data)?.note(error.pointee) }
        }
    }
}

/// A start tag as libxml2's SAX2 interface gives it. Good only as long as the callback runs.
struct XMLTag {
    let name: UnsafePointer<UInt8>
    let prefix: UnsafePointer<UInt8>?
    /// The address of its namespace.
    let namespace: UnsafePointer<UInt8>?
    /// The namespaces that it declares: two pointers each, for prefix and address.
    let namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>
    let attributes: XMLAttributes
}

private func reader(_ data: UnsafeMutableRawPointer?) -> XMLReader? {
    data.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
}

private func elementBegan(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?,
    _ prefix: UnsafePointer<UInt8>?, _ namespace: UnsafePointer<UInt8>?, _ namespaceCount: Int32,
    _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ attributeCount: Int32,
    _ defaultedCount: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
) {
    guard let name else { return }
    reader(data)?.open(
        XMLTag(
            name: name, prefix: prefix, namespace: namespace,
            namespaces: UnsafeBufferPointer(start: namespaces, count: Int(namespaceCount) * 2),
            attributes: XMLAttributes(attributes, count: Int(attributeCount))))
}

private func didReceiveText(
    _ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ length: Int32
) {
    reader(data)?.text(UnsafeBufferPointer(start: text, count: Int(length)))
}

/// The attributes of a start tag as libxml2's SAX2 interface gives them: five pointers each, for
/// local name, prefix, namespace, start and end of the value. Good only as long as the callback
/// runs.
struct XMLAttributes {
    private let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    private let count: Int

    init(_ pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
        self.pointers = pointers
        self.count = count
    }

    var isEmpty: Bool { count == 0 }

    /// The value of the attribute `name` without regard to case, its prefix being `prefix`.
    subscript(name: MarkupName, prefix: MarkupName? = nil) -> String? {
        for index in 0..<count {
            guard let pointers, let local = pointers[index * 5], MarkupName(local) == name,
                pointers[index * 5 + 1].map({ MarkupName($0) }) == prefix
            else { continue }
            return value(index)
        }
        return nil
    }

    func forEach(_ body: (UnsafeBufferPointer<UInt8>, String) -> Void) {
        for index in 0..<count {
            guard let local = pointers?[index * 5], let value = value(index) else { continue }
            body(UnsafeBufferPointer(cString: local), value)
        }
    }

    private func value(_ index: Int) -> String? {
        guard let pointers, let start = pointers[index * 5 + 3], let end = pointers[index * 5 + 4]
        else { return nil }
        let text = String(
            decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
        // Without entity substitution libxml2 leaves an ampersand in an attribute as this.
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing("&#38;", with: "&")
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes before the first NUL.
    init(cString: UnsafePointer<UInt8>) {
        var length = 0
        while cString[length] != 0 { length += 1 }
        self.init(start: cString, count: length)
    }
}
