import PortalModel

/// Something that the reader did to articles and can take back.
public enum Act: Hashable, Sendable {
    /// Marked them as read, or as unread.
    case markedRead([ArticleID], Bool)
    /// Scrolled past them, which marked them as read.
    case scrolledPast([ArticleID])
    /// Saved one, or let go of it.
    case saved(ArticleID, Bool)

    /// Acts that are remembered.
    static let remembered = 50
}

extension State {
    /// Takes in that `act` is on the disk: marks it, tells it, and remembers it.
    mutating func take(_ act: Act) -> [Effect] {
        switch act {
        case .scrolledPast(let articles):
            mark(articles, asRead: true)
            rememberScrolling(articles)
            return []
        case .markedRead(let articles, let isRead):
            remember(act)
            mark(articles, asRead: isRead)
            tell(Wording.hasMarked(isRead))
            return []
        case .saved(let article, let isSaved):
            remember(act)
            mark(article, asSaved: isSaved)
            tell(isSaved ? Wording.hasSaved : Wording.hasUnsaved)
            // What is kept is to be the whole article.
            return isSaved ? fetchPages(of: [article]) : []
        }
    }

    /// Asks to take back the last act that was not taken back yet.
    mutating func undo() -> [Effect] {
        guard let act = undoable.last else {
            tell(Wording.nothingToUndo)
            return []
        }
        return [.undo(act)]
    }

    /// Takes in that `act` was taken back on the disk.
    mutating func takeUndone(_ act: Act) {
        if let last = undoable.lastIndex(of: act) { undoable.remove(at: last) }
        switch act {
        case .markedRead(let articles, let isRead): mark(articles, asRead: !isRead)
        case .scrolledPast(let articles): mark(articles, asRead: false)
        case .saved(let article, let isSaved): mark(article, asSaved: !isSaved)
        }
        tell(Wording.undone)
    }

    /// All of a page were marked as read; these of them were not before.
    mutating func takeAllRead(_ articles: [ArticleID]) {
        guard !articles.isEmpty else { return tell(Wording.allWasRead) }
        mark(articles, asRead: true)
        remember(.markedRead(articles, true))
        tell(Wording.allRead(articles.count))
    }

    /// Takes in what the reader did to articles that were loaded.
    mutating func take(_ marks: Marks) {
        read.formUnion(marks.read)
        saved.formUnion(marks.saved)
        changed.subtract(marks.read)
        changed.formUnion(marks.changed)
        read.subtract(marks.changed)
        formerOutlets.merge(marks.formerOutlets) { _, new in new }
    }

    /// Lets go of what is known of the marks of articles.
    mutating func forgetMarks(of articles: [ArticleID]) {
        read.subtract(articles)
        saved.subtract(articles)
        changed.subtract(articles)
        for article in articles { formerOutlets[article] = nil }
    }

    /// Takes in that an article was opened, as it is now.
    mutating func takeOpened(_ article: ArticleID) {
        mark([article], asRead: true)
    }

    private mutating func remember(_ act: Act) {
        undoable.append(act)
        if undoable.count > Act.remembered { undoable.removeFirst() }
    }

    /// Scrolling on is taken back as one act.
    private mutating func rememberScrolling(_ articles: [ArticleID]) {
        if case .scrolledPast(let earlier) = undoable.last {
            undoable[undoable.count - 1] = .scrolledPast(earlier + articles)
        } else {
            remember(.scrolledPast(articles))
        }
    }

    private mutating func mark(_ articles: [ArticleID], asRead isRead: Bool) {
        if isRead { read.formUnion(articles) } else { read.subtract(articles) }
        changed.subtract(articles)
        for article in articles { formerOutlets[article] = nil }
    }

    private mutating func mark(_ article: ArticleID, asSaved isSaved: Bool) {
        if isSaved { saved.insert(article) } else { saved.remove(article) }
    }
}
