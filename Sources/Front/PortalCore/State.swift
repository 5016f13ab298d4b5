import PortalModel
import TextGrid

/// All that decides what is on the screen.
public struct State: Sendable {
    public var size: Size
    var now: Timestamp
    /// Nil where that is unknown, and where no theme goes by it.
    public var isBackgroundLight: Bool?
    public var theme: Theme {
        didSet {
            settings.theme = theme.name
            fitTheme()
        }
    }
    public var settings: Settings { didSet { setTypography() } }
    /// What follows from the settings and the terminal for how text is set.
    private(set) var typography = Typography(Settings(), order: .logical, writesOutSigns: false)
    /// Whether the terminal can draw more than ASCII.
    public var isUnicode = true { didSet { setTypography() } }
    /// The colours that pictures can be drawn in; nil where there are none.
    public var pictureColors: PictureColors?
    /// Whether the terminal has so few colours that different ones of a theme may be the same.
    public var hasFewColors = false { didSet { fitTheme() } }
    /// Whether the terminal is far away.
    public var isRemote = false
    /// The one beside the lead of the front page that is open.
    var frontPicture: FrontPicture?
    /// Whether the reader may do nothing on this machine but read.
    public var isRestricted = false
    /// Whether a service delivers the news to all on this machine, and no courier of ours.
    private(set) var sharesNews = false
    /// Whether the reader asked for the picture that is under way, and wants to know if it fails.
    var awaitsPicture = false
    /// Whether the terminal puts text into reading order by itself.
    public var terminalOrdersText = false { didSet { setTypography() } }
    /// What the reader can open; at least one, each with at least one section.
    var editions: [Edition]
    var editionIndex = 0
    public var keys = KeyTable.standard
    /// The commands of the reader's to which an article can be sent on.
    public var sendCommands: [SendCommand] = []
    /// The list at the bottom of all screens.
    public internal(set) var list: ListScreen
    /// Those of other pages that the reader was at work in, the last one left last.
    var leftLists: [ListScreen] = []
    /// The page of each edition that was open there last.
    var pagesOfEditions: [EditionID: NewsPage] = [:]
    /// Those over the list, from the lowest to the one on top.
    var screens: [any Screen] = []
    /// The article beside a list, in three columns; the list may have moved on from it.
    var preview: ArticleScreen?
    /// The article that was last asked for, to stand there.
    var previewAsked: ArticleID?
    /// Whether the reader moved to that article, and has yet to rest there.
    var awaitsRest = false
    /// What stands over the screens and takes all keys.
    var dialog: (any Dialog)?
    /// Which of the articles that were loaded are read, and which saved.
    public var read: Set<ArticleID> = []
    public var saved: Set<ArticleID> = []
    /// Those that were read and then changed, as far as they were loaded.
    var changed: Set<ArticleID> = []
    /// How many outlets told stories when they were read that more tell now.
    var formerOutlets: [ArticleID: Int] = [:]
    /// When the portal was last left; what was delivered since is new.
    public var lastVisit: Timestamp?
    /// Headlines that were chosen in lists, for the next action to be about.
    var chosen: Set<ArticleID> = []
    /// The labels of saved articles, as far as they were loaded.
    var labels: [ArticleID: [SafeText]] = [:]
    /// Why headlines are muted, as far as they were loaded.
    var muteReasons: [ArticleID: MuteRule] = [:]
    /// What was muted since the page was read.
    var newlyMuted: NewlyMuted?
    /// What `u` takes back, the last action last.
    var undoable: [UndoableAction] = []
    /// The newest headlines of all editions; nil until a sidebar asked for them.
    var justIn: [Headline]?
    /// The newest headlines of the sections that a sidebar showed.
    var more: [SectionID: [Headline]] = [:]
    /// The built-in edition, as long as nothing was delivered.
    var builtIn: BuiltInName?
    /// Articles whose pages the courier was sent to, as long as it has told nothing of them.
    var pagesUnderWay: Set<ArticleID> = []
    /// Articles whose pages it was sent to since the portal began.
    var pagesAsked: Set<ArticleID> = []
    /// Why nothing came of the pages that may still be had another time.
    var pageProblems: [ArticleID: DeliveryProblem] = [:]
    var headlineCache = HeadlineCache()
    /// The sidebar that was drawn last.
    var sidebarPage: SidebarPage?
    public var delivery: DeliveryState
    /// What the status line says until the next key.
    var notice: Notice?

    /// The state in which the portal begins: the front page of the first edition, still empty,
    /// and the question for the webmail if it was never answered.
    public init(
        size: Size, now: Timestamp, theme: Theme, editions: [Edition], settings: Settings,
        delivery: DeliveryState = DeliveryState()
    ) {
        self.size = size
        self.now = now
        self.theme = theme
        self.editions = editions
        self.settings = settings
        self.settings.theme = theme.name
        self.delivery = delivery
        list = ListScreen(page: .front(editions[0].id))
        dialog = settings.webmail == nil ? WebmailDialog(choice: .zeelandnet) : nil
        setTypography()
    }

