import CursesTerminal
import Foundation
import PortalCore
import PortalModel
import TextGrid

/// The portal apart from what it is shown on: takes events in, and has effects performed before or
/// after the frame, as each asks.
public struct Portal {
    public var state: State
    public private(set) var interpreter: Interpreter
    private var postponed: [Effect] = []
    private let observer: (any PortalObserver)?

    public init(state: State, interpreter: Interpreter, observer: (any PortalObserver)? = nil) {
        self.state = state
        self.interpreter = interpreter
        self.observer = observer
    }

    /// Whether something is to be done once the frame is drawn.
    public var hasPostponed: Bool { !postponed.isEmpty }

    /// Lets the state take in `event`, and everything that follows from it before the frame. As
    /// the time is read, which it is before each key, what another portal wrote is seen.
    public mutating func handle(
        _ event: Event, on terminal: inout some PortalTerminal & ~Copyable
    ) {
        var events = [event]
        while !events.isEmpty {
            let event = events.removeFirst()
            observer?.note(event)
            switch event {
            case .started, .clockRead:
                events += interpreter.marksChangedElsewhere(of: state.markedArticles)
                events += interpreter.newsOfOthers()
            default: break
            }
            let effects = update(&state, event)
            terminal.apply(state.settings)
            for effect in effects {
                observer?.note(effect)
                switch effect.timing {
                case .beforeFrame:
                    events += interpreter.perform(effect, on: &terminal)
                case .beforeFrameUnlessLocked:
                    if let answers = interpreter.performUnlessLocked(effect, on: &terminal) {
                        events += answers
                    } else {
                        postponed.append(effect)
                        events.append(.storeLocked)
                    }
                case .afterFrame:
                    postponed.append(effect)
                }
            }
        }
    }

    public mutating func performPostponed(on terminal: inout some PortalTerminal & ~Copyable) {
        let effects = postponed
        postponed = []
        for effect in effects {
            if effect.timing == .beforeFrameUnlessLocked { handle(.storeUnlocked, on: &terminal) }
            handle(interpreter.perform(effect, on: &terminal), on: &terminal)
        }
    }

    /// Takes in what couriers and programs have told since the last call.
    public mutating func listen(on terminal: inout some PortalTerminal & ~Copyable) {
        handle(interpreter.newEvents(), on: &terminal)
    }

    /// Ends what was started and is still under way.
    mutating func stop() {
        interpreter.stop()
    }

    public mutating func storePlaces(on terminal: inout some PortalTerminal & ~Copyable) {
        handle(interpreter.storePlaces(), on: &terminal)
    }

    private mutating func handle(
        _ events: [Event], on terminal: inout some PortalTerminal & ~Copyable
    ) {
        for event in events { handle(event, on: &terminal) }
    }
}

/// What effects need of the terminal.
public protocol PortalTerminal: ~Copyable {
    var size: Size { get }

    /// Makes the next frame be sent as a whole.
    mutating func repaint()

    /// Stops the process and returns when it is continued.
    mutating func suspend()

    mutating func copyToClipboard(_ text: String)

    /// Follows these settings as far as they are about the terminal.
    mutating func apply(_ settings: Settings)

    /// Gives the terminal to a program until it ends: `start` gets the descriptors for input and
    /// output, and returns the process id or nil where there is none.
    mutating func lend(to start: (_ input: Int32, _ output: Int32) -> Int32?)
}

extension Terminal: PortalTerminal {}

/// Is told of every event and every effect.
public protocol PortalObserver {
    func note(_ event: Event)

    func note(_ effect: Effect)
}

/// A file to which each event and each effect is added as a line, for whoever looks for a fault:
/// the milliseconds since the start, "event" or "effect", and the value as Swift writes it.
public struct Trace: PortalObserver {
    private let file: FileHandle
    private let start = ContinuousClock.now

    /// Characters of a line, at the most: there may be a whole article in an event.
    private static let longestLine = 400

    /// A trace at the end of the file at `path`, which is made if there is none; nil when it cannot
    /// be written, with `errno` set.
    public init?(path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    public func note(_ event: Event) {
        write("event", "\(event)")
    }

    public func note(_ effect: Effect) {
        write("effect", "\(effect)")
    }

    private func write(_ kind: String, _ value: String) {
        let milliseconds = Int(start.duration(to: .now) / .milliseconds(1))
        let line = "\(milliseconds) \(kind) \(SafeText(line: value, limit: Self.longestLine))\n"
        // A disk that is full ends the trace and not the portal.
        _ = Array(line.utf8).withUnsafeBytes { bytes in
            Foundation.write(file.fileDescriptor, bytes.baseAddress, bytes.count)
        }
    }
}
