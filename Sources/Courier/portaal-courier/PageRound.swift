import Confinement
import Fetching
import NewsStore
import PageReading
import PortalModel
import System

/// One round along the pages of articles: fetches, finds the article, stores it, and tells.
struct PageRound {
    let delivery: NewsDelivery
    /// When the pages are read.
    let now: Timestamp
    /// Takes note of what goes wrong.
    let log: Log
    /// Takes the messages.
    let tell: (CourierMessage) -> Void

    /// Reads the pages of those of `articles` that are worth it, in this order as far as the
    /// network lets it.
    ///
    /// - Throws: `DeliveryProblem` when there can be no round at all.
    func run(_ articles: [ArticleID]) throws(DeliveryProblem) {
        let pages = try storing { () throws(StoreProblem) in
            try delivery.pagesToRead(of: articles)
        }
        let requests = pages.enumerated().map { index, page in
            FetchRequest(
                id: index, address: page.address, kind: .page, nearest: Reach(page.source))
        }
        var fetcher = try Fetcher()
        fetcher.run(requests) { request, outcome in
            let article = pages[request.id].article
            let problem = take(outcome, of: article)
            if let problem { log.note(.pageFailed(host: request.address.host, problem)) }
            tell(.page(PageReport(article: article, problem: problem)))
        }
        tell(.finished(RoundReport()))
    }

    /// Stores what came; the problem when there is nothing to read.
    private func take(_ outcome: FetchOutcome, of article: ArticleID) -> DeliveryProblem? {
        do throws(DeliveryProblem) {
            do throws(DeliveryProblem) {
                let page = try Self.page(in: outcome)
                try storing { () throws(StoreProblem) in
                    try delivery.storePage(DeliveredPage(page), of: article, at: now)
                }
                return nil
            } catch {
                let problem = error
                // A dead line is no fault of the page: it is tried again when next opened.
                if problem.isOfThePage {
                    try storing { () throws(StoreProblem) in
                        try delivery.notePageProblem(problem, of: article)
                    }
                }
                return problem
            }
        } catch {
            return error
        }
    }

    private static func page(in outcome: FetchOutcome) throws(DeliveryProblem) -> ReadPage {
        switch outcome {
        case .fetched(let body):
            if let shortfall = body.shortfall, !body.endsAsPage { throw shortfall }
            return try Deadline.within(Deadline.reading) { () throws(DeliveryProblem) in
                try ReadPage(
                    reading: body.bytes, contentType: body.contentType, address: body.finalAddress)
            }
        case .unchanged:
            // Nothing was sent along that could have made a server say so.
            throw DeliveryProblem(.empty)
        case .failed(let problem, _):
            throw problem
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
    /// What of `page` is kept.
    fileprivate init(_ page: ReadPage) {
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
