import Markup
import PortalModel

extension ParsedFeed {
    /// Reads a feed in RSS, RDF, Atom or JSON Feed, in any encoding, well-formed or not.
    ///
    /// `contentType` is the header that came with it, `address` the place it came from, which
    /// relative addresses in it count from. Throws `empty`, `tooLarge`, `webPage`, `notAFeed` or
    /// `malformed`.
    public init(
        parsing bytes: [UInt8], contentType: String? = nil, address: WebAddress? = nil
    ) throws(DeliveryProblem) {
        guard bytes.count <= ParsedFeed.maximumLength else {
            throw DeliveryProblem(.tooLarge, "\(ParsedFeed.maximumLength / 1_000_000)")
        }
        let text = TextDecoding.utf8(bytes, contentType: contentType)
        guard let first = text.first(where: { $0 > 0x20 }) else { throw DeliveryProblem(.empty) }
        self =
            switch first {
            case UInt8(ascii: "{"): try JSONFeed.parsed(text, address: address)
            default: try XMLFeed(bytes: text, address: address).parsed()
            }
    }
}
