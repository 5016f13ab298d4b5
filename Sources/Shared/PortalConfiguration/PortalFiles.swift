import PortalModel

/// Where the portal keeps its files, after the XDG Base Directory Specification 0.8: `XDG_…_HOME`
/// where it is set to an absolute path, else the folder that the specification names in `HOME`.
public struct PortalFiles: Hashable, Sendable {
    /// What the reader writes: `$XDG_CONFIG_HOME/portaal`.
    public let configurationFolder: String
    /// What was delivered: `$XDG_DATA_HOME/portaal`, or `news` in it where the reader's own would
    /// stand there as well. The courier may write in it, and in no other.
    public let dataFolder: String
    /// Whether `dataFolder` is one in the folder that `XDG_DATA_HOME` names.
    public let hasOwnNewsFolder: Bool
    /// What the reader did, and the logs: `$XDG_STATE_HOME/portaal`.
    public let stateFolder: String

    /// The folders that `environment` names. Nothing is made; links are followed to see which of
    /// them are one.
    ///
    /// Throws when it names neither a home nor all three folders.
    public init(environment: [String: String]) throws(PortalFilesProblem) {
        func absolute(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        func folder(_ name: String, inHome fallback: String) throws(PortalFilesProblem) -> String {
            if let path = absolute(name) { return path + "/portaal" }
            guard let home = absolute("HOME") else { throw PortalFilesProblem(.noHome) }
            return home + "/" + fallback + "/portaal"
        }
        configurationFolder = try folder("XDG_CONFIG_HOME", inHome: ".config")
        stateFolder = try folder("XDG_STATE_HOME", inHome: ".local/state")
        let own = [configurationFolder, stateFolder].map(PortalFiles.resolved)
        let named = try folder("XDG_DATA_HOME", inHome: ".local/share")
        var folder = named
        while own.contains(where: { PortalFiles.isWithin(PortalFiles.resolved(folder), $0) }) {
            folder += "/news"
        }
        dataFolder = folder
        hasOwnNewsFolder = folder != named
    }

    /// The reader's settings.
    public var configurationFile: String { configurationFolder + "/portaal.toml" }
    /// The subscriptions that the portal keeps for the reader.
    public var subscriptionsFile: String { configurationFolder + "/sources.toml" }
    /// Held by the one process that changes the subscriptions.
    public var subscriptionsLock: String { stateFolder + "/sources.lock" }
    /// The reader's own themes, `NAME.toml` each.
    public var themesFolder: String { configurationFolder + "/themes" }
    /// What was delivered; can be thrown away.
    public var newsDatabase: String { dataFolder + "/news.db" }
    /// The reader's own; precious.
    public var readerDatabase: String { stateFolder + "/reader.db" }
    /// What the portal has to tell when something goes wrong.
    public var portalLog: String { stateFolder + "/portaal.log" }
    /// The same of the courier.
    public var courierLog: String { stateFolder + "/courier.log" }

    /// The file of the reader's own theme `name`; nil for a name that no theme can have, such as
    /// one that leads out of the folder.
    public func themeFile(_ name: SafeText) -> String? {
        let allowed = name.string.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return allowed && !name.isEmpty ? "\(themesFolder)/\(name).toml" : nil
    }
}
