import CLibXML2
import Markup
import PortalModel

/// Reads a feed that is written in XML, well-formed or not.
///
/// libxml2 reads the document strictly at first, which most feeds pass. One that does not is
/// repaired where that can be done byte by byte (`XMLRepair`) and read again, this time with
/// libxml2's recovery.
struct XMLFeedParser {
    /// UTF-8 that XML allows, without a byte order mark.
    let bytes: [UInt8]
    let address: WebAddress?
    /// Whether the rest of it is missing, so that an item without an end is not taken.
    var isCut = false

    /// Elements nested deeper than this end the reading.
    static let maximumNesting = 256

    /// Elements around a broken document: each end tag too many closes one of them, so that
    /// libxml2 does not take the document for finished.
    static let wrapperElements = Array(repeating: "<wrapper>", count: 32).joined().utf8

    /// The feed if the document is well-formed.
    func ifWellFormed() -> ParsedFeed? {
        let strict = pass(MarkupReader(), isRecovering: false)
        return strict.read(bytes) ? strict.builder.finish() : nil
    }

    /// The feed, and whether the document is well-formed; throws `webPage`, `notAFeed` or
    /// `malformed`.
    func read() throws(DeliveryProblem) -> (feed: ParsedFeed, isWellFormed: Bool) {
        let reader = MarkupReader()
        let strict = pass(reader, isRecovering: false)
        let isWellFormed = strict.read(bytes)
        if isWellFormed, let feed = strict.builder.finish() { return (feed, true) }
        try XMLFeedParser.refuse(strict)

        let repair = XMLRepair(bytes, entities: strict.entities)
        let lenient = pass(reader, isRecovering: true)
        _ = lenient.read(repair.repaired(after: XMLFeedParser.wrapperElements))
        if var feed = lenient.builder.finish(isCut: isCut),
            !feed.items.isEmpty || lenient.limit == nil
        {
            feed.isWhole = endsWithRoot(lenient.builder.root ?? "")
            return (feed, false)
        }
        try XMLFeedParser.refuse(lenient)
        throw DeliveryProblem(.notAFeed, lenient.builder.root.flatMap(XMLFeedParser.shown))
    }

    private func pass(_ reader: MarkupReader, isRecovering: Bool) -> XMLFeedReader {
        XMLFeedReader(FeedBuilder(address: address, reader: reader, isRecovering: isRecovering))
    }

    /// The name of an element as a reader may see it; nil for noise, which names nothing.
    private static func shown(_ name: String) -> SafeText? {
        let isName =
            name.utf8.count <= 40 && name.utf8.first.map { $0 | 0x20 >= 0x61 } == true
            && name.utf8.allSatisfy { $0.isASCIIAlphanumeric || "-_.:".utf8.contains($0) }
        return isName ? "<\(SafeText(cleaning: name))>" : nil
    }

    /// Whether the last tag ends the first element, `root`, whatever its prefix.
    private func endsWithRoot(_ root: String) -> Bool {
        guard let start = bytes.lastIndex(of: UInt8(ascii: "<")) else { return false }
        let tag = String(decoding: bytes[start...].prefix(100), as: UTF8.self)
        guard tag.hasPrefix("</"), let end = tag.firstIndex(of: ">") else { return false }
        let name = tag[..<end].dropFirst(2).split(separator: ":").last ?? ""
        let local = root.split(separator: ":").last ?? ""
        return name.split(whereSeparator: \.isWhitespace).first?.lowercased() == local.lowercased()
    }

    private static func refuse(_ pass: XMLFeedReader) throws(DeliveryProblem) {
        let (feed, root) = (pass.builder.feed, pass.builder.root)
        if feed == nil, root?.lowercased() == "html" { throw DeliveryProblem(.webPage) }
        if let limit = pass.limit, feed != nil || root == nil {
            throw DeliveryProblem(.malformed, limit)
        }
    }
}

/// One reading of the XML of a feed, whose tags and text go to a feed builder.
final class XMLFeedReader: XMLReader {
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
        guard limit == nil else { return }
        guard namespaces <= XMLFeedReader.maximumNamespaces else {
            return stop(at: "\(XMLFeedReader.maximumNamespaces) naamruimten")
        }
        openElements += 1
        // When it recovers, libxml2 closes some elements without an event.
        let depth = isRecovering ? depth : openElements - 1
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

/// The start tag of an element in a feed. Good only as long as the callback runs.
struct StartTag {
    /// Its name without prefix.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Its name without prefix and without regard to case.
    let name: MarkupName
    let namespace: FeedNamespace
    /// The namespaces that it declares: two pointers each, for prefix and address.
    let namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>
    let attributes: XMLAttributes

    /// What it means; nil for what tells a reader nothing.
    var element: FeedElement? { FeedElement(name, in: namespace) }

    /// The format of a feed that begins with this tag.
    func format(_ element: FeedElement) -> FeedFormat {
        let version = SafeText(line: attributes["version"] ?? "", limit: 20)
        return switch element {
        case .rdf: FeedFormat(family: .rdf, version: declaredVersion ?? version)
        case .feed, .entry: FeedFormat(family: .atom, version: declaredVersion ?? version)
        default: FeedFormat(family: .rss, version: version)
        }
    }

    /// The version that the namespaces stand for, which say it with more care than attributes.
    private var declaredVersion: SafeText? {
        for index in stride(from: 1, to: namespaces.count, by: 2) {
            guard let pointer = namespaces[index] else { continue }
            let address = String(cString: pointer).lowercased()
            if address.contains("purl.org/atom") { return "0.3" }
            if address.contains("w3.org/2005/atom") { return "1.0" }
            if address.contains("purl.org/rss/1.0/modules") { continue }
            if address.contains("purl.org/rss/1.0") { return "1.0" }
            if address.contains("netscape.com/rdf/simple/0.9") { return "0.90" }
        }
        return nil
    }
}
