import PortalModel

/// What the reader can set in `portaal.toml`; without that file, how the portal is.
public struct PortalConfiguration: Hashable, Sendable {
    /// The address of ZeelandNet's webmail.
    public var zeelandNetWebmail = WebAddress(literal: "https://webmail.zeelandnet.nl/")
    /// The address of DELTA's webmail; the default is an assumption.
    public var deltaWebmail = WebAddress(literal: "https://webmail.delta.nl/")
    /// Seconds between two refreshes that nobody asked for, at least 60; nil for never.
    public var refreshInterval: Int64? = 3600
    /// The sections in the reader's order, each source in one of them only.
    public var sections: [Section] = DefaultSections.all
    /// The name of the theme; nil leaves it to what the reader chose in the portal.
    public var theme: SafeText?
    /// Whether the portal listens to the mouse.
    public var usesMouse = true

    /// How the portal is without any file.
    public init() {}

    /// Where `provider` has its webmail.
    public func address(of provider: WebmailProvider) -> WebAddress {
        switch provider {
        case .zeelandnet: zeelandNetWebmail
        case .delta: deltaWebmail
        }
    }
}
