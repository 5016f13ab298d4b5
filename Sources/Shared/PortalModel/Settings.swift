/// What the reader can set. The portal's own values hold until portaal.toml gives others, and
/// those until one is chosen in the portal.
///
/// To add a setting, give it a property here, describe it in `SettingDescription.all`, name it in
/// README.md, and use it: whoever draws or opens a terminal has all of them.
public struct Settings: Hashable, Sendable {
    /// The webmail that `w` opens; nil as long as none was chosen.
    public var webmail: WebmailProvider?
    /// Where ZeelandNet's webmail is.
    public var zeelandNetWebmail = WebAddress(literal: "https://webmail.zeelandnet.nl/")
    /// Where DELTA's webmail is; an assumption.
    public var deltaWebmail = WebAddress(literal: "https://webmail.delta.nl/")
    /// Seconds between two refreshes that nobody asked for; nil for never.
    public var refreshInterval: Int64? = 3600
    /// Days after which an article goes that is not saved and that its source no longer gives; nil
    /// for never.
    public var daysKept: Int? = 90
    /// The theme by name; nil for the default.
    public var theme: SafeText?
    public var usesMouse = true
    public var isASCII = false
    /// Whether links in articles are links of the terminal; nil where it is known to take them.
    public var makesHyperlinks: Bool?
    /// Columns of a full line of an article, one of `measures`.
    public var measure = 72
    /// Whether both edges of an article's text are even.
    public var justifies = false
    /// Whether Dutch words are divided at the ends of lines.
    public var hyphenates = true
    /// Whether the portal puts Hebrew and Arabic into reading order; nil where the terminal does
    /// not do so itself.
    public var ordersText: Bool?
    /// Whether the portal is laid out line after line, for screen readers and braille.
    public var isLinear = false
    /// Whether the lead pictures of articles are shown; nil where there is room and a fast line.
    public var showsPictures: Bool?

    /// What `measure` may be.
    public static let measures = 40...72
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

    /// Makes what was chosen in the portal hold, as far as this version knows it.
    public mutating func apply(_ choice: SettingChoice) {
        let setting = SettingDescription.all.first { $0.row?.storedName == choice.name }
        setting?.set(choice.value, in: &self)
    }
}

/// What was chosen for one setting in the portal, as reader.db keeps it.
public struct SettingChoice: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// The two webmails of which the reader is asked to choose one.
public enum WebmailProvider: String, CaseIterable, Hashable, Sendable, Codable {
    case zeelandnet
    case delta

    public var name: SafeText {
        switch self {
        case .zeelandnet: "ZeelandNet"
        case .delta: "DELTA"
        }
    }
}
