import Confinement
import FeedParsing
import Fetching
import Foundation
import NewsStore
import PortalModel
import Synchronization

/// A feed as its source sent it.
struct FetchedFeed: Sendable {
    let state: SourceState
    let body: FetchedBody
    /// What is known of what it sent before.
    let memory: FeedMemory?
}

/// What became of a feed.
struct FeedResult: Sendable {
    let state: SourceState
    /// What is to be stored, or why nothing is.
    let result: Result<Delivery, DeliveryProblem>
}

/// Parses what was fetched on a thread of its own, while the one that owns this fetches and stores.
///
/// Between the two lie no more than some megabytes: what waits to be parsed, and articles that wait
/// to be stored. A document that ends the process, or takes all of its time, does so from there as
/// well.
struct ParsingThread<Input: Sendable, Product: Sendable>: ~Copyable {
    private let inputs = BlockingQueue<(input: Input, size: Int)?>()
    private let products = BlockingQueue<(product: Product, size: Int)>()
    /// Inputs that were handed over and not taken back, and their bytes.
    private var count = 0
    private var size = 0

    /// Bytes that may be on their way, unless a single input is larger.
    private let largest = 8 << 20

    /// Starts the thread, on which `parse` is called.
    init(_ parse: @escaping @Sendable (Input) -> Product) {
        let thread = Thread { [inputs, products] in
            while let (input, size) = inputs.take() {
                products.put((parse(input), size))
            }
        }
        // Bytes of the thread's stack, as a process has for its first.
        thread.stackSize = 8 << 20
        thread.start()
    }

    deinit {
        inputs.put(nil)
    }

    /// Whether something is on its way.
    var isBusy: Bool { count > 0 }

    /// Whether the next product can be taken without waiting.
    var nextIsReady: Bool { products.count > 0 }

    /// Whether the thread has parsed all that it was given, and rests.
    var isIdle: Bool { products.count == count }

    /// Whether another input of so many bytes may be handed over.
    func hasRoom(for bytes: Int) -> Bool { count == 0 || size + bytes <= largest }

    /// Hands over an input of so many bytes.
    mutating func begin(_ input: Input, size: Int) {
        count += 1
        self.size += size
        inputs.put((input, size))
    }

    /// Takes the next product, and waits for it; there must be an input on its way.
    mutating func next() -> Product {
        taken(products.take())
    }

    /// Takes the next product if it is there.
    mutating func nextIfReady() -> Product? {
        products.takeIfReady().map { taken($0) }
    }

    private mutating func taken(_ entry: (product: Product, size: Int)) -> Product {
        count -= 1
        size -= entry.size
        return entry.product
    }
}

extension FeedResult {
    /// What parsing `fetched` gives, on the second thread of a round at `now`.
    init(parsing fetched: FetchedFeed, _ marker: ParsingMarker, _ now: Timestamp) {
        let marker = ParsingMarker(descriptor: marker.descriptor, thread: 1)
        let (source, body) = (fetched.state.source, fetched.body)
        let plan = PollPlan(
            now: now, before: fetched.state.poll, interval: fetched.state.interval)
        let result = Result { () throws(DeliveryProblem) in
            try marker.parsing(source.id) { () throws(DeliveryProblem) in
                let feed = try FeedItems(of: fetched)
                return Delivery(
                    source: source.id, moment: now, articles: feed.articles,
                    passedOver: feed.passedOver, context: feed.context,
                    etag: body.validators.entityTag, lastModified: body.validators.lastModified,
                    poll: plan.afterFeed(
                        maxAge: body.maxAge, feed.schedule, moved: body.movedPermanently),
                    problem: feed.isWhole ? nil : body.shortfall)
            }
        }
        self.init(state: fetched.state, result: result)
    }
}

/// What is new or changed in a feed, and what is known of it.
private struct FeedItems {
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

/// A queue from one thread to another.
final class BlockingQueue<Item: Sendable>: Sendable {
    private let items = Mutex<[Item]>([])
    private let arrival = NSCondition()

    func put(_ item: Item) {
        items.withLock { $0.append(item) }
        // Whoever waits has looked under this lock, so that no arrival passes unseen.
        arrival.lock()
        arrival.signal()
        arrival.unlock()
    }

    /// The first item; waits for it when there is none.
    func take() -> Item {
        arrival.lock()
        defer { arrival.unlock() }
        while true {
            if let item = takeIfReady() { return item }
            arrival.wait()
        }
    }

    var count: Int { items.withLock { $0.count } }

    func takeIfReady() -> Item? {
        items.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}

/// Notes in the courier's lock file which source each of its threads is parsing. The courier that
/// comes after one that ended over a source thus knows which it was, and does not end over it again
/// at once.
struct ParsingMarker {
    /// The lock file, open for reading and writing.
    let descriptor: Int32
    /// Which of the threads it is.
    var thread = 0

    static let threads = 2

    /// Does `work`, which parses what `source` sent, within the time for that.
    func parsing<Value, Failure: Error>(
        _ source: SourceID, _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        write(source)
        defer { clear() }
        return try Deadline.within(Deadline.reading, work)
    }

    /// The sources that the last courier was parsing when it ended: over one of them, if at all.
    var unfinished: [SourceID] {
        (0..<Self.threads).compactMap { thread in
            var id: Int64 = 0
            let count = withUnsafeMutableBytes(of: &id) { bytes in
                pread(descriptor, bytes.baseAddress, bytes.count, Self.offset(of: thread))
            }
            return count == MemoryLayout<Int64>.size && id != 0 ? SourceID(rawValue: id) : nil
        }
    }

    /// Notes that this thread parses nothing.
    func clear() {
        write(nil)
    }

    private static func offset(of thread: Int) -> off_t {
        off_t(thread * MemoryLayout<Int64>.size)
    }

    /// A file that cannot be written only means that nothing will be known afterwards.
    private func write(_ source: SourceID?) {
        var id = source?.rawValue ?? 0
        _ = withUnsafeBytes(of: &id) { bytes in
            pwrite(descriptor, bytes.baseAddress, bytes.count, Self.offset(of: thread))
        }
    }
}
