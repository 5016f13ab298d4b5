import Foundation
import NewsStore
import PortalModel

/// Where delivered news comes from.
public protocol NewsProvider {
    /// Whether something was delivered, as far as `open()` saw.
    var hasNews: Bool { get }

    /// The news as it is now; nil where there is none yet.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, it can be set aside and all goes on.
    mutating func open() throws(StoreProblem) -> (any DeliveredNews)?

    /// Sets aside what cannot be used.
    ///
    /// - Returns: A sentence for the reader; nil when `problem` is about something else.
    mutating func setAside(_ problem: StoreProblem) throws(StoreProblem) -> SafeText?

    /// Looks for news on the front pages of these from now on.
    mutating func follow(_ editions: [Edition])

    /// A number that is another one after each delivery; nil where there is no news yet.
    mutating func version() throws(StoreProblem) -> Int?
}

extension NewsProvider {
    public mutating func follow(_ editions: [Edition]) {}
    public mutating func version() throws(StoreProblem) -> Int? { nil }
}

/// news.db, which comes with the first delivery and may be thrown away at any time.
struct NewsFile: NewsProvider {
    private let path: String?
    /// Whether it is that of all readers, which only its service may set aside.
    private let isShared: Bool
    private var editions: [Edition]
    private var database: NewsDatabase?
    private var file: FileIdentity?
    private(set) var hasNews = false
    /// How often a file was opened.
    private var openings = 0
    /// A shared file that cannot be used, which is not opened again.
    private var unusable: FileIdentity?
    /// A file that a courier has yet to bring up to date, and its journal, as they were seen.
    private var outdated: [FileStamp?] = []

    /// The news.db at `path`, which need not exist yet; nil where no place for it is known.
    init(path: String?, editions: [Edition], isShared: Bool = false) {
        self.path = path
        self.isShared = isShared
        self.editions = editions
    }

    /// Until a delivery brought something, looks again each time.
    mutating func open() throws(StoreProblem) -> (any DeliveredNews)? {
        guard let path else { return nil }
        let file = FileIdentity(path)
        // It may have been thrown away or have made way for another one.
        if file != self.file { forget() }
        if database == nil {
            guard let file, file != unusable else { return nil }
            let stamps = [path, path + "-wal"].map(FileStamp.init)
            guard stamps != outdated else { return nil }
            self.file = file
            do throws(StoreProblem) {
                database = try NewsDatabase(path: path)
                openings += 1
            } catch {
                guard error.code == .outdated else { throw error }
                outdated = stamps
                return nil
            }
        }
        if !hasNews, let database {
            for edition in editions where !hasNews {
                hasNews = try !database.headlines(on: .front(edition.id), count: 1).isEmpty
                if !hasNews { hasNews = try database.mutedCount(on: .front(edition.id)) > 0 }
            }
        }
        return database
    }

    mutating func follow(_ editions: [Edition]) {
        self.editions = editions
    }

    mutating func setAside(_ problem: StoreProblem) throws(StoreProblem) -> SafeText? {
        guard problem.path == path else { return nil }
        let file = file
        forget()
        guard !isShared else {
            unusable = file
            return problem.sentence
        }
        return try file.setAside(problem)
    }

    mutating func version() throws(StoreProblem) -> Int? {
        _ = try open()
        guard let database else { return nil }
        // Another file counts its versions from the start.
        return (openings << 32) + (try database.version())
    }

    private mutating func forget() {
        database = nil
        hasNews = false
        file = nil
    }
}

/// Which file it is that stands at a path, whatever it is called later.
struct FileIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t

    /// The file at `path`; nil when there is none, or none that can be seen.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    fileprivate init(_ status: stat) {
        device = status.st_dev
        number = status.st_ino
    }
}

extension FileIdentity? {
    /// Moves the file of a problem aside, unless it is another one by now: then another portal has
    /// done so already.
    func setAside(_ problem: StoreProblem) throws(StoreProblem) -> SafeText {
        self == FileIdentity(problem.path)
            ? try SetAsideDatabase(problem).sentence : problem.sentence
    }
}

/// What changes when another process writes to the file at a path, or replaces it.
struct FileStamp: Equatable {
    private let identity: FileIdentity
    private let size: off_t
    private let seconds, nanoseconds: Int

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        identity = FileIdentity(status)
        size = status.st_size
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}

/// A file that another process may change or replace.
struct WatchedFile {
    private let path: String
    private var seen: FileStamp?

    /// The file at `path`, which need not exist, as it is now.
    init(_ path: String) {
        self.path = path
        seen = FileStamp(path)
    }

    /// Whether it is another one, or has other contents, than at the last look.
    mutating func hasChanged() -> Bool {
        let stamp = FileStamp(path)
        defer { seen = stamp }
        return stamp != seen
    }
}
