import PortalModel

/// A full screen of the portal.
enum Screen: Hashable, Sendable {
    /// Headlines of a page.
    case list(ListScreen)
    /// One article.
    case article(ArticleScreen)
    /// Two versions of an article.
    case comparison(CompareScreen)
    /// Headlines that were found, or saved.
    case results(ResultsScreen)
    /// The keys.
    case help(ScrolledScreen)
    /// The sources and their health.
    case sources(SourcesScreen)
    /// What the reader can set.
    case settings(SettingsScreen)
}

/// The part of a screen that moves.
enum Pane: Hashable, Sendable {
    /// The list or the article.
    case main
    /// The headlines beside or below it.
    case sidebar
}

/// Headlines of a page.
public struct ListScreen: Hashable, Sendable {
    /// Whose headlines these are.
    public let page: NewsPage
    /// The part of the list that was read from the store, newest first; the built-in edition in
    /// its order.
    public var headlines: [Headline] = []
    /// Whether the store has none after the last of them.
    public var isComplete = false
    /// Whether the first of them have come.
    var isLoaded = false
    /// Which of them is selected.
    public var selected = 0
    /// Which of them is the first on the screen.
    var top = 0
    /// What the keys move.
    var pane = Pane.main
    /// Which headline of the sidebar is selected.
    var sidebarSelected = 0
    /// Whether the list began to fill while it was on the screen and the reader has not moved in
    /// it yet: then it stays at its beginning.
    var isFresh = false
    /// How many headlines came above the first one on the screen since the reader was there.
    var newAbove = 0
    /// Whether more came in than were counted.
    var hasUncountedAbove = false
    /// Whether the store has some before the first of them.
    public var hasGapAbove = false

    /// The list of `page`, not loaded yet.
    init(page: NewsPage) {
        self.page = page
    }

    /// The headline that is selected.
    public var selection: Headline? {
        headlines.indices.contains(selected) ? headlines[selected] : nil
    }
}

/// One article.
struct ArticleScreen: Hashable, Sendable {
    /// What is read.
    var article: Article
    /// Its text, set for the measure that the window allows.
    var text: SetArticle
    /// The other reports of its story, the next one first.
    let others: [Headline]
    /// The picture that was asked for.
    var pictureOrder: PictureOrder?
    /// The row of the article that is the first on the screen.
    var top = 0
    /// What the keys move.
    var pane = Pane.main
    /// Which headline of the sidebar is selected.
    var sidebarSelected = 0
    /// The digits of a link's number, as far as they were typed.
    var linkDigits = ""
    /// The moment that relative times of the article count from; nil for now.
    let asOf: Timestamp?
    /// The words that were searched for, to be marked.
    let query: SafeText

    /// The outlets of the other reports, each once; nil where the article stands alone or its own
    /// outlet brought them all.
    var otherOutlets: SafeText? { others.otherOutlets(than: article.headline.source) }
}

/// Headlines that were found, or saved.
struct ResultsScreen: Hashable, Sendable {
    /// What brought them together.
    enum Kind: Hashable, Sendable {
        /// Words that the reader types.
        case search
        /// The reader saved them.
        case saved
    }

    /// What brought them together.
    let kind: Kind
    /// The words, as far as they were typed.
    var query: SafeText = .empty
    /// Whether keys are typed into the words.
    var isTyping: Bool
    /// The headlines, in the order of the answer.
    var headlines: [Headline] = []
    /// Which of them is selected.
    var selected = 0
    /// Which of them is the first on the screen.
    var top = 0

    /// A screen without headlines yet.
    init(kind: Kind) {
        self.kind = kind
        isTyping = kind == .search
    }
}

/// Rows that can be scrolled.
struct ScrolledScreen: Hashable, Sendable {
    /// The first row on the screen.
    var top = 0
}

/// The sources and their health.
struct SourcesScreen: Hashable, Sendable {
    /// In the order of the configuration.
    var sources: [SourceHealth] = []
    /// Which of them is selected.
    var selected = 0
    /// Which of them is the first on the screen.
    var top = 0
}
