/// Requests in their order, each of which waits until fewer than the allowed number of transfers
/// run with its host.
struct TransferQueue {
    private var waiting: [PendingRequest]
    /// Transfers by host.
    private var running: [String: Int] = [:]
    private let perHost: Int
    /// Whether none could start last time, and nothing has changed since.
    private var isBlocked = false

    init(_ requests: [PendingRequest], perHost: Int) {
        waiting = requests
        self.perHost = perHost
    }

    /// Takes out the first whose host has room, and counts it as running. Linear in the length.
    mutating func next() -> PendingRequest? {
        guard !isBlocked else { return nil }
        guard let index = waiting.firstIndex(where: { running[$0.host, default: 0] < perHost })
        else {
            isBlocked = true
            return nil
        }
        let pending = waiting.remove(at: index)
        running[pending.host, default: 0] += 1
        return pending
    }

    /// Counts one that was taken out as ended.
    mutating func end(_ pending: PendingRequest) {
        running[pending.host, default: 1] -= 1
        isBlocked = false
    }

    /// Puts a redirected one before all others, since it was begun.
    mutating func putFirst(_ pending: PendingRequest) {
        waiting.insert(pending, at: 0)
        isBlocked = false
    }
}

/// Whether enough arrived of a transfer, measured one interval after the other: a server that hangs
/// or drips would otherwise hold a place that others wait for until its time is up.
struct TransferSpeed {
    static let interval: Duration = .seconds(1)
    /// Fewer bytes than this in an interval are slow.
    static let minimumBytes = 1000

    /// What the last interval showed; false before the first has passed.
    private(set) var isSlow = false
    private var start: Duration
    private var count = 0

    init(at moment: Duration) {
        start = moment
    }

    mutating func receive(_ bytes: Int) {
        count += bytes
    }

    /// Takes stock at `moment`, and returns when to do so again.
    mutating func measure(at moment: Duration) -> Duration {
        if moment >= start + TransferSpeed.interval {
            isSlow = count < TransferSpeed.minimumBytes
            start = moment
            count = 0
        }
        return start + TransferSpeed.interval
    }
}
