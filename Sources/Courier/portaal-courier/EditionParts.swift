import Confinement
import EditionFiles
import Fetching
import NewsStore
import PortalConfiguration
import PortalModel

/// The parts of an edition on their way into news.db: fetched at most four at once, looked at by
/// size and hash, parsed on a thread of their own, and stored as they come.
struct EditionParts {
    /// The digests of those that are stored.
    private(set) var stored: Set<Int64> = []
    private(set) var counts = StoreResult()
    /// Why one of them is not stored; the first of several.
    private(set) var problem: DeliveryProblem?

    private let round: EditionRound
    /// Of each section of the edition, its sources that the reader has from nobody else.
    private let sections: [SectionID: Section]
    private let poll: PollState
    private var waiting: [(part: EditionManifest.Part, deliveries: [DeliveredPart])] = []

    /// What a part holds of one source.
    struct DeliveredPart: Sendable {
        var delivery: Delivery
        /// What their pages told, of those that were read.
        let pages: [ArticleID: DeliveredPage]
    }

    struct Product: Sendable {
        let part: EditionManifest.Part
        let result: Result<[DeliveredPart], DeliveryProblem>
    }

    init(_ round: EditionRound, sections: [Section], _ manifest: EditionManifest, poll: PollState) {
        self.round = round
        self.poll = poll
        let own = Set(round.configuration.ownSections.flatMap(\.sources).map(\.id))
        let shown = Set(sections.flatMap(\.sources).map(\.id)).subtracting(own)
        self.sections = Dictionary(
            manifest.sections.map { section in
                var section = section
                section.sources.removeAll { !shown.contains($0.id) }
                return (section.id, section)
            }
        ) { first, _ in first }
    }

    /// Fetches `parts`, whose manifest came from `address`, and stores them.
    mutating func fetch(
        _ parts: [EditionManifest.Part], _ fetcher: inout Fetcher, from address: WebAddress
    ) throws {
        let requests = parts.enumerated().compactMap { index, part in
            WebAddress(part.path, relativeTo: address).map { place in
                FetchRequest(
                    id: index, address: place, kind: .edition,
                    narrowestScope: AddressScope(host: address))
            }
        }
        let (marker, source, now) = (round.marker, round.source.id, round.now)
        let (sections, poll) = (sections, poll)
        var thread = ParsingThread<(EditionManifest.Part, [UInt8]), Product> { part, bytes in
            let marker = ParsingMarker(descriptor: marker.descriptor, thread: 1)
            let result = Result { () throws(DeliveryProblem) in
                try marker.parsing(source) { () throws(DeliveryProblem) in
                    try Self.deliveries(in: bytes, of: part, sections, now, poll)
                }
            }
            return Product(part: part, result: result)
        }
        try fetcher.run(
            requests,
            onFinished: { (request, outcome) throws in
                let body: FetchedBody
                do throws(DeliveryProblem) {
                    body = try outcome.body
                } catch {
                    return note(error)
                }
                while !thread.hasRoom(for: body.bytes.count) {
                    // What is parsed is better stored than kept until there is more.
                    if thread.nextIsReady || waiting.isEmpty {
                        try handle(thread.next())
                    } else {
                        try store()
                    }
                }
                thread.begin((parts[request.id], body.bytes), size: body.bytes.count)
            },
            handleBatch: { () throws in
                // While the parser is at work, more arrives that can be stored with it.
                guard thread.isIdle else { return }
                while let product = thread.nextIfReady() { try handle(product) }
                try store()
            },
            isBatchPending: { thread.isBusy })
        while thread.isBusy { try handle(thread.next()) }
        try store()
    }

    private mutating func note(_ problem: DeliveryProblem) {
        self.problem = self.problem ?? problem
    }

    private mutating func handle(_ product: Product) throws {
        switch product.result {
        case .success(let read): waiting.append((product.part, read))
        case .failure(let problem): note(problem)
        }
        let articles = waiting.lazy.flatMap(\.deliveries).reduce(0) {
            $0 + $1.delivery.articleCount
        }
        if articles >= Round.articlesPerTransaction { try store() }
    }

    /// Stores what is waiting in one transaction.
    private mutating func store() throws {
        guard !waiting.isEmpty else { return }
        var parts = waiting.flatMap(\.deliveries)
        // Nobody may write over what somebody else gave, here or before.
        var owners = try round.writer.owners(ofArticlesIn: parts.map(\.delivery))
        var pages: [ArticleID: DeliveredPage] = [:]
        for index in parts.indices {
            let source = parts[index].delivery.source
            let others = parts[index].delivery.keepArticles { id in
                let owner = owners[id] ?? source
                owners[id] = owner
                return owner == source
            }
            pages.merge(parts[index].pages.filter { !others.contains($0.key) }) { first, _ in
                first
            }
        }
        let results = try round.writer.store(
            parts.map(\.delivery), forgettingBefore: round.oldest)
        for result in results {
            counts.new += result.new
            counts.changed += result.changed
        }
        for id in try round.writer.articlesWithoutPage(among: Array(pages.keys)) {
            if let page = pages[id] { try round.writer.storePage(page, of: id, at: round.now) }
        }
        stored.formUnion(waiting.map(\.part.digest.shortened))
        waiting = []
    }

    /// What a part holds that is what its manifest says, by sources.
    private static func deliveries(
        in bytes: [UInt8], of part: EditionManifest.Part, _ sections: [SectionID: Section],
        _ now: Timestamp, _ poll: PollState
    ) throws(DeliveryProblem) -> [DeliveredPart] {
        guard bytes.count == part.size, try Digest(of: bytes) == part.digest else {
            throw DeliveryProblem(.damagedPart)
        }
        guard let section = sections[part.section] else { return [] }
        let articles = Dictionary(
            grouping: try EditionPart.articles(in: bytes, of: section), by: \.source.id)
        return section.sources.compactMap { source in
            guard let own = articles[source.id] else { return nil }
            let pages = own.compactMap { article in
                article.page.map { (article.id, DeliveredPage(article.body, $0)) }
            }
            return DeliveredPart(
                delivery: Delivery(
                    source: source.id, moment: now,
                    articles: own.map { DeliveredArticle($0, at: now) }, etag: nil,
                    lastModified: nil, poll: poll),
                pages: Dictionary(pages) { first, _ in first })
        }
    }
}

extension DeliveredArticle {
    /// An article of an edition, under the id that its publisher knows it by, so that it is the
    /// same article wherever it comes from.
    fileprivate init(_ article: PublishedArticle, at now: Timestamp) {
        self.init(
            id: article.id, title: article.title, teaser: article.teaser,
            published: article.isDated ? article.published : nil,
            updated: article.isDated ? article.updated : nil, authors: article.authors,
            link: article.link, body: article.body)
        // What is undated stands at the moment at which its publisher first saw it, as many seconds
        // before now as it would be in a feed with so many items before it.
        position = article.isDated ? 0 : Int(clamping: max(0, now - article.published))
    }
}

extension DeliveredPage {
    fileprivate init(_ body: Document, _ page: PublishedArticle.Page) {
        self.init(
            body: body, isBeginning: page.isBeginning, byline: page.byline,
            published: page.published, language: page.language)
    }
}
