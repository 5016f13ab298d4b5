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
    /// Takes the messages.
    let tell: (CourierMessage) -> Void

    /// Asks the sources of `section`, or of all sections with nil: those that are due or, on the
    /// reader's wish, all that may be asked.
    ///
    /// A source that fails never stops another.
    ///
    /// - Throws: `DeliveryProblem` when there can be no round at all.
    func run(section: SectionID?, isManual: Bool) throws(DeliveryProblem) -> RoundReport {
        let sources = try storing { () throws(StoreProblem) in try delivery.sources(in: section) }
            .filter { isManual ? $0.notBefore <= now : max($0.nextPoll, $0.notBefore) <= now }
        tell(.started(sources: sources.count))
        var report = RoundReport()
        let requests = sources.enumerated().map { index, state in
            FetchRequest(
                id: index, address: state.source.address, kind: .feed,
                validators: Validators(
                    entityTag: state.etag, lastModified: state.lastModified))
        }
        var fetcher = try Fetcher()
        fetcher.run(requests) { request, outcome in
            let source = sources[request.id].source
            let result = take(outcome, from: source)
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

    private func take(_ outcome: FetchOutcome, from source: Source) -> SourceReport {
        let plan = PollPlan(now: now)
        do throws(DeliveryProblem) {
            switch outcome {
            case .fetched(let body):
                let counts = try store(body, from: source, plan)
                return SourceReport(
                    id: source.id, name: source.name, outcome: .fetched, new: counts.new,
                    changed: counts.changed)
            case .unchanged(let unchanged):
                let times = plan.afterSuccess(maxAge: unchanged.maxAge, timeToLive: nil)
                try storing { () throws(StoreProblem) in
                    try delivery.noteUnchanged(source.id, at: now, times)
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
        let feed = try ParsedFeed(
            parsing: body.bytes, contentType: body.contentType, address: body.finalAddress)
        let minutes = max(feed.schedule.timeToLive ?? 0, feed.schedule.updateInterval ?? 0)
        let times = plan.afterSuccess(maxAge: body.maxAge, timeToLive: Int64(minutes) * 60)
        let articles = DeliveredArticle.all(of: feed, from: source.id)
        return try storing { () throws(StoreProblem) in
            try delivery.store(
                Delivery(
                    source: source.id, moment: now, articles: articles,
                    etag: body.validators.entityTag, lastModified: body.validators.lastModified,
                    poll: times))
        }
    }

    private func fail(
        _ source: Source, _ problem: DeliveryProblem, _ times: PollTimes
    ) -> SourceReport {
        var problem = problem
        do throws(StoreProblem) {
            try delivery.noteFailure(source.id, at: now, problem, times)
        } catch {
            // That nothing can be stored is the greater trouble.
            problem = DeliveryProblem(.notStored, error.sentence)
        }
        return SourceReport(id: source.id, name: source.name, outcome: .failed, problem: problem)
    }
}
