import PortalModel

/// Something that the reader did to articles and can take back, with what there was before where
/// that was replaced: known once the action is on the disk.
public enum UndoableAction: Hashable, Sendable {
    case markedRead([ArticleID], Bool, former: [ArticleID: ReadRecord] = [:])
    /// Scrolled past them, which marked them as read.
    case scrolledPast([ArticleID], former: [ArticleID: ReadRecord] = [:])
    case saved([ArticleID], Bool)

    case labelled(from: [ArticleID: [SafeText]], to: [ArticleID: [SafeText]])
    /// Muted what a rule is about, or no longer does.
    case muted(MuteRule, Bool, former: PlacedRule? = nil)
    /// Changed sources: what was changed of each of them before, and what is now.
    case changedSources(from: [SourceChange], to: [SourceChange])

    static let remembered = 50
}

/// A rule among those of filters.toml.
public struct PlacedRule: Hashable, Sendable {
    public let rule: MuteRule
    /// How many stand before it.
    public let index: Int

    public init(rule: MuteRule, index: Int) {
        self.rule = rule
        self.index = index
    }
}

extension State {
    /// Follows up on `action`, which is on the disk: marks it, tells it, and remembers it.
    mutating func apply(_ action: UndoableAction) -> [Effect] {
        remember(action)
        switch action {
        case .scrolledPast(let articles, _):
            mark(articles, asRead: true)
        case .markedRead(let articles, let isRead, _):
            mark(articles, asRead: isRead)
            tell(
                clearChosen(articles)
                    ? Wording.hasMarked(articles.count, isRead) : Wording.hasMarked(isRead))
        case .labelled(_, let new):
            labels.merge(new) { $1 }
            let first = new.first?.value ?? []
            tell(
                clearChosen(Array(new.keys))
                    ? Wording.hasLabelled(new.count) : Wording.hasLabelled(first))
        case .changedSources(let old, let new):
            tell(Wording.hasChanged(from: old, to: new))
            return [.compareSources]
        case .muted(_, let isMuted, _):
            // How many articles it is about follows.
            tell(isMuted ? Wording.mutes : Wording.hasUnmuted)
        case .saved(let articles, let isSaved):
            mark(articles, asSaved: isSaved)
            tell(
                clearChosen(articles)
                    ? Wording.hasSaved(articles.count, isSaved)
                    : isSaved ? Wording.hasSaved : Wording.hasUnsaved)
            // What is kept is to be the whole article.
            return isSaved ? fetchPages(of: articles) : []
        }
        return []
    }

    /// Ends the choice that `articles` were.
    ///
    /// - Returns: Whether they were one.
    private mutating func clearChosen(_ articles: [ArticleID]) -> Bool {
        let areChosen = !chosen.isDisjoint(with: articles)
        if areChosen { chosen = [] }
        return areChosen
    }

    var isChoosing: Bool {
        top.withHeadlines?.headlines.contains { chosen.contains($0.id) } == true
    }

    /// Those that were chosen in the list or, where none were, the selected one.
    var concerned: [ArticleID] {
        let listed = top.withHeadlines?.headlines.map(\.id).filter(chosen.contains)
        guard let listed, !listed.isEmpty else {
            return top.selectedHeadline(in: self).map { [$0.id] } ?? []
        }
        return listed
    }

    /// Chooses the selected headline of a list, or does not any more, and goes on to the next.
    mutating func choose() -> [Effect] {
        guard let headline = top.withHeadlines?.selection else {
            tell(Wording.notHere)
            return []
        }
        if chosen.remove(headline.id) == nil { chosen.insert(headline.id) }
        if !chosen.isEmpty { tell(Wording.chosen(chosen.count)) }
        return perform(.moveDown)
    }

    /// Asks to mark as read what is not or, where all is, as unread.
    func toggleRead(_ articles: [ArticleID]) -> [Effect] {
        guard !articles.isEmpty else { return [] }
        let unread = articles.filter { !read.contains($0) }
        return [
            .perform(unread.isEmpty ? .markedRead(articles, false) : .markedRead(unread, true))
        ]
    }

