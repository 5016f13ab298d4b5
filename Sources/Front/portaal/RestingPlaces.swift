import PortalCore
import PortalModel

/// Where the reader is: kept on the disk once he rests there, and not at every key.
struct RestingPlaces {
    /// What is to be kept, one effect for each thing.
    private var effects: [Effect] = []
    private var due = ContinuousClock.now

    /// How long nothing must change before it is kept.
    private static let rest = Duration.milliseconds(400)

    /// Takes a place that the reader reached; it takes the place of one in the same article, or of
    /// another page.
    mutating func note(_ effect: Effect) {
        effects.removeAll { Self.areOfOneThing($0, effect) }
        effects.append(effect)
        due = ContinuousClock.now + Self.rest
    }

    /// Whether the place in `article` still has to be kept.
    func holds(_ article: ArticleID) -> Bool {
        effects.contains { Self.areOfOneThing($0, .storePosition(article, block: 0)) }
    }

    /// Milliseconds until there is something to be kept, −1 for never.
    var milliseconds: Int32 {
        guard !effects.isEmpty else { return -1 }
        let left = ContinuousClock.now.duration(to: due) / .milliseconds(1)
        return Int32(max(0, left.rounded(.up)))
    }

    /// What is to be kept now that the reader rested, whatever else went on meanwhile.
    mutating func takeDue() -> [Effect] {
        ContinuousClock.now >= due ? takeAll() : []
    }

    /// All that is to be kept.
    mutating func takeAll() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    private static func areOfOneThing(_ one: Effect, _ other: Effect) -> Bool {
        switch (one, other) {
        case (.storePosition(let one, _), .storePosition(let other, _)): one == other
        case (.storePage, .storePage): true
        default: false
        }
    }
}
