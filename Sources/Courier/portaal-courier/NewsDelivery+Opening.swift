import Foundation
import NewsStore
import PortalConfiguration
import PortalModel
import System

extension PortalFiles {
    /// Where this process's files are; folders that are missing are made.
    static func ofProcess() throws(DeliveryProblem) -> PortalFiles {
        do throws(PortalFilesProblem) {
            let files = try PortalFiles(environment: ProcessInfo.processInfo.environment)
            try files.createFolders()
            return files
        } catch {
            throw DeliveryProblem(.notStored, error.sentence)
        }
    }
}

extension NewsDelivery {
    /// Opens news.db; one that is unusable is replaced by a new one, which is noted.
    static func opened(
        at path: String, largest: Int, _ log: Log
    ) throws(DeliveryProblem) -> NewsDelivery {
        try storing { () throws(StoreProblem) in
            do throws(StoreProblem) {
                return try NewsDelivery(path: path, largest: largest)
            } catch {
                guard error.isBeyondUse else { throw error }
                log.note(.storeFailed(try KeptAside(error).sentence))
                return try NewsDelivery(path: path, largest: largest)
            }
        }
    }

    /// Makes the stored sections and sources those of `editions`.
    func stock(_ editions: [Edition]) throws(DeliveryProblem) {
        try storing { () throws(StoreProblem) in try synchronise(editions) }
    }
}

/// Does `work` on news.db, whose failures are failures of the delivery. One that turns out to be
/// unusable is set aside, and the next round makes a new one.
func storing<Value: ~Copyable>(
    _ work: () throws(StoreProblem) -> Value
) throws(DeliveryProblem) -> Value {
    do throws(StoreProblem) {
        return try work()
    } catch {
        throw DeliveryProblem(.notStored, sentence(keepingAside: error))
    }
}

/// What happened, after the file has made way if that is of any use.
func sentence(keepingAside problem: StoreProblem) -> SafeText {
    // Nobody puts another in its place while this courier is at work.
    guard problem.isBeyondUse, FileManager.default.fileExists(atPath: problem.path) else {
        return problem.sentence
    }
    do throws(StoreProblem) {
        return try KeptAside(problem).sentence
    } catch {
        return "\(problem.sentence) \(error.sentence)"
    }
}
