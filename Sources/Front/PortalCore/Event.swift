import PortalModel
import TextGrid

/// Something that happened: all that can change the state.
public enum Event: Hashable, Sendable {
    /// The portal begins: the first screen must be filled.
    case started
    case keyPressed(Key)
    /// No key has come for as long as `State.awaitedPause` says.
    case keysPaused
    case resized(Size)
    /// It is now this late; comes before each key and at each full minute.
    case clockRead(Timestamp)
    case headlinesLoaded(LoadedHeadlines)
    /// The newest headlines of a page, to be put among those there.
    case newestLoaded(LoadedHeadlines)
    case justInLoaded([Headline])
    /// The newest headlines of a section, for a sidebar.
    case moreLoaded(SectionID, [Headline], Marks)
    /// The article that was asked for; nil when it is not stored any more.
    case articleLoaded(LoadedArticle?, replacing: Bool)
    /// The article that stands beside a list; nil when it is not stored any more.
    case previewLoaded(LoadedArticle?)
    /// Another report of the story that is read; nil when it is not stored any more.
    case versionLoaded(LoadedArticle?)
    /// The article as it is now; nil when it is not stored any more.
    case articleReloaded(Article?)
    /// The article as it is, then what it can be compared with; none when it is gone.
    case comparisonLoaded([StoryReport])
    /// How often an article was changed by now, and when last; nil when it never was.
    case changesFound(ArticleID, Changes?)
    case found(SafeText, SearchResults, Marks)
    case savedLoaded(SavedArticles)
    /// The labels of an article, nil for one that is not saved, and all that there are.
    case labelsLoaded([ArticleID: [SafeText]], known: [SafeText])
    /// All labels that there are, once some articles have others.
    case labelsChanged(known: [SafeText])
    /// An article of which something is to be muted; nil when it is not stored any more.
    case loadedForMuting(Article?)
    case mutedLoaded(NewsPage, [MutedHeadline], Marks)
    /// Headlines of a page that take the place of all there are.
    case headlinesReloaded(LoadedHeadlines)
    /// Which of these articles are read and saved now: another portal has changed that.
    case marksLoaded([ArticleID], Marks)
    case performed(UndoableAction)
    case undone(UndoableAction)
    case openedMarked(ArticleID)
    case themeStored(SafeText)
    /// Something cannot be stored yet: another portal has the database locked.
    case storeLocked
    /// It is being stored; what came of it follows.
    case storeUnlocked
    /// These articles were unread and are read now.
    case allMarkedRead([ArticleID], former: [ArticleID: ReadRecord])
    /// The choice is on the disk or, with a problem, could not be put there.
    case webmailStored(WebmailProvider, problem: SafeText?)
    case courierReported(CourierMessage)
    /// Where the lead picture of an article is; nil where it has none.
    case pictureFound(ArticleID, WebAddress?)
    /// What came of a picture that the courier was sent for.
    case pictureDrawn(PictureRequest, PictureReport)
    /// The courier that went round has ended, with a problem if no message told of it; and how
    /// the sources are doing now, as far as that can be said: when any last gave a feed, and how
    /// many fail.
    case roundEnded(DeliveryProblem?, lastDelivered: Timestamp?, failing: Int? = nil)
    /// Nothing more will be told of the pages of these articles; with a problem if the courier
    /// that was sent to them could do nothing.
    case pagesEnded([ArticleID], DeliveryProblem?)
    /// The pages of articles that were read may have changed.
    case pagesOutdated([ArticleID])
    case sourcesLoaded([SourceHealth])
    /// The courier has yet to see some sources, or where they stand now.
    case sourcesDiffer
    /// The reader or an edition has brought other sections or sources.
    case editionsChanged([Edition])
    /// From this moment on there is something to ask for.
    case nextRoundKnown(Timestamp)
    case themesLoaded([Theme])
    case customizationsLoaded([Customization], uninstalled: Set<UninstalledLibrary>)
    case themeLoaded(Theme)
    /// The terminal has told whether its background is light.
    case backgroundKnown(isLight: Bool)
    /// A program of the reader's for such links or, with nil, the browser was started.
    case opened(WebAddress, with: SafeText?)
    /// A command of the reader's has ended that worked in the background.
    case commandEnded(CommandResult)
    /// This address is on the clipboard.
    case addressCopied(WebAddress, forBrowser: Bool)
    /// Something failed; a sentence for the reader.
    case problemArose(SafeText)
    /// The terminal is gone, or the portal was told to end.
    case endRequested
}

