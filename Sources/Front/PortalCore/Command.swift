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
    case nextReport
    /// The front page is 1.
    case page(Int)
    case nextPage, previousPage
    case nextEdition
    case otherPane
    case refreshPage, refreshAll
    case openInBrowser, copyAddress
    /// To a command of the reader's.
    case sendOn
    case toggleRead, toggleSaved, markAllRead
    /// Headlines of a list, for the next action to be about.
    case choose
    /// Of a saved article.
    case label
    /// What articles like the selected one have.
    case mute
    case showMuted
    /// The selected headline and all above it.
    case markReadToHere
    case undo
    case search
    /// How much of each headline lists show.
    case changeListForm
    /// Show or hide the lead pictures of articles.
    case togglePictures
    case compare
    case report(Int)
    /// In what was found.
    case nextHit, previousHit
    case openWebmail, changeWebmail
    case chooseTheme
    /// Of the selected source.
    case renameSource, moveSource, raiseSource, lowerSource, pauseSource, changeInterval
    case showSources, showSaved, showSettings, showHelp
    case redraw, suspend, quit

    /// Whether it is not for readers who may do nothing on this machine but read.
    var isWithheld: Bool {
        switch self {
        case .suspend, .showSources, .sendOn, .mute, .showMuted: true
        default: false
        }
    }

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

    /// The same where items are articles, of which there is a next and a previous one.
    func movedInList(_ position: Int, byPageOf page: Int) -> Int? {
        switch self {
        case .nextArticle: position + 1
        case .previousArticle: position - 1
        default: moved(position, byPageOf: page)
        }
    }

    /// Whether it goes through a list downwards, item by item or page by page.
    var scrollsDown: Bool {
        switch self {
        case .moveDown, .nextArticle, .pageDown, .readOn: true
        default: false
        }
    }

    /// What it is called in portaal.toml and in the help; nil for what digits do.
    var name: String? {
        switch self {
        case .moveDown: "down"
        case .moveUp: "up"
        case .pageDown: "page-down"
        case .pageUp: "page-up"
        case .toStart: "start"
        case .toEnd: "end"
        case .readOn: "read-on"
        case .open: "open"
        case .back: "back"
        case .leave: "leave"
        case .nextArticle: "next-article"
        case .previousArticle: "previous-article"
        case .nextReport: "next-version"
        case .nextPage: "next-page"
        case .previousPage: "previous-page"
        case .nextEdition: "next-edition"
        case .otherPane: "other-pane"
        case .changeListForm: "list-form"
        case .refreshPage: "refresh"
        case .refreshAll: "refresh-all"
        case .openInBrowser: "browser"
        case .copyAddress: "copy"
        case .sendOn: "send"
        case .toggleRead: "read"
        case .markReadToHere: "read-to-here"
        case .markAllRead: "read-all"
        case .choose: "choose"
        case .toggleSaved: "save"
        case .label: "label"
        case .mute: "mute"
        case .showMuted: "muted"
        case .undo: "undo"
        case .search: "search"
        case .nextHit: "next-hit"
        case .previousHit: "previous-hit"
        case .togglePictures: "pictures"
        case .compare: "compare"
        case .openWebmail: "webmail"
        case .changeWebmail: "change-webmail"
        case .chooseTheme: "theme"
        case .renameSource: "source-name"
        case .moveSource: "source-section"
        case .raiseSource: "source-up"
        case .lowerSource: "source-down"
        case .pauseSource: "source-pause"
        case .changeInterval: "source-interval"
        case .showSources: "sources"
        case .showSaved: "saved"
        case .showSettings: "settings"
        case .showHelp: "help"
        case .redraw: "redraw"
        case .suspend: "suspend"
        case .quit: "quit"
        case .page, .report: nil
        }
    }
}
