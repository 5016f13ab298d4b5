import ArgumentParser
import Confinement
import DutchCommandLine
import Fetching
import Foundation
import NewsStore
import PageReading
import PortalConfiguration
import PortalModel
import System

/// Fetches the pages of articles of which the feed gave a teaser only.
struct Pages: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Haal de hele tekst van artikelen op en bewaar die.",
        discussion: "Schrijft een regel JSON per artikel naar de standaarduitvoer.")

    @Argument(help: "De artikelen: zestien hexadecimale cijfers elk.")
    var articles: [String] = []

    @Flag(help: "Ook die van de nieuwste artikelen waarvan alleen een begin bekend is.")
    var newest = false

    @OptionGroup var store: StoreOption

    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    func validate() throws {
        guard newest || !articles.isEmpty else { throw ValidationError("Noem een artikel.") }
    }

    /// Articles that are looked at for `newest`: of a day, the pages of most of which were read in
    /// an earlier round.
    private static let newestCount = 1000

    func run() throws {
        let log = Log.standardError()
        try log.reportingFailure {
            let files = try store.files()
            let (configuration, _) = PortalConfiguration.load(from: files)
            ResourceLimits.limitFiles(to: configuration.settings.largestNews)
            Cage(writingIn: files.dataFolder, hasNetwork: true).close()
            let writer = try NewsWriter.opened(
                at: files.newsDatabase, largest: configuration.settings.largestNews,
                isShared: store.isShared, log)
            let moment = Timestamp.now(now)
            var articles = articles.compactMap { ArticleID($0) }
            if newest {
                articles += try NewsDatabase(path: files.newsDatabase)
                    .withoutPage(since: moment + -86_400, count: Self.newestCount)
            }
            try PageRound(writer: writer, now: moment, log: log, tell: JSONLines.tell)
                .run(articles)
        }
    }
}

/// One round along the pages of articles: fetches, finds the article, stores it, and tells.
struct PageRound {
    let writer: NewsWriter
    let now: Timestamp
    let log: Log
    let tell: (CourierMessage) -> Void

    /// Reads the pages of those of `articles` that are worth it, in this order as far as the
    /// network lets it.
    ///
    /// - Throws: when there can be no round at all.
    func run(_ articles: [ArticleID]) throws {
        let pages = try writer.pagesToRead(of: articles)
        let requests = pages.enumerated().map { index, page in
            FetchRequest(
                id: index, address: page.address, kind: .page,
                narrowestScope: AddressScope(page.source))
        }
        var fetcher = try Fetcher()
        fetcher.run(requests) { request, outcome in
            let article = pages[request.id].article
            let problem = handle(outcome, of: article)
            if let problem { log.note(.pageFailed(host: request.address.host, problem)) }
            tell(.page(PageReport(article: article, problem: problem)))
        }
        tell(.finished(RoundTotals()))
    }

    /// Stores what came; the problem when there is nothing to read.
    private func handle(_ outcome: FetchOutcome, of article: ArticleID) -> DeliveryProblem? {
        do {
            let page = try Self.page(in: outcome)
            try writer.storePage(DeliveredPage(page), of: article, at: now)
            return nil
        } catch {
            let problem = DeliveryProblem(error)
            // A dead line is no fault of the page: it is tried again when next opened.
            guard problem.isOfThePage else { return problem }
            do throws(StoreProblem) {
                try writer.notePageProblem(problem, of: article)
                return problem
            } catch {
                return DeliveryProblem(error)
            }
        }
    }

    private static func page(in outcome: FetchOutcome) throws(DeliveryProblem) -> ExtractedArticle {
        let body = try outcome.body
        if let shortfall = body.shortfall, !body.endsAsPage { throw shortfall }
        return try Deadline.within(Deadline.reading) { () throws(DeliveryProblem) in
            try ExtractedArticle(
                reading: body.bytes, contentType: body.contentType, address: body.finalAddress)
        }
    }
}

extension FetchedBody {
    /// Whether the last that came is the end of a page.
    fileprivate var endsAsPage: Bool {
        bytes.suffix(1000).map { $0 | 0x20 }.firstRange(of: Array("</html".utf8)) != nil
    }
}

extension DeliveredPage {
    fileprivate init(_ page: ExtractedArticle) {
        self.init(
            body: page.body, isBeginning: page.isBeginning, byline: page.byline,
            published: page.published, language: page.language.map { SafeText(line: $0) })
    }
}

extension DeliveryProblem {
    /// Whether asking again soon would give the same.
    fileprivate var isOfThePage: Bool {
        switch code {
        case .consentWall, .paywall, .noText, .notAPage, .gone, .tooLarge, .status: true
        default: false
        }
    }
}