/// A piece of the list of a page.
public struct LoadedHeadlines: Hashable, Sendable {
    let page: NewsPage
    let cursor: ListCursor
    /// In the order of the list.
    public let headlines: [Headline]
    /// Which of them were read and saved.
    public let marks: Marks
    /// Whether the list has nothing more beyond this piece, in the direction in which it was read.
    let isLast: Bool
    /// The built-in edition that they are from; nil for delivered news.
    public let builtIn: BuiltInName?
    /// How many of the page are muted, as far as they are counted.
    let mutedCount: Int

    public init(
        page: NewsPage, cursor: ListCursor, headlines: [Headline], marks: Marks,
        isLast: Bool, builtIn: BuiltInName?, mutedCount: Int = 0
    ) {
        self.mutedCount = mutedCount
        self.page = page
        self.cursor = cursor
        self.headlines = headlines
        self.marks = marks
        self.isLast = isLast
        self.builtIn = builtIn
    }
}

public struct SavedArticles: Hashable, Sendable {
    /// The last saved first.
    let headlines: [Headline]
    let marks: Marks
    let labels: [ArticleID: [SafeText]]
    /// The label that all of them have; nil for all that is saved.
    let label: SafeText?
    /// All labels that there are.
    let known: [SafeText]

    public init(
        headlines: [Headline], marks: Marks, labels: [ArticleID: [SafeText]], label: SafeText?,
        known: [SafeText]
    ) {
        self.headlines = headlines
        self.marks = marks
        self.labels = labels
        self.label = label
        self.known = known
    }
}

/// Something that the reader has of his own, or could have, as the screen of settings shows it.
public struct Customization: Hashable, Sendable {
    let name: SafeText
    let value: SafeText
    /// In which file it stands, or with which key it is made.
    let place: SafeText

    public init(name: SafeText, value: SafeText, place: SafeText) {
        self.name = name
        self.value = value
        self.place = place
    }
}

/// The built-in edition as the status line names it, and the moment that its times count from.
public struct BuiltInName: Hashable, Sendable {
    /// "Meegeleverde editie van …".
    public let text: SafeText
    /// What "9 minuten geleden" counts from.
    public let moment: Timestamp

    public init(text: SafeText, moment: Timestamp) {
        self.text = text
        self.moment = moment
    }
}

/// Which of some articles the reader has read and saved.
public struct Marks: Hashable, Sendable {
    /// Those that were read and have not been changed since.
    public var read: Set<ArticleID>
    var saved: Set<ArticleID>
    /// Those that were read and then changed.
    public var changed: Set<ArticleID> = []
    /// How many outlets told the stories that more tell since they were read.
    public var formerOutlets: [ArticleID: Int] = [:]

    public init(read: Set<ArticleID> = [], saved: Set<ArticleID> = []) {
        self.read = read
        self.saved = saved
    }
}

/// An article as it was found in the store.
public struct LoadedArticle: Hashable, Sendable {
    let article: Article
    public var isSaved = false
    /// The top-level block at which the reader stopped.
    public var block = 0
    /// The other reports of its story, the next one first.
    public var others: [Headline] = []
    /// How often it was changed since it was first delivered, and when last.
    public var changes: Changes?
    /// When the reader last read it; nil where that was not noted.
    public var lastReading: Timestamp?
    /// Whether it was changed after that.
    public var isChanged = false
    /// The numbers in which it and those reports differ.
    public var contradictions: [Contradiction] = []

    public init(_ article: Article) {
        self.article = article
    }
}
