import FeedParsing
import NewsStore
import PortalModel

extension DeliveredArticle {
    /// The articles of a feed, each once.
    ///
    /// An item is known by its guid; where the feed gives several items the same one, by guid and
    /// link; without one, by its link, and without that by its title.
    static func all(of feed: ParsedFeed, from source: SourceID) -> [DeliveredArticle] {
        var linksOfGuid: [String: Set<String>] = [:]
        for item in feed.items {
            guard let guid = item.guid else { continue }
            linksOfGuid[guid, default: []].insert(item.link?.string ?? "")
        }
        var known: Set<ArticleID> = []
        return feed.items.compactMap { item in
            let isShared = item.guid.flatMap { linksOfGuid[$0] }.map { $0.count > 1 } ?? false
            let article = DeliveredArticle(item, from: source, isGuidShared: isShared)
            return known.insert(article.id).inserted ? article : nil
        }
    }

    private init(_ item: ParsedItem, from source: SourceID, isGuidShared: Bool) {
        let link = item.link?.string ?? ""
        let name: String =
            if let guid = item.guid {
                isGuidShared ? guid + " " + link : guid
            } else {
                link.isEmpty ? item.title.string : link
            }
        let teaser =
            item.summary?.firstParagraph ?? item.content.firstParagraph ?? SafeText.empty
        let title = item.title.isEmpty ? SafeText(line: teaser.string, limit: 120) : item.title
        self.init(
            id: ArticleID(source: source, guid: name),
            title: title.isEmpty ? "(zonder titel)" : title,
            teaser: SafeText(line: teaser.string, limit: 500), published: item.published,
            updated: item.updated, authors: item.authors, link: item.link, body: item.content)
    }
}
