import FeedParsing
import Fetching
import Logbook
import NewsStore
import PortalModel

/// One round along the sources: fetches, parses, stores, and tells how it goes.
struct Round {
    let delivery: NewsDelivery
    /// Takes note of what goes wrong.
    let log: Log
    /// The moment that counts as now.
    let now: Timestamp
    /// Where it says what it is reading.
    let mark: ReadingMark
    /// What appeared before it is forgotten once its source no longer gives it; nil for nothing.
    var oldest: Timestamp?
    /// Takes the messages.
    let tell: (CourierMessage) -> Void

    /// Asks the sources of `section`, or of all sections with nil: those that are due or, on the
    /// reader's wish, all that may be asked.
    ///
    /// A source that fails never stops another. A round along all sections ends with forgetting
    /// what is old of sources that are silent or gone.
    ///
    /// - Throws: `DeliveryProblem` when there can be no round at all, or nothing be forgotten.
    func run(section: SectionID?, isManual: Bool) throws(DeliveryProblem) -> RoundReport {
        let sources = try due(in: section, isManual: isManual)
        tell(.started(sources: sources.count))
        var report = RoundReport()
        let requests = sources.enumerated().map { Self.request($0, for: $1) }
        var waiting: [(state: SourceState, delivery: Delivery)] = []
        func finish(_ results: [SourceReport]) {
            for result in results {
                report.add(result)
                tell(.source(result))
            }
        }
        var fetcher = try Fetcher()
        fetcher.run(requests) { request, body in
            mark.reading(sources[request.id].source.id) { PageReferral.target(of: body) }
        } onFinished: { request, outcome in
            let state = sources[request.id]
            switch take(outcome, from: state) {
            case .delivery(let delivery): waiting.append((state, delivery))
            case .report(let result): finish([result])
            }
        } settle: {
            finish(store(waiting))
            waiting.removeAll()
        }
        if section == nil, let oldest {
            try storing { () throws(StoreProblem) in try delivery.forgetSilent(before: oldest) }
        }
        try storing { () throws(StoreProblem) in try delivery.checkpoint() }
        if !sources.isEmpty { log.note(.roundFinished(report)) }
        tell(.finished(report))
        return report
    }

    /// Takes it for a failure of a source that the last courier ended over it.
    func blameUnfinished() throws(DeliveryProblem) {
        guard let id = mark.unfinished else { return }
        let problem = DeliveryProblem(.courierStopped, "bij het lezen van deze bron")
        for state in try storing({ () throws(StoreProblem) in try delivery.sources(in: nil) })
        where state.source.id == id {
            _ = take(.failed(problem, retryAfter: nil), from: state)
        }
        mark.clear()
    }

    /// What a source is asked, with `id` as its number.
    static func request(_ id: Int, for state: SourceState) -> FetchRequest {
        FetchRequest(
            id: id, address: state.poll.moved ?? state.source.address, kind: .feed,
            validators: Validators(entityTag: state.etag, lastModified: state.lastModified))
    }

    /// The sources that are asked, in the order of the configuration but those that gave nothing
    /// last time after all others, so that they keep nobody waiting.
    func due(in section: SectionID?, isManual: Bool) throws(DeliveryProblem) -> [SourceState] {
        let due = try storing { () throws(StoreProblem) in try delivery.sources(in: section) }
            .filter { PollPlan.isDue($0.poll, at: now, isManual: isManual) }
        return due.filter { $0.poll.failures == 0 } + due.filter { $0.poll.failures > 0 }
    }

    /// What came of asking a source.
    enum Taken {
        /// Articles, which are yet to be stored.
        case delivery(Delivery)
        /// Nothing to store.
        case report(SourceReport)
    }

    /// Reads what a source answered, or notes that there was nothing to read.
    func take(_ outcome: FetchOutcome, from state: SourceState) -> Taken {
        let source = state.source
        let plan = PollPlan(now: now, before: state.poll)
        do throws(DeliveryProblem) {
            switch outcome {
            case .fetched(let body):
                return .delivery(try delivery(of: body, from: source, plan))
            case .unchanged(let unchanged):
                let poll = plan.afterUnchanged(
                    maxAge: unchanged.maxAge, moved: unchanged.movedPermanently)
                try storing { () throws(StoreProblem) in
                    try delivery.noteUnchanged(source.id, at: now, poll)
                }
                return .report(SourceReport(id: source.id, name: source.name, outcome: .unchanged))
            case .failed(let problem, let retryAfter):
                let poll = plan.afterFailure(problem, retryAfter: retryAfter)
                return .report(fail(source, problem, poll))
            }
        } catch {
            return .report(fail(source, error, plan.afterFailure(error, retryAfter: nil)))
        }
    }

    private func delivery(
        of body: FetchedBody, from source: Source, _ plan: PollPlan
    ) throws(DeliveryProblem) -> Delivery {
        let feed = try mark.reading(source.id) { () throws(DeliveryProblem) in
            try Self.feed(in: body)
        }
        return Delivery(
            source: source.id, moment: now,
            articles: DeliveredArticle.all(of: feed, from: source.id),
            etag: body.validators.entityTag, lastModified: body.validators.lastModified,
            poll: plan.afterFeed(
                maxAge: body.maxAge, feed.schedule, moved: body.movedPermanently),
            problem: feed.isWhole ? nil : body.shortfall)
    }

    /// The feed in `body`: all of it or, where it is larger than the limit, what came whole. One of
    /// which the connection took a part is no feed.
    private static func feed(in body: FetchedBody) throws(DeliveryProblem) -> ParsedFeed {
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

    /// Stores what several sources gave, all of it or nothing.
    func store(
        _ deliveries: [(state: SourceState, delivery: Delivery)]
    ) -> [SourceReport] {
        guard !deliveries.isEmpty else { return [] }
        do throws(DeliveryProblem) {
            let counts = try storing { () throws(StoreProblem) in
                try delivery.store(deliveries.map(\.delivery), forgettingBefore: oldest)
            }
            return zip(deliveries, counts).map { entry, counts in
                SourceReport(
                    id: entry.state.source.id, name: entry.state.source.name, outcome: .fetched,
                    new: counts.new, changed: counts.changed, problem: entry.delivery.problem)
            }
        } catch {
            return deliveries.map { state, _ in
                let plan = PollPlan(now: now, before: state.poll)
                return fail(state.source, error, plan.afterFailure(error, retryAfter: nil))
            }
        }
    }

    private func fail(
        _ source: Source, _ problem: DeliveryProblem, _ poll: PollState
    ) -> SourceReport {
        var problem = problem
        do throws(StoreProblem) {
            try delivery.noteFailure(source.id, at: now, problem, poll)
        } catch {
            // That nothing can be stored is the greater trouble.
            problem = DeliveryProblem(.notStored, sentence(keepingAside: error))
        }
        log.note(
            .sourceFailed(source.id, name: source.name, host: source.address.host, problem))
        return SourceReport(id: source.id, name: source.name, outcome: .failed, problem: problem)
    }
}
