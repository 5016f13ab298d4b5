/// How fast a transfer gets on, looked at one stretch of time after the other.
///
/// A server that hangs, or lets a byte drip now and then, would else hold a place that others
/// wait for until its time is up.
struct Pace {
    /// How long a stretch lasts.
    static let stretch: Duration = .seconds(1)
    /// Bytes that a transfer brings in a stretch, at the least, when it gets on.
    static let bytes = 1000

    /// Whether less than that came in the last stretch.
    private(set) var isSlow = false
    private var begin: Duration
    private var count = 0

    /// That of a transfer that sets out at `moment`: it gets on until the contrary is seen.
    init(at moment: Duration) {
        begin = moment
    }

    /// Notes that so many bytes came.
    mutating func receive(_ bytes: Int) {
        count += bytes
    }

    /// Looks how things are at `moment`, and says when to look again.
    mutating func look(at moment: Duration) -> Duration {
        if moment >= begin + Pace.stretch {
            isSlow = count < Pace.bytes
            begin = moment
            count = 0
        }
        return begin + Pace.stretch
    }
}
