import Foundation
import Synchronization

/// A moment by which work must be done, or the process ends.
public enum Deadline {
    /// Seconds for which one document is read, also on a slow machine. The limits of
    /// the parsers end it long before; whoever gets past them ends this courier.
    public static let reading: UInt32 = 30

    /// Does `work`. When that takes more than `seconds`, the system ends the process (SIGALRM):
    /// what holds up a thread cannot be stopped by it. Each of several threads may have a deadline.
    public static func within<Value, Failure: Error>(
        _ seconds: UInt32, _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        // Whoever started this process may have had it blocked, which is inherited.
        signal(SIGALRM, SIG_DFL)
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGALRM)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        let end = ContinuousClock.now + .seconds(Int(seconds))
        ends.withLock { ends in
            ends.append(end)
            setAlarm(by: ends)
        }
        defer {
            ends.withLock { ends in
                if let place = ends.firstIndex(of: end) { ends.remove(at: place) }
                setAlarm(by: ends)
            }
        }
        return try work()
    }

    private static let ends = Mutex<[ContinuousClock.Instant]>([])

    /// The process has a single alarm: it is set for what comes first.
    private static func setAlarm(by ends: [ContinuousClock.Instant]) {
        guard let first = ends.min() else { return _ = alarm(0) }
        let left = first - ContinuousClock.now
        alarm(UInt32(max(1, left.components.seconds + (left.components.attoseconds > 0 ? 1 : 0))))
    }
}
