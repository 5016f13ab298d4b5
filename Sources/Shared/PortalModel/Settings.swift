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
    /// Where the manifest is of an edition that brings the news of many sources; nil for none.
    public var edition: WebAddress?
    /// The keys of minisign with one of which an edition must be signed, as they were written; none
    /// where that is not looked at.
    public var editionKeys: [String] = []
    /// The theme by name; nil for the default.
    public var theme: SafeText?
    public var usesMouse = true
    public var isASCII = false
    /// Whether links in articles are links of the terminal; nil where it is known to take them.
    public var makesHyperlinks: Bool?
    /// How much of each headline lists show.
    public var listForm = ListForm.teasers
    /// How many columns stand beside each other where there is room: list, article and sidebar;
    /// nil where the width of the window decides.
    public var columns: Int?
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
    /// Whether a headline that is scrolled past becomes read.
    public var readsOnScroll = false
    /// Whether what is saved stays unread when many are marked as read at once.
    public var leavesSaved = false
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

/// How much of each headline a list shows. The raw values stand in portaal.toml.
public enum ListForm: String, CaseIterable, Hashable, Sendable {
    case teasers
    /// The title, and below it section, source and time.
    case twoLines = "two-lines"
    case oneLine = "one-line"

    public var name: SafeText {
        switch self {
        case .teasers: "met teasers"
        case .twoLines: "twee regels"
        case .oneLine: "één regel"
        }
    }

