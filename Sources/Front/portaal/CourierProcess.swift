import Foundation
import PortalModel

/// The courier at work: its standard output tells how far it is.
struct CourierProcess {
    private let child: CourierChild
    private var unread: [UInt8] = []
    /// Whether a message said that the round is over.
    private var hasConcluded = false

    /// Listens to `child`.
    init(_ child: CourierChild) {
        self.child = child
        _ = fcntl(child.output, F_SETFL, O_NONBLOCK)
    }

    /// Where its messages can be read, without waiting.
    var descriptor: Int32 { child.output }

    /// The messages that have come since the last call; nil when there will be no more.
    ///
    /// A courier that says something else than messages is ended, and the last message says so.
    mutating func messages() -> [CourierMessage]? {
        let isOver = readOn()
        var messages: [CourierMessage] = []
        for line in completeLines() where !hasConcluded {
            let message = decode(line)
            messages.append(message)
            switch message {
            case .finished, .failed: hasConcluded = true
            case .started, .source, .page, .picture: break
            }
        }
        return isOver && messages.isEmpty ? nil : messages
    }

    /// Reads what has come, but no more at a time than any courier has to say.
    ///
    /// - Returns: Whether nothing more will come.
    private mutating func readOn() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while unread.count < Self.longestMessage {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                unread += buffer[..<count]
            } else if count == 0 || errno != EINTR {
                return count == 0 || errno != EAGAIN
            }
        }
        return false
    }

    /// More bytes than any message has: that of a picture is the longest.
    private static let longestMessage = 1_000_000

    /// Waits for the process, which has closed its output.
    ///
    /// - Returns: Why it ended, if no message said that all was done or went wrong.
    func conclude() -> DeliveryProblem? {
        let ending = child.end()
        return hasConcluded ? nil : DeliveryProblem(ending)
    }

    /// Ends the courier; what it stored stays.
    func stop() {
        child.stop()
    }

    private mutating func completeLines() -> [ArraySlice<UInt8>] {
        guard let last = unread.lastIndex(of: UInt8(ascii: "\n")) else {
            // It is no message, then, and is told as what it is.
            defer { if unread.count >= Self.longestMessage { unread = [] } }
            return unread.count < Self.longestMessage ? [] : [unread[...]]
        }
        let lines = unread[..<last].split(separator: UInt8(ascii: "\n"))
        unread = Array(unread[(last + 1)...])
        return lines
    }

    /// A line that is no message comes of a courier of another version, or of one gone wrong.
    private func decode(_ line: ArraySlice<UInt8>) -> CourierMessage {
        do {
            return try JSONDecoder().decode(CourierMessage.self, from: Data(line))
        } catch {
            stop()
            let text = SafeText(line: String(decoding: line.prefix(100), as: UTF8.self))
            return .failed(problem: DeliveryProblem(.courierStopped, "onbegrepen: \(text)"))
        }
    }
}
