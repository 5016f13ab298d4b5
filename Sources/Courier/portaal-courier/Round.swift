import FeedParsing
import Fetching
import NewsStore
import PortalModel
import System

/// One round along the sources: fetches, parses, stores, and tells how it goes. Parsing is done on
/// a thread of its own, all the rest on the one that runs the round.
struct Round {
    let writer: NewsWriter
    let log: Log
    let now: Timestamp
    /// Says what is being parsed, so that a crash is put down to its source.
    let marker: ParsingMarker
    /// What appeared before it is forgotten once its source no longer gives it; nil for nothing.
    var oldest: Timestamp?
    /// The edition that is read before any source is asked; nil for none.
    var edition: EditionRound?
    /// The sources that are asked: all but those of an edition; nil for all.
    var own: Set<SourceID>?
    /// Those of private sources.
    var headers = PrivateHeaders()
    /// The sources as the reader has them: paused, or asked less often.
    var configured: [SourceID: Source] = [:]
    let tell: (CourierMessage) -> Void

    /// Asks the sources of `section`, or of all sections with nil: those that are due or, on the
    /// reader's wish, all that may be asked.
    ///
    /// A source that fails never stops another. A round along all sections ends with forgetting
    /// what is old of sources that are silent or gone.
    ///
    /// - Throws: when there can be no round at all, or nothing be forgotten.
    func run(
        section: SectionID?, only source: SourceID? = nil, isManual: Bool
    ) throws -> RoundTotals {
        let all = try sources(in: section, only: source)
        let due = due(of: all, isManual: isManual)
        let dueEdition =
            try source == nil && asksEdition(for: section, isManual: isManual) ? edition : nil
        tell(.started(sources: due.count + (dueEdition == nil ? 0 : 1)))
        var totals = RoundTotals()
        if isManual { totals.waiting = all.count { $0.poll.notBefore > now } }
        let sources = due.filter { headers.problem(of: $0.source.id) == nil }
        let requests = sources.enumerated().map { index, state in
            Self.request(index, for: state, headers[state.source.id])
        }
        var reading = ParsingThread<FetchedFeed, FeedResult> { [marker, now] feed in
            FeedResult(parsing: feed, marker, now)
        }
        func report(_ results: [SourceReport]) {
            for result in results {
                totals.add(result)
                tell(.source(result))
            }
        }
        if let dueEdition { report([read(dueEdition)]) }
        report(
            due.compactMap { state in
                headers.problem(of: state.source.id).map { recordFailure(state, $0) }
            })
        var fetcher = try Fetcher()
        fetcher.run(requests) { request, body in
            marker.parsing(sources[request.id].source.id) { MetaRefresh.target(of: body) }
        } onFinished: { request, outcome in
            let state = sources[request.id]
            guard case .fetched(let body) = outcome else {
                return report([note(outcome, from: state)])
            }
            let memory: FeedMemory?
            do throws(StoreProblem) {
                memory = try writer.memory(of: state.source.id)
            } catch {
                return report([recordFailure(state, DeliveryProblem(error))])
            }
            // While there is no room nothing is read from the network.
            while !reading.hasRoom(for: body.bytes.count) {
                report(store(reading.next(), andWhatIsReadyOf: &reading))
            }
            reading.begin(
                FetchedFeed(state: state, body: body, memory: memory), size: body.bytes.count)
        } handleBatch: {
            // While the parser is at work, more arrives that can be stored in the same transaction.
            while reading.isIdle, let first = reading.nextIfReady() {
                report(store(first, andWhatIsReadyOf: &reading))
            }
        } isBatchPending: {
            reading.isBusy
        }
        while reading.isBusy { report(store(reading.next(), andWhatIsReadyOf: &reading)) }
        if section == nil, source == nil, let oldest {
            try writer.forgetSilent(before: oldest)
        }
        try writer.checkpoint()
        if !sources.isEmpty || dueEdition != nil { log.note(.roundFinished(totals)) }
        tell(.finished(totals))
        return totals
    }

    /// Whether the edition is asked when `section` is, or all are with nil.
    private func asksEdition(for section: SectionID?, isManual: Bool) throws(StoreProblem) -> Bool {
        guard let edition, try edition.isDue(isManual: isManual) else { return false }
        return section.map(edition.fills) ?? true
    }

    private func read(_ edition: EditionRound) -> SourceReport {
        let source = edition.source
        let result = edition.run()
        if let problem = result.problem {
            log.note(
                .sourceFailed(source.id, name: source.name, host: source.address.host, problem))
        }
        let isEmpty = result.counts == StoreResult()
        return SourceReport(
            id: source.id, name: source.name,
            outcome: result.isUnchanged
                ? .unchanged : result.problem != nil && isEmpty ? .failed : .fetched,
            new: result.counts.new, changed: result.counts.changed, problem: result.problem)
    }

