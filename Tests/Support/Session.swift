import Foundation
import NewsStore
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import Synchronization
import System
import TextGrid
import Themes

/// The portal without a terminal: keys go in, frames and effects come out. The news is in memory,
/// what the reader does in a database in memory, and couriers are written by the test.
public struct Session {
    private var portal: Portal
    private var terminal: PaperTerminal
    private let log = EffectLog()
    private let clock: TickingClock
    let couriers: ScriptedCouriers
    /// The news that there is to read.
    public let stand: NewsStand
    private let reader: ReaderDatabase
    /// What the reader muted.
    public let rules = KeptRules()
    /// What the reader changed of sources.
    public let subscriptions: KeptSubscriptions
    /// Whether effects that come after the frame wait until `finishWrites` is called.
    public var holdsWrites = false

    /// A portal just opened in a window of `width` × `height`, with the webmail chosen. `readerPath`
    /// is where the reader's database is; nil for one in memory.
    public init(
        width: Int = 80, height: Int = 24, articles: [Article] = Newsroom.articles,
        webmail: WebmailProvider? = .delta, interval: Int64? = nil,
        lastDelivered: Timestamp? = PinnedClock.now + -180, isLinear: Bool = false,
        lastPage: NewsPage? = nil, lastVisit: Timestamp? = nil, knowsSources: Bool = true,
        hasBrowser: Bool = true,
        isBuiltInChanged: Bool = false, readerPath: String? = nil,
        commands: ReaderCommands = ReaderCommands(), editions: [Edition] = Newsroom.editions,
        keys: KeyTable = .standard, settings change: (inout Settings) -> Void = { _ in }
    ) throws {
        PinnedClock.pin()
        let stand = NewsStand(articles: articles, editions: editions)
        stand.knowsSources = knowsSources
        stand.lastHeard = articles.isEmpty ? nil : lastDelivered
        let reader = try readerPath.map { try ReaderDatabase(path: $0) } ?? ReaderDatabase()
        let subscriptions = KeptSubscriptions(editions.flatMap(\.sections))
        self.subscriptions = subscriptions
        let builtIn = BuiltInNews(front: editions.first?.id)
        let couriers = ScriptedCouriers()
        let ticking = TickingClock()
        var configuration = Self.configuration
        configuration.commands = commands
        change(&configuration.settings)
        let interpreter = Interpreter(
            configuration: configuration,
            browser: Browser(
                hasBrowser ? ["BROWSER": "/usr/bin/true"] : [:], commands.open),
            clock: Clock { ticking.now },
            log: Log(path: nil) { PinnedClock.now },
            library: NewsLibrary(
                stand, editions: editions, reader: reader,
                builtIn: isBuiltInChanged ? ChangedEdition(builtIn) : builtIn),
            files: KeptFiles(rules: rules, subscriptions: subscriptions),
            startCourier: couriers.start)
        var settings = Settings()
        settings.webmail = webmail
        settings.refreshInterval = interval
        settings.isLinear = isLinear
        // Whether words can be divided depends on what is installed.
        settings.hyphenates = false
        change(&settings)
        var state = State(
            size: Size(width: width, height: height), now: PinnedClock.now,
            theme: Themes.named(Themes.defaultName)?.theme ?? .plain,
            editions: editions, settings: settings,
            delivery: DeliveryState(lastDelivered: stand.lastHeard))
        state.sendCommands = commands.send
        state.keys = keys
        if let lastPage { state.begin(with: lastPage) }
        state.lastVisit = lastVisit
        self.stand = stand
        self.reader = reader
        self.couriers = couriers
        clock = ticking
        portal = Portal(state: state, interpreter: interpreter, observer: log)
        terminal = PaperTerminal(size: state.size)
        send(.started)
    }

    private static let configuration: PortalConfiguration = {
        var configuration = PortalConfiguration()
        configuration.settings.zeelandNetWebmail = WebAddress(
            literal: "https://webmail.zeelandnet.example/")
        configuration.settings.deltaWebmail = WebAddress(
            literal: "https://webmail.delta.example/")
        return configuration
    }()

