/// The requests that wait, in their order, until no more than the allowed number of transfers run
/// with their host.
struct WaitingLine {
    private var waiting: [Journey]
    private var running: [String: Int] = [:]
    private let perHost: Int
    /// Whether nobody could go last time, and nothing has changed since.
    private var isStuck = false

    /// A line of these, of which `perHost` may run with the same host.
    init(_ journeys: [Journey], perHost: Int) {
        waiting = journeys
        self.perHost = perHost
    }

    /// Takes out the first whose host has room, and counts it as running. Linear in the length.
    mutating func next() -> Journey? {
        guard !isStuck else { return nil }
        guard let index = waiting.firstIndex(where: { running[$0.host, default: 0] < perHost })
        else {
            isStuck = true
            return nil
        }
        let journey = waiting.remove(at: index)
        running[journey.host, default: 0] += 1
        return journey
    }

    /// Says that one which was taken out no longer runs.
    mutating func left(_ journey: Journey) {
        running[journey.host, default: 1] -= 1
        isStuck = false
    }

    /// Puts one that was redirected before all others, since it has been begun.
    mutating func putFirst(_ journey: Journey) {
        waiting.insert(journey, at: 0)
        isStuck = false
    }
}
