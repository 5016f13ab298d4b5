import CLibXML2
import PortalModel

/// The feeds that a page of HTML links as its own: `<link rel="alternate">` with the type of a
/// feed (HTML Standard, section 4.6.8.1, "autodiscovery"), in the order of the page.
///
/// libxml2's HTML parser gives the tags one by one, no tree is built; depth, length and number of
/// attributes are limited as for any foreign markup.
public final class FeedLinks {
    /// Feeds of one page after this many are left out.
    static let maximumCount = 50

    private static let types: Set = [
        "application/rss+xml", "application/atom+xml", "application/rdf+xml",
        "application/feed+json",
    ]

    private var base: WebAddress
    private var hasBase = false
    private var isStopped = false
    private var links: [(title: SafeText, reference: String)] = []
    private var context: htmlParserCtxtPtr?

    private init(base: WebAddress) {
        self.base = base
    }

    /// The feeds that `html`, UTF-8, links; references count from the page's `<base>`, else from
    /// `address`. Linear in the length; what comes after `MarkupReader.maximumLength` is not read.
    public static func found(in html: [UInt8], at address: WebAddress) -> [FoundFeed] {
        let reader = FeedLinks(base: address)
        html.prefix(MarkupReader.maximumLength).withUnsafeBufferPointer { bytes in
            if let narrowed = AttributeLimit.applied(to: bytes, as: .html) {
                narrowed.withUnsafeBufferPointer(reader.parse)
            } else {
                reader.parse(bytes)
            }
        }
        return reader.feeds
    }

    private var feeds: [FoundFeed] {
        var known: Set<WebAddress> = []
        return links.compactMap { link in
            guard let address = WebAddress(link.reference, relativeTo: base),
                known.insert(address).inserted
            else { return nil }
            return FoundFeed(title: link.title, address: address)
        }
    }

    private func parse(_ html: UnsafeBufferPointer<UInt8>) {
        xmlInitParser()
        guard let context = htmlNewParserCtxt() else { return }
        defer { htmlFreeParserCtxt(context) }
        guard let sax = context.pointee.sax else { return }
        self.context = context
        sax.pointee = xmlSAXHandler()
        sax.pointee.startDocument = { feedLinks($0)?.begin() }
        sax.pointee.startElement = { data, name, attributes in
            guard let name else { return }
            feedLinks(data)?.open(MarkupName(name), MarkupAttributes(attributes))
        }
        HTMLReading.read(html, with: context, for: self)
        self.context = nil
    }

    fileprivate func begin() {
        guard let context else { return }
        HTMLReading.expectUTF8(in: context)
    }

    fileprivate func open(_ name: MarkupName, _ attributes: MarkupAttributes) {
        guard let context, !isStopped else { return }
        guard context.pointee.nameNr <= MarkupReader.maximumNesting,
            links.count < FeedLinks.maximumCount
        else {
            isStopped = true
            xmlStopParser(context)
            return
        }
        switch name {
        case "base": takeBase(attributes)
        case "link": takeLink(attributes)
        default: break
        }
    }

    /// Only the first counts (HTML Standard, section 4.2.3).
    private func takeBase(_ attributes: MarkupAttributes) {
        guard !hasBase, let reference = attributes["href"] else { return }
        hasBase = true
        base = WebAddress(reference, relativeTo: base) ?? base
    }

    private func takeLink(_ attributes: MarkupAttributes) {
        guard let reference = attributes["href"], let relations = attributes["rel"],
            let type = attributes["type"]
        else { return }
        let words = relations.lowercased().split(whereSeparator: \.isWhitespace)
        // Without parameters, and without white space at its ends.
        let essence = type.lowercased().prefix { $0 != ";" }.split(whereSeparator: \.isWhitespace)
        guard words.contains("alternate"), essence.count == 1,
            FeedLinks.types.contains(String(essence[0]))
        else { return }
        links.append((SafeText(line: attributes["title"] ?? "", limit: 200), reference))
    }
}

private func feedLinks(_ data: UnsafeMutableRawPointer?) -> FeedLinks? {
    data.map { Unmanaged<FeedLinks>.fromOpaque($0).takeUnretainedValue() }
}
