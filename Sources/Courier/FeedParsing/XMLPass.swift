import CLibXML2
import Foundation
import Markup
import PortalModel

/// One reading of an XML document by libxml2, whose events go to a feed builder.
final class XMLPass {
    /// The limit that the document went over, if it did.
    private(set) var limit: SafeText?
    /// Entities that the document declares itself and whose text holds no other.
    private(set) var entities: [String: String] = [:]

    private let builder: FeedBuilder
    private var context: xmlParserCtxtPtr?
    private var isBroken = false
    private var openElements = 0
    private var mismatch: MarkupName?
    private var vocabularies: [(uri: UnsafePointer<UInt8>, vocabulary: Vocabulary)] = []

    /// Entities of a document's own that are remembered.
    private static let maximumEntities = 500

    /// Namespaces that may be declared around one element.
    private static let maximumNamespaces = 256

    /// A reading whose events go to `builder`.
    init(_ builder: FeedBuilder) {
        self.builder = builder
    }

    /// Reads `bytes`; whether they are well-formed as far as they were read.
    func read(_ bytes: [UInt8]) -> Bool {
        let isWellFormed = XMLReading.read(bytes, mending: builder.isMending, for: self) {
            context, sax in
            self.context = context
            listen(&sax)
        }
        context = nil
        return isWellFormed && !isBroken && limit == nil
    }

    private func listen(_ sax: inout xmlSAXHandler) {
        sax.startElementNs = { elementBegan($0, $1, $2, $3, $4, $5, $6, $7, $8) }
        sax.endElementNs = { data, name, _, _ in elementEnded(data, name) }
        sax.characters = { textCame($0, $1, $2) }
        sax.ignorableWhitespace = { textCame($0, $1, $2) }
        sax.entityDecl = { data, name, _, _, _, text in entityDeclared(data, name, text) }
        sax.attributeDecl = { data, _, _, _, _, _, values in
            pass(data)?.stop("eigen attributen")
            xmlFreeEnumeration(values)
        }
        sax.serror = { data, error in errorCame(data, error) }
    }
}

extension XMLPass {
    fileprivate func stop(_ limit: SafeText?) {
        self.limit = self.limit ?? limit
        xmlStopParser(context)
    }

    fileprivate func open(_ tag: StartTag) {
        guard limit == nil, let depth = depthOfStart() else { return }
        guard depth < XMLFeed.maximumNesting else {
            return stop("\(XMLFeed.maximumNesting) niveaus")
        }
        builder.open(tag, depth: depth)
        if builder.isDone { stop(nil) }
    }

    /// How many elements the one that begins stands in; nil where it may not stand.
    private func depthOfStart() -> Int? {
        guard let context else { return nil }
        if context.pointee.nsNr > 2 * XMLPass.maximumNamespaces {
            stop("\(XMLPass.maximumNamespaces) naamruimten")
            return nil
        }
        openElements += 1
        // When it recovers, libxml2 closes some elements without an event.
        return builder.isMending ? Int(context.pointee.nameNr) : openElements - 1
    }

    fileprivate func close(_ name: UnsafePointer<UInt8>) {
        guard limit == nil, let context else { return }
        let stated = mismatch
        mismatch = nil
        openElements -= 1
        builder.close(
            UnsafeBufferPointer(cString: name),
            depth: builder.isMending ? Int(context.pointee.nameNr) - 1 : openElements,
            statedName: stated)
        if builder.isDone { stop(nil) }
    }

    fileprivate func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        builder.text(bytes)
    }

    fileprivate func declare(_ name: UnsafePointer<UInt8>, _ text: UnsafePointer<UInt8>) {
        let text = String(cString: text)
        guard entities.count < XMLPass.maximumEntities, text.utf8.count <= 1000,
            !text.contains(where: { "&<%".contains($0) })
        else { return }
        entities[String(cString: name)] = text
    }

    fileprivate func note(_ error: xmlError) {
        switch xmlParserErrors(UInt32(bitPattern: error.code)) {
        case XML_WAR_UNDECLARED_ENTITY, XML_ERR_UNDECLARED_ENTITY:
            isBroken = true
        case XML_ERR_TAG_NAME_MISMATCH:
            // The name of the end tag, which no event gives.
            let name = error.str2.map {
                UnsafeBufferPointer(cString: UnsafePointer<UInt8>(OpaquePointer($0)))
            }
            mismatch = name.map { MarkupName($0[...]) }
        default:
            break
        }
        if isBroken, !builder.isMending { stop(nil) }
    }

    /// The vocabulary of an element. libxml2 keeps one copy of each namespace's address, so that
    /// pointers can be compared.
    fileprivate func vocabulary(
        _ uri: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?
    ) -> Vocabulary {
        guard let uri else {
            return prefix.map { Vocabulary(undeclaredPrefix: String(cString: $0).lowercased()) }
                ?? .core
        }
        if let known = vocabularies.first(where: { $0.uri == uri }) { return known.vocabulary }
        var vocabulary = Vocabulary(uri: String(cString: uri).lowercased())
        // A feed whose own namespace nobody knows is still a feed.
        if vocabulary == .foreign, prefix == nil, builder.feed?.format.family != .atom {
            vocabulary = .core
        }
        if vocabularies.count < XMLPass.maximumNamespaces { vocabularies.append((uri, vocabulary)) }
        return vocabulary
    }
}

private func pass(_ data: UnsafeMutableRawPointer?) -> XMLPass? {
    data.map { Unmanaged<XMLPass>.fromOpaque($0).takeUnretainedValue() }
}

private func elementBegan(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?,
    _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?, _ namespaceCount: Int32,
    _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ attributeCount: Int32,
    _ defaultedCount: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
) {
    guard let name, let pass = pass(data) else { return }
    pass.open(
        StartTag(
            bytes: UnsafeBufferPointer(cString: name), name: MarkupName(name),
            vocabulary: pass.vocabulary(uri, prefix),
            namespaces: UnsafeBufferPointer(start: namespaces, count: Int(namespaceCount) * 2),
            attributes: XMLAttributes(attributes, count: Int(attributeCount))))
}

private func elementEnded(_ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?) {
    guard let name else { return }
    pass(data)?.close(name)
}

private func textCame(
    _ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ length: Int32
) {
    pass(data)?.text(UnsafeBufferPointer(start: text, count: Int(length)))
}

private func entityDeclared(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?,
    _ text: UnsafeMutablePointer<UInt8>?
) {
    guard let name, let text else { return }
    pass(data)?.declare(name, text)
}

private func errorCame(_ data: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {
    guard let error else { return }
    pass(data)?.note(error.pointee)
}
