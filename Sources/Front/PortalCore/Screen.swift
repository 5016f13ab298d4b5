import PortalModel

/// A full screen of the portal.
public enum Screen: Hashable, Sendable {
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
public enum Pane: Hashable, Sendable {
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
    public var isLoaded = false
    /// Which of them is selected.
    public var selected = 0
    /// Which of them is the first on the screen.
    public var top = 0
    /// What the keys move.
    public var pane = Pane.main
    /// Which headline of the sidebar is selected.
    public var sidebarSelected = 0
    /// Whether the list began to fill while it was on the screen and the reader has not moved in
    /// it yet: then it stays at its beginning.
    public var isFresh = false
    /// How many headlines came above the first one on the screen since the reader was there.
    public var newAbove = 0
    /// Whether more came in than were counted.
    public var hasUncountedAbove = false
    /// Whether the store has some before the first of them.
    public var hasGapAbove = false

    /// The list of `page`, not loaded yet.
    public init(page: NewsPage) {
        self.page = page
    }

    /// The headline that is selected.
    public var selection: Headline? {
        headlines.indices.contains(selected) ? headlines[selected] : nil
    }
}

/// One article.
public struct ArticleScreen: Hashable, Sendable {
    /// What is read.
    public var article: Article
    /// Its text, set for the measure that the window allows.
    public var text: SetArticle
    /// The other reports of its story, the next one first.
    public let others: [Headline]
    /// The picture that was asked for.
    var pictureOrder: PictureOrder?
    /// The row of the article that is the first on the screen.
    public var top = 0
    /// What the keys move.
    public var pane = Pane.main
    /// Which headline of the sidebar is selected.
    public var sidebarSelected = 0
    /// The digits of a link's number, as far as they were typed.
    public var linkDigits = ""
    /// The moment that relative times of the article count from; nil for now.
    public let asOf: Timestamp?
    /// The words that were searched for, to be marked.
    public let query: SafeText

    /// The outlets of the other reports, each once; nil where the article stands alone or its own
    /// outlet brought them all.
    var otherOutlets: SafeText? { others.otherOutlets(than: article.headline.source) }
}

/// Headlines that were found, or saved.
public struct ResultsScreen: Hashable, Sendable {
    /// What brought them together.
    public enum Kind: Hashable, Sendable {
        /// Words that the reader types.
        case search
        /// The reader saved them.
        case saved
    }

    /// What brought them together.
    public let kind: Kind
    /// The words, as far as they were typed.
    public var query: SafeText = .empty
    /// Whether keys are typed into the words.
    public var isTyping: Bool
    /// The headlines, in the order of the answer.
    public var headlines: [Headline] = []
    /// Which of them is selected.
    public var selected = 0
    /// Which of them is the first on the screen.
    public var top = 0

    /// A screen without headlines yet.
    public init(kind: Kind) {
        self.kind = kind
        isTyping = kind == .search
    }
}

/// Rows that can be scrolled.
public struct ScrolledScreen: Hashable, Sendable {
    /// The first row on the screen.
    public var top = 0
}

/// The sources and their health.
public struct SourcesScreen: Hashable, Sendable {
    /// In the order of the configuration.
    public var sources: [SourceHealth] = []
    /// Which of them is selected.
    public var selected = 0
    /// Which of them is the first on the screen.
    public var top = 0
}
