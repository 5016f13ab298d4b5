/// The two webmails of which the reader is asked to choose one.
public enum WebmailProvider: String, CaseIterable, Hashable, Sendable, Codable {
    /// ZeelandNet's own.
    case zeelandnet
    /// DELTA's, which ZeelandNet offers too.
    case delta

    /// The provider's name as its readers write it.
    public var name: SafeText {
        switch self {
        case .zeelandnet: "ZeelandNet"
        case .delta: "DELTA"
        }
    }
}
