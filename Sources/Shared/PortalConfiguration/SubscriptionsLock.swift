import Foundation
import PortalModel

/// Lets one process at a time change the subscriptions, so that what is read can be written back
/// without undoing what another wrote meanwhile.
///
/// The system lets go of the lock when the process ends, however it ends.
public struct SubscriptionsLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock of the file of `files`, waiting for it as long as another holds it.
    ///
    /// Throws `notCreated` for the folder and `notWritten` for the lock.
    public init(of files: PortalFiles) throws(PortalFilesProblem) {
        try files.createStateFolder()
        descriptor = try SubscriptionsLock.lockedFile(files.subscriptionsLock)
    }

    private static func lockedFile(_ path: String) throws(PortalFilesProblem) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        while descriptor < 0 || flock(descriptor, LOCK_EX) != 0 {
            if descriptor >= 0, errno == EINTR { continue }
            let reason = SystemError.current
            if descriptor >= 0 { close(descriptor) }
            throw PortalFilesProblem(.notWritten, path: path, reason: reason)
        }
        return descriptor
    }

    /// Lets go of the lock; so does the end of the value.
    public consuming func release() {}

    deinit {
        close(descriptor)
    }
}
