import CCage
import Foundation
import PortalModel
import Synchronization
import System

/// The cage in which the courier reads what strangers wrote: should a parser be made to do
/// something else, then it finds no program to run, no process to start, no file of the reader,
/// and no way out but the web.
///
/// Where the kernel lacks a bar the others stand, and `CageReport` says so: news is read all the
/// same, behind what this system can give.
public struct Cage {
    private let folder: String?
    private let files: [String]
    private let hasNetwork: Bool
    /// Whether Landlock is used where the kernel has it. For tests alone, which look at what stands
    /// without it.
    package var closesFiles = true

    /// A cage out of which files are written in `folder` alone, or nowhere with nil, `files` can
    /// be read as well, and the network can be reached or not.
    public init(writingIn folder: String? = nil, reading files: [String] = [], hasNetwork: Bool) {
        self.folder = folder
        self.files = files
        self.hasNetwork = hasNetwork
    }

    /// Closes the cage around this process for good: threads that start later stand in it as well,
    /// earlier ones may not. Files that are open stay open.
    @discardableResult
    public func close() -> CageReport {
        let privileges = ccage_renounce_privileges() == 0
        let texts = paths.map { strdup($0.path) }
        defer { texts.forEach { free($0) } }
        var list = zip(texts, paths).map { ccage_path(path: $0, writable: $1.isWritable) }
        list.append(ccage_path(path: nil, writable: false))
        let files = closesFiles && ccage_close_files(list) == 0
        let calls = ccage_close_calls(hasNetwork, list) == 0
        return CageReport(
            limits: ResourceLimits.hold, privileges: privileges, files: files, calls: calls)
    }

    private var paths: [(path: String, isWritable: Bool)] {
        (Cage.readable + files).map { ($0, false) } + Cage.devices.map { ($0, true) }
            + (folder.map { [$0] + Cage.resolved($0) } ?? []).map { ($0, true) }
    }

    /// Where `path` really leads, since SQLite asks for that.
    private static func resolved(_ path: String) -> [String] {
        guard let pointer = realpath(path, nil) else { return [] }
        defer { free(pointer) }
        return [String(cString: pointer)]
    }

    /// What libraries open when they are first used, and nothing of the reader's: shared objects,
    /// character sets, time zones, trusted certificates, and how names become addresses.
    private static let readable = [
        "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share", "/etc/ld.so.cache",
        "/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/crypto-policies",
        "/usr/local/share/ca-certificates",
        "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf",
        "/proc/net/if_inet6", "/etc/services", "/etc/protocols", "/etc/localtime", "/etc/timezone",
        "/dev/urandom",
    ]

    private static let devices = ["/dev/null"]
}

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
