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
    mutating func messages() -> [CourierMessage]? {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var isOver = false
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                unread += buffer[..<count]
                // A courier gone wrong must not fill the memory: no message is this long.
                if unread.count > 1_000_000 { unread = [] }
            } else if count < 0, errno == EINTR {
                continue
            } else {
                isOver = count == 0 || errno != EAGAIN
                break
            }
        }
        let messages = completeLines().map(Self.decode)
        for message in messages {
            switch message {
            case .finished, .failed: hasConcluded = true
            case .started, .source, .page, .picture: break
            }
        }
        return isOver && messages.isEmpty ? nil : messages
    }

    /// Waits for the process, which has closed its output, and tells what the last message is to
    /// be if the process itself gave none.
    func conclude() -> CourierMessage? {
        let ending = child.end()
        return hasConcluded ? nil : .failed(problem: DeliveryProblem(ending))
    }

    /// Ends the courier; what it stored stays.
    func stop() {
        child.stop()
    }

    private mutating func completeLines() -> [ArraySlice<UInt8>] {
        guard let last = unread.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let lines = unread[..<last].split(separator: UInt8(ascii: "\n"))
        unread = Array(unread[(last + 1)...])
        return lines
    }

    /// A line that is no message comes of a courier of another version.
    private static func decode(_ line: ArraySlice<UInt8>) -> CourierMessage {
        do {
            return try JSONDecoder().decode(CourierMessage.self, from: Data(line))
        } catch {
            let text = SafeText(line: String(decoding: line.prefix(100), as: UTF8.self))
            return .failed(problem: DeliveryProblem(.courierStopped, "onbegrepen: \(text)"))
        }
    }
}
