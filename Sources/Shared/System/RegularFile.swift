import Foundation
import PortalModel

/// Opening files that should be ordinary ones, whatever stands in their place: a pipe or a device
/// keeps nobody waiting, and what is written never ends up behind a link.
public enum RegularFile {
    /// What a file is opened for.
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

    /// Why a file was not opened.
    public struct Failure: Error, Hashable, Sendable {
        /// What the system said (`errno`); nil when what stands there is no ordinary file.
        public let code: Int32?

        /// A failure of which the system said `code`.
        public init(code: Int32?) {
            self.code = code
        }

        /// In a few Dutch words, or those of the system.
        public var reason: SafeText {
            code.map { SafeText(line: String(cString: strerror($0))) }
                ?? "het is geen gewoon bestand"
        }
    }

    /// What stands at a path.
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

    /// Opens the file at `path` and gives its descriptor. Two system calls.
    public static func open(_ path: String, for purpose: Purpose) throws(Failure) -> Int32 {
        // Only what waits for somebody else obeys O_NONBLOCK: an ordinary file knows no waiting.
        let descriptor = Foundation.open(
            path, purpose.flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            // A link, and a pipe that nobody reads.
            throw Failure(code: code == ELOOP || code == ENXIO ? nil : code)
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        guard isKnown, isRegular(status) else {
            let code = errno
            close(descriptor)
            throw Failure(code: isKnown ? nil : code)
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
}
