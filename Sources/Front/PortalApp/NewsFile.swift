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
}

extension NewsProvider {
    public mutating func follow(_ editions: [Edition]) {}
}

/// news.db, which comes with the first delivery and may be thrown away at any time.
struct NewsFile: NewsProvider {
    private let path: String?
    private var editions: [Edition]
    private var database: NewsDatabase?
    /// The file that `database` is.
    private var file: FileIdentity?
    private(set) var hasNews = false

    /// The news.db at `path`, which need not exist yet; nil where no place for it is known.
    init(path: String?, editions: [Edition]) {
        self.path = path
        self.editions = editions
    }

    /// Until a delivery brought something, looks again each time.
    mutating func open() throws(StoreProblem) -> (any DeliveredNews)? {
        guard let path else { return nil }
        let file = FileIdentity(path)
        // It may have been thrown away or have made way for another one.
        if file != self.file { forget() }
        if database == nil {
            guard file != nil else { return nil }
            self.file = file
            do throws(StoreProblem) {
                database = try NewsDatabase(path: path)
            } catch {
                // The courier has yet to make something of it.
                if error.code == .outdated { return nil }
                throw error
            }
        }
        if !hasNews, let database {
            for edition in editions where !hasNews {
                hasNews = try !database.newest(in: edition.id, count: 1).isEmpty
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
        return try file.setAside(problem)
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
        device = status.st_dev
        number = status.st_ino
    }
}

extension FileIdentity? {
    /// Moves the file of a problem aside, unless it is another one by now: then another portal has
    /// done so already.
    func setAside(_ problem: StoreProblem) throws(StoreProblem) -> SafeText {
        self == FileIdentity(problem.path) ? try MovedDatabase(problem).sentence : problem.sentence
    }
}
