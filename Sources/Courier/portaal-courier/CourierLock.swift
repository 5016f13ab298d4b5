import Foundation
import PortalModel

/// Keeps a second courier from working on the same news.db: a lock that the system lets go of when
/// the process ends, however it ends.
struct CourierLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock in `folder`.
    ///
    /// - Throws: `DeliveryProblem.busy` while another courier holds it, `notStored` when the
    ///   folder cannot be written.
    init(in folder: String) throws(DeliveryProblem) {
        descriptor = open(folder + "/courier.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DeliveryProblem(.notStored, SafeText(line: String(cString: strerror(errno))))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw DeliveryProblem(.busy)
        }
    }

    /// What is written on the lock.
    var mark: ReadingMark { ReadingMark(descriptor: descriptor) }

    /// Lets go of the lock; so does the end of the value.
    consuming func release() {}

    deinit {
        close(descriptor)
    }
}
