import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel

/// Reads what `filters.toml` says, and what is wrong with it; no file where it says nothing.
public typealias MuteRuleReading = () -> (file: MuteRuleFile?, mistakes: [ConfigurationMistake])

/// Changes what `filters.toml` says, and tells why nothing was changed, if so.
public typealias MuteRuleChange = (_ change: (inout MuteRuleFile) -> Void) -> SafeText?

extension Interpreter {
    /// Keeps a rule or lets go of it; what is stored is gone through by a courier.
    mutating func mute(_ rule: MuteRule, _ isMuted: Bool) -> [Event] {
        var former: PlacedRule?
        let problem = changeMuteRules { file in
            former = file.remove(rule)
            if isMuted { file.insert(PlacedRule(rule: rule, index: former?.index ?? .max)) }
        }
        if let problem { return [.problemArose(problem)] }
        return [.performed(.muted(rule, isMuted, former: former))] + send(.filter)
    }

    /// Takes back that a rule was kept or let go of: there is again what there was.
    mutating func restore(
        _ former: PlacedRule?, insteadOf rule: MuteRule, _ action: UndoableAction
    ) -> [Event] {
        let problem = changeMuteRules { file in
            _ = file.remove(rule)
            if let former { file.insert(former) }
        }
        return problem.map { [.problemArose($0)] } ?? [.undone(action)] + send(.filter)
    }

    private func changeMuteRules(_ change: (inout MuteRuleFile) -> Void) -> SafeText? {
        guard let changeMuteRules else { return Wording.noPlaceForRules }
        return changeMuteRules(change)
    }

    /// The rules, and a mistake in their file; nil where they cannot be read.
    func muteRules() -> (rules: [MuteRule]?, problems: [Event]) {
        let (file, mistakes) = readMuteRules()
        let problems = mistakes.prefix(1).map { $0.wording(in: "filters.toml") }
        return (file?.rules, problems.map(Event.problemArose))
    }

    /// Tells of mistakes in filters.toml, and sends a courier where other rules hold by now than
    /// those that articles are muted by.
    mutating func compareMuteRules() throws(StoreProblem) -> [Event] {
        guard !sharesNews, changeMuteRules != nil else { return [] }
        let (rules, problems) = muteRules()
        guard let rules, let known = try library.muteRules() else { return problems }
        let today = CivilTime(local: clock.now).daysSinceEpoch
        let holding = Set(rules.filter { $0.holds(on: today) }.map(\.id))
        return known == holding ? problems : problems + send(.filter)
    }
}

extension MuteRuleFile {
    /// Lets go of a rule, for whatever time it holds, and tells what stood there.
    fileprivate mutating func remove(_ rule: MuteRule) -> PlacedRule? {
        guard let index = rules.firstIndex(where: { $0.id == rule.id }) else { return nil }
        return PlacedRule(rule: rules.remove(at: index), index: index)
    }

    fileprivate mutating func insert(_ placed: PlacedRule) {
        rules.insert(placed.rule, at: min(placed.index, rules.count))
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
