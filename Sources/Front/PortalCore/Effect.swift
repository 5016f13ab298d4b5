import PortalModel

/// Something to be done outside the state. Most answer with an event.
public enum Effect: Hashable, Sendable {
    /// Load headlines of a page; those of an end of the list take the place of what is there.
    case loadHeadlines(NewsPage, ListCursor, count: Int)
    /// Load the newest headlines of a page, to be put among those there.
    case loadNewest(NewsPage, count: Int)
    case loadJustIn(count: Int)
    case loadMore(SectionID, count: Int)
    /// Load an article, to stand on top of the screens or to replace the articles there.
    case loadArticle(ArticleID, replacing: Bool)
    /// Load an article, to stand beside the list on top.
    case loadPreview(ArticleID)
    /// Load another report of the story on top, to stand in its place.
    case loadReport(ArticleID)
    /// Load an article again whose page has come.
    case reloadArticle(ArticleID)
    /// Load the texts that an article can be compared with.
    case loadComparison(ArticleID)
    /// See whether an article that is open was changed.
    case lookForChanges(ArticleID)
    case search(SafeText, count: Int)
    /// Load what is saved: all, or what has a label.
    case loadSaved(labelled: SafeText?)
    /// Load the labels of those of these articles that are saved, and all that there are.
    case loadLabels([ArticleID])
    case loadForMuting(ArticleID)
    case loadMuted(NewsPage)
    /// Load headlines, from the first on or from after one, that take the place of all there are.
    case reloadHeadlines(NewsPage, after: Headline?, count: Int)
    /// Load what the reader has of his own, and where it stands.
    case loadCustomizations
    case loadSources
    /// Load the themes to choose from, with one that fits the background unless that is nil.
    case loadThemes(isBackgroundLight: Bool?)
    case loadTheme(isBackgroundLight: Bool)
    case perform(UndoableAction)
    /// Store that the reader takes an action back, as if it had never been.
    case undo(UndoableAction)
    case markAllRead(NewsPage)
    /// Mark these as read and, with a page, also what its list has before the first of them.
    case markReadToHere([Headline], above: NewsPage?)
    /// Mark an article as read because it was opened.
    case markOpened(ArticleID)
    case updateSaved(Article)
    /// Store, once the reader rests, how far the article is read: its top-level block.
    case storePosition(ArticleID, block: Int)
    /// Store, once the reader rests, which page is open.
    case storePage(NewsPage)
    case storeWebmail(WebmailProvider)
    case storeTheme(SafeText)
    case keep(SettingChoice)
    /// Fetch the pages of those of these articles that are only teasers, the first one first.
    case fetchPages([ArticleID])
    case findPicture(ArticleID)
    /// Fetch the lead picture of an article and draw it in these colours.
    case drawPicture(PictureRequest, PictureColors)
    /// Refresh the sources of a section, or all that are due with nil; `isManual` when the reader
    /// asked, which makes every source due.
    case refresh(SectionID?, isManual: Bool)
    /// Ask one source again because the reader asked.
    case refreshSource(SourceID)
    /// See whether the courier knows all sources, and in which sections they are.
    case compareSources
    /// See whether filters.toml is right, and whether what it says is muted.
    case compareMuteRules
    /// Or in what the reader named for such links; where there is no browser, copy its address.
    case openInBrowser(WebPage)
    /// Give the article to a command of the reader's.
    case send(ArticleID, to: SendCommand)
    /// Put its address on the clipboard.
    case copyAddress(WebPage)
    case redraw
    /// Stop until the shell continues the portal.
    case suspend
    case quit

    /// When an effect is performed, seen from the frame that shows what the same event changed.
    public enum Timing: Sendable {
        /// Before it: the frame shows the answer.
        case beforeFrame
        /// Before it, since the frame says that something is stored; but after it where another
        /// portal keeps the database locked for longer than a reader notices.
        case beforeFrameUnlessLocked
        /// After it: a program that starts must not hold up the answer to a key.
        case afterFrame
    }

    public var timing: Timing {
        switch self {
        case .loadHeadlines, .loadNewest, .loadJustIn, .loadMore, .loadArticle, .loadPreview,
            .loadReport, .reloadArticle, .loadComparison, .lookForChanges, .search, .loadSaved,
            .loadLabels, .loadForMuting, .loadMuted, .reloadHeadlines, .loadCustomizations,
            .loadSources, .loadThemes, .loadTheme, .storePosition, .storePage, .redraw, .suspend,
            .quit:
            .beforeFrame
        case .perform, .undo, .markAllRead, .markReadToHere, .storeTheme, .keep:
            .beforeFrameUnlessLocked
        case .markOpened, .updateSaved, .storeWebmail, .fetchPages, .findPicture, .drawPicture,
            .refresh, .refreshSource, .compareSources, .compareMuteRules, .openInBrowser, .send,
            .copyAddress:
            .afterFrame
        }
    }
}

/// Something on the web that the reader can go to.
public enum WebPage: Hashable, Sendable {
    case article(ArticleID)
    case link(WebAddress)
    case webmail(WebmailProvider)
}
