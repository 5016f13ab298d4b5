/// Puts headlines, given in the order of their scores, in turn: each place goes to the first of
/// those that wait whose source and section have room in the ten that end there. None waits for
/// what counts as six hours older, except that a source has its share in the first ten all the
/// same; but what is severely demoted waits for all that counts as newer and is not. On a front
/// page scores are those of `FrontScore`; where headlines stand by time they are that.
///
/// Depends on nothing but what it is given; costs a look at those that wait for each place.
struct HeadlineQuota<Item> {
    /// How many headlines at the top of a page are put in turn; those below stand by score alone.
    static var depth: Int { 200 }
    private static var window: Int { 10 }
    private static var ofSource: Int { 3 }
    private static var maximumDelay: Int64 { 6 * 3600 }

    struct Candidate {
        let item: Item
        let source: String
        let section: Int64
        let demotion: DemotionReasons
        let score: Int64
    }

    /// Those that have a place, from the top.
    private(set) var placed: [Candidate] = []
    private var waiting: [Candidate] = []
    /// The score of the last one that came.
    private var lowest: Int64 = .max
    /// Places among ten that one section has at most.
    private let ofSection: Int

    init(ofSection: Int = 5) {
        self.ofSection = ofSection
    }

    /// Takes the next by score.
    mutating func add(_ candidate: Candidate) {
        waiting.append(candidate)
        lowest = candidate.score
        while let next = first(where: fits) { placed.append(waiting.remove(at: next)) }
    }

    /// Gives those that still wait a place, since there are no others.
    mutating func finish() {
        while !waiting.isEmpty {
            let next =
                first(where: fits)
                ?? first { mayStandHere($0) && hasRoom(for: $0, ofSection: .max) }
                ?? first(where: mayStandHere) ?? 0
            placed.append(waiting.remove(at: next))
        }
    }

    /// The first of those that wait of which `isMeant` holds, and which passes over no better one.
    private func first(where isMeant: (Candidate) -> Bool) -> Int? {
        var followsBetter = false
        for (index, candidate) in waiting.enumerated() {
            if candidate.demotion.isSevere, followsBetter { continue }
            if isMeant(candidate) { return index }
            if !candidate.demotion.isSevere { followsBetter = true }
        }
        return nil
    }

    private func fits(_ candidate: Candidate) -> Bool {
        guard mayStandHere(candidate) else { return false }
        if hasRoom(for: candidate, ofSection: ofSection) { return true }
        guard lowest < candidate.score, candidate.score - lowest > Self.maximumDelay else {
            return false
        }
        return placed.count >= Self.window || hasRoom(for: candidate, ofSection: .max)
    }

    private func mayStandHere(_ candidate: Candidate) -> Bool {
        if placed.isEmpty { return candidate.demotion.isEmpty }
        return placed.count >= Self.window || !candidate.demotion.isSevere
    }

    private func hasRoom(for candidate: Candidate, ofSection limit: Int) -> Bool {
        var (source, section) = (1, 1)
        for other in placed.suffix(Self.window - 1) {
            if other.source == candidate.source { source += 1 }
            if other.section == candidate.section { section += 1 }
        }
        return source <= Self.ofSource && section <= limit
    }
}
