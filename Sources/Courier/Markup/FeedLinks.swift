import PortalModel

/// What a page of HTML says of feeds: those that it names as its own, those that its text links,
/// and where it sends its reader on.
///
/// libxml2's HTML parser gives the tags one by one, no tree is built; depth, length and number of
/// attributes are limited as for any foreign markup.
public final class FeedLinks: HTMLReader {
    public struct Findings {
        /// Feeds that are named as such, the likeliest to be meant first: that of the whole site
        /// before those of a part or of comments, and else in the order of the page.
        public var feeds: [FoundFeed] = []
        public var others: [FoundFeed] = []
        /// Where the page sends its reader before there is time to read it.
        public var refresh: String?
    }

    /// Feeds of one page after this many are left out, of either sort.
    static let maximumCount = 50
    /// A page that stays for more seconds than this is there to be read.
    static let longestStay = 10

    private var base: WebAddress
    private var hasBase = false
    private var hasBegun = false
    private var links: [FeedLinkCandidate]
    private var linksInText: [FeedLinkCandidate] = []
    private var refresh: String?
    private var anchor: Anchor?

    /// An `a` whose text is being gathered.
    private struct Anchor {
        var reference: String
        var relations: String
        var type: String
        var text: [UInt8] = []

        /// Bytes of text that are kept: what names a feed is short.
        static let maximumLength = 200

        mutating func append(_ bytes: some Sequence<UInt8>) {
            text.append(UInt8(ascii: " "))
            text += bytes.prefix(max(0, Self.maximumLength - text.count))
        }

        var link: FeedLinkCandidate {
            FeedLinkCandidate(
                reference: reference, relations: relations, type: type,
                title: String(decoding: text, as: UTF8.self), isInText: true)
        }
    }

    private init(_ links: [FeedLinkCandidate], at address: WebAddress) {
        self.links = links
        base = address
        super.init(ofFragments: false)
    }

    /// What `html`, UTF-8, and `header`, the links of the answer's header, say; references count
    /// from the page's `<base>`, else from `address`. Nothing for what is no page but a feed.
    /// Linear in the length; what comes after `MarkupReader.maximumLength` is not read.
    public static func found(
        in html: [UInt8], at address: WebAddress, header: [FeedLinkCandidate] = []
    ) -> Findings {
        let reader = FeedLinks(header, at: address)
        html.prefix(MarkupReader.maximumLength).withUnsafeBufferPointer { bytes in
            _ = AttributeTrimmer.withTrimmed(bytes, as: .html, reader.read)
        }
        reader.closeAnchor()
        return reader.findings
    }

    private var findings: Findings {
        var findings = Findings()
        var known: Set<WebAddress> = []
        func feeds(_ links: [FeedLinkCandidate], _ certainty: FeedLinkCandidate.Certainty)
            -> [FoundFeed]
        {
            let sure = links.filter { $0.certainty == certainty }.map { ($0, $0.narrowness) }
            // Sorting is stable only by its second key.
            let order = sure.indices.sorted { (sure[$0].1, $0) < (sure[$1].1, $1) }
            return order.compactMap { index in
                let link = sure[index].0
                guard let address = WebAddress(feed: link.reference, relativeTo: base),
                    known.insert(address).inserted
                else { return nil }
                return FoundFeed(title: SafeText(line: link.title, limit: 200), address: address)
            }
        }
        findings.feeds = feeds(links, .named)
        findings.others = feeds(links, .likely) + feeds(linksInText, .likely)
        // Where nothing else is named, the text names what there is.
        if findings.feeds.isEmpty { swap(&findings.feeds, &findings.others) }
        findings.refresh = refresh.flatMap { WebAddress($0, relativeTo: base) }?.string
        return findings
    }

    override func open(_ name: UnsafePointer<UInt8>, _ attributes: MarkupAttributes) {
        let name = MarkupName(name)
        let isFeed = !hasBegun && ["rss", "feed", "rdf:rdf", "rdf", "opml"].contains(name)
        hasBegun = true
        guard !isFeed else { return stop() }
        switch name {
        case "base": readBase(attributes)
        case "link": readLink(attributes)
        case "meta": readRefresh(attributes)
        case "a": openAnchor(attributes)
        case "img": anchor?.append((attributes["alt"] ?? "").utf8)
        default: break
        }
    }

