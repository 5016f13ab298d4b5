import PortalModel

/// What the portal adds to an item of JSON Feed when it publishes an edition: the object `_portaal`
/// (EditionFiles/README.md). Whoever reads a feed of strangers has no use for it.
public struct PortalExtension: Hashable, Sendable {
    /// Where the feed is that the article came from.
    public let source: WebAddress?
    /// Whether its publisher did not tell when it appeared.
    public let isUndated: Bool
    /// What its page told; nil where it was not read.
    public let page: PublishedArticle.Page?
    public let story: ArticleID?
    public let outlets: Int
    /// What hangs on the article.
    public let attachments: [Span]

    // In the place of what the item says itself, where JSON Feed has no words for it.
    public let title: SafeText?
    public let teaser: SafeText?
    public let authors: [SafeText]?
    public let published: Timestamp?
    public let updated: Timestamp?
    public let document: Document?

    init(_ object: JSONObject) {
        func line(_ name: String) -> SafeText? {
            let text: String? = object[name]
            return text.map { SafeText(line: $0) }
        }
        func moment(_ name: String) -> Timestamp? {
            let seconds: Int? = object[name]
            return seconds.flatMap { Int64(exactly: $0) }
                .flatMap { Timestamp.written.contains($0) ? Timestamp(seconds: $0) : nil }
        }
        let address: String? = object["source"]
        source = address.flatMap { WebAddress($0) }
        isUndated = object["undated"] ?? false
        let kind: String? = object["text"]
        let pagePublished: String? = object["page_published"]
        page =
            kind == "page" || kind == "beginning"
            ? PublishedArticle.Page(
                isBeginning: kind == "beginning", byline: line("byline"),
                published: pagePublished.flatMap { Timestamp(iso8601: $0) },
                language: line("language"))
            : nil
        let story: String? = object["story"]
        self.story = story.flatMap { ArticleID($0) }
        let outlets: Int? = object["outlets"]
        self.outlets = min(max(outlets ?? 1, 1), 1000)
        attachments =
            object.list("attachments", limit: ItemDraft.maximumEntries) { value in
                guard let object = JSONObject(value) else { return nil }
                let (text, address): (String?, String?) = (object["text"], object["url"])
                guard let text else { return nil }
                return Span(SafeText(line: text), link: address.flatMap { WebAddress($0) })
            } ?? []
        title = line("title")
        teaser = line("teaser")
        authors = object.list("authors", limit: ItemDraft.maximumEntries) {
            ($0 as? String).map { SafeText(line: $0) }
        }
        published = moment("published")
        updated = moment("updated")
        let stored: String? = object["document"]
        document = stored.map { Document(stored: $0) }
    }
}
