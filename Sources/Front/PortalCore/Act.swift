import PortalModel

/// Something that the reader did to articles and can take back.
public enum Act: Hashable, Sendable {
    /// Marked them as read, or as unread.
    case markedRead([ArticleID], Bool)
    /// Saved one, or let go of it.
    case saved(ArticleID, Bool)

    /// Acts that are remembered.
    static let remembered = 50
}

extension State {
    /// Marks articles, remembers it, and asks to keep it.
    mutating func markRead(_ articles: [ArticleID], _ isRead: Bool) -> [Effect] {
        remember(.markedRead(articles, isRead))
        return setRead(articles, isRead)
    }

    /// Saves an article or lets go of it, remembers it, and asks to keep it.
    mutating func save(_ article: ArticleID, _ isSaved: Bool) -> [Effect] {
        remember(.saved(article, isSaved))
        notice = Notice(
            text: isSaved ? Wording.hasSaved : Wording.hasUnsaved, isProblem: false)
        return setSaved(article, isSaved)
    }

    /// Takes back the last act that was not taken back yet.
    mutating func undo() -> [Effect] {
        guard let act = undoable.popLast() else {
            notice = Notice(text: Wording.nothingToUndo, isProblem: false)
            return []
        }
        notice = Notice(text: Wording.undone, isProblem: false)
        return switch act {
        case .markedRead(let articles, let isRead): setRead(articles, !isRead)
        case .saved(let article, true): setSaved(article, false)
        case .saved(let article, false): restoreSaved(article)
        }
    }

    /// Takes back an act that could not be kept, as if the reader had not done it.
    mutating func revert(_ act: Act) {
        if let last = undoable.lastIndex(of: act) { undoable.remove(at: last) }
        switch act {
        case .markedRead(let articles, let isRead):
            if isRead { read.subtract(articles) } else { read.formUnion(articles) }
        case .saved(let article, let isSaved):
            if isSaved { saved.remove(article) } else { saved.insert(article) }
        }
    }

    mutating func remember(_ act: Act) {
        undoable.append(act)
        if undoable.count > Act.remembered { undoable.removeFirst() }
    }

    private mutating func setRead(_ articles: [ArticleID], _ isRead: Bool) -> [Effect] {
        if isRead {
            read.formUnion(articles)
        } else {
            read.subtract(articles)
        }
        return [.markRead(articles, isRead)]
    }

    private mutating func setSaved(_ article: ArticleID, _ isSaved: Bool) -> [Effect] {
        if isSaved {
            saved.insert(article)
        } else {
            saved.remove(article)
        }
        return [.save(article, isSaved)]
    }

    private mutating func restoreSaved(_ article: ArticleID) -> [Effect] {
        saved.insert(article)
        return [.restoreSaved(article)]
    }
}
