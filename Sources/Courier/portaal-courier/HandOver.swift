import Foundation
import Synchronization

/// A queue that leads from one thread to another.
final class HandOver<Item: Sendable>: Sendable {
    private let items = Mutex<[Item]>([])
    private let arrival = NSCondition()

    /// Puts an item at the end.
    func put(_ item: Item) {
        items.withLock { $0.append(item) }
        // Whoever waits has looked under this lock, so that no arrival passes unseen.
        arrival.lock()
        arrival.signal()
        arrival.unlock()
    }

    /// Takes the first item, and waits for it when there is none.
    func take() -> Item {
        arrival.lock()
        defer { arrival.unlock() }
        while true {
            if let item = takeIfThere() { return item }
            arrival.wait()
        }
    }

    /// Takes the first item if there is one.
    func takeIfThere() -> Item? {
        items.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
