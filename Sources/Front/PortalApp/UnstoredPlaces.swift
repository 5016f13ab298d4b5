import PortalModel

/// Where the reader is, stored once the reader rests there and not at every key.
struct UnstoredPlaces {
    /// The top-level block reached in articles.
    private(set) var blocks: [ArticleID: Int] = [:]
    private(set) var page: NewsPage?
    private var due = ContinuousClock.now

    private static let rest = Duration.milliseconds(400)

    var isEmpty: Bool { blocks.isEmpty && page == nil }

    mutating func note(_ block: Int, in article: ArticleID) {
        blocks[article] = block
        due = ContinuousClock.now + Self.rest
    }

    mutating func note(_ page: NewsPage) {
        self.page = page
        due = ContinuousClock.now + Self.rest
    }

    /// Milliseconds until they are to be stored; −1 for never.
    var milliseconds: Int32 {
        guard !isEmpty else { return -1 }
        let left = ContinuousClock.now.duration(to: due) / .milliseconds(1)
        return Int32(max(0, left.rounded(.up)))
    }

    var isDue: Bool { !isEmpty && ContinuousClock.now >= due }
}
