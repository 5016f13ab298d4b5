import Foundation
import PortalModel

/// The courier at work: its standard output tells how far it is.
///
/// It is listened to for so many messages and so long as it can have something to say, and no
/// longer than it lives: a courier may have fallen to what it parsed.
struct CourierProcess {
    private let child: CourierChild
    private var unread: [UInt8] = []
    /// Whether a message said how many sources are asked.
    private var hasBegun = false
    /// Whether a message said that the round is over.
    private var hasConcluded = false
    /// Messages that may still come.
    private var left: Int
    /// When it must have said something more.
    private var silenceEnd = ContinuousClock.now + silence
    /// When it must be done.
    private var end: ContinuousClock.Instant

    /// For how long a courier at work says nothing, at the most: a request takes half a minute, and
    /// reading what it brought as long.
    private static let silence = Duration.seconds(180)
    /// For how long it goes on, at the most, and how much longer for each source.
    private static let longestRound = (start: Duration.seconds(600), source: Duration.seconds(5))
    /// For how long it closes news.db and ends after it has said that all is done.
    private static let farewell = Duration.seconds(5)

    /// Listens to `child` for `messages`, and as many more as it says that it asks sources.
    init(_ child: CourierChild, messages: Int) {
        self.child = child
        // It begins, and ends or fails.
        left = messages + 3
        end = ContinuousClock.now + Self.longestRound.start
        _ = fcntl(child.output, F_SETFL, O_NONBLOCK)
    }

    /// Where its messages can be read, without waiting.
    var descriptor: Int32 { child.output }

    /// The messages that have come since the last call; nil when there will be no more.
    ///
    /// A courier that says something else than messages, too many of them or nothing for too long
    /// is ended, and the last message says so.
    mutating func messages() -> [CourierMessage]? {
        // What has ended has said all before.
        let hasEnded = child.hasEnded
        let isOver = readOn() || hasEnded
        var messages: [CourierMessage] = []
        for line in completeLines() where !hasConcluded { messages.append(take(line)) }
        let now = ContinuousClock.now
        if !messages.isEmpty { silenceEnd = now + Self.silence }
        guard now < min(end, silenceEnd) || isOver else {
            if !hasConcluded { messages.append(fail("geen bericht meer")) }
            return messages.isEmpty ? nil : messages
        }
        return isOver && messages.isEmpty ? nil : messages
    }

    private mutating func take(_ line: ArraySlice<UInt8>) -> CourierMessage {
        let message = decode(line)
        left -= 1
        guard left >= 0 else { return fail("te veel berichten") }
        switch message {
        case .finished, .failed:
            hasConcluded = true
            end = ContinuousClock.now + Self.farewell
        case .started(let sources):
            // Only once: otherwise there would be no end.
            guard !hasBegun else { break }
            hasBegun = true
            left += sources
            end += Self.longestRound.source * min(sources, 10_000)
        case .source, .page, .picture:
            break
        }
        return message
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

    /// Waits for the process, of which nothing more is heard.
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
    private mutating func decode(_ line: ArraySlice<UInt8>) -> CourierMessage {
        do {
            return try JSONDecoder().decode(CourierMessage.self, from: Data(line))
        } catch {
            let text = SafeText(line: String(decoding: line.prefix(100), as: UTF8.self))
            return fail("onbegrepen: \(text)")
        }
    }

    /// Ends a courier that is not listened to any more.
    private mutating func fail(_ reason: SafeText) -> CourierMessage {
        stop()
        hasConcluded = true
        end = ContinuousClock.now
        return .failed(problem: DeliveryProblem(.courierStopped, reason))
    }
}
