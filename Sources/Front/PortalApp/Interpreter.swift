import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System

/// Performs effects, and answers with events.
public struct Interpreter {
    var configuration: PortalConfiguration
    var browser: Browser
    private let themes: ThemeCatalogue
    let clock: Clock
    private let log: Log
    var library: NewsLibrary
    let files: any ReaderFiles
    /// The subscriptions, which another portal may change; nil where they are nowhere.
    var subscriptionsFile: WatchedFile?
    var couriers: CourierPool
    var programs: BackgroundPrograms
    var passwords: PasswordCommands
    var roundAwaitingPasswords: (section: SectionID?, isManual: Bool, source: SourceID?)?
    /// The number of the newest article before the round under way (`NewsDatabase.lastArrival`);
    /// nil where no command tells the reader of new ones.
    var lastArrival: Int64?
    /// Whether a service delivers the news, and no courier of this portal.
    let sharesNews: Bool
    /// The version of the news that was last seen, which is nil where there was none; nil before
    /// the first look.
    var newsVersion: Int??
    private(set) var places = UnstoredPlaces()
    private var readerVersion: Int?
    private(set) var hasQuit = false

    /// - Parameter paths: Where the reader's files are; nil where they are nowhere.
    public init(
        configuration: PortalConfiguration, browser: Browser, clock: Clock, log: Log,
        library: NewsLibrary, files: any ReaderFiles, paths: PortalFiles? = nil,
        startCourier: @escaping (CourierJob) throws(DeliveryProblem) -> Courier
    ) {
        self.configuration = configuration
        self.browser = browser
        self.clock = clock
        self.log = log
        self.library = library
        self.files = files
        themes = ThemeCatalogue(files: paths)
        subscriptionsFile = paths.map { WatchedFile($0.subscriptionsFile) }
        sharesNews = paths?.sharesNews ?? false
        couriers = CourierPool(log: log, start: startCourier)
        programs = BackgroundPrograms(browser.environment)
        passwords = PasswordCommands(
            browser.environment, folder: paths?.configurationFolder ?? "/")
    }

    /// Performs `effect` and tells what came of it. A failure comes back as a sentence.
    mutating func perform(
        _ effect: Effect, on terminal: inout some PortalTerminal & ~Copyable
    ) -> [Event] {
        do throws(StoreProblem) {
            return try attempt(effect, on: &terminal)
        } catch {
            return [recover(from: error)]
        }
    }

    /// Performs `effect` in the same way; nil where another portal has the database locked for
    /// longer than a reader notices.
    mutating func performUnlessLocked(
        _ effect: Effect, on terminal: inout some PortalTerminal & ~Copyable
    ) -> [Event]? {
        do throws(StoreProblem) {
            return try library.reader.waitingForLocks(Self.unnoticeable) {
                () throws(StoreProblem) in
                try attempt(effect, on: &terminal)
            }
        } catch {
            if error.code == .inUse, error.path == library.reader.path { return nil }
            return [recover(from: error)]
        }
    }

    /// Milliseconds of waiting that a reader does not notice.
    private static let unnoticeable: Int32 = 50

    mutating func recover(from problem: StoreProblem) -> Event {
        let sentence = library.recover(from: problem)
        log.note(.storeFailed(sentence, detail: problem.detail))
        return .problemArose(sentence)
    }

