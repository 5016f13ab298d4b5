import PortalModel

/// What two reports have in common, as shares from 0 to 1.
public struct ArticleSimilarity: Sendable {
    /// Of the shorter text's shingles, those that the other has too: Broder's containment.
    let containment: Double
    /// How many shingles both have.
    let sharedShingles: Int
    /// The containment of the texts' beginnings.
    let leads: Double
    /// The cosine between the terms of both beginnings (G. Salton's vector space).
    let agreement: Double
    /// How much of each title the other report tells: the smaller of the two shares.
    let titles: Double
    /// The shared terms by what they are.
    let names: Int
    /// Shared words that are no names, nor everyday words; numbers among them.
    let words: Int
    /// Whether each title has a number and none is in both.
    let numbersDiffer: Bool
    /// Whether each has names, or days of the week, in its title that the other report never
    /// mentions.
    let namesDiffer: Bool
    /// The hours between them.
    let hours: Double
    /// Whether one outlet brought both.
    let isSameOutlet: Bool

    /// Compares two reports; the order does not matter.
    public init(_ one: ArticleFeatures, _ other: ArticleFeatures) {
        let shorter = max(1, min(one.shingles.count, other.shingles.count))
        sharedShingles = one.shingles.shared(with: other.shingles)
        containment = Double(sharedShingles) / Double(shorter)
        let shorterLead = max(1, min(one.leadShingles.count, other.leadShingles.count))
        leads = Double(one.leadShingles.shared(with: other.leadShingles)) / Double(shorterLead)
        let shared = one.terms.shared(with: other.terms)
        let product = shared.reduce(0) { $0 + $1.weight * $1.weight }
        let length = (one.terms.square * other.terms.square).squareRoot()
        agreement = length > 0 ? product / length : 0
        titles = min(
            one.titleTerms.coverage(by: other.stems), other.titleTerms.coverage(by: one.stems))
        names = shared.count { $0.kind == .name }
        words = shared.count { ($0.kind == .word && $0.weight > 0.5) || $0.kind == .number }
        numbersDiffer = Self.differ(one, other) { $0.kind == .number }
        namesDiffer = [.name, .day].contains { kind in
            one.titleTerms.has(kind, outside: other.stems)
                && other.titleTerms.has(kind, outside: one.stems)
        }
        hours = Double(abs(one.published - other.published)) / 3600
        isSameOutlet = one.outlet == other.outlet
    }

    private static func differ(
        _ one: ArticleFeatures, _ other: ArticleFeatures, _ counts: (Term) -> Bool
    ) -> Bool {
        let left = one.titleTerms.entries.filter(counts)
        let right = other.titleTerms.entries.filter(counts)
        guard !left.isEmpty, !right.isEmpty else { return false }
        return !left.contains { other.stems.contains($0.stem) }
            && !right.contains { one.stems.contains($0.stem) }
    }
}

extension Terms {
    func has(_ kind: Term.Kind, outside stems: Set<UInt64>) -> Bool {
        entries.contains { $0.kind == kind && !stems.contains($0.stem) }
    }
}

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

    public init(over similarity: ArticleSimilarity) {
        self =
            if similarity.hours > Self.window {
                .different
            } else if similarity.isCopy {
                .sameCopy(strength: similarity.containment)
            } else if similarity.isOneEvent {
                .sameEvent(strength: min(0.99, similarity.agreement))
            } else {
                .different
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
