import PortalCore
import PortalModel
import System

public enum CourierJob: Hashable, Sendable {
    /// Ask the sources of a section, or of all sections with nil; when the reader asks, also those
    /// that are not due. Private ones are asked with these headers.
    case round(
        SectionID?, isManual: Bool, source: SourceID? = nil, headers: [SourceHeaders] = [])
    /// Go through the stored articles for what is muted.
    case filter
    /// Fetch the pages of these articles, the first one first.
    case pages([ArticleID])
    case picture(PictureRequest, PictureColors)
    /// Look for a feed at an address, which a page may have named.
    case find(WebAddress, namedBy: WebAddress?, headers: [SourceHeaders] = [])
    case opml(path: String)
    /// Tell what this system confines couriers to.
    case cage

    /// The command line; `fixed` is the moment at which a test's clock stands still.
    func arguments(at fixed: Timestamp?) -> [String] {
        switch self {
        case .round(let section, let isManual, let source, _):
            // One word: a number on its own may begin with a minus.
            ["refresh"] + (isManual ? ["--now-due"] : []) + (headers.isEmpty ? [] : [Self.reads])
                + (section.map { ["--section-id=\($0.rawValue)"] } ?? [])
                + (source.map { ["--source-id=\($0.rawValue)"] } ?? [])
                + (fixed.map { ["--now", $0.iso8601] } ?? [])
        case .filter: ["filter"] + (fixed.map { ["--now", $0.iso8601] } ?? [])
        case .pages(let articles):
            ["pages"] + articles.map(\.text)
        case .picture(let order, let colors):
            [
                "picture", order.article.text, "--columns", String(order.columns),
                "--rows", String(order.rows), "--colors", colors.rawValue,
            ]
        case .find(let address, let page, _):
            // Everybody on the machine can read the arguments.
            ["find", address.withoutUser.string]
                + (page.map { ["--page", $0.withoutUser.string] } ?? [])
                + (headers.isEmpty ? [] : [Self.reads])
        case .opml(let path): ["opml", path]
        case .cage: ["cage"]
        }
    }

    private static let reads = "--headers-from-input"

    /// What it reads from its standard input, which is a pipe.
    var headers: [SourceHeaders] {
        switch self {
        case .round(_, _, _, let headers): headers
        case .find(let address, _, let headers):
            // With the name and the password that stand in the address.
            address.withoutUser == address
                ? headers : headers + [SourceHeaders(address: address, lines: [])]
        case .filter, .pages, .picture, .opml, .cage: []
        }
    }

    /// Messages that it may bring, apart from how it goes with sources.
    public var messageCount: Int {
        switch self {
        case .pages(let articles): articles.count
        case .picture, .filter: 1
        case .round, .find, .opml, .cage: 0
        }
    }
}

/// The couriers that work while the reader reads, each kind of job with its limit.
struct CourierPool {
    enum Report {
        case message(CourierMessage, of: CourierJob)
        /// No more is heard of a job; with a problem if no message told of it.
        case end(of: CourierJob, DeliveryProblem?)
    }

    private let start: (CourierJob) throws(DeliveryProblem) -> Courier
    private let log: Log
    private var running: [(job: CourierJob, courier: Courier)] = []
    /// The pages that are fetched once a courier has come back, what was asked for last first.
    private var waitingPages: [ArticleID] = []

    /// Couriers that fetch pages at a time: a page that is slow to come holds up none that the
    /// reader opens after it.
    private static let mostPageCouriers = 3
    /// Pages that wait; of more, the reader has gone on from the first ones.
    private static let mostWaitingPages = 9

    init(log: Log, start: @escaping (CourierJob) throws(DeliveryProblem) -> Courier) {
        self.start = start
        self.log = log
    }

    /// Where the couriers can be heard.
    var descriptors: [Int32] { running.map(\.courier.descriptor) }

    /// Starts a courier for `job`, or lets pages wait until one can be started. A picture takes the
    /// place of one that is under way: the reader looks at one article.
    mutating func add(_ job: CourierJob) -> [Report] {
        switch job {
        case .pages(let articles):
            guard !articles.isEmpty else { return [] }
            guard running.count(where: { $0.job.isPages }) < Self.mostPageCouriers else {
                let all = articles + waitingPages.filter { !articles.contains($0) }
                waitingPages = Array(all.prefix(Self.mostWaitingPages))
                return [.end(of: .pages(Array(all.dropFirst(Self.mostWaitingPages))), nil)]
            }
        case .picture:
            if let index = running.firstIndex(where: { $0.job.isPicture }) {
                let former = running.remove(at: index).courier
                former.stop()
                _ = former.conclude()
            }
        case .round, .filter, .find, .opml, .cage:
            break
        }
        do throws(DeliveryProblem) {
            running.append((job, try start(job)))
            return []
        } catch {
            return [.end(of: job, error)]
        }
    }

    /// What the couriers have told since the last call.
    mutating func reports() -> [Report] {
        var reports: [Report] = []
        for index in running.indices.reversed() {
            let job = running[index].job
            if let messages = running[index].courier.messages() {
                reports += messages.map { .message($0, of: job) }
            } else {
                let problem = running.remove(at: index).courier.conclude()
                if let problem { log.note(.courierFailed(problem)) }
                reports.append(.end(of: job, problem))
            }
        }
        if !waitingPages.isEmpty, running.count(where: { $0.job.isPages }) < Self.mostPageCouriers {
            let next = waitingPages
            waitingPages = []
            reports += add(.pages(next))
        }
        return reports
    }

    /// Ends the couriers; what they stored stays.
    func stop() {
        for (_, courier) in running { courier.stop() }
    }
}

extension CourierJob {
    fileprivate var isPages: Bool {
        if case .pages = self { true } else { false }
    }

    fileprivate var isPicture: Bool {
        if case .picture = self { true } else { false }
    }
}
