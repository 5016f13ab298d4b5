import CursesTerminal
import Foundation
import PortalCore
import PortalModel
import TextGrid

/// The one loop of the portal: waits for the terminal, for signals and for the courier, feeds
/// what comes into `update`, presents the frame, and lets the effects be done.
///
/// Reads answer before the frame is drawn, and so does what the frame tells as kept; what starts a
/// program or has to wait comes after it.
struct RunLoop: ~Copyable {
    private var terminal: Terminal
    private var state: State
    private var interpreter: Interpreter
    private let clock: Clock
    private var deferred: [Effect] = []
    private var restingPlaces = RestingPlaces()
    private var isOver = false
    private var hasToldOfCutWindow = false

    init(
        terminal: consuming Terminal, state: State, interpreter: Interpreter, clock: Clock
    ) {
        self.terminal = terminal
        self.state = state
        self.interpreter = interpreter
        self.clock = clock
    }

    /// Runs until the reader or the system ends the portal; then the terminal is as it was.
    mutating func run() {
        take(.started)
        tellOfCutWindow()
        draw()
        while !isOver {
            wait()
            guard !isOver else { break }
            draw()
        }
        keep(restingPlaces.takeAll())
        interpreter.stop()
        terminal.leave()
    }

    /// Lets `state` take in `event` and all that follows from it at once.
    private mutating func take(_ event: Event) {
        var events = [event]
        while !events.isEmpty {
            for effect in update(&state, events.removeFirst()) {
                if effect.comesAfterDrawing {
                    deferred.append(effect)
                } else {
                    events += perform(effect)
                }
            }
        }
    }

    private mutating func perform(_ effect: Effect) -> [Event] {
        switch effect {
        case .quit:
            isOver = true
            return []
        case .storePosition, .storePage:
            restingPlaces.note(effect)
            return []
        case .loadArticle(let article, _) where restingPlaces.holds(article),
            .loadVersion(let article) where restingPlaces.holds(article):
            keep(restingPlaces.takeAll())
            return interpreter.perform(effect)
        case .redraw:
            terminal.repaint()
            return []
        case .suspend:
            keep(restingPlaces.takeAll())
            terminal.suspend()
            return [.resized(terminal.size), .clockRead(clock.now)]
        case .keep(let setting):
            terminal.follow(setting)
            return interpreter.perform(effect)
        case .copy(let address):
            terminal.copyToClipboard(address.string)
            return []
        default:
            let events = interpreter.perform(effect)
            guard let program = interpreter.takeTerminalProgram() else { return events }
            return events + lendTerminal(to: program)
        }
    }

    /// Lets `program` have the terminal until it ends.
    private mutating func lendTerminal(to program: TerminalProgram) -> [Event] {
        keep(restingPlaces.takeAll())
        var events: [Event] = []
        terminal.lend { input, output in
            let process = ChildProcess.start(program, input: input, output: output)
            if process == nil {
                let reason = String(cString: strerror(errno))
                events.append(.problemArose(Wording.notStarted(program.path, reason)))
            }
            return process
        }
        return [.resized(terminal.size), .clockRead(clock.now)] + events
    }

    /// Shows the state; then does what was put off until it was shown.
    private mutating func draw() {
        terminal.present(view(state))
        while !deferred.isEmpty, !isOver {
            let effects = deferred
            deferred = []
            for effect in effects {
                for event in perform(effect) { take(event) }
            }
            terminal.present(view(state))
        }
    }

    /// Sleeps until something happens and takes it in.
    private mutating func wait() {
        var descriptors = [
            pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: terminal.signalDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interpreter.courier?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        descriptors += interpreter.errandDescriptors.map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        // A wait that ends early only leads to a look that finds nothing.
        let count = poll(&descriptors, nfds_t(descriptors.count), timeout)
        keep(restingPlaces.takeDue())
        take(.clockRead(clock.now))
        if descriptors[0].revents != 0 || descriptors[1].revents != 0
            || terminal.millisecondsToWait == 0
        {
            takeInput()
        }
        // Where nothing came, a courier may have ended that can still be heard, or be silent.
        if descriptors[2].revents != 0 || count == 0 {
            for event in interpreter.courierEvents() { take(event) }
        }
        if count == 0 || descriptors[3...].contains(where: { $0.revents != 0 }) {
            for event in interpreter.errandEvents() { take(event) }
        }
    }

    /// Milliseconds after which to look around though nothing has come; −1 for never.
    private var timeout: Int32 {
        [
            restingPlaces.milliseconds, clock.millisecondsToNextMinute,
            interpreter.courierMilliseconds, terminal.millisecondsToWait,
        ].filter { $0 >= 0 }.min() ?? -1
    }

    private mutating func keep(_ places: [Effect]) {
        for effect in places {
            for event in interpreter.perform(effect) { take(event) }
        }
    }

    /// Says once that not all of the window is used.
    private mutating func tellOfCutWindow() {
        guard terminal.isWindowCut, !hasToldOfCutWindow else { return }
        hasToldOfCutWindow = true
        take(.problemArose(Wording.windowCut(Terminal.largestSize)))
    }

    private mutating func takeInput() {
        while !isOver, let input = terminal.nextKey() {
            switch input {
            case .key(let key): take(.keyPressed(key))
            case .resized(let size):
                take(.resized(size))
                tellOfCutWindow()
            case .closed: take(.endRequested)
            }
            // What a key changed must be kept before the next key reads it.
            if !deferred.isEmpty { draw() }
        }
    }
}
