import Foundation

/// A moment by which work must be done, or the process ends.
public enum Deadline {
    /// Seconds for which one document is read at the most, also on a slow machine. The limits of
    /// the parsers end it long before; whoever gets past them ends this courier.
    public static let reading: UInt32 = 30

    /// Does `work`. When that takes more than `seconds`, the system ends the process (SIGALRM):
    /// what holds up a single thread cannot be stopped by it.
    public static func within<Value, Failure: Error>(
        _ seconds: UInt32, _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        // Whoever started this process may have had it blocked, which is inherited.
        signal(SIGALRM, SIG_DFL)
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGALRM)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        alarm(seconds)
        defer { alarm(0) }
        return try work()
    }
}
