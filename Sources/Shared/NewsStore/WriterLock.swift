import Foundation
import PortalModel

/// Lets one process at a time write news.db.
///
/// SQLite would see to that too; but the version of Debian 12 (3.40.1) can damage a write-ahead
/// log when two processes write and reset it at once. The system lets go of the lock when the
/// process ends, however it ends.
struct WriterLock: Sendable {
    private let path: String

    /// The lock of the database at `path`.
    init(of path: String) {
        self.path = path + ".lock"
    }

    /// Runs `work` while no other process holds the lock, waiting for it as long as it takes.
    func hold<Value>(_ work: () throws -> Value) throws -> Value {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreProblem(
                .notAllowed, path: path, cause: SafeText(line: String(cString: strerror(errno))))
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw StoreProblem(
                    .other, path: path, cause: SafeText(line: String(cString: strerror(errno))))
            }
        }
        return try work()
    }
}
