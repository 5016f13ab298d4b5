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
        var waiting: [(source: Source, delivery: Delivery)] = []
        func finish(_ results: [SourceReport]) {
            for result in results {
                report.add(result)
                tell(.source(result))
            }
        }
        var fetcher = try Fetcher()
        fetcher.run(requests) { request, outcome in
            let source = sources[request.id].source
            switch take(outcome, from: source) {
            case .delivery(let delivery): waiting.append((source, delivery))
            case .report(let result): finish([result])
            }
        } settle: {
            finish(store(waiting))
            waiting.removeAll()
        }
        if !sources.isEmpty { log.note(.roundFinished(report)) }
        tell(.finished(report))
        return report
    }

    /// What came of asking a source.
    private enum Taken {
        /// Articles, which are yet to be stored.
        case delivery(Delivery)
        /// Nothing to store.
        case report(SourceReport)
    }

    private func take(_ outcome: FetchOutcome, from source: Source) -> Taken {
        let plan = PollPlan(now: now)
        do throws(DeliveryProblem) {
            switch outcome {
            case .fetched(let body):
                return .delivery(try delivery(of: body, from: source, plan))
            case .unchanged(let unchanged):
                let times = plan.afterSuccess(maxAge: unchanged.maxAge, timeToLive: nil)
                try storing { () throws(StoreProblem) in
                    try delivery.noteUnchanged(source.id, at: now, times)
                }
                return .report(SourceReport(id: source.id, name: source.name, outcome: .unchanged))
            case .failed(let problem, let retryAfter):
                let times = plan.afterFailure(problem, retryAfter: retryAfter)
                return .report(fail(source, problem, times))
            }
        } catch {
            return .report(fail(source, error, plan.afterFailure(error, retryAfter: nil)))
        }
    }

    private func delivery(
        of body: FetchedBody, from source: Source, _ plan: PollPlan
    ) throws(DeliveryProblem) -> Delivery {
        let feed = try ParsedFeed(
            parsing: body.bytes, contentType: body.contentType, address: body.finalAddress)
        let minutes = max(feed.schedule.timeToLive ?? 0, feed.schedule.updateInterval ?? 0)
        let times = plan.afterSuccess(maxAge: body.maxAge, timeToLive: Int64(minutes) * 60)
        return Delivery(
            source: source.id, moment: now,
            articles: DeliveredArticle.all(of: feed, from: source.id),
            etag: body.validators.entityTag, lastModified: body.validators.lastModified,
            poll: times)
    }

    /// Stores what several sources gave, all of it or nothing.
    private func store(
        _ deliveries: [(source: Source, delivery: Delivery)]
    ) -> [SourceReport] {
        guard !deliveries.isEmpty else { return [] }
        do throws(DeliveryProblem) {
            let counts = try storing { () throws(StoreProblem) in
                try delivery.store(deliveries.map(\.delivery))
            }
            return zip(deliveries, counts).map { entry, counts in
                SourceReport(
                    id: entry.source.id, name: entry.source.name, outcome: .fetched,
                    new: counts.new, changed: counts.changed)
            }
        } catch {
            let times = PollPlan(now: now).afterFailure(error, retryAfter: nil)
            return deliveries.map { fail($0.source, error, times) }
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
        log.note(
            .sourceFailed(source.id, name: source.name, host: source.address.host, problem))
        return SourceReport(id: source.id, name: source.name, outcome: .failed, problem: problem)
    }
}
