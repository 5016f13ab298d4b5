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
    /// Takes the messages.
    let tell: (CourierMessage) -> Void

    /// Asks the sources of `section`, or of all sections with nil: those that are due or, on the
    /// reader's wish, all that may be asked.
    ///
    /// A source that fails never stops another.
    ///
    /// - Throws: `DeliveryProblem` when there can be no round at all.
    func run(section: SectionID?, isManual: Bool) throws(DeliveryProblem) -> RoundReport {
        let sources = try due(in: section, isManual: isManual)
        tell(.started(sources: sources.count))
        var report = RoundReport()
        let requests = sources.enumerated().map { Self.request($0, for: $1) }
        var fetcher = try Fetcher()
        fetcher.run(requests) { request, outcome in
            let source = sources[request.id].source
            let result = take(outcome, from: sources[request.id])
            report.add(result)
            if let problem = result.problem {
                log.note(
                    .sourceFailed(
                        source.id, name: source.name, host: source.address.host, problem))
            }
            tell(.source(result))
        }
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

    /// Stores what came of asking a source, and when it is asked again.
    func take(_ outcome: FetchOutcome, from state: SourceState) -> SourceReport {
        let source = state.source
        let plan = PollPlan(now: now, before: state.poll)
        do throws(DeliveryProblem) {
            switch outcome {
            case .fetched(let body):
                let counts = try store(body, from: source, plan)
                return SourceReport(
                    id: source.id, name: source.name, outcome: .fetched, new: counts.new,
                    changed: counts.changed)
            case .unchanged(let unchanged):
                let poll = plan.afterUnchanged(
                    maxAge: unchanged.maxAge, moved: unchanged.movedPermanently)
                try storing { () throws(StoreProblem) in
                    try delivery.noteUnchanged(source.id, at: now, poll)
                }
                return SourceReport(id: source.id, name: source.name, outcome: .unchanged)
            case .failed(let problem, let retryAfter):
                return fail(source, problem, plan.afterFailure(problem, retryAfter: retryAfter))
            }
        } catch {
            return fail(source, error, plan.afterFailure(error, retryAfter: nil))
        }
    }

    private func store(
        _ body: FetchedBody, from source: Source, _ plan: PollPlan
    ) throws(DeliveryProblem) -> StoredCounts {
        let feed = try mark.reading(source.id) { () throws(DeliveryProblem) in
            try ParsedFeed(
                parsing: body.bytes, contentType: body.contentType, address: body.finalAddress)
        }
        let poll = plan.afterFeed(
            maxAge: body.maxAge, feed.schedule, moved: body.movedPermanently)
        let articles = DeliveredArticle.all(of: feed, from: source.id)
        return try storing { () throws(StoreProblem) in
            try delivery.store(
                Delivery(
                    source: source.id, moment: now, articles: articles,
                    etag: body.validators.entityTag, lastModified: body.validators.lastModified,
                    poll: poll))
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
            problem = DeliveryProblem(.notStored, error.sentence)
        }
        return SourceReport(id: source.id, name: source.name, outcome: .failed, problem: problem)
    }
}
