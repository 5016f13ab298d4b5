import PortalModel

/// What the courier is doing and did.
public struct DeliveryState: Hashable, Sendable {
    /// Seconds between two rounds; nil when the reader wants none by itself.
    public var interval: Int64?
    /// When a source was last heard.
    var lastChecked: Timestamp?
    /// When the courier was last sent, in this session or by an earlier one.
    var lastAttempt: Timestamp?
    /// How far the round is that goes on; nil when none does.
    var progress: DeliveryProgress?
    /// How the last round of this session went.
    var lastRound: RoundReport?

    /// Whether a round should begin by itself at `now`.
    func isDue(at now: Timestamp) -> Bool {
        guard let interval, progress == nil else { return false }
        return lastAttempt.map { now - $0 >= interval } ?? true
    }

    /// Puts the next round that begins by itself off to `seconds` from now.
    mutating func wait(_ seconds: Int64, from now: Timestamp) {
        guard let interval else { return }
        lastAttempt = now + min(0, seconds - interval)
    }

    /// Nothing done yet.
    public init(interval: Int64? = nil, lastChecked: Timestamp? = nil) {
        self.interval = interval
        self.lastChecked = lastChecked
        lastAttempt = lastChecked
    }
}

/// How far a round is.
struct DeliveryProgress: Hashable, Sendable {
    /// Whether the reader asked for it.
    let isManual: Bool
    /// Sources asked; nil until the courier has counted them.
    var total: Int?
    /// Sources done.
    var done = 0
}
