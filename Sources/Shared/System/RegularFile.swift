import Foundation
import PortalModel

/// Opening files that should be ordinary ones, whatever stands in their place: a pipe or a device
/// keeps nobody waiting, and what is written never ends up behind a link.
public enum RegularFile {
    public enum Purpose: Sendable {
        /// Reading; links are followed.
        case reading
        /// Adding at its end; it is made, for its owner only, when there is none.
        case adding
        /// Reading and writing; it is made likewise.
        case changing
        /// Writing, where there is nothing yet.
        case making
    }

    public enum Kind: Hashable, Sendable {
        case nothing, regular, other
    }

    /// What stands at `path`; with `followingLinks`, what it leads to.
    public static func kind(of path: String, followingLinks: Bool) -> Kind {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .nothing : .other
        }
        return isRegular(status) ? .regular : .other
    }

    /// Opens the file at `path` and gives its descriptor; one that is made has this mode, as far as
    /// the process's mask lets it. Two system calls.
    public static func open(
        _ path: String, for purpose: Purpose, mode: mode_t = 0o600
    ) throws(FileProblem) -> Int32 {
        // Only what waits for somebody else obeys O_NONBLOCK: an ordinary file knows no waiting.
        let descriptor = Foundation.open(
            path, purpose.flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode)
        guard descriptor >= 0 else {
            let number = errno
            // A link, and a pipe that nobody reads.
            throw purpose.problem(
                path, number == ELOOP || number == ENXIO ? .notRegular : .system(number))
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        guard isKnown, isRegular(status) else {
            let number = errno
            close(descriptor)
            throw purpose.problem(path, isKnown ? .notRegular : .system(number))
        }
        return descriptor
    }

    private static func isRegular(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == S_IFREG
    }
}

extension RegularFile.Purpose {
    fileprivate var flags: Int32 {
        switch self {
        case .reading: O_RDONLY
        case .adding: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW
        case .changing: O_RDWR | O_CREAT | O_NOFOLLOW
        case .making: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
        }
    }

    fileprivate func problem(_ path: String, _ cause: FileProblem.Cause) -> FileProblem {
        FileProblem(self == .reading ? .notRead : .notWritten, path, cause)
    }
}

extension FileHandle {
    /// Opens the file at `path`, which must be an ordinary one.
    public convenience init(forReading path: String) throws(FileProblem) {
        self.init(
            fileDescriptor: try RegularFile.open(path, for: .reading), closeOnDealloc: true)
    }
}