    private mutating func attempt(
        _ effect: Effect, on terminal: inout some PortalTerminal & ~Copyable
    ) throws(StoreProblem) -> [Event] {
        switch effect {
        case .loadHeadlines(let page, let cursor, let count):
            return [.headlinesLoaded(try library.headlines(on: page, from: cursor, count: count))]
        case .loadNewest(let page, let count):
            return [.newestLoaded(try library.headlines(on: page, from: .start, count: count))]
        case .loadJustIn(let count):
            return [
                .justInLoaded(
                    try library.news().newest(of: library.editions, count: count))
            ]
        case .loadMore(let section, let count):
            let more = try library.more(from: section, count: count)
            return [.moreLoaded(section, more.headlines, more.marks)]
        case .loadArticle(let id, let replacing):
            return storePlaces(of: id)
                + [.articleLoaded(try library.loaded(id), replacing: replacing)]
        case .loadPreview(let id):
            return storePlaces(of: id) + [.previewLoaded(try library.loaded(id))]
        case .loadReport(let id):
            return storePlaces(of: id) + [.versionLoaded(try library.loaded(id))]
        case .reloadArticle(let id):
            return [.articleReloaded(try library.article(id))]
        case .loadComparison(let id):
            return [.comparisonLoaded(try library.comparableReports(of: id))]
        case .lookForChanges(let id):
            return [.changesFound(id, try library.news().changes(of: id))]
        case .fetchPages(let articles):
            return try fetchPages(articles)
        case .search(let query, let count):
            let found = try library.search(query, count: count)
            return [.found(query, found.results, found.marks)]
        case .loadSaved(let label):
            return [.savedLoaded(try library.saved(labelled: label))]
        case .loadLabels(let articles):
            let saved = try library.reader.marks(of: articles).saved
            let labels = try library.reader.labels(of: Array(saved))
            return [
                .labelsLoaded(
                    Dictionary(uniqueKeysWithValues: saved.map { ($0, labels[$0] ?? []) }),
                    known: try library.reader.labels())
            ]
        case .perform(.markedRead(let articles, let isRead, _)):
            let former = try library.mark(articles, asRead: isRead, at: clock.now)
            return [.performed(.markedRead(articles, isRead, former: former))]
        case .perform(.scrolledPast(let articles, _)):
            let former = try library.mark(articles, asRead: true, at: clock.now)
            return [.performed(.scrolledPast(articles, former: former))]
        case .perform(.labelled(let old, let new)):
            try library.reader.setLabels(new)
            return [
                .performed(.labelled(from: old, to: new)),
                .labelsChanged(known: try library.reader.labels()),
            ]
        case .loadForMuting(let id):
            return [.loadedForMuting(try library.article(id))]
        case .loadMuted(let page):
            let muted = try library.news().muted(on: page)
            return [.mutedLoaded(page, muted, try library.marks(of: muted.map(\.headline)))]
        case .reloadHeadlines(let page, let headline, let count):
            let cursor = headline.map(ListCursor.after) ?? .start
            return [
                .headlinesReloaded(try library.headlines(on: page, from: cursor, count: count))
            ]
        case .perform(.muted(let rule, let isMuted, _)):
            return mute(rule, isMuted)
        case .perform(.changedSources(let old, let new)):
            return changeSources(new, .performed(.changedSources(from: old, to: new)))
        case .perform(.saved(let articles, let isSaved)):
            return try save(articles, isSaved)
        case .undo(let action):
            switch action {
            case .markedRead(let articles, _, let former), .scrolledPast(let articles, let former):
                try library.reader.setReadRecords(of: articles) { former[$0] }
                return [.undone(action), .marksLoaded(articles, try library.marks(of: articles))]
            case .labelled(let old, _):
                try library.reader.setLabels(old)
                return [.undone(action), .labelsChanged(known: try library.reader.labels())]
            case .changedSources(let old, _): return changeSources(old, .undone(action))
            case .muted(let rule, _, let former): return restore(former, insteadOf: rule, action)
            case .saved(let articles, true): try library.reader.unsave(articles)
            case .saved(let articles, false): try library.reader.restoreSaved(articles)
            }
            return [.undone(action)]
        case .markOpened(let id):
            try library.mark([id], asRead: true, at: clock.now)
            return [.openedMarked(id)]
        case .updateSaved(let article):
            try library.reader.save(article, at: clock.now)
            return []
        case .markAllRead(let page):
            let states = try library.states(on: page)
            return try markRead(Array(states.keys), states)
        case .markReadToHere(let headlines, let page):
            var articles = headlines.map(\.id)
            if let page, let first = headlines.first {
                articles += try library.articles(on: page, before: first)
            }
            return try markRead(articles, try library.news().states(of: articles))
        case .storePosition(let id, let block):
            places.note(block, in: id)
            return []
        case .storePage(let page):
            places.note(page)
            return []
        case .storeWebmail(let provider):
            return [storeWebmail(provider)]
        case .storeTheme(let name):
            try library.reader.setTheme(name)
            return [.themeStored(name)]
        case .keep(let choice):
            try library.reader.keep(choice)
            return []
        case .loadCustomizations:
            let (rules, problems) = muteRules()
            let customizations = Customizations(
                configuration: configuration, rules: rules ?? [],
                labels: try library.reader.labels(),
                settings: try library.reader.choices().settings(over: configuration.settings))
            return [
                .customizationsLoaded(customizations.all, uninstalled: Customizations.uninstalled)
            ] + problems
        case .loadSources:
            return [.sourcesLoaded(try library.sources())]
        case .compareSources:
            return try library.knowsSources() ? [] : [.sourcesDiffer]
        case .compareMuteRules:
            return try compareMuteRules()
        case .loadThemes(let isBackgroundLight):
            let (themes, problems) = themes.all(isBackgroundLight: isBackgroundLight)
            return [.themesLoaded(themes)] + problems.prefix(1).map(Event.problemArose)
        case .loadTheme(let isBackgroundLight):
            var problems: [SafeText] = []
            let theme = themes.fitting(isBackgroundLight: isBackgroundLight, &problems)
            return [.themeLoaded(theme)] + problems.prefix(1).map(Event.problemArose)
        case .openInBrowser(let page):
            guard let address = try address(of: page) else {
                return [.problemArose(Wording.noAddress)]
            }
            return open(address, on: &terminal)
        case .send(let id, let command):
            return try sendOn(id, to: command, on: &terminal)
        case .copyAddress(let page):
            guard let address = try address(of: page) else {
                return [.problemArose(Wording.noAddress)]
            }
            return [copy(address, on: &terminal)]
        case .refresh(let section, let isManual):
            if configuration.commands.notify != nil {
                lastArrival = try library.delivered()?.lastArrival() ?? 0
            }
            return beginRound(section, isManual: isManual)
        case .findPicture(let id):
            return [.pictureFound(id, try library.article(id)?.body.leadPicture?.address)]
        case .refreshSource(let source):
            return beginRound(nil, isManual: true, only: source)
        case .drawPicture(let order, let colors):
            return send(.picture(order, colors))
        case .redraw:
            terminal.repaint()
            return []
        case .suspend:
            let events = storePlaces()
            terminal.suspend()
            return events + [.resized(terminal.size), .clockRead(clock.now)]
        case .quit:
            hasQuit = true
            try library.reader.setLastVisit(clock.now)
            return []
        }
    }

