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

    /// A cage out of which files are written in `folder` alone, or nowhere with nil, `files` can
    /// be read as well, and the network can be reached or not.
    public init(writingIn folder: String? = nil, reading files: [String] = [], hasNetwork: Bool) {
        self.folder = folder
        self.files = files
        self.hasNetwork = hasNetwork
    }

    /// Closes the cage around this process for good: threads of later stand in it as well, earlier
    /// ones may not. Files that are open stay open.
    @discardableResult
    public func close() -> CageReport {
        let privileges = ccage_renounce_privileges() == 0
        let files = closeFiles() == 0
        let calls = ccage_close_calls(hasNetwork) == 0
        return CageReport(
            limits: ResourceLimits.hold, privileges: privileges, files: files, calls: calls)
    }

    private func closeFiles() -> Int32 {
        let paths =
            (Cage.readable + files).map { ($0, false) } + Cage.devices.map { ($0, true) }
            + [folder].compactMap { $0 }.map { ($0, true) }
        let texts = paths.map { strdup($0.0) }
        defer { texts.forEach { free($0) } }
        var list = zip(texts, paths).map { ccage_path(path: $0, writable: $1.1) }
        list.append(ccage_path(path: nil, writable: false))
        return ccage_close_files(list)
    }

    /// What libraries open when they are first used, and nothing of the reader's: shared objects,
    /// character sets, time zones, trusted certificates, and how names become addresses.
    private static let readable = [
        "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share", "/etc/ld.so.cache",
        "/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/crypto-policies",
        "/usr/local/share/ca-certificates",
        "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf",
        "/etc/services", "/etc/protocols", "/etc/localtime", "/etc/timezone", "/dev/urandom",
    ]

    private static let devices = ["/dev/null"]
}
