import Foundation

/// A lock on a file, which one process at a time has. It is released at the end of the value, and
/// by the system when the process ends, however it ends; the file stays.
public struct FileLock: ~Copyable {
    /// The file, open for reading and writing.
    public let descriptor: Int32

    /// Takes the lock on the file at `path`, which is made, for its owner only, when there is none.
    /// Waits as long as another process has it.
    public static func acquire(at path: String) throws(FileProblem) -> FileLock {
        let lock = try opened(path)
        let code = lock.take(LOCK_EX)
        guard code == 0 else { throw FileProblem(.notLocked, path, .system(code)) }
        return lock
    }

    /// Takes the lock as `acquire(at:)` does, but does not wait: nil while another process has it.
    public static func tryAcquire(at path: String) throws(FileProblem) -> FileLock? {
        let lock = try opened(path)
        let code = lock.take(LOCK_EX | LOCK_NB)
        if code == EWOULDBLOCK { return nil }
        guard code == 0 else { throw FileProblem(.notLocked, path, .system(code)) }
        return lock
    }

    deinit {
        close(descriptor)
    }

    private static func opened(_ path: String) throws(FileProblem) -> FileLock {
        FileLock(descriptor: try RegularFile.open(path, for: .changing))
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
