import Foundation

/// The limits under which the courier works, so that a document that breaks a parser costs no
/// more than this process.
enum ResourceLimits {
    /// Bytes of address space. Far more than a round needs: it must stop runaways only, since
    /// libcurl's and libxml2's own limits come first.
    static let addressSpace: rlim_t = 1 << 30
    /// Seconds of processor time.
    static let processorTime: rlim_t = 120
    /// Open files.
    static let files: rlim_t = 256

    /// Sets the limits for this process; where a lower one holds already, that stays.
    static func apply() {
        lower(__rlimit_resource_t(RLIMIT_AS.rawValue), to: addressSpace)
        lower(__rlimit_resource_t(RLIMIT_CPU.rawValue), to: processorTime)
        lower(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), to: files)
    }

    private static func lower(_ resource: __rlimit_resource_t, to limit: rlim_t) {
        var current = rlimit()
        guard getrlimit(resource, &current) == 0 else { return }
        current.rlim_cur = min(current.rlim_max, limit)
        setrlimit(resource, &current)
    }
}
