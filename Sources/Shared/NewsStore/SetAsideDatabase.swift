import Foundation
import PortalModel

/// A database that could not be used and was moved aside for a new one, byte for byte.
public struct SetAsideDatabase: Hashable, Sendable {
    /// Why it could not be used.
    let problem: StoreProblem
    /// Where it is now.
    public let path: String

    /// Moves the file that `problem` names, with its journals, to a free name beside it:
    /// `news.db.opzij`, `news.db.opzij-2`, …
    ///
    /// - Throws: `StoreProblem.notAllowed` when the file system refuses; then nothing was moved
    ///   or the rest lies where it was.
    public init(_ problem: StoreProblem) throws(StoreProblem) {
        let files = FileManager.default
        var free = problem.path + ".opzij"
        var number = 2
        while files.fileExists(atPath: free) {
            free = problem.path + ".opzij-\(number)"
            number += 1
        }
        for end in ["", "-wal", "-shm", "-journal"] {
            let isThere = end.isEmpty || files.fileExists(atPath: problem.path + end)
            guard !isThere || rename(problem.path + end, free + end) == 0 else {
                throw StoreProblem(
                    .notAllowed, path: problem.path, cause: SystemError.last.reason)
            }
        }
        self.problem = problem
        path = free
    }

    /// One Dutch sentence for the reader.
    public var sentence: SafeText {
        "\(problem.sentence) Het bestand staat nu opzij als \(SafeText(line: path))."
    }
}