    /// Leaves it to a service to deliver the news.
    public mutating func followService() {
        sharesNews = true
        pictureColors = nil
    }

    /// A screen reader, too, is given text in the order in which it is spoken.
    private mutating func setTypography() {
        let isVisual = !isLinear && (settings.ordersText ?? !terminalOrdersText)
        typography = Typography(
            settings, order: isVisual ? .visual : .logical,
            writesOutSigns: settings.isASCII || !isUnicode)
    }

    private mutating func fitTheme() {
        guard hasFewColors, theme[.readHeadline].attributes.isDisjoint(with: .italic) else {
            return
        }
        theme.slantReadHeadlines()
    }

    /// Whether areas and selections are set off from each other by words alone, line after line,
    /// for screen readers and braille, and not by frames, rules, columns and bars.
    var isLinear: Bool { settings.isLinear }

    /// Begins with `page`, unless that is not there (any more).
    public mutating func begin(with page: NewsPage) {
        guard let index = editionIndex(of: page) else { return }
        editionIndex = index
        list = ListScreen(page: page)
    }

    /// The edition that has a page; nil for a page that is not there (any more).
    func editionIndex(of page: NewsPage) -> Int? {
        editions.firstIndex { edition in
            page == .front(edition.id) || edition.sections.contains { page == .section($0.id) }
        }
    }

    var edition: Edition { editions[editionIndex] }

    var frontPage: NewsPage { .front(edition.id) }

    /// The front page and the sections of the open edition.
    var pages: [(name: SafeText, page: NewsPage)] {
        [(Wording.frontPage, frontPage)]
            + edition.sections.map { ($0.name, NewsPage.section($0.id)) }
    }

    /// The name of the section that is open; nil on a front page.
    var sectionName: SafeText? {
        edition.sections.first { .section($0.id) == list.page }?.name
    }

    /// The hints of the screen on top, with the reader's own keys.
    var hints: [Hint] {
        // What is typed is no command.
        if (top as? SearchScreen)?.isTyping == true { return top.hints }
        let places = top.keyPlaces + [.everywhere]
        return top.hints.compactMap { keys.hint($0, in: places) }
            .map { $0.with(written($0.keys)) }
    }

    /// Names of keys as they can be drawn: arrows in words where there are none.
    func written(_ keys: SafeText) -> SafeText {
        typography.writesOutSigns ? keys.arrowsInWords : keys
    }

    /// The screen on top, which gets the keys.
    var top: any Screen {
        get { screens.last ?? list }
        set {
            if !screens.isEmpty {
                screens[screens.count - 1] = newValue
            } else if let list = newValue as? ListScreen {
                self.list = list
            }
        }
    }

    /// Leaves the screen on top; the one below is as it was, fitted to the window as it is.
    mutating func pop() {
        guard !screens.isEmpty else { return }
        let left = screens.removeLast()
        fit()
        keepAsPreview(left)
    }

    /// Fits what is on the screen to the window. A window too small for it changes nothing.
    mutating func fit() {
        guard !Layout.isTooSmall(size) else { return }
        var screen = top
        screen.fit(in: self)
        top = screen
        if var list = listBeside {
            list.fit(in: self)
            replace(list)
        }
        if columnCount == 3, var article = preview {
            article.fit(in: self)
            preview = article
        }
    }

    /// Puts the list beside the article on top in the place from which it was taken.
    private mutating func replace(_ changed: any HeadlineScreen) {
        if let index = screens.lastIndex(where: { $0.withHeadlines != nil }) {
            screens[index] = changed
        } else if let changed = changed as? ListScreen {
            list = changed
        }
    }

    /// The articles of which marks may be on the screens.
    public var markedArticles: [ArticleID] {
        let lists = screens.compactMap { ($0 as? any HeadlineScreen)?.headlines }
        let headlines =
            lists + [list.headlines, justIn ?? []] + leftLists.map(\.headlines) + more.values
        return headlines.joined().map(\.id)
            + screens.compactMap { ($0 as? ArticleScreen)?.article.id }
    }

    /// The moment that relative times of lists count from.
    var listMoment: Timestamp { builtIn?.moment ?? now }

    mutating func tell(_ sentence: SafeText) {
        notice = Notice(text: sentence, isProblem: false)
    }

    public mutating func tellProblem(_ sentence: SafeText) {
        notice = Notice(text: sentence, isProblem: true)
    }
}

/// A sentence in the status line.
struct Notice {
    let text: SafeText
    let isProblem: Bool
}
