import NewsStore
import PortalModel

extension FileLock {
    /// Keeps a second courier from going round for the news.db in `folder`.
    ///
    /// - Throws: `DeliveryProblem.busy` while another courier goes round, `notStored` when the
    ///   folder cannot be written.
    static func ofRound(in folder: String) throws(DeliveryProblem) -> FileLock {
        let lock = try storing { () throws(StoreProblem) in
            try FileLock.takenIfFree(at: folder + "/courier.lock")
        }
        guard let lock else { throw DeliveryProblem(.busy) }
        return lock
    }
}
