import PortalModel

/// Why the portal has no place for its files, or for one of them.
public struct PortalFilesProblem: Error, Hashable, Sendable {
    /// The kinds of trouble.
    public enum Code: Hashable, Sendable {
        /// The environment names no home.
        case noHome
        /// A folder cannot be made.
        case notCreated
        /// A file cannot be written.
        case notWritten
    }

    /// The kind of trouble.
    public let code: Code
    /// The folder or file it is about.
    public let path: SafeText?
    /// What the system said.
    let reason: SafeText?

    init(_ code: Code, path: String? = nil, reason: SafeText? = nil) {
        self.code = code
        self.path = path.map { SafeText(line: $0) }
        self.reason = reason
    }

    /// One Dutch sentence that says what happened and what the reader can do.
    public var sentence: SafeText {
        switch code {
        case .noHome: "Er is geen thuismap bekend; zet HOME op het volledige pad van een map."
        case .notCreated:
            """
            De map \(path ?? .empty) kan niet worden gemaakt (\(reason ?? "onbekend")); maak haar \
            zelf of kies een andere met XDG_DATA_HOME en XDG_STATE_HOME.
            """
        case .notWritten:
            "\(path ?? .empty) kan niet worden geschreven: \(reason ?? "onbekend")."
        }
    }
}