    /// A portal opened for the first time: the built-in edition, and no webmail chosen.
    public static func firstRun(
        width: Int = 80, height: Int = 24, readerPath: String? = nil
    ) throws -> Session {
        try Session(
            width: width, height: height, articles: [], webmail: nil, readerPath: readerPath)
    }

    /// What decides the screen.
    public var state: State { portal.state }

    /// All that `update` asked for since the last call of `press` or `send`.
    public var effects: [Effect] { log.effects }

    /// The choices for settings that were stored, the last one last.
    public var keptSettings: [SettingChoice] { log.settings }

    /// What was put on the clipboard.
    public var copied: [String] { terminal.copied }

    /// Presses the keys of `script` one after the other: `j j Enter Space q`, `j*12`, `^C`.
    public mutating func press(_ script: String) throws {
        log.clear()
        for key in try KeyScript(script).keys { type(key) }
    }

    /// Does one thing with mouse or keyboard.
    public mutating func press(_ key: Key) {
        log.clear()
        type(key)
    }

    /// Lets `event` happen.
    public mutating func send(_ event: Event) {
        log.clear()
        happen(event)
    }

    /// Lets so many milliseconds pass without a key.
    public mutating func wait(_ milliseconds: Int) {
        log.clear()
        // Each is awaited once: the article beside a list, the reader's rest at it, and in two
        // steps the picture beside a lead.
        for _ in 0..<4 {
            guard let pause = state.awaitedPause, pause <= milliseconds else { return }
            happen(.keysPaused)
        }
    }

    /// Gives the window another size.
    public mutating func resize(width: Int, height: Int) {
        terminal.size = Size(width: width, height: height)
        send(.resized(terminal.size))
    }

    /// Does what comes after the frame, and stores where the reader is.
    public mutating func finishWrites() {
        while portal.hasPostponed { portal.performPostponed(on: &terminal) }
        portal.storePlaces(on: &terminal)
    }

    /// Lets the portal read what its couriers wrote.
    mutating func hearCouriers() {
        log.clear()
        portal.listen(on: &terminal)
        if !holdsWrites { finishWrites() }
    }

    /// Waits until a command that works in the background has ended, and lets the portal take that
    /// in.
    public mutating func awaitCommand() {
        let count = log.endedCommands
        while log.endedCommands == count, portal.interpreter.millisecondsToListen >= 0 {
            var descriptors = portal.interpreter.descriptors.map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(
                &descriptors, nfds_t(descriptors.count), portal.interpreter.millisecondsToListen)
            portal.listen(on: &terminal)
        }
    }

    /// Tells the portal that its terminal draws ASCII alone.
    public mutating func limitToASCII() {
        change { $0.settings.isASCII = true }
    }

    /// Has so many columns stand beside each other; nil for as many as are best.
    public mutating func choose(columns: Int?) {
        change { $0.settings.columns = columns }
        send(.resized(terminal.size))
    }

    /// Lets the theme follow the terminal's ground, which is taken for dark.
    public mutating func followGround() {
        change { state in
            state.isBackgroundLight = false
            state.theme = state.theme.asAutomatic
        }
    }

    /// Changes what the portal knows of its terminal and the reader's settings.
    mutating func change(_ work: (inout State) -> Void) {
        work(&portal.state)
    }

    private mutating func type(_ key: Key) {
        clock.tick()
        happen(.clockRead(PinnedClock.now))
        happen(.keyPressed(key))
    }

    private mutating func happen(_ event: Event) {
        portal.handle(event, on: &terminal)
        if !holdsWrites { finishWrites() }
    }
}

// MARK: - What there is to see

extension Session {
    /// What is on the screen.
    public var frame: Frame { view(state) }

