import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System

/// Does what `update` asks for, except what only the terminal can do, and answers with events.
struct Interpreter {
    let configuration: PortalConfiguration
    let environment: [String: String]
    let files: PortalFiles?
    let clock: Clock
    var library: Library
    /// The courier that is under way.
    var courier: CourierProcess?
    /// The couriers that read pages, which go beside the other one.
    var pageErrands = PageErrands()

    /// Where addresses are opened.
    private var browser: Browser

    /// A program that is to get the terminal.
    private var waiting: TerminalProgram?

    /// The courier that has a picture drawn.
    var pictureErrand = PictureErrand()

    /// Sends them out.
    var office: CourierOffice {
        CourierOffice(environment: environment, files: files, clock: clock)
    }

    init(
        configuration: PortalConfiguration, environment: [String: String], files: PortalFiles?,
        clock: Clock, library: Library
    ) {
        self.configuration = configuration
        self.environment = environment
        browser = Browser(environment: environment)
        self.files = files
        self.clock = clock
        self.library = library
    }

    /// Does `effect` and tells what came of it. A failure comes back as a sentence.
    mutating func perform(_ effect: Effect) -> [Event] {
        do throws(StoreProblem) {
            guard Self.isTold(effect) else { return try attempt(effect) }
            return try library.reader.waitingForLocks(Self.unnoticed) { () throws(StoreProblem) in
                try attempt(effect)
            }
        } catch {
            if error.code == .inUse, error.path == library.reader.path, Self.isTold(effect) {
                return [.delayed(effect)]
            }
            let sentence = library.settle(error)
            office.log.note(.storeFailed(sentence))
            return [.problemArose(sentence)]
        }
    }

    /// Milliseconds that a reader takes for none.
    private static let unnoticed: Int32 = 50

    /// Whether the reader is told that it is kept.
    private static func isTold(_ effect: Effect) -> Bool {
        switch effect {
        case .perform, .undo, .markAllRead, .storeTheme, .keep: true
        default: false
        }
    }

    private mutating func attempt(_ effect: Effect) throws(StoreProblem) -> [Event] {
        switch effect {
        case .loadHeadlines(let page, let place, let count):
            return [.headlinesLoaded(try library.headlines(on: page, from: place, count: count))]
        case .loadNewest(let page, let count):
            return [.newestLoaded(try library.headlines(on: page, from: .start, count: count))]
        case .loadJustIn(let count):
            return [.justInLoaded(try library.justIn(count: count))]
        case .loadMore(let section, let count):
            let more = try library.more(from: section, count: count)
            return [.moreLoaded(section, more.headlines, more.marks)]
        case .loadArticle(let id, let replacing):
            return [.articleLoaded(try library.loaded(id), replacing: replacing)]
        case .loadVersion(let id):
            return [.versionLoaded(try library.loaded(id))]
        case .reloadArticle(let id):
            return [.articleReloaded(try library.article(id))]
        case .loadComparison(let id):
            return [.comparisonLoaded(try library.versions(of: id))]
        case .fetchPages(let articles):
            return try fetchPages(articles)
        case .search(let query, let count):
            let found = try library.search(query, count: count)
            return [.found(query, found.headlines, found.marks)]
        case .loadSaved:
            let saved = try library.saved()
            return [.savedLoaded(saved.headlines, saved.marks)]
        case .perform(.markedRead(let articles, let isRead)):
            try library.reader.setRead(articles, at: isRead ? clock.now : nil)
            return [.performed(.markedRead(articles, isRead))]
        case .perform(.saved(let id, let isSaved)):
            return try save(id, isSaved)
        case .undo(let act):
            switch act {
            case .markedRead(let articles, let isRead):
                try library.reader.setRead(articles, at: isRead ? nil : clock.now)
            case .saved(let id, true): try library.reader.unsave(id)
            case .saved(let id, false): try library.reader.restoreSaved(id)
            }
            return [.undone(act)]
        case .markOpened(let id):
            try library.reader.setRead([id], at: clock.now)
            return [.openedMarked(id)]
        case .renewSaved(let id):
            if let article = try library.article(id) {
                try library.reader.save(article, at: clock.now)
            }
            return []
        case .retry(let effect):
            return [.waited] + (try attempt(effect))
        case .markAllRead(let page):
            let unread = try library.unread(on: page)
            try library.reader.setRead(unread, at: clock.now)
            return [.allMarkedRead(unread)]
        case .storePosition(let id, let block):
            try library.reader.setPosition(block, in: id, at: clock.now)
            return []
        case .storePage(let page):
            try library.reader.setPage(page)
            return []
        case .storeWebmail(let provider):
            return [storeWebmail(provider)]
        case .storeTheme(let name):
            try library.reader.setTheme(name)
            return [.themeStored(name)]
        case .keep(let setting):
            try library.reader.keep(setting)
            return []
        case .loadSources:
            return [.sourcesLoaded(try library.sources())]
        case .compareSources:
            return try library.knowsSources() ? [] : [.sourcesDiffer]
        case .loadThemes:
            let (themes, problems) = ThemeCatalogue(files: files).all()
            return [.themesLoaded(themes)] + problems.prefix(1).map(Event.problemArose)
        case .openArticle(let id):
            guard let address = try address(of: id) else {
                return [.problemArose(Wording.noAddress)]
            }
            return [open(address)]
        case .copyArticle(let id):
            return try address(of: id).map { [.copyWanted($0)] } ?? [
                .problemArose(Wording.noAddress)
            ]
        case .openInBrowser(let address):
            return [open(address)]
        case .openWebmail(let provider):
            return [open(configuration.address(of: provider))]
        case .refresh(let section, let isManual):
            return sendCourier(to: section, isManual: isManual)
        case .drawPicture(let order, let colors):
            return pictureErrand.send(for: order, in: colors, from: office)
        case .copy, .redraw, .suspend, .quit:
            return []
        }
    }

    private mutating func save(
        _ id: ArticleID, _ isSaved: Bool
    ) throws(StoreProblem) -> [Event] {
        guard isSaved else {
            try library.reader.unsave(id)
            return [.performed(.saved(id, false))]
        }
        guard let article = try library.article(id) else {
            return [.problemArose(Wording.articleGone)]
        }
        try library.reader.save(article, at: clock.now)
        // What is kept is to be the whole article.
        return [.performed(.saved(id, true))] + (article.isTeaser ? [.pageWanted(id)] : [])
    }

    private func storeWebmail(_ provider: WebmailProvider) -> Event {
        do throws(StoreProblem) {
            try library.reader.setWebmail(provider)
            return .webmailStored(provider, problem: nil)
        } catch {
            office.log.note(.storeFailed(error.sentence))
            return .webmailStored(provider, problem: error.sentence)
        }
    }

    private mutating func address(of id: ArticleID) throws(StoreProblem) -> WebAddress? {
        try library.article(id)?.address
    }

    private mutating func open(_ address: WebAddress) -> Event {
        switch browser.open(address) {
        case .started: break
        case .needsTerminal(let program): waiting = program
        case .missing: return .browserMissing(address)
        }
        return .browserOpened(address)
    }

    /// The program that is to get the terminal now, once.
    mutating func takeTerminalProgram() -> TerminalProgram? {
        defer { waiting = nil }
        return waiting
    }
}
