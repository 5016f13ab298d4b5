import PortalModel

public struct DeliveryState: Hashable, Sendable {
    /// When any source last gave a feed, or said that nothing had changed.
    var lastDelivered: Timestamp?
    /// When the courier was last sent, in this session or by an earlier one.
    var lastAttempt: Timestamp?
    /// How far the round is that goes on; nil when none does.
    var progress: DeliveryProgress?
    /// How the last round of this session went.
    var lastRound: RoundTotals?
    /// How many sources failed the last time that they were asked, counted after that round.
    var failing: Int?
    /// Whether no source could be reached in it.
    var isOffline = false
    /// Whether the reader asked for it.
    var wasManual = false

    /// Whether a round should begin by itself at `now`, `interval` seconds after the last one; nil
    /// for never.
    func isDue(at now: Timestamp, every interval: Int64?) -> Bool {
        guard let interval, progress == nil else { return false }
        return lastAttempt.map { now - $0 >= interval } ?? true
    }

    /// Puts the next round that begins by itself off to `seconds` from now.
    mutating func postpone(by seconds: Int64, from now: Timestamp, every interval: Int64?) {
        guard let interval else { return }
        lastAttempt = now + min(0, seconds - interval)
    }

    public init(lastDelivered: Timestamp? = nil) {
        self.lastDelivered = lastDelivered
        lastAttempt = lastDelivered
    }
}

/// How far a round is.
struct DeliveryProgress: Hashable, Sendable {
    /// Whether the reader asked for it.
    let isManual: Bool
    /// The one source that the reader asked for; nil where there are more.
    var source: SourceHealth?
    /// Sources asked; nil until the courier has counted them.
    var total: Int?
    var done = 0
    /// Those of them that no connection led to.
    var unreached = 0
}

extension DeliveryProblem {
    /// Whether there may be no internet: where it is so with all sources, there is none.
    public var isUnreached: Bool { code == .hostNotFound || code == .noConnection }
}

extension State {
    /// Sends the courier first thing, if the interval has passed or the configuration has changed.
    mutating func begin() -> [Effect] {
        guard !sharesNews else { return [] }
        let effects = refreshIfDue()
        let isEarly = effects.isEmpty && settings.refreshInterval != nil
        return (isEarly ? [.compareSources] : effects) + [.compareMuteRules]
    }

    /// Whether sources are asked without the reader's doing anything.
    var fetchesByItself: Bool { sharesNews || settings.refreshInterval != nil }

    /// Sends the courier before the interval has passed.
    mutating func refreshAhead() -> [Effect] {
        delivery.progress == nil && !sharesNews ? send(to: nil, isManual: false) : []
    }

    /// Sends the courier when the interval has passed.
    mutating func refreshIfDue() -> [Effect] {
        guard !sharesNews, delivery.isDue(at: now, every: settings.refreshInterval) else {
            return []
        }
        return send(to: nil, isManual: false)
    }

    /// Sends the courier because the reader asked.
    mutating func refresh(_ section: SectionID?) -> [Effect] {
        guard !sharesNews else {
            tell(DeliveryProblem(.sharedNews).sentence)
            return []
        }
        guard delivery.progress == nil else {
            tell(Wording.alreadyRefreshing)
            return []
        }
        return send(to: section, isManual: true)
    }

    /// Sends the courier to one source because the reader asked.
    mutating func refresh(only source: SourceHealth) -> [Effect] {
        guard !source.source.isPaused else {
            tell(Wording.isPaused(source.source.name))
            return []
        }
        guard !sharesNews else {
            tell(DeliveryProblem(.sharedNews).sentence)
            return []
        }
        guard delivery.progress == nil else {
            tell(Wording.alreadyRefreshing)
            return []
        }
        delivery.progress = DeliveryProgress(isManual: true, source: source)
        return [.refreshSource(source.source.id)]
    }

    /// Sends the courier for the page that is open.
    mutating func refreshPage() -> [Effect] {
        switch list.page {
        case .front: refresh(nil)
        case .section(let id):
            // What a search finds may come of any source.
            refresh(edition.sections.first { $0.id == id }?.query == nil ? id : nil)
        }
    }

