import PortalModel
import TextGrid

/// In three columns the article of the selected headline stands beside the list. It is shown as far
/// as it is stored: nothing is fetched for what is only passed, and what is only passed stays
/// unread.
extension State {
    /// Milliseconds without a key after which the middle column follows the selection. Shorter
    /// than the first pause of a key that is held down, longer than those that follow.
    private static let pause = 100
    /// Milliseconds after which an article that the reader moved to counts as read.
    private static let rest = 500

    /// The headline whose article belongs beside the list on top; nil where there is none.
    var previewed: Headline? {
        guard movesList, columnCount == 3 else { return nil }
        return top.withHeadlines?.selection
    }

    /// What stands beside the list on top: as long as keys come, what stood there before.
    var shownPreview: ArticleScreen? { previewed == nil ? nil : preview }

    /// Whether the keys move in a list.
    var movesList: Bool { top.withHeadlines != nil }

    var listBeside: (any HeadlineScreen)? {
        guard columnCount == 3, top is ArticleScreen else { return nil }
        return screens.last { $0.withHeadlines != nil }?.withHeadlines ?? list
    }

    /// Milliseconds without a key after which `Event.keysPaused` is wanted; nil for not at all.
    public var awaitedPause: Int? {
        guard dialog == nil else { return nil }
        if let headline = previewed {
            if previewAsked != headline.id { return Self.pause }
            if awaitsRest, isUnread(headline) { return Self.rest }
        }
        return frontPictureOrder == nil ? nil : Self.rest
    }

    private func isUnread(_ headline: Headline) -> Bool {
        preview?.article.id == headline.id
            && !(read.contains(headline.id) && formerOutlets[headline.id] == nil)
    }

    /// Does the first of what was awaited: loads the article of the selected headline, marks the
    /// one that stands there as read, or asks for the picture beside a lead.
    mutating func handlePause() -> [Effect] {
        if let headline = previewed {
            if previewAsked != headline.id { return loadPreview(of: headline) }
            if awaitsRest, isUnread(headline) {
                awaitsRest = false
                return [.markOpened(headline.id)]
            }
        }
        return requestFrontPicture()
    }

    /// Asks for an article at once where none stands beside the list yet.
    mutating func requestPreview() -> [Effect] {
        guard preview == nil, let headline = previewed, previewAsked != headline.id else {
            return []
        }
        return loadPreview(of: headline)
    }

    private mutating func loadPreview(of headline: Headline) -> [Effect] {
        previewAsked = headline.id
        return [.loadPreview(headline.id)]
    }

    mutating func showPreview(_ loaded: LoadedArticle?) {
        preview = loaded.map { loaded in
            let query = (top as? SearchScreen)?.query ?? .empty
            // No more than the window shows is typeset.
            return ArticleScreen(
                loaded, query: query, origin: .list, ahead: size.height, in: self)
        }
    }

    /// Lets an article be loaded again that stands beside a list, or any with nil.
    mutating func renewPreview(of article: ArticleID? = nil) {
        if article == nil || preview?.article.id == article { previewAsked = nil }
    }

    mutating func forgetPreview() {
        preview = nil
        previewAsked = nil
        awaitsRest = false
    }

    /// Leaves an article that is selected in the list below it as it is beside that list.
    mutating func keepAsPreview(_ screen: any Screen) {
        guard var article = screen as? ArticleScreen, previewed?.id == article.article.id else {
            return
        }
        article.pane = .main
        preview = article
        previewAsked = article.article.id
    }

    /// Notes whether a key moved the selection from `former` in the list that was on top.
    mutating func noteMove(from former: ArticleID?, depth: Int) {
        guard let former, let headline = previewed, screens.count == depth else { return }
        if (top as? SearchScreen)?.isTyping == true {
            awaitsRest = false
        } else if headline.id != former {
            awaitsRest = true
        }
    }

    /// Moves the text beside the list under the wheel, which counts as reading it.
    mutating func scrollPreview(by rows: Int) -> [Effect] {
        guard let headline = previewed, var preview else { return [] }
        let marks: [Effect] = isUnread(headline) ? [.markOpened(headline.id)] : []
        let effects = preview.scroll(by: rows, in: self) ?? []
        self.preview = preview
        return effects + marks
    }

    mutating func openPreviewed() -> [Effect] {
        guard var list = top.withHeadlines else { return [] }
        list.pane = .main
        top = list
        return list.openSelection(in: self)
    }

    /// Goes back from all articles to the list below them.
    mutating func leaveArticles() {
        while top is ArticleScreen { pop() }
    }
}