    override func close(_ name: UnsafePointer<UInt8>) {
        if MarkupName(name) == "a" { closeAnchor() }
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        anchor?.append(bytes)
    }

    /// Only the first counts (HTML Standard, section 4.2.3).
    private func readBase(_ attributes: MarkupAttributes) {
        guard !hasBase, let reference = attributes["href"] else { return }
        hasBase = true
        base = WebAddress(reference, relativeTo: base) ?? base
    }

    private func readLink(_ attributes: MarkupAttributes) {
        guard links.count < Self.maximumCount, let reference = attributes["href"],
            let relations = attributes["rel"]
        else { return }
        let link = FeedLinkCandidate(
            reference: reference, relations: relations, type: attributes["type"] ?? "",
            title: attributes["title"] ?? "",
            isVariant: attributes["hreflang"] != nil || attributes["media"] != nil)
        if link.certainty != nil { links.append(link) }
    }

    private func openAnchor(_ attributes: MarkupAttributes) {
        closeAnchor()
        guard linksInText.count < Self.maximumCount, let reference = attributes["href"] else {
            return
        }
        anchor = Anchor(
            reference: reference, relations: attributes["rel"] ?? "",
            type: attributes["type"] ?? "")
        for name in [attributes["title"], attributes["aria-label"]] {
            anchor?.append((name ?? "").utf8)
        }
    }

    private func closeAnchor() {
        guard let link = anchor?.link else { return }
        anchor = nil
        if link.certainty != nil { linksInText.append(link) }
    }

    /// After the HTML Standard, section 4.2.5.3, "shared declarative refresh steps". The first
    /// counts.
    private func readRefresh(_ attributes: MarkupAttributes) {
        guard refresh == nil, attributes["http-equiv"]?.lowercased() == "refresh",
            let content = attributes["content"]
        else { return }
        let blanks: (Character) -> Bool = { $0.isWhitespace }
        let start = content.drop(while: blanks)
        let digits = start.prefix { $0.isASCII && $0.isNumber }
        guard (Int(digits) ?? 0) <= Self.longestStay, !digits.isEmpty || start.first == "." else {
            return
        }
        var rest = start.drop { $0.isASCII && $0.isNumber || $0 == "." }.drop(while: blanks)
        guard let sign = rest.first, sign == ";" || sign == "," else { return }
        rest = rest.dropFirst().drop(while: blanks)
        if rest.prefix(3).lowercased() == "url" {
            let value = rest.dropFirst(3).drop(while: blanks)
            if value.first == "=" { rest = value.dropFirst().drop(while: blanks) }
        }
        if let quote = rest.first, quote == "\"" || quote == "'" {
            rest = rest.dropFirst().prefix { $0 != quote }
        }
        if !rest.isEmpty { refresh = String(rest) }
    }
}

/// What a page, or the header of an answer, says of something that it links; and whether that is
/// a feed.
public struct FeedLinkCandidate {
    let reference: String
    let relations: [String]
    /// The media type in lower case, without parameters; empty where there is none.
    let type: String
    let title: String
    /// Whether it stands in the text of the page, for its reader to follow.
    let isInText: Bool
    /// Whether it leads to the same in another language or for another device.
    let isVariant: Bool

    public init(
        reference: String, relations: String, type: String, title: String,
        isInText: Bool = false, isVariant: Bool = false
    ) {
        self.reference = reference
        self.relations = relations.lowercased().split(whereSeparator: \.isWhitespace)
            .map(String.init)
        let essence = type.lowercased().prefix { $0 != ";" }.split(whereSeparator: \.isWhitespace)
        // A type with white space in it is none that is known.
        self.type = essence.count == 1 ? String(essence[0]) : essence.isEmpty ? "" : "/"
        self.title = title
        self.isInText = isInText
        self.isVariant = isVariant
    }

    enum Certainty: Int {
        case named
        case likely
    }

