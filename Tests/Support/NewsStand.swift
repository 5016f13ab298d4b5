import PortalApp
import PortalCore
import PortalModel
import TextGrid
import Themes

/// What the portal works on, in memory: answers effects with events as the program does, and
/// without a disk, a courier or a browser.
public struct NewsStand {
    /// What was delivered; while there is nothing, the built-in edition is shown.
    public private(set) var articles: [Article]
    /// What there is to read.
    public let editions: [Edition]
    /// Which articles the reader has read.
    public var read: Set<ArticleID> = []
    /// Which articles the reader has saved, the last one first.
    public private(set) var saved: [ArticleID] = []
    /// Where those stood that the reader let go of.
    private var released: [ArticleID: Int] = [:]
    /// The page that was open last, once stored.
    public private(set) var page: NewsPage?
    /// How far the reader is in articles.
    public private(set) var positions: [ArticleID: Int] = [:]
    /// The choice of webmail, once stored.
    public private(set) var webmail: WebmailProvider?
    /// The choice of theme, once stored.
    public private(set) var theme: SafeText?
    /// What was set, the last one last.
    public private(set) var settings: [Setting] = []
    /// Why a choice of webmail cannot be stored.
    public var webmailProblem: SafeText?
    /// How articles read before they were changed, the latest first.
    var earlier: [ArticleID: [Version]] = [:]
    /// How the sources are doing.
    public var sources: [SourceHealth] = []
    /// Whether the courier has seen the sources where they stand.
    public var knowsSources = true
    /// Whether a browser can be started.
    public var hasBrowser = true
    /// Whether another portal holds what the reader keeps.
    public var isLocked = false
    /// Why nothing that the reader does can be kept.
    public var problem: SafeText?

    /// A stand with these articles.
    public init(articles: [Article], editions: [Edition] = Newsroom.editions) {
        self.articles = articles
        self.editions = editions
        sources = Newsroom.health
    }

    /// Puts articles that the courier brought among the others.
    public mutating func deliver(_ new: [Article]) {
        articles = (articles + new).sorted { left, right in
            left.headline.published == right.headline.published
                ? left.id.rawValue < right.id.rawValue
                : left.headline.published > right.headline.published
        }
    }

    /// Puts the text of an article's page in the place of the feed's.
    public mutating func readPage(of id: ArticleID, _ body: Document) {
        guard let index = articles.firstIndex(where: { $0.id == id }) else { return }
        articles[index].body = body
        articles[index].page = .read
    }

    /// Does `effect` and tells what came of it.
    mutating func perform(_ effect: Effect) -> [Event] {
        switch effect {
        case .loadHeadlines(let page, let place, let count):
            return [.headlinesLoaded(piece(of: page, place, count: count))]
        case .loadNewest(let page, let count):
            return [.newestLoaded(piece(of: page, .start, count: count))]
        case .loadJustIn(let count):
            return [.justInLoaded(Array(newest.prefix(count)))]
        case .loadMore(let section, let count):
            let headlines = Array(newest.filter { $0.section == section }.prefix(count))
            return [.moreLoaded(section, headlines, marks(of: headlines))]
        case .loadArticle(let id, let replacing):
            return [.articleLoaded(loaded(id), replacing: replacing)]
        case .loadVersion(let id):
            return [.versionLoaded(loaded(id))]
        case .reloadArticle(let id):
            return [.articleReloaded(article(id))]
        case .loadComparison(let id):
            return [.comparisonLoaded(article(id).map(versions) ?? [])]
        case .search(let query, let count):
            let found = all.filter { $0.contains(query) }.map(\.headline).prefix(count)
            return [.found(query, Array(found), marks(of: Array(found)))]
        case .loadSaved:
            let headlines = saved.compactMap { article($0)?.headline }
            return [.savedLoaded(headlines, marks(of: headlines))]
        case .perform, .undo:
            return keep(effect)
        case .markOpened(let id):
            read.insert(id)
            return [.openedMarked(id)]
        case .updateSaved:
            return []
        case .markAllRead(let page):
            let unread = piece(of: page, .start, count: .max).headlines.map(\.id)
                .filter { !read.contains($0) }
            read.formUnion(unread)
            return [.allMarkedRead(unread)]
        case .storePage(let page):
            self.page = page
            return []
        case .storePosition(let id, let block):
            positions[id] = block
            return []
        case .storeWebmail(let provider):
            if webmailProblem == nil { webmail = provider }
            return [.webmailStored(provider, problem: webmailProblem)]
        case .storeTheme(let name):
            theme = name
            return [.themeStored(name)]
        case .keep(let setting):
            settings.append(setting)
            return []
        case .compareSources:
            return knowsSources ? [] : [.sourcesDiffer]
        case .loadSources:
            return [.sourcesLoaded(sources)]
        case .loadThemes:
            return [.themesLoaded(Themes.names.compactMap { Themes.named($0)?.theme })]
        case .openInBrowser(let page):
            guard let address = address(of: page) else {
                return [.problemArose(Wording.noAddress)]
            }
            return [hasBrowser ? .browserOpened(address) : .addressCopied(address)]
        case .copyAddress(let page):
            return [
                address(of: page).map(Event.addressCopied) ?? .problemArose(Wording.noAddress)
            ]
        case .fetchPages(let articles):
            return [.pagesEnded(articles.filter { article($0)?.isTeaser != true }, nil)]
        case .refresh, .drawPicture, .redraw, .suspend, .quit:
            return []
        }
    }

