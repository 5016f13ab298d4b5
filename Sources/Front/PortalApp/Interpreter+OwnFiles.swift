import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel

/// Changes what `filters.toml` says, and tells why nothing was changed, if so.
public typealias MuteRuleChange = (_ change: (inout MuteRuleFile) -> Void) -> SafeText?

extension Interpreter {
    /// Keeps a rule or lets go of it; what is stored is gone through by a courier.
    ///
    /// - Returns: Why that was not done; nil when it was.
    func mute(_ rule: MuteRule, _ isMuted: Bool) -> SafeText? {
        guard let changeMuteRules else { return Wording.noPlaceForRules }
        return changeMuteRules { file in
            file.rules.removeAll { $0.id == rule.id }
            if isMuted { file.rules.append(rule) }
        }
    }

    /// Tells of mistakes in filters.toml, and sends a courier where other rules hold by now than
    /// those that articles are muted by.
    mutating func compareMuteRules() throws(StoreProblem) -> [Event] {
        guard !sharesNews, let changeMuteRules else { return [] }
        var rules: [MuteRule] = []
        if let sentence = changeMuteRules({ rules = $0.rules }) { return [.problemArose(sentence)] }
        let today = CivilTime(local: clock.now).daysSinceEpoch
        let holding = Set(rules.filter { $0.holds(on: today) }.map(\.id))
        guard let known = try library.muteRules(), known != holding else { return [] }
        return send(.filter)
    }
}

// MARK: - Sources

/// Changes the subscriptions, and gives the sections as they are then, or why not.
public typealias SubscriptionChange = (
    _ change: (_ own: inout Subscriptions, _ base: [Section]) -> Void
) -> Result<[Section], SubscriptionFailure>

extension Interpreter {
    /// Keeps what is changed of sources, and goes by it.
    mutating func changeSources(_ changes: [SourceChange], _ answer: Event) -> [Event] {
        switch changeSubscriptions({ $0.change(changes, over: $1) }) {
        case .success(let sections):
            configuration.sections = sections
            let editions = Edition.grouping(sections)
            library.follow(editions)
            return [answer, .editionsChanged(editions)]
        case .failure(let failure):
            return [.problemArose(failure.sentence)]
        }
    }
}
