import Markup
import PortalModel

/// Where a page that came in place of a feed sends its reader.
public enum MetaRefresh {
    /// The part of a page, in bytes, in which it has to say so.
    private static let span = 16_384

    /// The address, as it is written; nil where `bytes` are no page that sends anybody on before
    /// there is time to read it. Cheap for a feed.
    public static func target(
        of bytes: [UInt8], contentType: String?, address: WebAddress
    ) -> String? {
        guard bytes.prefix(span).withUnsafeBufferPointer(hasMeta) else { return nil }
        let text = TextDecoding.utf8(Array(bytes.prefix(span)), contentType: contentType, as: .html)
        let found = FeedLinks.found(in: text, at: address)
        return found.refresh
    }

    /// Whether a tag begins with `meta`. Few feeds have one, and none of those sends anybody on.
    private static func hasMeta(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index + 4 < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] | 0x20 == UInt8(ascii: "m"),
                bytes[index + 2] | 0x20 == UInt8(ascii: "e"),
                bytes[index + 3] | 0x20 == UInt8(ascii: "t")
            {
                return true
            }
            index += 1
        }
        return false
    }
}
