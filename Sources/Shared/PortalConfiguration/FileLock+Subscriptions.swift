import PortalModel
import System

extension FileLock {
    /// Lets one process at a time change the subscriptions of `files`, so that what is read can be
    /// written back without undoing what another wrote meanwhile.
    ///
    /// Throws `notCreated` for the folder and `notWritten` for the lock.
    public static func ofSubscriptions(of files: PortalFiles) throws(PortalFilesProblem) -> FileLock
    {
        try files.createStateFolder()
        let path = files.subscriptionsLock
        do throws(FileLock.Failure) {
            return try FileLock.taken(at: path)
        } catch {
            throw PortalFilesProblem(.notWritten, path: path, reason: error.reason)
        }
    }
}
