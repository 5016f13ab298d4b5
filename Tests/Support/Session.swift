import PortalCore
import PortalModel
import TextGrid
import Themes

/// The portal without a terminal: keys go in, frames and effects come out.
///
/// Reads are answered at once and writes after the frame was drawn, as the program does it.
public struct Session {
    /// What decides the screen.
    public private(set) var state: State
    /// What the portal works on.
    public var stand: NewsStand
    /// All that `update` asked for since the last call of `press` or `send`.
    public private(set) var effects: [Effect] = []
    /// Whether writes wait until `finishWrites` is called.
    public var holdsWrites = false
    private var held: [Effect] = []

    /// A portal just opened in a window of `width` × `height`, with the webmail chosen.
    public init(
        width: Int = 80, height: Int = 24, articles: [Article] = Newsroom.articles,
        webmail: WebmailProvider? = .delta, interval: Int64? = nil,
        lastChecked: Timestamp? = PinnedClock.now + -180, isLinear: Bool = false,
        lastPage: NewsPage? = nil, knowsSources: Bool = true
    ) throws {
        PinnedClock.pin()
        stand = NewsStand(articles: articles)
        stand.knowsSources = knowsSources
        state = State(
            size: Size(width: width, height: height), now: PinnedClock.now,
            theme: Themes.named(Themes.defaultName)?.theme ?? .plain,
            editions: stand.editions, webmail: webmail,
            delivery: DeliveryState(
                interval: interval, lastChecked: articles.isEmpty ? nil : lastChecked),
            // Whether words can be divided depends on what is installed.
            typography: Typography(isHyphenated: false), isLinear: isLinear)
        if let lastPage { state.begin(with: lastPage) }
        send(.started)
    }

    /// A portal opened for the first time: the built-in edition, and no webmail chosen.
    public static func firstRun(width: Int = 80, height: Int = 24) throws -> Session {
        try Session(width: width, height: height, articles: [], webmail: nil)
    }

    /// Presses the keys of `script` one after the other: `j j Enter Space q`, `j*12`, `^C`.
    public mutating func press(_ script: String) throws {
        effects = []
        for key in try KeyScript(script).keys { type(key) }
    }

    /// Does one thing with mouse or keyboard.
    public mutating func press(_ key: Key) {
        effects = []
        type(key)
    }

    /// Lets `event` happen.
    public mutating func send(_ event: Event) {
        effects = []
        happen(event)
    }

    /// Gives the window another size.
    public mutating func resize(width: Int, height: Int) {
        send(.resized(Size(width: width, height: height)))
    }

    /// Does the writes that were held.
    public mutating func finishWrites() {
        let writes = held
        held = []
        for effect in writes {
            if effect.timing == .beforeFrameUnlessLocked {
                stand.isLocked = false
                happen(.storeUnlocked)
            }
            for event in stand.perform(effect) { happen(event) }
        }
    }

    /// Tells the portal that its terminal draws ASCII alone.
    public mutating func limitToASCII() {
        change { $0.isASCII = true }
    }

    /// Changes what the portal knows of its terminal and the reader's settings.
    mutating func change(_ work: (inout State) -> Void) {
        work(&state)
    }

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

    private mutating func type(_ key: Key) {
        happen(.clockRead(PinnedClock.now))
        happen(.keyPressed(key))
    }

    private mutating func happen(_ event: Event) {
        var events = [event]
        while !events.isEmpty {
            for effect in update(&state, events.removeFirst()) {
                effects.append(effect)
                switch effect.timing {
                case .afterFrame: held.append(effect)
                case .beforeFrameUnlessLocked where stand.isLocked:
                    held.append(effect)
                    events.append(.storeLocked)
                case .beforeFrame, .beforeFrameUnlessLocked: events += stand.perform(effect)
                }
            }
        }
        if !holdsWrites { finishWrites() }
    }
}
