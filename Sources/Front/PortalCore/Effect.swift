import PortalModel

/// Something that is to be done outside the state. Each answers with an event, if at all.
public indirect enum Effect: Hashable, Sendable {
    /// Read headlines of a page; those of an end of the list take the place of what is there.
    case loadHeadlines(NewsPage, ListPlace, count: Int)
    /// Read the newest headlines of a page, to be put among those there.
    case loadNewest(NewsPage, count: Int)
    /// Read the newest headlines of all editions.
    case loadJustIn(count: Int)
    /// Read the newest headlines of a section.
    case loadMore(SectionID, count: Int)
    /// Read an article, to stand on top of the screens or to replace the articles there.
    case loadArticle(ArticleID, replacing: Bool)
    /// Read another report of the story that is read, to stand in the place of the one on top.
    case loadVersion(ArticleID)
    /// Read the texts that an article can be compared with.
    case loadComparison(ArticleID)
    /// Find articles by their words.
    case search(SafeText, count: Int)
    /// Read the headlines of the saved articles.
    case loadSaved
    /// Keep what the reader does.
    case perform(Act)
    /// Keep that the reader takes back what he did, as if it never had been.
    case undo(Act)
    /// Keep that all articles of a page were read.
    case markAllRead(NewsPage)
    /// Keep that an article was opened, and with that read.
    case markOpened(ArticleID)
    /// Keep a saved article as it is now.
    case renewSaved(ArticleID)
    /// Do it, for as long as another portal keeps it waiting.
    case retry(Effect)
    /// Keep how far the reader is in an article: its top-level block.
    case storePosition(ArticleID, block: Int)
    /// Keep which page is open.
    case storePage(NewsPage)
    /// Keep the choice of webmail.
    case storeWebmail(WebmailProvider)
    /// Keep the choice of theme.
    case storeTheme(SafeText)
    /// Keep a setting, and let the terminal follow it.
    case keep(Setting)
    /// Read an article anew that stands on the screens.
    case reloadArticle(ArticleID)
    /// Send the courier to the pages of these articles, the first one first, as far as they are
    /// worth reading.
    case fetchPages([ArticleID])
    /// Send the courier for the lead picture of an article, to be drawn in these colours.
    case drawPicture(PictureOrder, PictureColors)
    /// Send the courier to the sources of a section, or to all that are due with nil; `isManual`
    /// when the reader asked, which makes every source due.
    case refresh(SectionID?, isManual: Bool)
    /// Show an article's page in the browser.
    case openArticle(ArticleID)
    /// Put the address of an article's page on the clipboard.
    case copyArticle(ArticleID)
    /// Show an address in the browser.
    case openInBrowser(WebAddress)
    /// Show the chosen webmail in the browser.
    case openWebmail(WebmailProvider)
    /// Put an address on the clipboard.
    case copy(WebAddress)
    /// See whether the courier knows all sources and where they stand.
    case compareSources
    /// Read how the sources are doing.
    case loadSources
    /// Read the themes to choose from.
    case loadThemes
    /// Draw the whole screen anew.
    case redraw
    /// Stop until the shell continues the portal.
    case suspend
    /// End.
    case quit

    /// Whether the screen is drawn first: a program that starts must not hold up the answer to a
    /// key. What the reader does is kept before the screen shows it as done; only where that has to
    /// wait, the screen shows first that it waits.
    public var comesAfterDrawing: Bool {
        switch self {
        case .markOpened, .renewSaved, .retry, .storePosition, .storePage, .storeWebmail,
            .fetchPages, .drawPicture, .refresh, .openArticle, .copyArticle, .compareSources,
            .openInBrowser, .openWebmail, .copy:
            true
        case .loadHeadlines, .loadNewest, .loadJustIn, .loadMore, .loadArticle, .loadVersion,
            .loadComparison, .reloadArticle, .search, .loadSaved, .loadSources, .loadThemes,
            .redraw, .suspend, .quit, .perform, .undo, .markAllRead, .storeTheme, .keep:
            false
        }
    }
}
