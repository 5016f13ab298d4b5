import Foundation
import PortalModel

/// Where the portal gets the time from: the system, or a moment that a test set.
public struct Clock: Sendable {
    /// The moment that it stands still at; nil for the system's time.
    let fixed: Timestamp?
    private let read: @Sendable () -> Timestamp

    init(fixed: Timestamp?) {
        self.fixed = fixed
        read = { fixed ?? Timestamp(seconds: Int64(time(nil))) }
    }

    public init(_ read: @escaping @Sendable () -> Timestamp) {
        fixed = nil
        self.read = read
    }

    public var now: Timestamp { read() }

    /// Milliseconds until the next full minute, when the relative times on the screen change; −1,
    /// which is for ever, when the clock stands still.
    var millisecondsToNextMinute: Int32 {
        guard fixed == nil else { return -1 }
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        let passed = moment.tv_sec % 60 * 1000 + moment.tv_nsec / 1_000_000
        return Int32(60_000 - passed) + 1
    }

    /// Makes times of day those of the Netherlands unless the reader set another zone.
    ///
    /// A server is often set to UTC while its reader sits in Zeeland. The rule is given in the
    /// form of POSIX, so that no file of zones is needed.
    static func setZone() {
        setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 0)
        tzset()
    }
}
