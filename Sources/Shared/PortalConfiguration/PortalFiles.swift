import Foundation
import PortalModel
import System

/// Where the portal keeps its files, after the XDG Base Directory Specification 0.8: `XDG_…_HOME`
/// where it is set to an absolute path, else the folder that the specification names in `HOME`.
public struct PortalFiles: Hashable, Sendable {
    /// What the reader writes: `$XDG_CONFIG_HOME/portaal`.
    public let configurationFolder: String
    /// What was delivered: `$XDG_DATA_HOME/portaal`, or `news` in it where the reader's own would
    /// stand there as well. The courier may write in it, and in no other.
    public private(set) var dataFolder: String
    /// Whether `dataFolder` is one in the folder that `XDG_DATA_HOME` names.
    public private(set) var hasOwnNewsFolder: Bool
    /// Whether `dataFolder` holds the news of all readers on this machine, into which a service
    /// delivers.
    public private(set) var sharesNews = false
    /// What the reader did, and the logs: `$XDG_STATE_HOME/portaal`; nil where nothing of that is
    /// kept.
    public let stateFolder: String?

    /// The folders that `environment` names. Nothing is made; links are followed to see which of
    /// them are one.
    ///
    /// Throws when it names neither a home nor all three folders.
    public init(environment: [String: String]) throws(FileProblem) {
        func absolute(_ name: String) -> String? { Self.absolute(environment[name]) }
        func folder(_ name: String, inHome fallback: String) throws(FileProblem) -> String {
            if let path = absolute(name) { return path + "/portaal" }
            guard let home = absolute("HOME") else {
                throw FileProblem(.noHome, "", .system(ENOENT))
            }
            return home + "/" + fallback + "/portaal"
        }
        configurationFolder = try folder("XDG_CONFIG_HOME", inHome: ".config")
        let state = try folder("XDG_STATE_HOME", inHome: ".local/state")
        stateFolder = state
        let own = [configurationFolder, state].map(PortalFiles.resolved)
        let named = try folder("XDG_DATA_HOME", inHome: ".local/share")
        var folder = named
        while own.contains(where: { PortalFiles.isWithin(PortalFiles.resolved(folder), $0) }) {
            folder += "/news"
        }
        dataFolder = folder
        hasOwnNewsFolder = folder != named
    }

    /// Those of a service that delivers into `store` for all readers on this machine. Nothing of a
    /// home is used, and the configuration is that of the system, unless `environment` names
    /// another.
    public init(service environment: [String: String], store: String) {
        configurationFolder =
            Self.absolute(environment["XDG_CONFIG_HOME"]).map { $0 + "/portaal" }
            ?? Self.systemConfigurationFolder
        (dataFolder, hasOwnNewsFolder, sharesNews) = (store, false, true)
        stateFolder = nil
    }

    /// Those of a restricted portal: the configuration and the news are those of all readers on
    /// this machine, and what `reader` did stands in a folder of their own; without a reader
    /// nothing of that is kept.
    ///
    /// Throws when `environment` names neither a home nor a folder for what readers do.
    public init(
        restrictedTo reader: ReaderName?, environment: [String: String]
    ) throws(FileProblem) {
        configurationFolder = Self.systemConfigurationFolder
        (dataFolder, hasOwnNewsFolder, sharesNews) = (Self.systemStore, false, true)
        guard let reader else {
            stateFolder = nil
            return
        }
        let state =
            Self.absolute(environment["XDG_STATE_HOME"])
            ?? Self.absolute(environment["HOME"]).map { $0 + "/.local/state" }
        guard let state else { throw FileProblem(.noHome, "", .system(ENOENT)) }
        stateFolder = "\(state)/portaal/readers/\(reader.text)"
    }

    /// The same, with the news that a service delivers into `store`.
    public func readingNews(in store: String) -> PortalFiles {
        var files = self
        (files.dataFolder, files.hasOwnNewsFolder, files.sharesNews) = (store, false, true)
        return files
    }

