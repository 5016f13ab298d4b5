import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// Looks for a feed at an address, and asks the reader which one is meant where he can be asked.
struct FeedFinder {
    private let startup: Startup
    private let asks: Bool
    /// What the server at the address that was typed is asked with.
    private let headers: [SourceHeaders]

    init(_ startup: Startup, asks: Bool, headers: [SourceHeaders]) {
        self.startup = startup
        self.asks = asks
        self.headers = headers
    }

    /// The feed at the first of `addresses` where there is something, or the one of those the page
    /// there links that the reader chooses.
    func feed(
        at addresses: [WebAddress]
    ) throws -> FoundFeed {
        var first: DeliveryProblem?
        for address in addresses {
            switch try answer(at: address) {
            case .feed(let feed): return feed
            case .page(let feeds, let others):
                return try feed(among: feeds, or: others, of: address)
            case .failed(let problem):
                first = first ?? problem
                // The same name leads nowhere again, and what is not to be trusted is not to be
                // asked without encryption.
                if problem.code == .hostNotFound || problem.code == .untrusted {
                    throw CommandFailure.failed((first ?? problem).sentence)
                }
            }
        }
        throw CommandFailure.failed(first?.sentence ?? Wording.pageWithoutFeeds)
    }

    /// Feeds that are tried unasked after one that gave nothing, of those that a page names, and
    /// of the others.
    private static let patience = (named: 5, others: 8)

    /// One of the feeds that `page` names, or else of `others`, where there is news: a page says
    /// little about its feeds, and not all that it says is true.
    private func feed(
        among feeds: [FoundFeed], or others: [FoundFeed], of page: WebAddress
    ) throws -> FoundFeed {
        var left = feeds
        var known = Set(feeds.map(\.address) + [page])
        var failure: SafeText?
        var tries = 0
        while asks || tries < Self.patience.named, let chosen = try choice(of: left) {
            tries += 1
            left.removeAll { $0 == chosen }
            switch try answer(at: chosen.address, linkedBy: page) {
            case .feed(let feed): return named(feed, as: chosen)
            case .page(let more, _):
                failure = failure ?? Wording.linkedNoFeed(chosen.address)
                // It may be a page about feeds, which names them.
                left += more.filter { known.insert($0.address).inserted }
            case .failed(let problem): failure = failure ?? problem.sentence
            }
            if asks, !left.isEmpty, let failure { StandardStream.errors.tell(failure) }
        }
        for other in others.prefix(Self.patience.others) {
            switch try answer(at: other.address, linkedBy: page) {
            case .feed(let feed): return named(feed, as: other)
            case .failed(let problem) where !problem.meansNoSuchPage:
                throw CommandFailure.failed(failure ?? Wording.pageWithoutFeeds)
            case .page, .failed: continue
            }
        }
        throw CommandFailure.failed(failure ?? Wording.pageWithoutFeeds)
    }

    /// The feed under its own title, else the one that the page gave it.
    private func named(_ feed: FoundFeed, as link: FoundFeed) -> FoundFeed {
        FoundFeed(title: feed.title.isEmpty ? link.title : feed.title, address: feed.address)
    }

    private func answer(
        at address: WebAddress, linkedBy page: WebAddress? = nil
    ) throws -> FeedSearchAnswer {
        var courier = try startup.courierStarter.start(
            .find(address, namedBy: page, headers: headers))
        return try courier.answers(FeedSearchAnswer.self)[0]
    }

    /// The feed that the reader chooses, or the first where nobody can; nil of none.
    private func choice(of feeds: [FoundFeed]) throws(CommandFailure) -> FoundFeed? {
        guard feeds.count > 1, asks else { return feeds.first }
        var text = PlainTextFormatter(width: StandardStream.output.readableColumns)
        text.add(Wording.pageLinks(feeds.count))
        for (index, feed) in feeds.enumerated() {
            text.addUnbroken(
                "\(index + 1). "
                    + [feed.title, feed.address.publicText].joined(separator: " · "))
        }
        try StandardStream.output.write(text.string)
        guard let number = try Question(Wording.whichFeed(feeds.count)).number(upTo: feeds.count)
        else { throw .failed(Wording.notAdded) }
        return feeds[number - 1]
    }
}

extension DeliveryProblem {
    /// Whether the server only says that there is nothing at this address, so that another one of
    /// its addresses can be asked.
    fileprivate var meansNoSuchPage: Bool {
        switch code {
        case .status: context == "404" || context == "400" || context == "403" || context == "406"
        case .gone, .redirectRefused, .tooManyRedirects, .empty, .addressRefused: true
        default: false
        }
    }
}