    private mutating func keep(_ effect: Effect) -> [Event] {
        if let problem { return [.problemArose(problem)] }
        switch effect {
        case .perform(let act):
            switch act {
            case .markedRead(let articles, let isRead): mark(articles, isRead)
            case .saved(let id, true): saved.insert(id, at: 0)
            case .saved(let id, false): release(id)
            }
            return [.performed(act)]
        case .undo(let act):
            switch act {
            case .markedRead(let articles, let isRead): mark(articles, !isRead)
            case .saved(let id, true): release(id)
            case .saved(let id, false): saved.insert(id, at: released[id] ?? 0)
            }
            return [.undone(act)]
        default:
            return []
        }
    }

    private mutating func mark(_ articles: [ArticleID], _ isRead: Bool) {
        if isRead { read.formUnion(articles) } else { read.subtract(articles) }
    }

    private mutating func release(_ id: ArticleID) {
        released[id] = saved.firstIndex(of: id)
        saved.removeAll { $0 == id }
    }

    private func address(of page: WebPage) -> WebAddress? {
        switch page {
        case .article(let id): article(id)?.address
        case .link(let address): address
        case .webmail(.zeelandnet): WebAddress(literal: "https://webmail.zeelandnet.example/")
        case .webmail(.delta): WebAddress(literal: "https://webmail.delta.example/")
        }
    }

    private var all: [Article] { articles.isEmpty ? BuiltInEdition.articles : articles }

    private func article(_ id: ArticleID) -> Article? {
        var article = (articles + BuiltInEdition.articles).first { $0.id == id }
        article?.changes = changes(of: id)
        return article
    }

    private func loaded(_ id: ArticleID) -> LoadedArticle? {
        article(id).map {
            LoadedArticle(
                $0, isSaved: saved.contains(id), block: positions[id] ?? 0,
                others: BuiltInEdition.otherReports(of: id))
        }
    }

    private var newest: [Headline] {
        articles.isEmpty
            ? BuiltInEdition.headlines.sorted { $0.published > $1.published }
            : articles.map(\.headline)
    }

    private func marks(of headlines: [Headline]) -> Marks {
        let ids = headlines.map(\.id)
        return Marks(read: read.intersection(ids), saved: Set(ids).intersection(saved))
    }

    private func piece(of page: NewsPage, _ place: ListPlace, count: Int) -> LoadedHeadlines {
        guard !articles.isEmpty else {
            let headlines = place == .start || place == .end ? builtIn(on: page) : []
            return LoadedHeadlines(
                page: page, place: place, headlines: headlines, marks: marks(of: headlines),
                isLast: true,
                builtIn: BuiltInName(text: BuiltInEdition.name, moment: BuiltInEdition.moment))
        }
        let all = articles.map(\.headline).filter { isOn(page, $0) }
        let part: ArraySlice<Headline> =
            switch place {
            case .start: all.prefix(count)
            case .after(let last): all.drop { $0.id != last.id }.dropFirst().prefix(count)
            case .before(let first): all.prefix { $0.id != first.id }.suffix(count)
            case .end: all.suffix(count)
            }
        let headlines = Array(part)
        return LoadedHeadlines(
            page: page, place: place, headlines: headlines, marks: marks(of: headlines),
            isLast: headlines.count < count, builtIn: nil)
    }

    private func isOn(_ page: NewsPage, _ headline: Headline) -> Bool {
        switch page {
        case .section(let section): headline.section == section
        case .front(let edition):
            editions.contains {
                $0.id == edition && $0.sections.contains { $0.id == headline.section }
            }
        }
    }

    private func builtIn(on page: NewsPage) -> [Headline] {
        let headlines = BuiltInEdition.headlines
        return switch page {
        case .front(editions.first?.id): headlines
        case .front: []
        case .section(let section): headlines.filter { $0.section == section }
        }
    }
}
