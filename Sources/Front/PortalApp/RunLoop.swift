import CursesTerminal
import Foundation
import PortalCore
import PortalModel
import TextGrid

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
