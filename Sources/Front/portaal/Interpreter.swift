import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel

/// Does what `update` asks for, except what only the terminal can do, and answers with events.
struct Interpreter {
    let configuration: PortalConfiguration
    let environment: [String: String]
    let files: PortalFiles?
    let clock: Clock
    var library: Library
    /// The courier that is under way.
    private(set) var courier: CourierProcess?
    /// The courier that reads pages, which goes beside the other one.
    private(set) var pageCourier: CourierProcess?
    /// The pages that it is sent to next.
    private var waitingPages: [ArticleID] = []

    init(
        configuration: PortalConfiguration, environment: [String: String], files: PortalFiles?,
        clock: Clock, library: Library
    ) {
        self.configuration = configuration
        self.environment = environment
        self.files = files
        self.clock = clock
        self.library = library
    }

    /// Does `effect` and tells what came of it. A failure comes back as a sentence.
    mutating func perform(_ effect: Effect) -> [Event] {
        do throws(StoreProblem) {
            return try attempt(effect)
        } catch {
            return [.problemArose(library.settle(error))]
        }
    }

    private mutating func attempt(_ effect: Effect) throws(StoreProblem) -> [Event] {
        switch effect {
        case .loadHeadlines(let page, let last, let count):
            return [.headlinesLoaded(try library.headlines(on: page, after: last, count: count))]
        case .loadJustIn(let count):
            return [.justInLoaded(try library.justIn(count: count))]
        case .loadMore(let section, let count):
            let more = try library.more(from: section, count: count)
            return [.moreLoaded(section, more.headlines, more.marks)]
        case .loadArticle(let id, let replacing):
            return [.articleLoaded(try library.loaded(id), replacing: replacing)]
        case .reloadArticle(let id):
            return [.articleReloaded(try library.article(id))]
        case .loadVersions(let id):
            return [.versionsLoaded(try library.versions(of: id))]
        case .fetchPages(let articles):
            return fetchPages(articles)
        case .search(let query, let count):
            let found = try library.search(query, count: count)
            return [.found(query, found.headlines, found.marks)]
        case .loadSaved:
            let saved = try library.saved()
            return [.savedLoaded(saved.headlines, saved.marks)]
        case .markRead(let articles, let isRead):
            try library.reader.setRead(articles, at: isRead ? clock.now : nil)
            return []
        case .markAllRead(let page):
            let unread = try library.unread(on: page)
            try library.reader.setRead(unread, at: clock.now)
            return [.allMarkedRead(unread)]
        case .save(let id, let isSaved):
            try save(id, isSaved)
            return []
        case .storePosition(let id, let block):
            try library.reader.setPosition(block, in: id, at: clock.now)
            return []
        case .storeWebmail(let provider):
            return [storeWebmail(provider)]
        case .storeTheme(let name):
            try library.reader.setTheme(name)
            return []
        case .keep(let setting):
            try library.reader.keep(setting)
            return []
        case .loadSources:
            return [.sourcesLoaded(try library.sources())]
        case .loadThemes:
            let (themes, problems) = ThemeCatalogue(files: files).all()
            return [.themesLoaded(themes)] + problems.prefix(1).map(Event.problemArose)
        case .openArticle(let id):
            return try link(of: id).map { [open($0)] } ?? [.problemArose(Wording.noAddress)]
        case .copyArticle(let id):
            return try link(of: id).map { [.copyWanted($0)] } ?? [.problemArose(Wording.noAddress)]
        case .openInBrowser(let address):
            return [open(address)]
        case .openWebmail(let provider):
            return [open(configuration.address(of: provider))]
        case .refresh(let section, let isManual):
            return sendCourier(to: section, isManual: isManual)
        case .copy, .redraw, .suspend, .quit:
            return []
        }
    }

    private mutating func save(_ id: ArticleID, _ isSaved: Bool) throws(StoreProblem) {
        guard isSaved else { return try library.reader.unsave(id) }
        guard let article = try library.article(id) else { return }
        try library.reader.save(article, at: clock.now)
    }

    private func storeWebmail(_ provider: WebmailProvider) -> Event {
        do throws(StoreProblem) {
            try library.reader.setWebmail(provider)
            return .webmailStored(provider, problem: nil)
        } catch {
            return .webmailStored(provider, problem: error.sentence)
        }
    }

    private mutating func link(of id: ArticleID) throws(StoreProblem) -> WebAddress? {
        try library.article(id)?.link
    }

    private func open(_ address: WebAddress) -> Event {
        Browser(environment: environment).open(address)
            ? .browserOpened(address) : .browserMissing(address)
    }
}

// The courier.
extension Interpreter {
    private mutating func sendCourier(to section: SectionID?, isManual: Bool) -> [Event] {
        var arguments = ["refresh"]
        if isManual { arguments.append("--now-due") }
        if let section { arguments += ["--section-id", String(section.rawValue)] }
        if let fixed = clock.fixed { arguments += ["--now", fixed.iso8601] }
        do throws(DeliveryProblem) {
            courier = try CourierProcess(
                arguments: arguments, environment: environment, log: STDERR_FILENO)
            return []
        } catch {
            return [.courierTold(.failed(problem: error))]
        }
    }

    /// Sends a courier to the pages of `articles` once the one before has come back; what waited
    /// until then is given up, since the reader has gone on.
    private mutating func fetchPages(_ articles: [ArticleID]) -> [Event] {
        guard pageCourier == nil else {
            waitingPages = articles
            return []
        }
        do throws(DeliveryProblem) {
            pageCourier = try CourierProcess(
                arguments: ["pages"] + articles.map(\.text), environment: environment,
                log: STDERR_FILENO)
            return []
        } catch {
            return [.pagesFailed(error)]
        }
    }

    /// What the courier has told since the last call.
    mutating func courierEvents() -> [Event] {
        Self.events(of: &courier)
    }

    /// What the courier that reads pages has told since the last call.
    mutating func pageCourierEvents() -> [Event] {
        let events = Self.events(of: &pageCourier).compactMap { event -> Event? in
            switch event {
            // The end of a round along pages is not that of a round along sources.
            case .courierTold(.finished): nil
            case .courierTold(.failed(let problem)): .pagesFailed(problem)
            default: event
            }
        }
        guard pageCourier == nil, !waitingPages.isEmpty else { return events }
        let waiting = waitingPages
        waitingPages = []
        return events + fetchPages(waiting)
    }

    private static func events(of courier: inout CourierProcess?) -> [Event] {
        guard let messages = courier?.messages() else {
            let last = courier?.conclude()
            courier = nil
            return last.map { [.courierTold($0)] } ?? []
        }
        return messages.map(Event.courierTold)
    }

    /// Ends what was started and is still under way.
    func stop() {
        courier?.stop()
        pageCourier?.stop()
    }
}