    /// Handles what the courier tells.
    mutating func handle(_ message: CourierMessage) -> [Effect] {
        switch message {
        case .started(let sources):
            delivery.progress?.total = sources
            return []
        case .source(let report):
            delivery.progress?.done += 1
            if report.problem?.isUnreached == true { delivery.progress?.unreached += 1 }
            var effects: [Effect] = report.new + report.changed > 0 ? showDelivered() : []
            if report.changed > 0 { effects += lookForChanges() }
            if top is SourcesScreen { effects.append(.loadSources) }
            return effects
        case .page(let report):
            return handlePage(report)
        case .picture:
            // It is told with what was asked for.
            return []
        case .filtered(let report):
            return handleFiltered(report)
        case .finished(let round):
            delivery.lastRound = round
            let reached = round.fetched + round.unchanged
            delivery.isOffline =
                reached == 0 && round.failed > 1 && delivery.progress?.unreached == round.failed
            delivery.wasManual = delivery.progress?.isManual == true
            return []
        case .failed(let problem):
            fail(problem)
            return []
        }
    }

    /// Takes in that the courier has ended. All is read again, since others may have delivered too.
    mutating func endRound(
        _ problem: DeliveryProblem?, _ lastDelivered: Timestamp?, failing: Int?
    ) -> [Effect] {
        // What the reader waited for takes the place of what was said meanwhile.
        if delivery.progress?.isManual == true, notice?.isProblem == false { notice = nil }
        // What another's round brought is counted with what is new in the list.
        if delivery.progress == nil { delivery.lastRound = nil }
        if let problem { fail(problem) }
        if let lastDelivered { delivery.lastDelivered = lastDelivered }
        delivery.failing = failing
        tellNotAsked()
        var effects = keepsBuiltIn ? [] : readAgain() + lookForChanges()
        if top is SourcesScreen { effects.append(.loadSources) }
        delivery.progress = nil
        return effects
    }

    /// Says so where the one source that the reader asked for was not asked.
    private mutating func tellNotAsked() {
        guard let progress = delivery.progress, let source = progress.source, progress.total == 0
        else { return }
        tell(Wording.notAsked(source, isWaiting: delivery.lastRound?.waiting ?? 0 > 0, at: now))
    }

    /// Shows other sections than before, and still the same page where it is among them.
    mutating func show(_ editions: [Edition]) -> [Effect] {
        guard !editions.isEmpty, editions != self.editions else { return [] }
        let page = list.page
        let index = editions.firstIndex { edition in
            page == .front(edition.id) || edition.sections.contains { page == .section($0.id) }
        }
        self.editions = editions
        forgetLeftLists()
        editionIndex = index ?? 0
        if index == nil { list = ListScreen(page: frontPage) }
        return readAgain()
    }

    private mutating func fail(_ problem: DeliveryProblem) {
        if problem.code == .busy, delivery.progress?.isManual == false {
            // What the other courier brings is worth a look soon.
            delivery.postpone(by: 60, from: now, every: settings.refreshInterval)
        } else {
            tellProblem(problem.sentence)
        }
    }

    private mutating func send(to section: SectionID?, isManual: Bool) -> [Effect] {
        delivery.progress = DeliveryProgress(isManual: isManual)
        delivery.lastAttempt = now
        return [.refresh(section, isManual: isManual)]
    }

    /// Shows that there is more.
    private mutating func showDelivered() -> [Effect] {
        guard !keepsBuiltIn else {
            // The news waits above until the reader goes there.
            list.hasUncountedAbove = true
            return []
        }
        return readAgain()
    }

    /// The built-in edition gives way to news unless the reader is at work in it.
    private var keepsBuiltIn: Bool {
        let isAtWork = list.selected > 0 || !screens.isEmpty
        return builtIn != nil && isAtWork && delivery.progress?.isManual == false
    }

    /// Looks whether the article on top is one of those that were changed.
    private func lookForChanges() -> [Effect] {
        (top as? ArticleScreen).map { [.lookForChanges($0.article.id)] } ?? []
    }

    mutating func readAgain() -> [Effect] {
        forgetSidebar()
        return [.loadNewest(list.page, count: list.pieceCount(in: self))]
    }
}