    /// Marks those of `articles` as read that are not, but leaves what is saved where the reader
    /// wants that.
    private mutating func markRead(
        _ articles: [ArticleID], _ states: [ArticleID: ArticleState]
    ) throws(StoreProblem) -> [Event] {
        let (unread, former) = try library.markRead(
            articles, as: states, leavingSaved: configuration.settings.leavesSaved, at: clock.now)
        return [.allMarkedRead(unread, former: former)]
    }

    private mutating func save(
        _ ids: [ArticleID], _ isSaved: Bool
    ) throws(StoreProblem) -> [Event] {
        guard isSaved else {
            try library.reader.unsave(ids)
            return [.performed(.saved(ids, false))]
        }
        var articles: [Article] = []
        for id in ids {
            if let article = try library.article(id) { articles.append(article) }
        }
        guard !articles.isEmpty else { return [.problemArose(Wording.articleGone)] }
        try library.reader.save(articles, at: clock.now)
        return [.performed(.saved(articles.map(\.id), true))]
    }

    /// The marks of `articles`, if another portal has written since the last call.
    mutating func marksChangedElsewhere(of articles: @autoclosure () -> [ArticleID]) -> [Event] {
        do throws(StoreProblem) {
            return try library.reader.waitingForLocks(0) { () throws(StoreProblem) -> [Event] in
                let version = try library.reader.version()
                defer { readerVersion = version }
                guard let known = readerVersion, known != version else { return [] }
                let articles = articles()
                return [.marksLoaded(articles, try library.marks(of: articles))]
            }
        } catch {
            // Another portal is writing, which the next call sees; any other error is told by the
            // next effect that needs the database.
            return []
        }
    }

    mutating func storePlaces() -> [Event] {
        let unstored = places
        places = UnstoredPlaces()
        do throws(StoreProblem) {
            for (article, block) in unstored.blocks {
                try library.reader.setPosition(block, in: article, at: clock.now)
            }
            if let page = unstored.page { try library.reader.setPage(page) }
            return []
        } catch {
            return [recover(from: error)]
        }
    }

    /// Sees to it that the reader's place in `article` can be read.
    private mutating func storePlaces(of article: ArticleID) -> [Event] {
        places.blocks[article] == nil ? [] : storePlaces()
    }

    private func storeWebmail(_ provider: WebmailProvider) -> Event {
        do throws(StoreProblem) {
            try library.reader.setWebmail(provider)
            return .webmailStored(provider, problem: nil)
        } catch {
            log.note(.storeFailed(error.sentence, detail: error.detail))
            return .webmailStored(provider, problem: error.sentence)
        }
    }

    private mutating func address(of page: WebPage) throws(StoreProblem) -> WebAddress? {
        switch page {
        case .article(let id): try library.article(id)?.address
        case .link(let address): address
        case .webmail(let provider): configuration.settings.address(of: provider)
        }
    }
}

/// Where the reader is, not yet stored: that waits for a pause, and is not done at every key.
struct UnstoredPlaces {
    /// The top-level block reached in articles.
    private(set) var blocks: [ArticleID: Int] = [:]
    private(set) var page: NewsPage?
    private var due = ContinuousClock.now

    private static let delay = Duration.milliseconds(400)

    var isEmpty: Bool { blocks.isEmpty && page == nil }

    mutating func note(_ block: Int, in article: ArticleID) {
        blocks[article] = block
        due = ContinuousClock.now + Self.delay
    }

    mutating func note(_ page: NewsPage) {
        self.page = page
        due = ContinuousClock.now + Self.delay
    }

    /// Milliseconds until they are to be stored; −1 for never.
    var milliseconds: Int32 {
        guard !isEmpty else { return -1 }
        let left = ContinuousClock.now.duration(to: due) / .milliseconds(1)
        return Int32(max(0, left.rounded(.up)))
    }

    var isDue: Bool { !isEmpty && ContinuousClock.now >= due }
}
