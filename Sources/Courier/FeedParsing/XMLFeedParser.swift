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
    /// Where it came from.
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
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
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
