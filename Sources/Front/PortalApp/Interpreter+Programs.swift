import Foundation
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
        roundAwaitingPasswords = (section, isManual, source)
        if !passwords.isBusy { passwords.begin(with: sources) }
        return beginHeldRound()
    }

    private mutating func beginHeldRound() -> [Event] {
        guard let round = roundAwaitingPasswords, let headers = passwords.result() else {
            return []
        }
        roundAwaitingPasswords = nil
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

    private mutating func events(of report: CourierPool.Report) -> [Event] {
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
            lastDelivered = try library.delivered()?.lastDelivered()
            let sources = try library.sources()
            newsVersion = .some(try library.newsVersion())
            if let oldest = configuration.settings.oldestKept(at: clock.now) {
                try library.tidyMarks(before: oldest)
            }
            let next = readsEdition ? sources.first(where: \.isEdition)?.nextPoll : nil
            let failing = sources.count(where: \.isFailing)
            let pages = sharesNews ? [] : try library.pagesToReadAgain()
            return try notify()
                + [.roundEnded(problem, lastDelivered: lastDelivered, failing: failing)]
                + [next.map(Event.nextRoundKnown)].compactMap { $0 }
                + (pages.isEmpty ? [] : [.pagesOutdated(pages)])
        } catch {
            return [.roundEnded(problem, lastDelivered: lastDelivered), recover(from: error)]
        }
    }

    /// Whether an edition brings sections of its own.
    private var readsEdition: Bool { sharesNews || configuration.settings.edition != nil }

    /// What an edition or another portal changed of the sections.
    private mutating func editionEvents() -> [Event] {
        guard let editions = files.currentEditions(), editions != library.editions else {
            return []
        }
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
                lastArrival = try library.delivered()?.lastArrival() ?? 0
            }
            return events
        } catch {
            // Told once: the next call that fails has nothing new to tell.
            defer { newsVersion = .some(nil) }
            return newsVersion == .some(nil) ? [] : [recover(from: error)]
        }
    }

    /// Has the reader told of what came with the round that has ended; not of all that a first one
    /// brings.
    private mutating func notify() throws(StoreProblem) -> [Event] {
        guard let command = configuration.commands.notify, let last = lastArrival, last > 0 else {
            return []
        }
        lastArrival = nil
        let arrivals = try library.delivered()?.arrivals(after: last, count: Self.mostArrivals)
        let told = arrivals?.filter(command.isAbout) ?? []
        guard let newest = told.first else { return [] }
        var values: [CommandTemplate.Placeholder: SafeText] = [
            .count: "\(told.count)", .title: newest.title, .source: newest.source,
            .section: newest.sectionName,
        ]
        values[.url] = try library.article(newest.id)?.address?.text
        do throws(ProgramFailure) {
            try programs.start(
                Wording.notification, command.command.filled(with: values), quiet: true)
            return []
        } catch {
            return [.problemArose(Wording.notStarted(error, command.command))]
        }
    }

    /// More than these are not looked through.
    private static let mostArrivals = 1000

    /// Where couriers and programs can be heard.
    public var descriptors: [Int32] {
        couriers.descriptors + programs.descriptors + passwords.descriptors
    }

    /// Ends what was started and is still under way.
    mutating func stop() {
        couriers.stop()
        passwords.stop()
    }

    // MARK: - Programs of the reader's

    mutating func open(
        _ address: WebAddress, on terminal: inout some PortalTerminal & ~Copyable
    ) -> [Event] {
        switch browser.open(address) {
        case .started(let name): [.opened(address, with: name)]
        case .needsTerminal(let program, let name):
            [.opened(address, with: name)] + run(program, on: &terminal)
        case .notFound(let name): [.problemArose(Wording.programNotFound(name))]
        case .missing: [copy(address, forBrowser: true, on: &terminal)]
        }
    }

    func copy(
        _ address: WebAddress, forBrowser: Bool = false,
        on terminal: inout some PortalTerminal & ~Copyable
    ) -> Event {
        terminal.copyToClipboard(address.string)
        return .addressCopied(address, forBrowser: forBrowser)
    }

    /// Lets `program` have the terminal until it ends; with `ownInput` as its standard input.
    mutating func run(
        _ program: TerminalCommand, ownInput: Int32? = nil,
        on terminal: inout some PortalTerminal & ~Copyable
    ) -> [Event] {
        var events = storePlaces()
        terminal.lend { input, output in
            let process = ChildProcess.start(program, input: ownInput ?? input, output: output)
            if process == nil {
                events.append(.problemArose(Wording.notStarted(program.path, .last)))
            }
            return process
        }
        return [.resized(terminal.size), .clockRead(clock.now)] + events
    }

    /// Gives an article to a command of the reader's.
    mutating func sendOn(
        _ id: ArticleID, to command: SendCommand, on terminal: inout some PortalTerminal & ~Copyable
    ) throws(StoreProblem) -> [Event] {
        guard let article = try library.article(id) else {
            return [.problemArose(Wording.articleGone)]
        }
        let needsAddress = command.command.contains(.url) || command.input == .url
        if needsAddress, article.address == nil { return [.problemArose(Wording.noAddress)] }
        let sent = SentArticle(article: article)
        let input = command.input.flatMap(sent.input)
        let arguments = command.command.filled(with: sent.values)
        if command.usesTerminal { return run(arguments, input: input, on: &terminal) }
        do throws(ProgramFailure) {
            try programs.start(command.name, arguments, input: input)
            return []
        } catch {
            return [.problemArose(Wording.notStarted(error, command.command))]
        }
    }

    /// Gives the terminal to the program of `arguments` until it ends.
    private mutating func run(
        _ arguments: [String], input: String?, on terminal: inout some PortalTerminal & ~Copyable
    ) -> [Event] {
        guard let path = Executable.path(of: arguments[0], in: browser.environment) else {
            return [.problemArose(Wording.programNotFound(SafeText(line: arguments[0])))]
        }
        let file = input.flatMap(ProgramInput.descriptor)
        if input != nil, file == nil {
            return [.problemArose(Wording.notStarted(path, .last))]
        }
        defer { if let file { close(file) } }
        let program = TerminalCommand(
            path: path, arguments: arguments, environment: browser.environment)
        return run(program, ownInput: file, on: &terminal)
    }

    // MARK: - Muting and sources

    /// Keeps a rule or lets go of it; what is stored is gone through by a courier.
    mutating func mute(_ rule: MuteRule, _ isMuted: Bool) -> [Event] {
        var former: PlacedRule?
        let problem = files.changeMuteRules { file in
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
        let problem = files.changeMuteRules { file in
            _ = file.remove(rule)
            if let former { file.insert(former) }
        }
        return problem.map { [.problemArose($0)] } ?? [.undone(action)] + send(.filter)
    }

    /// The rules, and a mistake in their file; nil where they cannot be read.
    func muteRules() -> (rules: [MuteRule]?, problems: [Event]) {
        let (file, mistakes) = files.muteRules()
        let problems = mistakes.prefix(1).map { $0.wording(in: "filters.toml") }
        return (file?.rules, problems.map(Event.problemArose))
    }

    /// Tells of mistakes in filters.toml, and sends a courier where other rules hold by now than
    /// those that articles are muted by.
    mutating func compareMuteRules() throws(StoreProblem) -> [Event] {
        guard !sharesNews, files.canMute else { return [] }
        let (rules, problems) = muteRules()
        guard let rules, let known = try library.delivered()?.muteRules() else { return problems }
        let today = CivilTime(local: clock.now).daysSinceEpoch
        let holding = Set(rules.filter { $0.holds(on: today) }.map(\.id))
        return known == holding ? problems : problems + send(.filter)
    }

    /// Keeps what is changed of sources, and goes by it.
    mutating func changeSources(_ changes: [SourceChange], _ answer: Event) -> [Event] {
        switch files.changeSubscriptions({ $0.change(changes, over: $1) }) {
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
