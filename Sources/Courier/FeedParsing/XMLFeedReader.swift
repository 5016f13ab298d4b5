import CLibXML2
import Markup
import PortalModel

/// One reading of the XML of a feed, whose tags and text go to a feed builder.
final class XMLFeedReader: XMLReader {
    /// What the tags and the text make.
    var builder: FeedBuilder
    /// The limit that the document went over, if it did.
    private(set) var limit: SafeText?
    /// Entities that the document declares itself and whose text holds no other.
    private(set) var entities: [String: String] = [:]

    private var isBroken = false
    private var openElements = 0
    private var mismatch: MarkupName?
    private var knownNamespaces: [(uri: UnsafePointer<UInt8>, namespace: FeedNamespace)] = []

    /// Entities of a document's own that are remembered.
    private static let maximumEntities = 500

    /// Namespaces that may be declared around one element.
    private static let maximumNamespaces = 256

    init(_ builder: FeedBuilder) {
        self.builder = builder
        super.init(isRecovering: builder.isRecovering)
    }

    override func read(_ bytes: [UInt8]) -> Bool {
        super.read(bytes) && !isBroken && limit == nil
    }

    override func open(_ tag: XMLTag) {
        let namespace = feedNamespace(tag.namespace, tag.prefix)
        guard limit == nil, let depth = depthOfStart() else { return }
        guard depth < XMLFeedParser.maximumNesting else {
            return stop(at: "\(XMLFeedParser.maximumNesting) niveaus")
        }
        builder.open(
            StartTag(
                bytes: UnsafeBufferPointer(cString: tag.name), name: MarkupName(tag.name),
                namespace: namespace, namespaces: tag.namespaces, attributes: tag.attributes),
            depth: depth)
        if builder.isDone { stop() }
    }

    /// How many elements the one that begins stands in; nil where it may not stand.
    private func depthOfStart() -> Int? {
        if namespaces > XMLFeedReader.maximumNamespaces {
            stop(at: "\(XMLFeedReader.maximumNamespaces) naamruimten")
            return nil
        }
        openElements += 1
        // When it recovers, libxml2 closes some elements without an event.
        return isRecovering ? depth : openElements - 1
    }

    override func close(_ name: UnsafePointer<UInt8>) {
        guard limit == nil else { return }
        let stated = mismatch
        mismatch = nil
        openElements -= 1
        builder.close(
            UnsafeBufferPointer(cString: name),
            depth: isRecovering ? depth - 1 : openElements, statedName: stated)
        if builder.isDone { stop() }
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        builder.text(bytes)
    }

    override func declare(_ name: UnsafePointer<UInt8>, _ text: UnsafePointer<UInt8>) {
        let text = String(cString: text)
        guard entities.count < XMLFeedReader.maximumEntities, text.utf8.count <= 1000,
            !text.contains(where: { "&<%".contains($0) })
        else { return }
        entities[String(cString: name)] = text
    }

    override func refuseAttributes() {
        stop(at: "eigen attributen")
    }

    private func stop(at limit: SafeText) {
        self.limit = self.limit ?? limit
        stop()
    }

    override func note(_ error: xmlError) {
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
        if isBroken, !isRecovering { stop() }
    }

    /// The namespace of an element. libxml2 keeps one copy of each namespace's address, so that
    /// pointers can be compared.
    private func feedNamespace(
        _ uri: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?
    ) -> FeedNamespace {
        guard let uri else {
            return prefix.map { FeedNamespace(undeclaredPrefix: String(cString: $0).lowercased()) }
                ?? .core
        }
        if let known = knownNamespaces.first(where: { $0.uri == uri }) { return known.namespace }
        var namespace = FeedNamespace(uri: String(cString: uri).lowercased())
        // A feed whose own namespace nobody knows is still a feed.
        if namespace == .foreign, prefix == nil, builder.feed?.format.family != .atom {
            namespace = .core
        }
        if knownNamespaces.count < XMLFeedReader.maximumNamespaces {
            knownNamespaces.append((uri, namespace))
        }
        return namespace
    }
}
