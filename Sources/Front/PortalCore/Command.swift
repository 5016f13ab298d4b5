/// What a key can ask for.
enum Command: Hashable, Sendable {
    case moveDown, moveUp
    case pageDown, pageUp
    case toStart, toEnd
    /// A page on in an article, and at its end to the next unread one.
    case readOn
    case open, back
    /// Back, and out of the portal where there is nothing to go back to.
    case leave
    case nextArticle, previousArticle
    /// The next report of the same story.
    case nextVersion
    /// The front page is 1.
    case page(Int)
    case nextPage, previousPage
    case nextEdition
    case otherPane
    case refreshPage, refreshAll
    case openInBrowser, copyAddress
    case toggleRead, toggleSaved, markAllRead
    case undo
    case search
    /// Show or hide the lead pictures of articles.
    case togglePictures
    /// Beside another version.
    case compare
    case version(Int)
    /// In what was found.
    case nextHit, previousHit
    case openWebmail, changeWebmail
    case chooseTheme
    case showSources, showSaved, showSettings, showHelp
    case redraw, suspend, quit
}

extension Command {
    /// Where it moves a position among rows, of which `page` make a page: any number that lies
    /// outside them means the end on that side. Nil for a command that moves nothing.
    func moved(_ position: Int, byPageOf page: Int) -> Int? {
        switch self {
        case .moveDown: position + 1
        case .moveUp: position - 1
        case .pageDown, .readOn: position + page
        case .pageUp: position - page
        case .toStart: 0
        case .toEnd: .max
        default: nil
        }
    }
}