    /// Notes a failure of each source at whose feed the last courier crashed.
    func noteUnfinished() throws {
        let unfinished = marker.unfinished
        guard !unfinished.isEmpty else { return }
        let problem = DeliveryProblem(.courierStopped, "bij het lezen van deze bron")
        for state in try writer.sources(in: nil)
        where unfinished.contains(state.source.id) {
            _ = recordFailure(state, problem)
        }
        for thread in 0..<ParsingMarker.threads {
            ParsingMarker(descriptor: marker.descriptor, thread: thread).clear()
        }
    }

    /// What a source is asked, with `id` as its number.
    static func request(
        _ id: Int, for state: SourceState, _ headers: SourceHeaders? = nil
    ) -> FetchRequest {
        FetchRequest(
            id: id, address: state.poll.moved ?? state.source.address, kind: .feed,
            validators: Validators(entityTag: state.etag, lastModified: state.lastModified),
            privateHeaders: headers)
    }

    /// The sources that are neither paused nor an edition's, in the order of the configuration.
    func sources(
        in section: SectionID?, only source: SourceID? = nil
    ) throws(StoreProblem) -> [SourceState] {
        try writer.sources(in: section).filter {
            let id = $0.source.id
            return (source == nil || id == source) && own?.contains(id) ?? true
                && configured[id]?.isPaused != true
        }.map { state in
            var state = state
            state.interval = configured[state.source.id]?.interval
            return state
        }
    }

    /// Those of `all` that are asked, those that gave nothing last time after all others, so that
    /// they keep nobody waiting.
    func due(of all: [SourceState], isManual: Bool) -> [SourceState] {
        let due = all.filter { PollPlan.isDue($0.poll, at: now, isManual: isManual) }
        return due.filter { $0.poll.failures == 0 } + due.filter { $0.poll.failures > 0 }
    }

    /// Notes that a source had nothing new, or failed.
    func note(_ outcome: FetchOutcome, from state: SourceState) -> SourceReport {
        switch outcome {
        case .fetched: return recordFailure(state, DeliveryProblem(.empty))
        case .failed(let problem, let retryAfter):
            return recordFailure(state, problem, retryAfter: retryAfter)
        case .unchanged(let unchanged):
            let source = state.source
            let plan = PollPlan(now: now, before: state.poll, interval: state.interval)
            let poll = plan.afterUnchanged(
                maxAge: unchanged.maxAge, moved: unchanged.movedPermanently)
            do throws(StoreProblem) {
                try writer.noteUnchanged(source.id, at: now, poll)
                return SourceReport(id: source.id, name: source.name, outcome: .unchanged)
            } catch {
                return recordFailure(state, DeliveryProblem(error))
            }
        }
    }

    /// Stores `first` and whatever else has been parsed by now, in one transaction.
    func store(
        _ first: FeedResult, andWhatIsReadyOf reading: inout ParsingThread<FetchedFeed, FeedResult>
    ) -> [SourceReport] {
        var reports: [SourceReport] = []
        var deliveries: [(state: SourceState, delivery: Delivery)] = []
        var next: FeedResult? = first
        while let feed = next {
            switch feed.result {
            case .success(let delivery): deliveries.append((feed.state, delivery))
            case .failure(let problem): reports.append(recordFailure(feed.state, problem))
            }
            let articles = deliveries.reduce(0) { $0 + $1.delivery.articleCount }
            next = articles < Self.articlesPerTransaction ? reading.nextIfReady() : nil
        }
        return reports + store(deliveries)
    }

    /// Articles after which a transaction takes no more deliveries: what it holds stays in memory
    /// and in the journal until it is done.
    static let articlesPerTransaction = 1000

    private func store(_ deliveries: [(state: SourceState, delivery: Delivery)]) -> [SourceReport] {
        guard !deliveries.isEmpty else { return [] }
        do throws(StoreProblem) {
            let counts = try writer.store(deliveries.map(\.delivery), forgettingBefore: oldest)
            return zip(deliveries, counts).map { entry, counts in
                SourceReport(
                    id: entry.state.source.id, name: entry.state.source.name, outcome: .fetched,
                    new: counts.new, changed: counts.changed, problem: entry.delivery.problem)
            }
        } catch {
            let problem = DeliveryProblem(error)
            return deliveries.map { recordFailure($0.state, problem) }
        }
    }

    private func recordFailure(
        _ state: SourceState, _ problem: DeliveryProblem, retryAfter: RetryAfter? = nil
    ) -> SourceReport {
        let source = state.source
        let plan = PollPlan(now: now, before: state.poll)
        let poll = plan.afterFailure(problem, retryAfter: retryAfter)
        var problem = problem
        do throws(StoreProblem) {
            try writer.noteFailure(source.id, at: now, problem, poll)
        } catch {
            // That nothing can be stored matters more than what is wrong with the source.
            problem = DeliveryProblem(error)
        }
        log.note(.sourceFailed(source.id, name: source.name, host: source.address.host, problem))
        return SourceReport(id: source.id, name: source.name, outcome: .failed, problem: problem)
    }
}
