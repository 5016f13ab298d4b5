import PortalModel

extension State {
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
            delivery.progress?.report.add(report)
            var effects: [Effect] = report.new + report.changed > 0 ? showDelivered() : []
            if case .sources = top { effects.append(.loadSources) }
            return effects
        case .page(let report):
            return takePage(report)
        case .picture(let report):
            takePicture(report)
            return []
        case .finished(let round):
            delivery.progress = nil
            delivery.lastRound = round
            if round.fetched + round.unchanged > 0 { delivery.lastChecked = now }
            if case .sources = top { return [.loadSources] }
            return []
        case .failed(let problem):
            delivery.progress = nil
            notice = Notice(text: problem.sentence, isProblem: true)
            return []
        }
    }

    private mutating func send(to section: SectionID?, isManual: Bool) -> [Effect] {
        delivery.progress = DeliveryProgress(isManual: isManual)
        delivery.lastAttempt = now
        return [.refresh(section, isManual: isManual)]
    }

    /// Reads anew what is on the screen, now that there is more.
    private mutating func showDelivered() -> [Effect] {
        // The built-in edition gives way unless the reader is at work in it: then it waits until
        // the reader asks for news or opens another page.
        let isAtWork = list.selected > 0 || screens.count > 1
        if builtIn != nil, isAtWork, delivery.progress?.isManual == false { return [] }
        forgetSidebar()
        return [.loadNewest(list.page, count: Self.pieceCount)]
    }
}
