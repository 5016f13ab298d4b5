import Synchronization

/// A hundred feeds over many rounds: in each all of their hundred items are new, and newer than
/// those before; at last they come once more, with one new item each.
final class Rounds: Sendable {
    /// How many feeds there are, and items in each.
    static let (feeds, itemsPerFeed) = (100, 100)

    private let count: Int
    private let round = Mutex(0)
    /// The feeds of the last round with their new items.
    private let fresh: [[UInt8]]
    private let old: [[UInt8]]

    /// So many rounds.
    init(_ count: Int) {
        self.count = count
        let last = SampleNews(feeds: Self.feeds, itemsPerFeed: Self.itemsPerFeed)
        old = (0..<Self.feeds).map(last.feed)
        let late = SampleNews(feeds: Self.feeds, itemsPerFeed: 1)
        let mark = Array("<item>".utf8)
        let end = Array("</channel>".utf8)
        fresh = old.enumerated().map { number, feed in
            let item = late.feed(number + Self.feeds)
            guard let place = feed.firstRange(of: mark), let start = item.firstRange(of: mark),
                let stop = item.firstRange(of: end)
            else { return feed }
            let new = item[start.lowerBound..<stop.lowerBound]
            return Array(feed[..<place.lowerBound]) + new + feed[place.lowerBound...]
        }
    }

    /// Lets the next round begin.
    func advance() {
        round.withLock { $0 += 1 }
    }

    /// The feed of that number as it is now.
    func feed(_ number: Int) -> FeedServer.Feed? {
        guard number < Self.feeds else { return nil }
        let round = round.withLock { $0 }
        return .init(version: round) { [self] in
            if round >= count { return fresh[number] }
            if round == count - 1 { return old[number] }
            return SampleNews(
                feeds: Self.feeds, itemsPerFeed: Self.itemsPerFeed,
                roundsAgo: count - 1 - round
            ).feed(number)
        }
    }
}
