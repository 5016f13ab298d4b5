import FeedParsing
import Fetching
import Foundation
import NewsStore
import PortalModel

/// A feed as it came from its source.
struct FetchedFeed: Sendable {
    /// The source that sent it.
    let state: SourceState
    /// What it sent.
    let body: FetchedBody
    /// What it sent before.
    let memory: FeedMemory?
}

/// What became of a feed.
struct ReadFeed: Sendable {
    /// The source that sent it.
    let state: SourceState
    /// What is to be stored of it, or why nothing is.
    let result: Result<Delivery, DeliveryProblem>
    /// Bytes that the feed was long.
    fileprivate let size: Int
}

/// Reads feeds on a thread of its own, while the one that owns this fetches and stores.
///
/// Between the two lie no more than some megabytes: feeds that wait to be read, and articles that
/// wait to be stored. A document that ends the process, or takes all of its time, does so from
/// there as well.
struct FeedReading: ~Copyable {
    private let feeds = HandOver<FetchedFeed?>()
    private let results = HandOver<ReadFeed>()
    /// Feeds that were handed over and not taken back, and their bytes.
    private var count = 0
    private var size = 0

    /// So many bytes of feeds are on their way at the most, beside one that is larger.
    static let largest = 8 << 20

    /// Bytes of the thread's stack, as a process has for its first.
    private static let stackSize = 8 << 20

    /// Starts the thread, which says in `mark` what it reads; `now` is the moment of the round.
    init(_ mark: ReadingMark, now: Timestamp) {
        let mark = ReadingMark(descriptor: mark.descriptor, thread: 1)
        let thread = Thread { [feeds, results] in
            while let feed = feeds.take() {
                results.put(Self.read(feed, mark, now))
            }
        }
        thread.stackSize = Self.stackSize
        thread.start()
    }

    deinit {
        feeds.put(nil)
    }

    /// Whether feeds are on their way.
    var isBusy: Bool { count > 0 }

    /// Whether another feed of so many bytes may be handed over.
    func hasRoom(for bytes: Int) -> Bool { count == 0 || size + bytes <= Self.largest }

    /// Hands a feed over.
    mutating func begin(_ feed: FetchedFeed) {
        count += 1
        size += feed.body.bytes.count
        feeds.put(feed)
    }

    /// Takes the next result, and waits for it; there must be a feed on its way.
    mutating func next() -> ReadFeed {
        taken(results.take())
    }

    /// Takes the next result if it is there.
    mutating func nextIfReady() -> ReadFeed? {
        results.takeIfThere().map { taken($0) }
    }

    private mutating func taken(_ result: ReadFeed) -> ReadFeed {
        count -= 1
        size -= result.size
        return result
    }

    private static func read(
        _ fetched: FetchedFeed, _ mark: ReadingMark, _ now: Timestamp
    ) -> ReadFeed {
        let (source, body) = (fetched.state.source, fetched.body)
        let plan = PollPlan(now: now, before: fetched.state.poll)
        let result = Result { () throws(DeliveryProblem) in
            try mark.reading(source.id) { () throws(DeliveryProblem) in
                let feed = try ReadItems(of: fetched)
                return Delivery(
                    source: source.id, moment: now, articles: feed.articles,
                    passedOver: feed.passedOver, context: feed.context,
                    etag: body.validators.entityTag, lastModified: body.validators.lastModified,
                    poll: plan.afterFeed(
                        maxAge: body.maxAge, feed.schedule, moved: body.movedPermanently),
                    problem: feed.isWhole ? nil : body.shortfall)
            }
        }
        return ReadFeed(state: fetched.state, result: result, size: body.bytes.count)
    }
}

/// What is new or changed in a feed, and what is known of it.
private struct ReadItems {
    let articles: [DeliveredArticle]
    var passedOver: [FeedMemory.Item] = []
    var context: Int64?
    let schedule: ParsedFeed.Schedule
    var isWhole = true

    init(of fetched: FetchedFeed) throws(DeliveryProblem) {
        let (body, source) = (fetched.body, fetched.state.source.id)
        guard body.shortfall == nil else {
            let feed = try Self.feed(inPartOf: body)
            articles = DeliveredArticle.all(of: feed, from: source)
            schedule = feed.schedule
            isWhole = feed.isWhole
            return
        }
        let known = fetched.memory.map { memory in
            KnownItems(context: memory.context, digests: Set(memory.items.map(\.digest)))
        }
        var update = try FeedUpdate(
            parsing: body.bytes, contentType: body.contentType, address: body.finalAddress,
            known: known)
        var articles = DeliveredArticle.all(of: update, from: source)
        let digests = Set(update.passedOver)
        passedOver = fetched.memory?.items.filter { digests.contains($0.digest) } ?? []
        // Items of one name are told apart by each other, so that all of them have to be read.
        let names = Set(passedOver.map(\.name))
        if articles.contains(where: { $0.name.map { names.contains($0.id) } ?? false }) {
            update = try FeedUpdate(
                parsing: body.bytes, contentType: body.contentType, address: body.finalAddress)
            articles = DeliveredArticle.all(of: update, from: source)
            passedOver = []
        }
        self.articles = articles
        context = update.context
        schedule = update.feed.schedule
    }

    /// The feed of which a part came: what came whole of one that is larger than the limit. One of
    /// which the connection took a part is no feed, unless all of it came.
    private static func feed(
        inPartOf body: FetchedBody
    ) throws(DeliveryProblem) -> ParsedFeed {
        let isCut = body.shortfall?.code == .tooLarge
        do throws(DeliveryProblem) {
            var feed = try ParsedFeed(
                parsing: body.bytes, contentType: body.contentType, address: body.finalAddress,
                isCut: isCut)
            if isCut { feed.isWhole = false }
            if let shortfall = body.shortfall, !feed.isWhole, !isCut || feed.items.isEmpty {
                throw shortfall
            }
            return feed
        } catch {
            throw body.shortfall ?? error
        }
    }
}
