/// Whether two reports tell one story.
public enum Verdict: Hashable, Sendable {
    /// They are edits of one copy.
    case sameCopy(strength: Double)
    /// They are written apart and tell one event.
    case sameEvent(strength: Double)
    /// They tell two stories, or nobody can know.
    case different

    /// From 0, where they differ, to 2.
    public var strength: Double {
        switch self {
        case .sameCopy(let strength): 1 + strength
        case .sameEvent(let strength): strength
        case .different: 0
        }
    }
}

extension Verdict {
    /// Reports of one story are at most so many hours apart.
    static let window = 7.0 * 24

    /// The verdict over two reports that have this in common.
    public init(over similarity: ArticleSimilarity) {
        guard similarity.hours <= Self.window else {
            self = .different
            return
        }
        if similarity.isCopy {
            self = .sameCopy(strength: similarity.containment)
        } else if similarity.isOneEvent {
            self = .sameEvent(strength: min(0.99, similarity.agreement))
        } else {
            self = .different
        }
    }
}

extension ArticleSimilarity {
    /// Edited copies share passages; those of one day more loosely than those of a week, since a
    /// follow-up repeats what was told before, and what comes every day is worded alike.
    fileprivate var isCopy: Bool {
        // An outlet puts one article into several of its feeds.
        if isSameOutlet, hours <= 1, containment >= 0.95, titles >= 0.95 { return true }
        if hours > 14 || isSameOutlet {
            return sharedShingles >= 30 && containment >= 0.6 && leads >= 0.5 && titles >= 0.6
                && !numbersDiffer && !namesDiffer
        }
        if namesDiffer || numbersDiffer { return sharedShingles >= 40 && containment >= 0.75 }
        if sharedShingles >= 15, containment >= 0.5, agreement >= 0.25 { return true }
        // One sentence is all that some feeds give.
        if sharedShingles >= 5, containment >= 0.9, titles >= 0.8 { return true }
        return sharedShingles >= 10 && containment >= 0.2 && agreement >= 0.35 && titles >= 0.4
    }

    /// Reports that were written apart share who, what and where, soon after each other.
    fileprivate var isOneEvent: Bool {
        guard hours <= 12, !isSameOutlet, !namesDiffer, !numbersDiffer else { return false }
        let needed = 0.3 + 0.01 * hours
        guard agreement >= needed, titles >= 0.5 else { return false }
        return names >= 2 && words >= 2 || names >= 1 && words >= 4
    }
}
