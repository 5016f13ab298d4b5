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
        guard bytes.count <= ParsedFeed.maximumLength else {
            throw DeliveryProblem(.tooLarge, "\(ParsedFeed.maximumLength / 1_000_000)")
        }
        let text = TextDecoding.utf8(bytes, contentType: contentType)
        guard let first = text.first(where: { $0 > 0x20 }) else { throw DeliveryProblem(.empty) }
        // What is shown of a feed leads to its site, and what leads there is no secret.
        let address = address?.withoutUser
        self =
            switch first {
            case UInt8(ascii: "{"):
                try JSONFeed.parsed(isCut ? JSONRepair.closed(text) : text, address: address)
            default: try XMLFeed(bytes: text, address: address, isCut: isCut).parsed()
            }
    }
}