    /// The rows of the screen without the blanks at their ends.
    public var rows: [String] {
        let frame = frame
        return (0..<frame.size.height).map { row in
            String(frame.text(ofRow: row).reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The row at the bottom.
    public var statusLine: String { rows.last ?? "" }

    /// The row on which the cursor stands.
    public var cursorRow: String {
        frame.cursor.map { rows[$0.row] } ?? ""
    }

    /// The top-level block at which the reader left an article, as it is stored.
    public func position(in article: ArticleID) throws -> Int? {
        try reader.position(in: article)
    }

    /// Has it stored that these were read, as in a session before.
    public func storeRead(_ articles: [ArticleID]) throws {
        try reader.setRead(articles, at: PinnedClock.now)
    }

    /// What the reader chose and did, as it is stored.
    public func stored() throws -> StoredChoices {
        let choices = try reader.choices()
        let articles = (stand.articles + BuiltInEdition.articles).map(\.id)
        return StoredChoices(
            readRecords: try reader.marks(of: articles).read,
            saved: try reader.savedHeadlines().map(\.id),
            labels: try reader.labels(of: articles), page: choices.page,
            webmail: choices.settings().webmail, theme: choices.settings().theme)
    }
}

/// What the reader chose and did.
public struct StoredChoices {
    public let readRecords: [ArticleID: ReadRecord]
    public var read: Set<ArticleID> { Set(readRecords.keys) }
    /// The last saved first.
    public let saved: [ArticleID]
    public let labels: [ArticleID: [SafeText]]
    public let page: NewsPage?
    public let webmail: WebmailProvider?
    public let theme: SafeText?
}

/// Remembers the effects that were asked for.
private final class EffectLog: PortalObserver {
    private(set) var effects: [Effect] = []

    /// Commands in the background that have ended.
    private(set) var endedCommands = 0

    func note(_ event: Event) {
        if case .commandEnded = event { endedCommands += 1 }
    }

    private(set) var settings: [SettingChoice] = []

    func note(_ effect: Effect) {
        effects.append(effect)
        if case .keep(let choice) = effect { settings.append(choice) }
    }

    func clear() {
        effects = []
    }
}

/// A clock that is a second later at each key, so that acts have an order.
private final class TickingClock: Sendable {
    private let seconds = Mutex<Int64>(0)

    var now: Timestamp { PinnedClock.now + seconds.withLock { $0 } }

    func tick() {
        seconds.withLock { $0 += 1 }
    }
}

/// The reader's files, in memory.
private struct KeptFiles: ReaderFiles {
    let rules: KeptRules
    let subscriptions: KeptSubscriptions
    var canMute: Bool { true }

    func muteRules() -> (file: MuteRuleFile?, mistakes: [ConfigurationMistake]) { rules.read() }

    func changeMuteRules(_ change: (inout MuteRuleFile) -> Void) -> SafeText? {
        rules.change(change)
    }

    func changeSubscriptions(
        _ change: (inout Subscriptions, [Section]) -> Void
    ) -> Result<[Section], SubscriptionFailure> {
        subscriptions.change(change)
    }

    func currentEditions() -> [Edition]? { nil }
}

/// What would stand in filters.toml.
public final class KeptRules {
    public private(set) var file = MuteRuleFile()
    /// What is wrong with it.
    public var mistakes: [ConfigurationMistake] = []
    /// Why it cannot be changed; nil when it can.
    public var problem: SafeText?
    /// How often it was to be changed.
    public private(set) var changes = 0

    func read() -> (file: MuteRuleFile?, mistakes: [ConfigurationMistake]) { (file, mistakes) }

    func change(_ change: (inout MuteRuleFile) -> Void) -> SafeText? {
        changes += 1
        if problem == nil { change(&file) }
        return problem
    }
}

/// What would stand in sources.toml.
public final class KeptSubscriptions {
    public private(set) var own = Subscriptions()
    private let base: [Section]
    public var problem: SafeText?

    init(_ base: [Section]) {
        self.base = base
    }

    public var sections: [Section] { own.applied(to: base) }

    func change(
        _ change: (inout Subscriptions, [Section]) -> Void
    ) -> Result<[Section], SubscriptionFailure> {
        if let problem { return .failure(SubscriptionFailure(problem)) }
        change(&own, base)
        return .success(sections)
    }
}

/// A terminal that only remembers what it was given.
private struct PaperTerminal: PortalTerminal {
    var size: Size
    private(set) var copied: [String] = []

    init(size: Size) {
        self.size = size
    }

    mutating func repaint() {}

    mutating func suspend() {}

    mutating func copyToClipboard(_ text: String) {
        copied.append(text)
    }

    mutating func apply(_ settings: Settings) {}

    mutating func lend(to start: (_ input: Int32, _ output: Int32) -> Int32?) {}
}
