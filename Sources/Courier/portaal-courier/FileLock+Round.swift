import NewsStore
import PortalModel
import System

extension FileLock {
    /// Keeps a second courier from going round for the news.db in `folder`.
    ///
    /// - Throws: `DeliveryProblem.busy` while another courier goes round, `notStored` when the
    ///   folder cannot be written.
    static func ofRound(in folder: String) throws(DeliveryProblem) -> FileLock {
        let path = folder + "/courier.lock"
        do throws(FileLock.Failure) {
            if let lock = try FileLock.takenIfFree(at: path) { return lock }
        } catch {
            throw DeliveryProblem(.notStored, StoreProblem(error, path: path).sentence)
        }
        throw DeliveryProblem(.busy)
    }
}
