import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel

// What couriers, or a service in their place, bring while the reader reads.
extension Interpreter {
    /// Fetches the pages of those of `articles` of which there is a teaser only.
    mutating func fetchPages(_ articles: [ArticleID]) throws(StoreProblem) -> [Event] {
        guard !sharesNews else { return [.pagesEnded(articles, nil)] }
        var teasers: [ArticleID] = []
        for id in articles {
            if let article = try library.article(id), article.isTeaser { teasers.append(id) }
        }
        let others = articles.filter { !teasers.contains($0) }
        return [.pagesEnded(others, nil)] + send(.pages(teasers))
    }

    /// Sends a courier along the sources; where some are private, once their passwords are known.
    mutating func beginRound(
        _ section: SectionID?, isManual: Bool, only source: SourceID? = nil
    ) -> [Event] {
        let sources = configuration.privateSources(in: section)
            .filter { source == nil || $0.id == source }
        guard !sources.isEmpty else {
            return send(.round(section, isManual: isManual, source: source))
        }
        heldRound = (section, isManual, source)
        if !passwords.isBusy { passwords.begin(with: sources) }
        return beginHeldRound()
    }

    private mutating func beginHeldRound() -> [Event] {
        guard let round = heldRound, let headers = passwords.result() else { return [] }
        heldRound = nil
        return send(
            .round(
                round.section, isManual: round.isManual, source: round.source, headers: headers))
    }

    mutating func send(_ job: CourierJob) -> [Event] {
        couriers.add(job).flatMap { events(of: $0) }
    }

    /// Milliseconds after which to ask what couriers and programs have told though nothing can be
    /// read; −1 for never.
    public var millisecondsToListen: Int32 {
        let couriers = couriers.descriptors.isEmpty ? -1 : Courier.glance
        return [couriers, programs.milliseconds, passwords.milliseconds].filter { $0 >= 0 }.min()
            ?? -1
    }

    /// What couriers and programs have told since the last call.
    mutating func newEvents() -> [Event] {
        beginHeldRound() + couriers.reports().flatMap { events(of: $0) }
            + programs.results().map(Event.commandEnded)
    }

    private mutating func events(of report: CourierQueue.Report) -> [Event] {
        switch report {
        case .message(.source(let report), of: .round):
            return (readsEdition ? editionEvents() : []) + [.courierReported(.source(report))]
        case .message(let message, of: .round):
            return [.courierReported(message)]
        case .message(.failed(let problem), of: .pages):
            return [.pagesEnded([], problem)]
        case .message(.picture(let picture), of: .picture(let order, _)):
            return [.pictureDrawn(order, picture)]
        case .message(.page(let page), of: .pages):
            return [.courierReported(.page(page))]
        case .message(.filtered(let report), of: .filter):
            return [.courierReported(.filtered(report))]
        case .message(.failed(let problem), of: .filter), .end(of: .filter, let problem?):
            return [.problemArose(problem.sentence)]
        case .end(of: .round, let problem):
            return endRound(problem)
        case .end(of: .pages(let articles), let problem):
            return [.pagesEnded(articles, problem)]
        case .end(of: .picture(let order, _), let problem?):
            return [.pictureDrawn(order, PictureReport(article: order.article, problem: problem))]
        case .message, .end:
            // The end of pages or a picture is told by the end of their courier.
            return []
        }
    }

    /// Tells how the sources are doing now, and forgets marks of articles that the round may have
    /// let go of.
    private mutating func endRound(_ problem: DeliveryProblem?) -> [Event] {
        var lastDelivered: Timestamp?
        do throws(StoreProblem) {
            lastDelivered = try library.lastDelivered()
            let failing = try library.sources().count(where: \.isFailing)
            newsVersion = .some(try library.newsVersion())
            if let oldest = configuration.settings.oldestKept(at: clock.now) {
                try library.tidyMarks(before: oldest)
            }
            let next = try readsEdition ? library.nextEdition() : nil
            let pages = sharesNews ? [] : try library.pagesToReadAgain()
            return try notify()
                + [.roundEnded(problem, lastDelivered: lastDelivered, failing: failing)]
                + [next.map(Event.nextRoundKnown)].compactMap { $0 }
                + (pages.isEmpty ? [] : [.pagesOutdated(pages)])
        } catch {
            return [.roundEnded(problem, lastDelivered: lastDelivered), settle(error)]
        }
    }

    /// Whether an edition brings sections of its own.
    private var readsEdition: Bool { sharesNews || configuration.settings.edition != nil }

    /// What an edition or another portal changed of the sections.
    private mutating func editionEvents() -> [Event] {
        guard let editions = readEditions?(), editions != library.editions else { return [] }
        library.follow(editions)
        configuration.sections = editions.flatMap(\.sections)
        return [.editionsChanged(editions)]
    }

    /// What a service, or a courier of another portal, has delivered since the last call, and what
    /// another has changed of the sources. As long as couriers of this portal are at work, they
    /// tell what they store, and no look is taken.
    mutating func newsOfOthers() -> [Event] {
        guard couriers.descriptors.isEmpty else { return [] }
        do throws(StoreProblem) {
            let changed = subscriptionsFile?.hasChanged() == true ? editionEvents() : []
            let version = try library.newsVersion()
            guard newsVersion != .some(version) else { return changed }
            let isFirst = newsVersion == nil
            newsVersion = .some(version)
            guard !isFirst else { return changed }
            let events = (sharesNews ? editionEvents() : changed) + endRound(nil)
            if sharesNews, configuration.commands.notify != nil {
                lastArrival = try library.lastArrival()
            }
            return events
        } catch {
            // Told once: the next call that fails has nothing new to tell.
            defer { newsVersion = .some(nil) }
            return newsVersion == .some(nil) ? [] : [settle(error)]
        }
    }

    /// Has the reader told of what came with the round that has ended; not of all that a first one
    /// brings.
    private mutating func notify() throws(StoreProblem) -> [Event] {
        guard let command = configuration.commands.notify, let last = lastArrival, last > 0 else {
            return []
        }
        lastArrival = nil
        let new = try library.arrivals(after: last, count: Arrivals.most)
        let arrivals = Arrivals(new, for: command)
        guard let newest = arrivals.newest else { return [] }
        let values = arrivals.values(address: try library.article(newest.id)?.address)
        do throws(BackgroundPrograms.Failure) {
            try programs.start(
                Wording.notification, command.command.filled(with: values), quiet: true)
            return []
        } catch {
            return [.problemArose(Wording.notStarted(error, command.command))]
        }
    }

    /// Where couriers and programs can be heard.
    public var descriptors: [Int32] {
        couriers.descriptors + programs.descriptors + passwords.descriptors
    }

    /// Ends what was started and is still under way.
    mutating func stop() {
        couriers.stop()
        passwords.stop()
    }
}
