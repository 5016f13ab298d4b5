import FeedParsing
import NewsStore
import PortalModel

extension DeliveredArticle {
    /// The articles of a feed, each once.
    ///
    /// An item is known by its guid; without one, by its link, and without that by its title. What
    /// shares that with other items of the feed is told apart by all that is told of it.
    static func all(of feed: ParsedFeed, from source: SourceID) -> [DeliveredArticle] {
        distinct(feed.items.map { DeliveredArticle($0, from: source) })
    }

    /// The articles of those items of a feed that were read, each once, with what they can be
    /// known by next time. An item whose name others of the feed have is read every time, since
    /// what it is depends on them.
    static func all(of update: FeedUpdate, from source: SourceID) -> [DeliveredArticle] {
        var articles = update.feed.items.map { DeliveredArticle($0, from: source) }
        let counts = articles.reduce(into: [:]) { $0[$1.name, default: 0] += 1 }
        for index in articles.indices {
            articles[index].position = update.positions[index]
            if !update.digests.isEmpty, counts[articles[index].name] == 1 {
                articles[index].item = update.digests[index]
            }
        }
        return distinct(articles)
    }

    private init(_ item: ParsedItem, from source: SourceID) {
        let name = item.guid ?? item.link?.string ?? item.title.string
        let teaser =
            item.summary?.firstParagraph ?? item.content.firstParagraph ?? SafeText.empty
        self.init(
            name: ArticleName(name, of: source), title: item.headline(teaser: teaser),
            teaser: SafeText(line: teaser.string, limit: 500), published: item.published,
            updated: item.updated, authors: item.authors, link: item.link, body: item.body)
    }
}

extension ParsedItem {
    /// Its title or, where it has none, what its picture shows, or the first words of `teaser`.
    fileprivate func headline(teaser: SafeText) -> SafeText {
        let title = title.isEmpty ? pictureText ?? teaser : title
        if title.isEmpty { return "(zonder titel)" }
        return self.title.isEmpty ? title.firstWords(limit: 120) : title
    }

    private var pictureText: SafeText? {
        for case .image(let text, _) in content.blocks + (summary?.blocks ?? []) where !text.isEmpty
        {
            return text
        }
        return enclosures.lazy.filter { $0.kind == .picture || $0.kind == .thumbnail }
            .compactMap(\.description).first
    }
}

extension SafeText {
    /// At most `limit` characters of it, which end with a word.
    fileprivate func firstWords(limit: Int) -> SafeText {
        let line = SafeText(line: string)
        guard line.string.count > limit else { return line }
        let start = line.string.prefix(limit - 1)
        let end = start.lastIndex(of: " ").map { start[..<$0] } ?? start
        return SafeText(cleaning: end + "…")
    }
}
