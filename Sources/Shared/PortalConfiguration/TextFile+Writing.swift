import Foundation
import PortalModel
import System

extension TextFile {
    /// Puts `text` in the place of the file at `path`, all of it or nothing: a new file beside it
    /// is written to the disk and takes its name. Mode 0600.
    ///
    /// Throws `notWritten`, also for text that `read` would refuse as too long.
    static func write(_ text: String, to path: String) throws(PortalFilesProblem) {
        guard text.utf8.count <= maximumLength else {
            throw PortalFilesProblem(
                .notWritten, path: path, reason: "het zou langer worden dan 1 MB")
        }
        let target = resolved(path)
        guard RegularFile.kind(of: target, followingLinks: false) != .other else {
            throw PortalFilesProblem(.notWritten, path: path, reason: "het is geen gewoon bestand")
        }
        let temporary = "\(target).\(getpid()).nieuw"
        // One that is there was left by a process of the same number that was ended.
        unlink(temporary)
        let file: Int32
        do throws(RegularFile.Failure) {
            file = try RegularFile.open(temporary, for: .making)
        } catch {
            throw PortalFilesProblem(.notWritten, path: path, reason: error.reason)
        }
        let isWhole = put(text, in: file) && fsync(file) == 0
        let reason = errno
        let isClosed = close(file) == 0
        guard isWhole, isClosed, rename(temporary, target) == 0 else {
            if !isWhole { errno = reason }
            let problem = unwritten(path)
            unlink(temporary)
            throw problem
        }
    }

    /// The file that `path` leads to, where it is a link to one.
    private static func resolved(_ path: String) -> String {
        guard let pointer = realpath(path, nil) else { return path }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    private static func put(_ text: String, in file: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    private static func unwritten(_ path: String) -> PortalFilesProblem {
        PortalFilesProblem(.notWritten, path: path, reason: SystemError.current)
    }
}