    private static func absolute(_ path: String?) -> String? {
        path.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    private static let systemConfigurationFolder = "/etc/portaal"
    /// Where the package's service delivers.
    private static let systemStore = "/var/lib/portaal"
    /// What holds for all readers on this machine who have no `configurationFile`.
    static let systemConfigurationFile = systemConfigurationFolder + "/portaal.toml"

    public var configurationFile: String { configurationFolder + "/portaal.toml" }
    public var subscriptionsFile: String { configurationFolder + "/sources.toml" }
    /// Held by the one process that changes the subscriptions.
    public var subscriptionsLock: String? { stateFolder.map { $0 + "/sources.lock" } }
    public var muteRulesFile: String { configurationFolder + "/filters.toml" }
    /// Held by the one process that changes what is muted.
    var muteRulesLock: String? { stateFolder.map { $0 + "/filters.lock" } }
    /// The reader's own themes, `NAME.toml` each.
    public var themesFolder: String { configurationFolder + "/themes" }
    /// What was delivered; can be thrown away.
    public var newsDatabase: String { dataFolder + "/news.db" }
    /// What the courier keeps of the edition that it read last.
    var editionFile: String { dataFolder + "/edition.toml" }
    /// What the sections of a service are, for the portals that read its news.
    public var sharedSectionsFile: String { dataFolder + "/sections.toml" }
    /// The reader's own; precious.
    public var readerDatabase: String? { stateFolder.map { $0 + "/reader.db" } }
    /// What the portal has to tell when something goes wrong.
    public var portalLog: String? { stateFolder.map { $0 + "/portaal.log" } }
    public var courierLog: String? { stateFolder.map { $0 + "/courier.log" } }

    /// The file of the reader's own theme `name`; nil for a name that no theme can have, such as
    /// one that leads out of the folder.
    public func themeFile(_ name: SafeText) -> String? {
        let allowed = name.string.utf8.allSatisfy(Self.isPlain)
        return allowed && !name.isEmpty ? "\(themesFolder)/\(name).toml" : nil
    }

    /// Whether a byte leads out of no folder: a letter or a digit of ASCII, `-` or `_`.
    fileprivate static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Makes the folders for what was delivered and for the reader's own, with all that lead to
    /// them, for nobody else to look into (0700); those that exist stay as they are, and one that
    /// is shared is made by its service.
    ///
    /// Throws at the first one that cannot be made. The configuration's folder is made when there
    /// is something to write in it.
    public func createFolders() throws(FileProblem) {
        if !sharesNews { try PortalFiles.create(dataFolder) }
        try createStateFolder()
        if hasOwnNewsFolder { bringNews() }
    }

    /// Makes the folder for what was delivered alone, if there is none, for all to look into.
    public func createSharedFolder() throws(FileProblem) {
        guard access(dataFolder, F_OK) != 0 else { return }
        try PortalFiles.create(dataFolder)
        guard chmod(dataFolder, 0o755) == 0 else {
            throw FileProblem(.notCreated, dataFolder, .system(errno))
        }
    }

    /// Brings news.db from where earlier versions had it, when there is none yet. What cannot be
    /// brought is delivered again.
    private func bringNews() {
        guard access(newsDatabase, F_OK) != 0 else { return }
        let before = dataFolder.dropLast("/news".count) + "/news.db"
        // The database last: then a start that was broken off is taken up by the next.
        for end in ["-wal", ""] { rename(before + end, newsDatabase + end) }
    }

    /// Where `path` leads, as far as it is there.
    static func resolved(_ path: String) -> String {
        if let pointer = realpath(path, nil) {
            defer { free(pointer) }
            return String(cString: pointer)
        }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return path }
        return resolved(String(path[..<slash])) + path[slash...]
    }

    /// Whether `path` is `folder` or lies in it.
    static func isWithin(_ folder: String, _ path: String) -> Bool {
        path == folder || path.hasPrefix(folder == "/" ? folder : folder + "/")
    }

    /// Makes the folder for the reader's own likewise.
    func createStateFolder() throws(FileProblem) {
        if let stateFolder { try PortalFiles.create(stateFolder) }
    }

    /// Makes the folder of the configuration likewise.
    func createConfigurationFolder() throws(FileProblem) {
        try PortalFiles.create(configurationFolder)
    }

    /// Takes a lock, so that what is read from `file` can be written back without undoing what
    /// another process wrote meanwhile.
    func lock(_ path: String?, for file: String) throws(FileProblem) -> FileLock {
        try createStateFolder()
        guard let path else { throw FileProblem(.notWritten, file, .system(EROFS)) }
        return try FileLock.acquire(at: path)
    }

    private static func create(_ folder: String) throws(FileProblem) {
        guard mkdir(folder, 0o700) != 0 else { return }
        switch errno {
        case ENOENT:
            guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { break }
            try create(String(folder[..<slash]))
            if mkdir(folder, 0o700) == 0 || isFolder(folder) { return }
        case EEXIST:
            if isFolder(folder) { return }
            errno = ENOTDIR
        default:
            // On a read-only file system, an existing folder gives EROFS rather than EEXIST.
            let reason = errno
            if isFolder(folder) { return }
            errno = reason
        }
        throw FileProblem(.notCreated, folder, .system(errno))
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

/// The name under which a restricted portal keeps what one of its readers did: that of a folder, so
/// that it leads to no other one.
public struct ReaderName: Hashable, Sendable {
    public let text: String

    /// Bytes that the name of a folder may have.
    private static let longest = 250

    /// The name that is written as `text`: letters and digits of ASCII, `-`, `_` and `.`, the first
    /// of them no full stop; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard (1...Self.longest).contains(text.utf8.count), !text.hasPrefix("."),
            text.utf8.allSatisfy({ PortalFiles.isPlain($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        self.text = String(text)
    }

    /// Whose portal it is by `environment`: the one whom `PORTAAL_READER` names, else the owner of
    /// the key that let them in, which sshd tells with `ExposeAuthInfo`.
    ///
    /// - Returns: nil where nobody is named, and a Dutch sentence where that is by a mistake.
    public static func named(
        in environment: [String: String]
    ) -> (name: ReaderName?, problem: SafeText?) {
        if let text = environment["PORTAAL_READER"], !text.isEmpty {
            guard let name = ReaderName(text) else {
                return (nil, "PORTAAL_READER is geen naam van een lezer; er wordt niets bewaard.")
            }
            return (name, nil)
        }
        guard let path = environment["SSH_USER_AUTH"] else { return (nil, nil) }
        do throws(FileProblem) {
            let text = try TextFile.read(path, limit: 65_536) ?? ""
            guard let key = key(in: text) else { return (nil, nil) }
            guard let name = ReaderName("key-" + key) else {
                return (nil, "Deze soort sleutel is te lang; er wordt niets bewaard.")
            }
            return (name, nil)
        } catch {
            return (nil, error.sentence)
        }
    }

    /// The public key in what sshd tells, `publickey ssh-ed25519 AAAA…` on a line of its own, in
    /// the letters of Base64 that a name of a file may have (RFC 4648, section 5).
    private static func key(in text: String) -> String? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 3, words[0] == "publickey" else { continue }
            return String(words[2]).replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: "")
        }
        return nil
    }
}
