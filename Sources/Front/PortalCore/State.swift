import PortalModel
import TextGrid
import Typesetting

/// All that decides what is on the screen.
public struct State: Hashable, Sendable {
    /// The window.
    public var size: Size
    /// The moment that the portal takes for now.
    var now: Timestamp
    /// How everything looks.
    public var theme: Theme
    /// How the text of articles is set.
    public var typography: Typography
    /// How areas and selections are set off from each other.
    let form: Form
    /// Whether the terminal tells clicks and the wheel.
    public var usesMouse = true
    /// Whether nothing but ASCII is drawn.
    public var isASCII = false { didSet { chooseSigns() } }
    /// Whether the terminal can draw more than that at all.
    public var isUnicode = true { didSet { chooseSigns() } }
    /// Whether the lead pictures of articles are shown; nil where there is room and a fast line.
    public var pictures: Bool?
    /// The colours that pictures can be drawn in; nil where there are none.
    public var pictureColors: PictureColors?
    /// Whether the terminal is far away.
    public var isRemote = false
    /// Whether the reader asked for the picture that is under way, and wants to know if it fails.
    var awaitsPicture = false
    /// Whether links in articles are links of the terminal; nil where it is known to take them.
    public var makesHyperlinks: Bool?
    /// Whether the portal puts text into reading order; nil where the terminal does not.
    public var ordersText: Bool? { didSet { chooseOrder() } }
    /// Whether the terminal puts text into reading order by itself.
    public var terminalOrdersText = false { didSet { chooseOrder() } }
    /// What the reader can open; at least one, each with at least one section.
    let editions: [Edition]
    /// Which of them is open.
    var editionIndex = 0
    /// The webmail that the reader chose.
    public var webmail: WebmailProvider?
    /// From the list at the bottom to what is on top; never empty.
    var screens: [Screen]
    /// What stands over the screens and takes all keys.
    var dialog: Dialog?
    /// Which of the articles that were loaded are read.
    public var read: Set<ArticleID> = []
    /// Which of them are saved.
    public var saved: Set<ArticleID> = []
    /// What `u` takes back, the last act last.
    var undoable: [Act] = []
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
    /// The headlines of the list on the screen, set in lines.
    var setHeadlines = SetHeadlines()
    /// Those of the sidebar.
    var setSidebar = SetHeadlines()
    /// What the courier is doing and did.
    public var delivery: DeliveryState
    /// What the status line says until the next key.
    public var notice: Notice?

    /// The state in which the portal begins: the front page of the first edition, still empty,
    /// and the question for the webmail if it was never answered.
    public init(
        size: Size, now: Timestamp, theme: Theme, editions: [Edition],
        webmail: WebmailProvider?, delivery: DeliveryState = DeliveryState(),
        typography: Typography = Typography(), form: Form = .framed
    ) {
        self.size = size
        self.now = now
        self.theme = theme
        self.editions = editions
        self.typography = typography
        // Columns cannot be read aloud.
        self.typography.tables = form == .framed ? .columns : .records
        self.form = form
        self.webmail = webmail
        self.delivery = delivery
        screens = [.list(ListScreen(page: .front(editions[0].id)))]
        dialog = webmail == nil ? .webmail(WebmailDialog(choice: .zeelandnet)) : nil
    }

    private mutating func chooseSigns() {
        typography.writesOutSigns = isASCII || !isUnicode
    }

    /// A screen reader, too, is given text in the order in which it is spoken.
    private mutating func chooseOrder() {
        let isVisual = form == .framed && (ordersText ?? !terminalOrdersText)
        typography.order = isVisual ? .visual : .logical
    }

    /// Makes `page` the one that the portal begins with; one that is not there (any more) is left
    /// alone.
    public mutating func begin(with page: NewsPage) {
        let index = editions.firstIndex { edition in
            page == .front(edition.id) || edition.sections.contains { page == .section($0.id) }
        }
        guard let index else { return }
        editionIndex = index
        screens = [.list(ListScreen(page: page))]
    }

    /// The edition that is open.
    var edition: Edition { editions[editionIndex] }

    /// The list at the bottom of the screens.
    public var list: ListScreen {
        get {
            guard case .list(let list) = screens[0] else { return ListScreen(page: frontPage) }
            return list
        }
        set { screens[0] = .list(newValue) }
    }

    /// The front page of the open edition.
    var frontPage: NewsPage { .front(edition.id) }

    /// The screen on top, which gets the keys.
    var top: Screen { screens[screens.count - 1] }

    /// The moment that relative times of lists count from.
    var listMoment: Timestamp { builtIn?.moment ?? now }
}

/// A sentence in the status line.
public struct Notice: Hashable, Sendable {
    /// What it says.
    let text: SafeText
    /// Whether something failed.
    let isProblem: Bool

    /// The sentence `text`.
    public init(text: SafeText, isProblem: Bool) {
        self.text = text
        self.isProblem = isProblem
    }
}