    /// After the last comes the first.
    public var next: ListForm {
        switch self {
        case .teasers: .twoLines
        case .twoLines: .oneLine
        case .oneLine: .teasers
        }
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

/// What there is to know of one setting: where it stands in portaal.toml, what it can be, and how
/// the portal shows it. The reader of portaal.toml and the settings screen are made of these, and
/// README.md is checked against them.
public struct SettingDescription: Sendable {
    /// The table in portaal.toml and the key in it; nil for what is chosen in the portal alone.
    public let place: (table: String, key: String)?
    public let values: Values
    /// How the portal shows it; nil for what is set in portaal.toml alone.
    public let row: Row?

    /// A row of the settings screen.
    public struct Row: Sendable {
        /// From the top.
        let position: Int
        /// Under which reader.db keeps what was chosen.
        public let storedName: String
        public let name: SafeText
        /// What it does, in a sentence; empty where what is chosen says so.
        public let purpose: SafeText
    }

    /// Which property of `Settings` it is, and what that can be.
    public enum Values: Sendable {
        case flag(Property<Bool>, on: SafeText = "aan", off: SafeText = "uit")
        /// On, off, or as it is best.
        case automatic(Property<Bool?>)
        case columns(Property<Int>, ClosedRange<Int>)
        /// A number of days, or forever.
        case days(Property<Int?>, ClosedRange<Int>)
        /// A number of seconds, or never.
        case interval(Property<Int64?>, ClosedRange<Int64>)
        case address(Property<WebAddress>)
        case listForm(Property<ListForm>)
        /// A number, or as many as are best.
        case columnCount(Property<Int?>, ClosedRange<Int>)
        case optionalAddress(Property<WebAddress?>)
        /// One text or two.
        case keys(Property<[String]>)
        case theme(Property<SafeText?>)
        case webmail(Property<WebmailProvider?>)

        public typealias Property<Value> = any WritableKeyPath<Settings, Value> & Sendable
    }

    private init(
        _ table: String, _ key: String, _ values: Values, row: Row? = nil
    ) {
        place = (table, key)
        self.values = values
        self.row = row
    }

    private init(_ values: Values, row: Row) {
        place = nil
        self.values = values
        self.row = row
    }

    /// All settings, in the order in which README.md and messages name them.
    public static let all = [
        SettingDescription(
            .webmail(\.webmail),
            row: Row(
                position: 0, storedName: "webmail", name: "Webmail",
                purpose: "Wat de toets w opent.")),
        SettingDescription("webmail", "zeelandnet", .address(\.zeelandNetWebmail)),
        SettingDescription("webmail", "delta", .address(\.deltaWebmail)),
        SettingDescription(
            "refresh", "every", .interval(\.refreshInterval, 60...31_536_000),
            row: Row(
                position: 5, storedName: "refresh", name: "Verversen",
                purpose: "Hoe vaak het nieuws vanzelf wordt opgehaald.")),
        SettingDescription("keep", "days", .days(\.daysKept, 1...36_500)),
        SettingDescription("edition", "url", .optionalAddress(\.edition)),
        SettingDescription("edition", "key", .keys(\.editionKeys)),
        SettingDescription(
            "display", "theme", .theme(\.theme),
            row: Row(position: 1, storedName: "theme", name: "Thema", purpose: .empty)),
        SettingDescription(
            "display", "list", .listForm(\.listForm),
            row: Row(
                position: 8, storedName: "list", name: "Lijst",
                purpose: "Hoeveel er van een bericht in lijsten staat; d wisselt.")),
        SettingDescription(
            "display", "columns", .columnCount(\.columns, 1...3),
            row: Row(
                position: 9, storedName: "columns", name: "Kolommen",
                purpose: "Lijst, artikel en zijlijst naast elkaar, waar daar ruimte voor is.")),
        SettingDescription(
            "display", "mouse", .flag(\.usesMouse),
            row: Row(
                position: 12, storedName: "mouse", name: "Muis",
                purpose: "Klikken en het wiel; Shift selecteert tekst.")),
        SettingDescription(
            "display", "ascii", .flag(\.isASCII, on: "alleen ASCII", off: "automatisch"),
            row: Row(
                position: 11, storedName: "ascii", name: "Tekens",
                purpose: "Alleen ASCII, voor terminals zonder Unicode.")),
        SettingDescription(
            "display", "hyperlinks", .automatic(\.makesHyperlinks),
            row: Row(
                position: 7, storedName: "hyperlinks", name: "Links",
                purpose: "Klikbare links, als de terminal dat kan (OSC 8).")),
        SettingDescription(
            "reading", "measure", .columns(\.measure, Settings.measures),
            row: Row(
                position: 2, storedName: "measure", name: "Regellengte",
                purpose: "Hoe lang een regel van een artikel hoogstens wordt.")),
        SettingDescription(
            "reading", "justify",
            .flag(\.justifies, on: "aan beide kanten recht", off: "links uitgelijnd"),
            row: Row(
                position: 3, storedName: "justify", name: "Uitlijning",
                purpose: "Hoe de randen van een artikel lopen.")),
        SettingDescription(
            "reading", "hyphenate", .flag(\.hyphenates),
            row: Row(
                position: 4, storedName: "hyphenate", name: "Afbreken",
                purpose: "Lange Nederlandse woorden afbreken (met libhyphen0 en hyphen-nl).")),
        SettingDescription(
            "reading", "bidi", .automatic(\.ordersText),
            row: Row(
                position: 6, storedName: "bidi", name: "Leesrichting",
                purpose: "Hebreeuws en Arabisch in leesvolgorde (met libfribidi0).")),
        SettingDescription("reading", "linear", .flag(\.isLinear)),
        SettingDescription("reading", "read-on-scroll", .flag(\.readsOnScroll)),
        SettingDescription("reading", "leave-saved", .flag(\.leavesSaved)),
        SettingDescription(
            "reading", "pictures", .automatic(\.showsPictures),
            row: Row(
                position: 10, storedName: "pictures", name: "Foto’s",
                purpose: "De foto boven een artikel tonen (met libchafa0); i wisselt.")),
    ]

    /// Those that are chosen in the portal, in the order of its rows.
    public static let chosen: [(setting: SettingDescription, row: Row)] =
        all
        .compactMap { setting in setting.row.map { (setting, $0) } }
        .sorted { $0.row.position < $1.row.position }
}

// What is chosen is kept, and given from the screen to the store, as text.
extension SettingDescription {
    /// What holds, as reader.db keeps it; nil where nothing was chosen yet.
    public func value(in settings: Settings) -> String? {
        switch values {
        case .flag(let property, _, _): String(settings[keyPath: property])
        case .automatic(let property): settings[keyPath: property].map { String($0) } ?? "auto"
        case .columns(let property, _): String(settings[keyPath: property])
        case .days(let property, _): settings[keyPath: property].map { String($0) } ?? "forever"
        case .interval(let property, _): settings[keyPath: property].map { String($0) } ?? "never"
        case .address(let property): settings[keyPath: property].string
        case .listForm(let property): settings[keyPath: property].rawValue
        case .columnCount(let property, _):
            settings[keyPath: property].map { String($0) } ?? "auto"
        case .optionalAddress(let property): settings[keyPath: property]?.string
        case .keys(let property): settings[keyPath: property].joined(separator: " ")
        case .theme(let property): settings[keyPath: property]?.string
        case .webmail(let property): settings[keyPath: property]?.rawValue
        }
    }

    /// Makes what reader.db kept hold; false, and nothing changes, where it can be no value.
    @discardableResult
    func set(_ value: String, in settings: inout Settings) -> Bool {
        switch values {
        case .flag(let property, _, _):
            guard let isOn = Bool(value) else { return false }
            settings[keyPath: property] = isOn
        case .automatic(let property):
            let isOn = Bool(value)
            guard isOn != nil || value == "auto" else { return false }
            settings[keyPath: property] = isOn
        case .columns(let property, let range):
            guard let columns = Int(value) else { return false }
            settings[keyPath: property] = min(max(columns, range.lowerBound), range.upperBound)
        case .days(let property, let range):
            let days = Int(value)
            guard days.map(range.contains) ?? (value == "forever") else { return false }
            settings[keyPath: property] = days
        case .interval(let property, let range):
            let seconds = Int64(value)
            guard seconds.map({ $0 >= range.lowerBound }) ?? (value == "never") else {
                return false
            }
            settings[keyPath: property] = seconds
        case .address(let property):
            guard let address = WebAddress(value) else { return false }
            settings[keyPath: property] = address
        case .listForm(let property):
            guard let form = ListForm(rawValue: value) else { return false }
            settings[keyPath: property] = form
        case .columnCount(let property, let range):
            let count = Int(value)
            guard count.map(range.contains) ?? (value == "auto") else { return false }
            settings[keyPath: property] = count
        case .optionalAddress(let property):
            guard let address = WebAddress(value) else { return false }
            settings[keyPath: property] = address
        case .keys(let property):
            settings[keyPath: property] = value.split(separator: " ").map { String($0) }
        case .theme(let property):
            settings[keyPath: property] = SafeText(line: value)
        case .webmail(let property):
            guard let provider = WebmailProvider(rawValue: value) else { return false }
            settings[keyPath: property] = provider
        }
        return true
    }

    /// The values that can be chosen one after another, what holds among them; none for what is
    /// written in portaal.toml alone. `themes` are the names of those that there are.
    public func choices(in settings: Settings, themes: [SafeText]) -> [String] {
        switch values {
        case .flag: ["true", "false"]
        case .automatic: ["auto", "true", "false"]
        case .columns(let property, let range):
            Set(stride(from: range.lowerBound, through: range.upperBound, by: 4))
                .union([settings[keyPath: property]]).sorted().map { String($0) }
        case .interval(let property, _):
            Set([900, 1800, 3600, 7200] + (settings[keyPath: property].map { [$0] } ?? []))
                .sorted().map { String($0) } + ["never"]
        case .listForm: ListForm.allCases.map(\.rawValue)
        case .columnCount(_, let range): ["auto"] + range.map { String($0) }
        case .theme: themes.map(\.string)
        case .webmail: WebmailProvider.allCases.map(\.rawValue)
        case .days, .address, .optionalAddress, .keys: []
        }
    }

    /// What holds, in Dutch; nil where nothing was chosen yet.
    public func wording(in settings: Settings) -> SafeText? {
        switch values {
        case .flag(let property, let on, let off): settings[keyPath: property] ? on : off
        case .automatic(let property):
            settings[keyPath: property].map { $0 ? "aan" : "uit" } ?? "automatisch"
        case .columns(let property, _): "\(settings[keyPath: property]) tekens"
        case .days(let property, _):
            settings[keyPath: property].map { "\($0) dagen" } ?? "voor altijd"
        case .interval(let property, _):
            settings[keyPath: property].map(Self.interval) ?? "nooit"
        case .address(let property): settings[keyPath: property].publicText
        case .listForm(let property): settings[keyPath: property].name
        case .columnCount(let property, _):
            settings[keyPath: property].map { "\($0)" } ?? "automatisch"
        case .optionalAddress(let property): settings[keyPath: property]?.publicText
        case .keys(let property):
            SafeText(line: settings[keyPath: property].joined(separator: " "))
        case .theme(let property): settings[keyPath: property]
        case .webmail(let property): settings[keyPath: property].map { "\($0.name) webmail" }
        }
    }

    private static func interval(_ seconds: Int64) -> SafeText {
        switch seconds {
        case 60: "elke minuut"
        case 3600: "elk uur"
        case 86_400: "elke dag"
        case _ where seconds % 86_400 == 0: "elke \(seconds / 86_400) dagen"
        case _ where seconds % 3600 == 0: "elke \(seconds / 3600) uur"
        case _ where seconds % 60 == 0: "elke \(seconds / 60) minuten"
        default: "elke \(seconds) seconden"
        }
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
