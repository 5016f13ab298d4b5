import Foundation
import PortalModel

/// A lock on a file, which one process at a time has. It is let go of at the end of the value, and
/// by the system when the process ends, however it ends; the file stays.
public struct FileLock: ~Copyable {
    /// The file, open for reading and writing.
    public let descriptor: Int32

    /// Why there is no lock: the file could not be opened, or not be locked.
    public struct Failure: Error {
        /// Whether the file was open.
        public let isOpen: Bool
        /// What the system said.
        public let reason: SafeText
    }

    /// Takes the lock on the file at `path`, which is made, for its owner only, when there is none.
    /// Waits as long as another process has it.
    public static func taken(at path: String) throws(Failure) -> FileLock {
        let lock = try opened(path)
        let code = lock.take(LOCK_EX)
        guard code == 0 else { throw Failure(isOpen: true, code) }
        return lock
    }

    /// Takes the lock as `taken(at:)` does, but does not wait: nil while another process has it.
    public static func takenIfFree(at path: String) throws(Failure) -> FileLock? {
        let lock = try opened(path)
        let code = lock.take(LOCK_EX | LOCK_NB)
        if code == EWOULDBLOCK { return nil }
        guard code == 0 else { throw Failure(isOpen: true, code) }
        return lock
    }

    deinit {
        close(descriptor)
    }

    private static func opened(_ path: String) throws(Failure) -> FileLock {
        do throws(RegularFile.Failure) {
            return FileLock(descriptor: try RegularFile.open(path, for: .changing))
        } catch {
            throw Failure(isOpen: false, reason: error.reason)
        }
    }

    /// Returns 0 once the lock is taken, else what the system says.
    private borrowing func take(_ kind: Int32) -> Int32 {
        while flock(descriptor, kind) != 0 {
            let code = errno
            guard code == EINTR else { return code }
        }
        return 0
    }
}

extension FileLock.Failure {
    fileprivate init(isOpen: Bool, _ code: Int32) {
        self.init(isOpen: isOpen, reason: SafeText(line: String(cString: strerror(code))))
    }
}
