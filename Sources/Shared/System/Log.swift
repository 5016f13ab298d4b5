import Foundation
import Logging
import PortalModel

/// Where a program writes what went wrong, for `doctor` to tell.
///
/// Nothing is opened and nothing is written before there is something to say.
public struct Log: Sendable {
    private let logger: Logger

    /// A log that writes to `descriptor` as long as a file there is not too long; `now` is what
    /// the moments of its lines are taken from.
    public init(descriptor: Int32, now: @escaping @Sendable () -> Timestamp) {
        logger = Logger(label: "portaal") { _ in LineWriter(place: .open(descriptor), now: now) }
    }

    /// A log in the file at `path`, which is opened for each line; nil leads nowhere.
    public init(path: String?, now: @escaping @Sendable () -> Timestamp) {
        logger = Logger(label: "portaal") { _ in LineWriter(place: .file(path), now: now) }
    }

    /// Writes `event` as one line.
    public func note(_ event: LoggedEvent) {
        logger.log(
            level: event.level, "\(event.name)",
            metadata: event.details.mapValues { .string($0.string) })
    }
}

/// Writes each message of swift-log as a `LogLine`.
private struct LineWriter: LogHandler {
    enum Place {
        case open(Int32)
        case file(String?)
    }

    let place: Place
    let now: @Sendable () -> Timestamp
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let line = LogLine(
            moment: now(), level: event.level.rawValue, event: event.message.description,
            details: details.mapValues { SafeText(line: $0.description) })
        switch place {
        case .open(let descriptor):
            guard LogFile.hasRoom(descriptor) else { return }
            add(line, to: descriptor)
        case .file(let path):
            guard let descriptor = path.flatMap(LogFile.open) else { return }
            add(line, to: descriptor)
            close(descriptor)
        }
    }

    /// Writes in one call, so that lines of two processes never mix. That it could not be written
    /// can be told nowhere.
    private func add(_ line: LogLine, to descriptor: Int32) {
        _ = Array((line.text + "\n").utf8).withUnsafeBytes { bytes in
            write(descriptor, bytes.baseAddress, bytes.count)
        }
    }
}
