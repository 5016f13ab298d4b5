import PortalModel

/// What the reader can set in `portaal.toml`; without that file, how the portal is.
public struct PortalConfiguration: Hashable, Sendable {
    /// The address of ZeelandNet's webmail.
    var zeelandNetWebmail = WebAddress(literal: "https://webmail.zeelandnet.nl/")
    /// The address of DELTA's webmail; the default is an assumption.
    var deltaWebmail = WebAddress(literal: "https://webmail.delta.nl/")
    /// Seconds between two refreshes that nobody asked for, at least 60; nil for never.
    public var refreshInterval: Int64? = 3600
    /// Days after which an article goes that is not saved and that its source no longer gives; nil
    /// for never.
    public var daysKept: Int? = 90
    /// What `daysKept` may be.
    static let keepable = 1...36_500
    /// The sections in the reader's order, each source in one of them only.
    public var sections: [Section] = DefaultSections.all
    /// The name of the theme as long as the reader chose none in the portal; nil for the default.
    public var theme: SafeText?
    /// Whether the portal listens to the mouse.
    public var usesMouse = true
    /// The measures that can be set, in columns.
    static let measures = 40...72
    /// Columns of a full line of an article, one of `measures`.
    public var measure = 72
    /// Whether both edges of an article's text are even.
    public var justifies = false
    /// Whether Dutch words are divided at the ends of lines.
    public var hyphenates = true
    /// Whether the portal puts Hebrew and Arabic into reading order; nil where the terminal does
    /// not do so itself.
    public var ordersText: Bool?
    /// Whether the lead pictures of articles are shown; nil where there is room and a fast line.
    public var showsPictures: Bool?
    /// Whether links in articles are links of the terminal; nil where it is known to take them.
    public var makesHyperlinks: Bool?
    /// Whether nothing but ASCII is drawn.
    public var isASCII = false
    /// Whether the portal is laid out line after line, for screen readers and braille.
    public var isLinear = false

    /// How the portal is without any file.
    public init() {}

    /// The moment before which an article is old at `now`; nil when none ever is.
    public func oldestKept(at now: Timestamp) -> Timestamp? {
        daysKept.map { now + -Int64($0) * 86_400 }
    }

    /// Bytes that the stored news may take: room for some 50,000 articles a day on each of the days
    /// that are kept, from 4 GiB to the 64 GiB of one that keeps all.
    public var largestNews: Int {
        daysKept.map { min(max($0 << 28, 4 << 30), 64 << 30) } ?? 64 << 30
    }

    /// Where `provider` has its webmail.
    public func address(of provider: WebmailProvider) -> WebAddress {
        switch provider {
        case .zeelandnet: zeelandNetWebmail
        case .delta: deltaWebmail
        }
    }
}
