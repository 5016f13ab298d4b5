import CCage
import Foundation
import PortalModel

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