    /// Nil where nothing speaks for a feed.
    var certainty: Certainty? {
        if isInText { return certaintyInText }
        let isFeed = relations.contains("feed") || relations.contains("service.feed")
        guard isFeed || relations.contains("alternate") else { return nil }
        if hasFeedType || hasFeedScheme { return .named }
        guard Self.looseTypes.contains(type), !isVariant, !isForPrograms else { return nil }
        if isFeed || speaksOfFeeds { return .named }
        return type.isEmpty ? nil : .likely
    }

    private var certaintyInText: Certainty? {
        if hasFeedType || hasFeedScheme || relations.contains("feed") { return .likely }
        guard type.isEmpty || Self.looseTypes.contains(type), !isForPrograms else { return nil }
        let words = Self.words(title)
        // "Feed" and "Atom" mean other things too.
        let isCalledRSS = words.contains("rss") && words.count <= 6
        let isCalledFeed = !words.isDisjoint(with: Self.feedWords) && words.count <= 6
        return isCalledRSS || endsAsFeed || isCalledFeed && hasFeedAddress ? .likely : nil
    }

    /// How much less than all of the site a feed seems to hold: 0 for all, 1 for a part of it, 2
    /// for what its readers say.
    var narrowness: Int {
        let words = Self.words(title).union(Self.words(reference))
        if !words.isDisjoint(with: Self.commentWords) { return 2 }
        return words.isDisjoint(with: Self.partWords) ? 0 : 1
    }

    private var hasFeedType: Bool {
        (type.hasPrefix("application/") || type.hasPrefix("text/")) && !type.contains("oembed")
            && ["rss", "atom", "rdf+xml", "feed+json"].contains { type.contains($0) }
    }

    private var hasFeedScheme: Bool { reference.lowercased().hasPrefix("feed:") }

    private var speaksOfFeeds: Bool {
        hasFeedAddress || !Self.words(title).isDisjoint(with: Self.feedWords)
    }

    private var hasFeedAddress: Bool {
        let words = Self.words(reference)
        return !words.isDisjoint(with: Self.feedWords) || words.contains("xml")
    }

    /// Whether the address ends in what hardly anything but a feed is called: `rss.php`,
    /// `nieuws.xml`, `/feed/`.
    private var endsAsFeed: Bool {
        let path = reference.lowercased().prefix { $0 != "?" && $0 != "#" }
        let name = String(path.split(separator: "/").last ?? "")
        return ["feed", "feed.json"].contains(name)
            || [".xml", ".atom", ".rdf"].contains { name.hasSuffix($0) }
            || !Self.words(name).isDisjoint(with: ["rss", "rss2"])
    }

    /// An interface for programs, which many sites name beside their feeds.
    private var isForPrograms: Bool {
        let words = Self.words(reference)
        return reference.contains("wp-json") || words.contains("oembed")
            || words.contains("sitemap")
    }

    /// Types that feeds have and other things too; empty for none.
    private static let looseTypes: Set = [
        "", "text/xml", "application/xml", "application/json", "text/json",
    ]
    private static let feedWords: Set = [
        "rss", "rss2", "atom", "feed", "feeds", "rdf", "jsonfeed", "newsfeed", "nieuwsfeed",
        "webfeed",
    ]
    private static let commentWords: Set = [
        "comment", "comments", "reactie", "reacties", "replies", "responses", "opmerkingen",
        "antwoorden", "kommentar", "kommentare", "kommentarer", "commentaire", "commentaires",
        "comentario", "comentarios", "comentário", "comentários", "commento", "commenti",
        "respuestas", "reaksje", "reaksjes",
    ]
    private static let partWords: Set = [
        "category", "categories", "categorie", "categorieën", "kategorie", "kategorien",
        "catégorie", "catégories", "categoría", "categoria", "tag", "tags", "label", "labels",
        "author", "authors", "auteur", "auteurs", "autor", "topic", "topics", "search", "zoeken",
    ]

    /// The words of a text or an address, in lower case; only its beginning counts.
    private static func words(_ text: String) -> Set<String> {
        let start = text.prefix(300).lowercased()
        return Set(start.plainWords.map(String.init))
    }
}
