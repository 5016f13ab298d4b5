import Foundation
import GRDB
import PortalModel
import System

/// Why a database could not be used: a code, the file, and what SQLite or the system said.
public struct StoreProblem: Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// The file is no sound SQLite database.
        case damaged
        /// The file belongs to another program.
        case foreign
        /// The file was written by a newer version of the portal.
        case newer
        /// The file or its folder may not be read or written.
        case notAllowed
        /// The disk is full.
        case full
        /// The file has grown to the size that is set for it.
        case grown(gigabytes: Int)
        /// Another program works on the file, for longer than could be waited.
        case inUse
        /// The file is an older version's, or one that was only just made: only the courier brings
        /// it up to date.
        case outdated
        /// A statement took more time than any needs.
        case tooLong
        case other
    }

    public let code: Code
    /// The file.
    public let path: String
    /// The cause in a few Dutch words.
    let cause: SafeText
    /// What SQLite or another library said, in its own language; for the log.
    public let detail: SafeText?

    public init(
        _ code: Code, path: String, cause: SafeText = .empty, detail: SafeText? = nil
    ) {
        self.code = code
        self.path = path
        self.cause = cause
        self.detail = detail
    }

    /// Whether the file will not become usable by itself and should make way for a new one.
    public var isBeyondUse: Bool {
        switch code {
        case .damaged, .foreign, .newer: true
        case .notAllowed, .full, .grown, .inUse, .outdated, .tooLong, .other: false
        }
    }

    /// Makes a problem of whatever GRDB or the system threw while it worked on `path`.
    public init(_ error: any Error, path: String) {
        if let problem = error as? StoreProblem {
            self = problem
            return
        }
        if let problem = error as? FileProblem {
            let code: Code = problem.code == .notLocked ? .other : .notAllowed
            self.init(code, path: path, cause: problem.reason)
            return
        }
        if let damage = error as? StoreDamage {
            self.init(.damaged, path: path, detail: SafeText(line: damage.what))
            return
        }
        guard let error = error as? DatabaseError else {
            let detail = SafeText(line: "\(error)", limit: 200)
            self.init(.other, path: path, cause: "onverwachte fout", detail: detail)
            return
        }
        let code: Code =
            switch error.resultCode {
            // A value longer than any that is written is damage too, and so are rows that are at
            // odds with what is written.
            case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_TOOBIG,
                .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
                .damaged
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .notAllowed
            case .SQLITE_FULL: .full
            // The second where another has locks that a reader of a journal has none of.
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .inUse
            case .SQLITE_INTERRUPT: .tooLong
            default: .other
            }
        self.init(
            code, path: path, cause: Self.cause(error.resultCode),
            detail: SafeText(line: error.message ?? "\(error)", limit: 200))
    }

    private static func cause(_ result: ResultCode) -> SafeText {
        switch result {
        case .SQLITE_READONLY: "er kan alleen in worden gelezen"
        case .SQLITE_CANTOPEN: "het bestand of de map is er niet, of mag niet worden gebruikt"
        case .SQLITE_PERM, .SQLITE_AUTH: "geen toegang"
        case .SQLITE_IOERR: "lees- of schrijffout van de schijf"
        case .SQLITE_NOMEM: "te weinig geheugen"
        default: "SQLite-fout \(result.rawValue)"
        }
    }

    /// One Dutch sentence that says what happened and what the reader can do.
    public var sentence: SafeText {
        let file = SafeText(line: path)
        return switch code {
        case .damaged: "\(file) is beschadigd."
        case .foreign: "\(file) is niet door portaal gemaakt."
        case .newer: "\(file) is door een nieuwer portaal gemaakt."
        case .notAllowed: "\(file) kan niet worden geopend (\(cause)); controleer de rechten."
        case .full: "De schijf is vol: \(file) kon niet worden bijgewerkt."
        case .grown(let size):
            """
            \(file) is zo groot als het mag worden (\(size) GB); laat met [keep] days in \
            portaal.toml minder dagen bewaren.
            """
        case .inUse: "\(file) is nog in gebruik; probeer het zo nog eens."
        case .outdated: "\(file) wordt bij het verversen bijgewerkt."
        case .tooLong: "\(file) gaf niet op tijd antwoord; portaal doctor gaat na of het heel is."
        case .other: "\(file) kon niet worden gebruikt (\(cause))."
        }
    }
}

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

/// Sees to it that the database at `path` and the files beside it are ordinary files or not there:
/// SQLite opens whatever it finds, and waits for ever on a pipe.
func checkFiles(of path: String) throws(StoreProblem) {
    let pointer = realpath(path, nil)
    defer { free(pointer) }
    // The files beside it stand where a link to it leads.
    let place = pointer.map { String(cString: $0) } ?? path
    for end in ["", "-journal", "-wal", "-shm"]
    where RegularFile.kind(of: place + end, followingLinks: false) == .other {
        throw StoreProblem(
            .other, path: place + end,
            cause: FileProblem(.notRead, place + end, .notRegular).reason)
    }
}

/// Runs `work` on the file at `path` and turns what it throws into a `StoreProblem`.
func onDatabase<Result>(
    at path: String, _ work: () throws -> Result
) throws(StoreProblem) -> Result {
    do {
        return try work()
    } catch {
        throw StoreProblem(error, path: path)
    }
}
