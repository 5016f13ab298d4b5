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
