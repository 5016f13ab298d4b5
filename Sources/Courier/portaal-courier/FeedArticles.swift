import FeedParsing
import Fetching
import NewsStore
import PortalModel

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

    /// What parsing `fetched` gives, on the second thread of a round at `now`.
    init(parsing fetched: FetchedFeed, _ marker: ParsingMarker, _ now: Timestamp) {
        let marker = ParsingMarker(descriptor: marker.descriptor, thread: 1)
        let (source, body) = (fetched.state.source, fetched.body)
        let plan = PollPlan(now: now, before: fetched.state.poll, interval: fetched.state.interval)
        state = fetched.state
        result = Result { () throws(DeliveryProblem) in
            try marker.parsing(source.id) { () throws(DeliveryProblem) in
                let feed = try FeedItems(of: fetched)
                return Delivery(
                    source: source.id, moment: now, articles: feed.articles,
                    unchangedItems: feed.unchangedItems, context: feed.context,
                    etag: body.validators.entityTag, lastModified: body.validators.lastModified,
                    poll: plan.afterFeed(
                        maxAge: body.maxAge, feed.schedule, moved: body.movedPermanently),
                    problem: feed.isWhole ? nil : body.shortfall)
            }
        }
    }
}

/// What is new or changed in a feed, and what is known of it.
private struct FeedItems {
    let articles: [DeliveredArticle]
    var unchangedItems: [FeedMemory.Item] = []
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
            (context: memory.context, digests: Set(memory.items.map(\.digest)))
        }
        var update = try FeedUpdate(
            parsing: body.bytes, contentType: body.contentType, address: body.finalAddress,
            known: known)
        var articles = DeliveredArticle.all(of: update, from: source)
        let digests = Set(update.unchangedItems)
        unchangedItems = fetched.memory?.items.filter { digests.contains($0.digest) } ?? []
        // Items of one name are told apart by each other, so that all of them have to be read.
        let names = Set(unchangedItems.map(\.name))
        if articles.contains(where: { $0.name.map { names.contains($0.id) } ?? false }) {
            update = try FeedUpdate(
                parsing: body.bytes, contentType: body.contentType, address: body.finalAddress)
            articles = DeliveredArticle.all(of: update, from: source)
            unchangedItems = []
        }
        self.articles = articles
        context = update.context
        schedule = update.feed.schedule
    }

    /// The feed of which a part came: what came whole of one that is larger than the limit. One of
    /// which the connection took a part is no feed, unless all of it came.
    private static func feed(inPartOf body: FetchedBody) throws(DeliveryProblem) -> ParsedFeed {
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

extension DeliveredArticle {
    /// The articles of a feed, each once.
    ///
    /// An item is known by its guid; without one, by its link, and without that by its title. What
    /// shares that with other items of the feed is told apart by all that is known of it.
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
        let teaser = item.summary?.firstParagraph ?? item.content.firstParagraph ?? SafeText.empty
        self.init(
            name: FeedArticleKey(name, of: source), title: item.headline(teaser: teaser),
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

extension ParsedItem {
    /// Its text, with what hangs on it: `[audio, 34 min, 31 MB]`, `reacties`.
    var body: Document {
        let said = [title, content.firstParagraph]
        let talk = comments.map { Span("reacties", link: $0) }
        return content.attaching(
            enclosures.compactMap { attachment($0, besides: said) } + [talk].compactMap { $0 })
    }

    private func attachment(_ file: Enclosure, besides said: [SafeText?]) -> Span? {
        let mark: String
        switch file.kind {
        case .audio: mark = "[audio"
        case .video: mark = "[video"
        case .picture: mark = Document.pictureMark
        case .pdf: mark = "[pdf"
        case .page: mark = "[pagina"
        case .other: mark = "[" + (file.address.fileExtension ?? "bestand")
        case .thumbnail, .flash: return nil
        }
        guard file.address != link else { return nil }
        let facts = [file.duration.map(Self.time), file.length.flatMap(Self.size)]
        // What the article says itself is not said again.
        let description = file.description.flatMap { said.contains($0) ? nil : $0 }
        let name = description.map { ": " + SafeText(line: $0.string, limit: 100).string } ?? ""
        let text = ([mark + name] + facts.compactMap { $0 })
            .joined(separator: ", ")
        return Span(SafeText(line: text + "]"), link: file.address)
    }

    private static func time(_ seconds: Int) -> String {
        if seconds < 60 { return "\(seconds) s" }
        let minutes = (seconds + 30) / 60
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) uur \(minutes % 60) min"
    }

    /// The length in words; nil for what is too short to be true.
    private static func size(_ bytes: Int) -> String? {
        switch bytes {
        case ..<1000: nil
        case ..<999_500: "\((bytes + 500) / 1000) kB"
        case ..<999_500_000: "\((bytes + 500_000) / 1_000_000) MB"
        default: "\(bytes / 1_000_000_000),\(bytes / 100_000_000 % 10) GB"
        }
    }
}

extension WebAddress {
    /// What the name of the file ends in, where that tells its kind.
    fileprivate var fileExtension: String? {
        let path = string.prefix { $0 != "?" && $0 != "#" }
        let name = path.dropFirst(8).split(separator: "/").dropFirst().last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let end = name[name.index(after: dot)...].lowercased()
        let isKind = (2...4).contains(end.count) && end.allSatisfy { $0.isLetter || $0.isNumber }
        return isKind && !["php", "asp", "aspx", "cgi", "jsp"].contains(end) ? end : nil
    }
}
