import PortalModel

/// What a page, or the header of an answer, says of something that it links; and whether that is
/// a feed.
public struct FeedLinkCandidate {
    /// Where it leads, as it is written.
    let reference: String
    /// What it is to the page, in lower case.
    let relations: [String]
    /// The media type in lower case, without parameters; empty where there is none.
    let type: String
    /// What it is called: its title or its text.
    let title: String
    /// Whether it stands in the text of the page, for its reader to follow.
    let isInText: Bool
    /// Whether it leads to the same in another language or for another device.
    let isVariant: Bool

    /// A link of these attributes.
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

    /// How sure it is that a link leads to a feed.
    enum Certainty: Int {
        /// It is named as one.
        case named
        /// It may be one, as far as its text or its type tells.
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
        type.hasPrefix("application/") || type.hasPrefix("text/")
            ? ["rss", "atom", "rdf+xml", "feed+json"].contains { type.contains($0) }
                && !type.contains("oembed")
            : false
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
