import Synchronization

/// News, and ten feeds beside it that are empty until ten articles come in each.
final class Arrivals: Sendable {
    /// How many feeds there are in all.
    let feeds: Int
    private let news: SampleNews
    private let late: SampleNews
    private let hasCome = Mutex(false)

    init(after news: SampleNews) {
        self.news = news
        feeds = news.feeds + 10
        late = SampleNews(feeds: feeds, itemsPerFeed: 10)
    }

    /// Lets the articles come.
    func publish() {
        hasCome.withLock { $0 = true }
    }

    /// The feed of that number as it is now.
    func feed(_ number: Int) -> FeedServer.Feed? {
        guard number < feeds else { return nil }
        if number < news.feeds { return .init(version: 1) { [news] in news.feed(number) } }
        let news = hasCome.withLock { $0 } ? late : SampleNews(feeds: feeds, itemsPerFeed: 0)
        return .init(version: news.itemsPerFeed) { news.feed(number) }
    }
}
