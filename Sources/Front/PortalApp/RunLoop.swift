import CursesTerminal
import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System
import TextGrid

/// How the portal is opened, apart from what the configuration says.
public struct PortalOptions {
    /// Without frames and columns, for screen readers.
    var isLinear: Bool
    /// With no other characters than ASCII.
    public let isASCII: Bool
    /// Where events and effects are written down.
    var trace: Trace?

    public init(isLinear: Bool = false, isASCII: Bool = false, trace: Trace? = nil) {
        self.isLinear = isLinear
        self.isASCII = isASCII
        self.trace = trace
    }
}

extension Portal {
    /// Opens the portal on the terminal, and returns when the reader leaves it.
    public static func open(
        _ startup: Startup, _ options: PortalOptions
    ) throws(TerminalError) {
        var startup = startup
        let (theme, themeProblems) = startup.theme()
        startup.problems += themeProblems
        var settings = startup.settings
        if options.isLinear { settings.isLinear = true }
        if options.isASCII { settings.isASCII = true }
        let terminal = try Terminal(
            startup.terminalOptions(settings, asksBackground: theme.name == Theme.automatic))
        var library = startup.library()
        var state = startup.firstState(
            size: terminal.size, theme: theme, settings, library: &library)
        state.isBackgroundLight = startup.isBackgroundLight
        state.terminalOrdersText = terminal.abilities.ordersText
        state.pictureColors = terminal.pictureColors
        state.hasFewColors = terminal.pictureColors == nil || terminal.pictureColors == .named
        state.isUnicode = terminal.isUnicode
        if startup.sharesNews { state.followService() }
        state.isRestricted = startup.isRestricted
        let starter = startup.courierStarter
        let interpreter = Interpreter(
            configuration: startup.configuration,
            browser: Browser(
                startup.isRestricted ? [:] : startup.environment,
                startup.configuration.commands.open),
            themes: ThemeCatalogue(files: startup.files), clock: startup.clock, log: starter.log,
            library: library, readEditions: startup.readEditions,
            subscriptionsFile: startup.files.map { WatchedFile($0.subscriptionsFile) },
            sharesNews: startup.sharesNews,
            configurationFolder: startup.files?.configurationFolder ?? "/",
            readMuteRules: startup.readMuteRules,
            changeMuteRules: startup.changeMuteRules,
            changeSubscriptions: startup.changeSubscriptions,
            startCourier: { (job) throws(DeliveryProblem) in
                try starter.start(job)
            })

        var loop = RunLoop(
            terminal: terminal,
            portal: Portal(state: state, interpreter: interpreter, observer: options.trace),
            clock: startup.clock)
        loop.run()
    }
}

extension Startup {
    /// How the terminal is used.
    fileprivate func terminalOptions(
        _ settings: Settings, asksBackground: Bool
    ) -> TerminalOptions {
        TerminalOptions(
            settings: settings,
            colors: environment["NO_COLOR"].map { !$0.isEmpty } == true ? .none : .automatic,
            asksBackground: asksBackground, log: files?.portalLog.flatMap { LogFile.open($0) })
    }

    /// The state in which the portal begins; what went wrong so far stands in its status line.
    fileprivate mutating func firstState(
        size: Size, theme: Theme, _ settings: Settings, library: inout NewsLibrary
    ) -> State {
        var delivery = DeliveryState()
        do throws(StoreProblem) {
            delivery = DeliveryState(lastDelivered: try library.lastDelivered())
        } catch {
            let sentence = library.settle(error)
            courierStarter.log.note(.storeFailed(sentence))
            problems.append(sentence)
        }
        var state = State(
            size: size, now: clock.now, theme: theme, editions: editions, settings: settings,
            delivery: delivery)
        if let page { state.begin(with: page) }
        state.lastVisit = lastVisit
        state.keys = keys
        state.sendCommands = configuration.commands.send
        state.isRemote = Browser(environment).isRemote
        state.notice = problems.first.map { Notice(text: $0, isProblem: true) }
        return state
    }
}

/// The one loop of the portal: waits for the terminal, for signals, couriers and programs, feeds
/// what comes into the portal, and presents the frame.
struct RunLoop: ~Copyable {
    private var terminal: Terminal
    private var portal: Portal
    private let clock: Clock
    private var hasToldOfCutWindow = false
    private var lastKey = ContinuousClock.now

    init(terminal: consuming Terminal, portal: Portal, clock: Clock) {
        self.terminal = terminal
        self.portal = portal
        self.clock = clock
    }

    private var isOver: Bool { portal.interpreter.hasQuit }

    /// Runs until the reader or the system ends the portal; then the terminal is as it was.
    mutating func run() {
        handle(.started)
        tellOfCutWindow()
        draw()
        while !isOver {
            wait()
            guard !isOver else { break }
            draw()
        }
        portal.storePlaces(on: &terminal)
        portal.stop()
        terminal.leave()
    }

    private mutating func handle(_ event: Event) {
        portal.handle(event, on: &terminal)
    }

    /// Shows the state; then does what was put off until it was shown.
    private mutating func draw() {
        terminal.present(view(portal.state))
        while portal.hasPostponed, !isOver {
            portal.performPostponed(on: &terminal)
            terminal.present(view(portal.state))
        }
    }

    /// Sleeps until something happens and takes it in.
    private mutating func wait() {
        var descriptors = [
            pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: terminal.signalDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        descriptors += portal.interpreter.descriptors.map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        // A wait that ends early only leads to a look that finds nothing.
        let count = poll(&descriptors, nfds_t(descriptors.count), timeout)
        if portal.interpreter.places.isDue { portal.storePlaces(on: &terminal) }
        handle(.clockRead(clock.now))
        if descriptors[0].revents != 0 || descriptors[1].revents != 0
            || terminal.millisecondsToWait == 0
        {
            handleInput()
        }
        if millisecondsToPause == 0 { handle(.keysPaused) }
        // Where nothing came, a courier or a program may have ended that can still be heard, or be
        // silent.
        if count == 0 || descriptors[2...].contains(where: { $0.revents != 0 }) {
            portal.listen(on: &terminal)
        }
    }

    /// Milliseconds after which to look around though nothing has come; −1 for never.
    private var timeout: Int32 {
        [
            portal.interpreter.places.milliseconds, clock.millisecondsToNextMinute,
            portal.interpreter.millisecondsToListen, terminal.millisecondsToWait,
            millisecondsToPause,
        ].filter { $0 >= 0 }.min() ?? -1
    }

    /// Milliseconds until the keys have paused for as long as the state awaits; −1 where it does
    /// not.
    private var millisecondsToPause: Int32 {
        guard let pause = portal.state.awaitedPause else { return -1 }
        let left = ContinuousClock.now.duration(to: lastKey + .milliseconds(pause))
        return Int32(max(0, (left / .milliseconds(1)).rounded(.up)))
    }

    /// Says once that not all of the window is used.
    private mutating func tellOfCutWindow() {
        guard terminal.isWindowCut, !hasToldOfCutWindow else { return }
        hasToldOfCutWindow = true
        handle(.problemArose(Wording.windowCut(Terminal.largestSize)))
    }

    private mutating func handleInput() {
        while !isOver, let input = terminal.nextKey() {
            switch input {
            case .key(let key):
                lastKey = .now
                handle(.keyPressed(key))
            case .resized(let size):
                handle(.resized(size))
                tellOfCutWindow()
            case .background(let isLight): handle(.backgroundKnown(isLight: isLight))
            case .closed: handle(.endRequested)
            }
            // What a key changed must be kept before the next key reads it.
            if portal.hasPostponed { draw() }
        }
    }
}
