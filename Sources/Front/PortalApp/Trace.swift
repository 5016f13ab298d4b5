import Foundation
import PortalCore
import PortalModel

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
