import Markup
import PortalModel

extension ParsedFeed {
    /// Reads a feed in RSS, RDF, Atom or JSON Feed, in any encoding, well-formed or not.
    ///
    /// `contentType` is the header that came with it, `address` the place it came from, which
    /// relative addresses in it count from. Of one that `isCut` at a limit the items count that
    /// came whole. Throws `empty`, `tooLarge`, `webPage`, `notAFeed` or
    /// `malformed`.
    public init(
        parsing bytes: [UInt8], contentType: String? = nil, address: WebAddress? = nil,
        isCut: Bool = false
    ) throws(DeliveryProblem) {
        let text = try ParsedFeed.text(of: bytes, contentType: contentType)
        try self.init(text: text, address: address, isCut: isCut)
    }

    /// Reads `text`, UTF-8, as `init(parsing:)` does.
    init(
        text: [UInt8], address: WebAddress?, isCut: Bool = false
    ) throws(DeliveryProblem) {
        // What is shown of a feed leads to its site, and what leads there is no secret.
        let address = address?.withoutUser
        self =
            ParsedFeed.isXML(text)
            ? try XMLFeedParser(bytes: text, address: address, isCut: isCut).read().feed
            : try JSONFeedParser.parsed(
                isCut ? TruncatedJSONRepair.closed(text) : text, address: address)
    }

    /// The text of a feed as UTF-8, if there is any and it is not too long.
    static func text(
        of bytes: [UInt8], contentType: String?
    ) throws(DeliveryProblem) -> [UInt8] {
        guard bytes.count <= ParsedFeed.maximumLength else {
            throw DeliveryProblem(.tooLarge, "\(ParsedFeed.maximumLength / 1_000_000)")
        }
        let text = TextDecoding.utf8(bytes, contentType: contentType)
        guard text.contains(where: { $0 > 0x20 }) else { throw DeliveryProblem(.empty) }
        return text
    }

    /// Whether the text of a feed is XML; JSON otherwise.
    static func isXML(_ text: [UInt8]) -> Bool {
        text.first { $0 > 0x20 } != UInt8(ascii: "{")
    }
}
