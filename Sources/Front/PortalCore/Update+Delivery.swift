import PortalModel

extension State {
    /// Sends the courier first thing, if the interval has passed or the configuration has changed.
    mutating func begin() -> [Effect] {
        let effects = refreshIfDue()
        return effects.isEmpty && delivery.interval != nil ? [.compareSources] : effects
    }

    /// Sends the courier before the interval has passed.
    mutating func refreshAhead() -> [Effect] {
        delivery.progress == nil ? send(to: nil, isManual: false) : []
    }

    /// Sends the courier when the interval has passed.
    mutating func refreshIfDue() -> [Effect] {
        guard delivery.isDue(at: now) else { return [] }
        return send(to: nil, isManual: false)
    }

    /// Sends the courier because the reader asked.
    mutating func refresh(_ section: SectionID?) -> [Effect] {
        guard delivery.progress == nil else {
            notice = Notice(text: Wording.alreadyRefreshing, isProblem: false)
            return []
        }
        return send(to: section, isManual: true)
    }

    /// Sends the courier for the page that is open.
    mutating func refreshPage() -> [Effect] {
        switch list.page {
        case .front: refresh(nil)
        case .section(let section): refresh(section)
        }
    }

    /// Takes in what the courier tells.
    mutating func take(_ message: CourierMessage) -> [Effect] {
        switch message {
        case .started(let sources):
            delivery.progress?.total = sources
            return []
        case .source(let report):
            delivery.progress?.done += 1
            var effects: [Effect] = report.new + report.changed > 0 ? showDelivered() : []
            if case .sources = top { effects.append(.loadSources) }
            return effects
        case .page(let report):
            return takePage(report)
        case .picture(let report):
            takePicture(report)
            return []
        case .finished(let round):
            delivery.lastRound = round
            return []
        case .failed(let problem):
            fail(problem)
            return []
        }
    }

    /// Takes in that the courier is back: others may have delivered meanwhile, so all is read anew.
    mutating func endRound(
        _ problem: DeliveryProblem?, _ lastChecked: Timestamp?
    ) -> [Effect] {
        // What the reader waited for takes the place of what was said meanwhile.
        if delivery.progress?.isManual == true, notice?.isProblem == false { notice = nil }
        if let problem { fail(problem) }
        if let lastChecked { delivery.lastChecked = lastChecked }
        var effects = keepsBuiltIn ? [] : readAnew()
        if case .sources = top { effects.append(.loadSources) }
        delivery.progress = nil
        return effects
    }

    private mutating func fail(_ problem: DeliveryProblem) {
        if problem.code == .busy, delivery.progress?.isManual == false {
            // What the other courier brings is worth a look soon.
            delivery.wait(60, from: now)
        } else {
            notice = Notice(text: problem.sentence, isProblem: true)
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
        return readAnew()
    }

    /// The built-in edition gives way to news unless the reader is at work in it.
    private var keepsBuiltIn: Bool {
        let isAtWork = list.selected > 0 || screens.count > 1
        return builtIn != nil && isAtWork && delivery.progress?.isManual == false
    }

    private mutating func readAnew() -> [Effect] {
        forgetSidebar()
        return [.loadNewest(list.page, count: Self.pieceCount)]
    }
}
