import PortalCore
import PortalModel

/// The portal apart from what it is shown on: takes events in, and has effects performed before or
/// after the frame, as each asks.
struct Portal {
    private(set) var state: State
    private(set) var interpreter: Interpreter
    /// Effects that wait until the frame is drawn.
    private var postponed: [Effect] = []

    init(state: State, interpreter: Interpreter) {
        self.state = state
        self.interpreter = interpreter
    }

    /// Whether something is to be done once the frame is drawn.
    var hasPostponed: Bool { !postponed.isEmpty }

    /// Lets the state take in `event`, and everything that follows from it before the frame.
    mutating func take<Terminal: PortalTerminal & ~Copyable>(
        _ event: Event, on terminal: inout Terminal
    ) {
        var events = [event]
        while !events.isEmpty {
            for effect in update(&state, events.removeFirst()) {
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

    /// Performs what waited for the frame, and takes in what comes of it.
    mutating func performPostponed<Terminal: PortalTerminal & ~Copyable>(
        on terminal: inout Terminal
    ) {
        let effects = postponed
        postponed = []
        for effect in effects {
            if effect.timing == .beforeFrameUnlessLocked { take(.storeUnlocked, on: &terminal) }
            take(interpreter.perform(effect, on: &terminal), on: &terminal)
        }
    }

    /// Takes in what couriers have told since the last call.
    mutating func hearCouriers<Terminal: PortalTerminal & ~Copyable>(
        on terminal: inout Terminal
    ) {
        take(interpreter.courierEvents(), on: &terminal)
    }

    /// Stores where the reader is, if the reader has rested there.
    mutating func storePlacesAtRest<Terminal: PortalTerminal & ~Copyable>(
        on terminal: inout Terminal
    ) {
        guard interpreter.places.isDue else { return }
        take(interpreter.storePlaces(), on: &terminal)
    }

    /// Stores what is not stored yet, and ends what was started.
    mutating func end<Terminal: PortalTerminal & ~Copyable>(on terminal: inout Terminal) {
        take(interpreter.storePlaces(), on: &terminal)
        interpreter.stop()
    }

    private mutating func take<Terminal: PortalTerminal & ~Copyable>(
        _ events: [Event], on terminal: inout Terminal
    ) {
        for event in events { take(event, on: &terminal) }
    }
}
