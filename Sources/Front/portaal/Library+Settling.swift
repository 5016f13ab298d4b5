import DutchCommandLine
import NewsStore
import PortalModel

extension Library {
    /// Does `work`. A news.db that is unusable is set aside, which is told on standard error, and
    /// `work` is done once more, with the built-in edition.
    ///
    /// - Throws: A failure when that does not help.
    mutating func settling<Value>(
        _ work: (inout Library) throws(StoreProblem) -> Value
    ) throws(CommandFailure) -> Value {
        do throws(StoreProblem) {
            do throws(StoreProblem) {
                return try work(&self)
            } catch {
                guard error.isBeyondUse else { throw error }
                StandardStream.errors.tell(settle(error))
                return try work(&self)
            }
        } catch {
            throw .failed(error.sentence)
        }
    }
}
