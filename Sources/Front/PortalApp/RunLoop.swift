import CursesTerminal
import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System
import TextGrid

extension Portal {
    /// Opens the portal on the terminal, and returns when the reader leaves it. Events and effects
    /// are written down in `trace`.
    public static func open(_ startup: Startup, trace: Trace?) throws(TerminalError) {
        var startup = startup
        let (theme, themeProblems) = startup.theme()
        startup.problems += themeProblems
        let terminal = try Terminal(
            startup.settings, hasColors: (startup.environment["NO_COLOR"] ?? "").isEmpty,
            asksBackground: theme.name == Theme.automatic,
            log: startup.files?.portalLog.flatMap { LogFile.open($0) })
        var library = startup.library()
        var state = startup.firstState(size: terminal.size, theme: theme, library: &library)
        state.terminalOrdersText = terminal.abilities.ordersText
        state.pictureColors = terminal.pictureColors
        state.hasFewColors = terminal.pictureColors == nil || terminal.pictureColors == .named
        state.isUnicode = terminal.isUnicode
        if startup.sharesNews { state.followService() }
        let interpreter = Interpreter(
            configuration: startup.configuration,
            browser: Browser(
                startup.isRestricted ? [:] : startup.environment,
                startup.configuration.commands.open),
            clock: startup.clock, log: startup.log, library: library, files: startup,
            paths: startup.files,
            startCourier: { [startup] (job) throws(DeliveryProblem) in
                try startup.startCourier(job)
            })
        var loop = RunLoop(
            terminal: terminal,
            portal: Portal(state: state, interpreter: interpreter, observer: trace),
            clock: startup.clock)
        loop.run()
    }
}

extension Startup {
    /// The state in which the portal begins; what went wrong so far stands in its status line.
    fileprivate mutating func firstState(
        size: Size, theme: Theme, library: inout NewsLibrary
    ) -> State {
        var delivery = DeliveryState()
        do throws(StoreProblem) {
            delivery = DeliveryState(lastDelivered: try library.delivered()?.lastDelivered())
        } catch {
            let sentence = library.recover(from: error)
            log.note(.storeFailed(sentence))
            problems.append(sentence)
        }
        var state = State(
            size: size, now: clock.now, theme: theme, editions: editions, settings: settings,
            delivery: delivery)
        if let page { state.begin(with: page) }
        state.isRestricted = isRestricted
        state.isBackgroundLight = isBackgroundLight
        state.lastVisit = lastVisit
        state.keys = keys
        state.sendCommands = configuration.commands.send
        state.isRemote = Browser(environment).isRemote
        if let problem = problems.first { state.tellProblem(problem) }
        return state
    }
}

/// The one loop of the portal: waits for the terminal, for signals, couriers and programs, feeds
/// what comes into the portal, and presents the frame.
private struct RunLoop: ~Copyable {
    var terminal: Terminal
    var portal: Portal
    let clock: Clock
    var hasToldOfCutWindow = false
    var lastKey = ContinuousClock.now

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