    /// Asks to save what is not or, where all is, to let go of it.
    func toggleSaved(_ articles: [ArticleID]) -> [Effect] {
        guard !articles.isEmpty else { return [] }
        let unsaved = articles.filter { !saved.contains($0) }
        return [.perform(unsaved.isEmpty ? .saved(articles, false) : .saved(unsaved, true))]
    }

    mutating func undo() -> [Effect] {
        guard let action = undoable.last else {
            tell(Wording.nothingToUndo)
            return []
        }
        return [.undo(action)]
    }

    /// Follows up on `action`, which was taken back on the disk.
    mutating func revert(_ action: UndoableAction) {
        if let last = undoable.lastIndex(of: action) { undoable.remove(at: last) }
        switch action {
        case .saved(let articles, let isSaved): mark(articles, asSaved: !isSaved)
        case .labelled(let old, _): labels.merge(old) { $1 }
        // The marks of articles are loaded.
        case .markedRead, .scrolledPast, .muted, .changedSources: break
        }
        tell(Wording.undone(action))
    }

    /// All of a page were marked as read; these of them were not before, as they are now.
    mutating func applyAllRead(_ articles: [ArticleID], former: [ArticleID: ReadRecord]) {
        guard !articles.isEmpty else { return tell(Wording.allWasRead) }
        mark(articles, asRead: true)
        remember(.markedRead(articles, true, former: former))
        tell(Wording.hasMarked(articles.count, true))
    }

    mutating func apply(_ marks: Marks) {
        read.formUnion(marks.read)
        saved.formUnion(marks.saved)
        changed.subtract(marks.read)
        changed.formUnion(marks.changed)
        read.subtract(marks.changed)
        formerOutlets.merge(marks.formerOutlets) { _, new in new }
    }

    mutating func forgetMarks(of articles: [ArticleID]) {
        read.subtract(articles)
        saved.subtract(articles)
        changed.subtract(articles)
        for article in articles { formerOutlets[article] = nil }
    }

    /// Scrolling on is taken back as one action.
    private mutating func remember(_ action: UndoableAction) {
        if case .scrolledPast(let articles, let former) = action,
            case .scrolledPast(let earlier, let before) = undoable.last
        {
            undoable[undoable.count - 1] = .scrolledPast(
                earlier + articles, former: before.merging(former) { first, _ in first })
            return
        }
        undoable.append(action)
        if undoable.count > UndoableAction.remembered { undoable.removeFirst() }
    }

    mutating func mark(_ articles: [ArticleID], asRead isRead: Bool) {
        if isRead { read.formUnion(articles) } else { read.subtract(articles) }
        changed.subtract(articles)
        for article in articles { formerOutlets[article] = nil }
    }

    private mutating func mark(_ articles: [ArticleID], asSaved isSaved: Bool) {
        if isSaved { saved.formUnion(articles) } else { saved.subtract(articles) }
    }
}

extension Wording {
    /// What was taken back or, of marks, what there is again.
    static func undone(_ action: UndoableAction) -> SafeText {
        let state: SafeText =
            switch action {
            case .markedRead(let articles, true, _), .scrolledPast(let articles, _):
                several(articles.count, "weer ongelezen")
            case .markedRead(let articles, false, _): several(articles.count, "weer gelezen")
            case .saved(let articles, true): several(articles.count, "niet meer bewaard")
            case .saved(let articles, false): several(articles.count, "weer bewaard")
            case .labelled(let old, _) where old.count > 1:
                several(old.count, "met de labels van eerst")
            case .labelled(let old, _): labelledAgain(old.first?.value ?? [])
            case .muted(let rule, true, _): "dempen van \(self.rule(rule))"
            case .muted(let rule, false, _): "niet meer dempen van \(self.rule(rule))"
            case .changedSources(let old, let new):
                change(from: new, to: old) ?? "de volgorde is weer als eerst"
            }
        return "Ongedaan gemaakt: \(state)"
    }

    private static func several(_ count: Int, _ state: SafeText) -> SafeText {
        count == 1 ? state : "\(count) berichten \(state)"
    }

    private static func labelledAgain(_ labels: [SafeText]) -> SafeText {
        switch labels.count {
        case 0: "weer zonder label"
        case 1: "weer met het label \(labels[0])"
        default: "weer met de labels \(labels.joined(separator: ", "))"
        }
    }
}
