import Markup
import PortalModel

extension FeedSearchAnswer {
    /// What `bytes`, which came from `address`, are: a feed, or a page with the feeds it links.
    /// Anything else that text can be counts as a page without any.
    ///
    /// `contentType` and `links` are the headers that came with it; `isCut` says that more was to
    /// come. Throws `empty` or `tooLarge`.
    public init(
        searching bytes: [UInt8], contentType: String?, links: String? = nil, address: WebAddress,
        isCut: Bool = false
    ) throws(DeliveryProblem) {
        do throws(DeliveryProblem) {
            let feed = try ParsedFeed(
                parsing: bytes, contentType: contentType, address: address, isCut: isCut)
            self = .feed(FoundFeed(title: feed.title, address: address))
        } catch {
            switch error.code {
            case .webPage, .notAFeed, .malformed:
                let text = TextDecoding.utf8(bytes, contentType: contentType, as: .html)
                let found = FeedLinks.found(
                    in: text, at: address, header: links.map(LinkHeader.links) ?? [])
                self = .page(
                    feeds: found.feeds, others: found.others + Self.usual(at: address, found))
            default:
                throw error
            }
        }
    }

    /// Where feeds often are, on the host of a page, without those that it links.
    private static func usual(at page: WebAddress, _ found: FeedLinks.Findings) -> [FoundFeed] {
        let known = Set((found.feeds + found.others).map(\.address))
        let paths = ["/feed/", "/rss.xml", "/feed", "/atom.xml", "/rss", "/index.xml", "/feed.xml"]
        return paths.compactMap { WebAddress($0, relativeTo: page) }
            .filter { !known.contains($0) && $0 != page }
            .map { FoundFeed(title: .empty, address: $0) }
    }
}

/// The `Link` header of an answer (RFC 8288 §3): `</feed>; rel="alternate"; title="Nieuws"`.
enum LinkHeader {
    /// Links after this many are left out.
    private static let maximumCount = 50

    /// The links that `header` names. What is written wrong is left out.
    static func links(in header: String) -> [FeedLinkCandidate] {
        var links: [FeedLinkCandidate] = []
        var rest = Substring(header)
        while links.count < maximumCount, let start = rest.firstIndex(of: "<") {
            rest = rest[start...].dropFirst()
            guard let end = rest.firstIndex(of: ">") else { break }
            let reference = rest[..<end]
            rest = rest[end...].dropFirst()
            let values = parameters(&rest)
            links.append(
                FeedLinkCandidate(
                    reference: String(reference), relations: values["rel"] ?? "",
                    type: values["type"] ?? "", title: values["title"] ?? "",
                    isVariant: values["hreflang"] != nil || values["media"] != nil))
        }
        return links
    }

    /// Takes what belongs to one link off `rest`: names in lower case, of two alike the first.
    private static func parameters(_ rest: inout Substring) -> [String: String] {
        var values: [String: String] = [:]
        while true {
            skipBlanks(&rest)
            guard rest.first == ";" else { return values }
            rest = rest.dropFirst()
            skipBlanks(&rest)
            let name = rest.prefix { !"=;,<".contains($0) && !$0.isWhitespace }
            rest = rest[name.endIndex...]
            skipBlanks(&rest)
            var value = ""
            if rest.first == "=" {
                rest = rest.dropFirst()
                skipBlanks(&rest)
                value = rest.first == "\"" ? quoted(&rest) : token(&rest)
            }
            if values[name.lowercased()] == nil { values[name.lowercased()] = value }
        }
    }

    private static func token(_ rest: inout Substring) -> String {
        let token = rest.prefix { !";,".contains($0) && !$0.isWhitespace }
        rest = rest[token.endIndex...]
        return String(token)
    }

    private static func quoted(_ rest: inout Substring) -> String {
        var value = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let escaped = rest.popFirst() {
                value.append(escaped)
            } else {
                value.append(character)
            }
        }
        return value
    }

    private static func skipBlanks(_ rest: inout Substring) {
        rest = rest.drop(while: \.isWhitespace)
    }
}

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
