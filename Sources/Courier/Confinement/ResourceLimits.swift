import CCage
import Foundation
import System

/// The limits under which the courier works, so that a document that breaks a parser costs no
/// more than this process.
public enum ResourceLimits {
    /// Bytes of address space. Far more than a round needs: it must stop runaways only, since
    /// libcurl's and libxml2's own limits come first.
    static let addressSpace: rlim_t = 1 << 30
    /// Seconds of processor time.
    static let processorTime: rlim_t = 120
    static let files: rlim_t = 256
    /// Bytes of a file that is written, whatever is to be kept.
    static let fileSize: rlim_t = 65 << 30

    private static var all: [(resource: __rlimit_resource_t, limit: rlim_t)] {
        [
            (__rlimit_resource_t(RLIMIT_AS.rawValue), addressSpace),
            (__rlimit_resource_t(RLIMIT_CPU.rawValue), processorTime),
            (__rlimit_resource_t(RLIMIT_NOFILE.rawValue), files),
            (__rlimit_resource_t(RLIMIT_FSIZE.rawValue), fileSize),
            // What stood in memory is nobody's business, not even that of a crash report.
            (__rlimit_resource_t(RLIMIT_CORE.rawValue), 0),
        ]
    }

    /// Sets the limits for this process for good; where a lower one holds already, that stays.
    ///
    /// A file that would grow too large then gives an error like a full disk, and no signal.
    public static func apply() {
        signal(SIGXFSZ, SIG_IGN)
        for (resource, limit) in all {
            lower(resource, to: limit)
        }
    }

    /// Has no file grow far beyond `bytes`, by which time its writer should have stopped by itself.
    public static func limitFiles(to bytes: Int) {
        lower(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), to: rlim_t(bytes) + 1 << 28)
    }

    private static func lower(_ resource: __rlimit_resource_t, to limit: rlim_t) {
        var current = rlimit()
        guard getrlimit(resource, &current) == 0 else { return }
        current.rlim_max = min(current.rlim_max, limit)
        current.rlim_cur = min(current.rlim_cur, limit)
        setrlimit(resource, &current)
    }

    /// Whether all of them hold.
    static var hold: Bool {
        all.allSatisfy { resource, limit in
            var current = rlimit()
            return getrlimit(resource, &current) == 0 && current.rlim_max <= limit
        }
    }
}

extension ParentProcess {
    /// Has the courier end with the portal that names itself in `environment`. One that was
    /// started from a shell or a timetable has none, and lives on its own.
    public static func endWithIt(in environment: [String: String]) {
        guard let parent = environment[variable].flatMap(pid_t.init) else { return }
        // Without the means the courier ends by itself a little later, when its round is over.
        _ = ccage_end_with(parent)
    }
}
