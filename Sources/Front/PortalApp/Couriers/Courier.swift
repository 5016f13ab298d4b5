import Foundation
import PortalModel

/// A courier at work: what it writes is lines of JSON.
///
/// It is listened to for so many lines and so long as it can have something to say, and no longer
/// than it lives: a courier may have fallen to what it parsed.
public struct Courier {
    private let process: any CourierProcess
    private var unread: [UInt8] = []
    /// Whether a message said how many sources are asked.
    private var hasBegun = false
    /// Whether a message said that all is done or went wrong.
    private var hasConcluded = false
    /// Messages that may still come.
    private var left: Int
    private let limits: Limits
    /// When it must have said something more.
    private var silenceEnd: ContinuousClock.Instant
    /// When it must be done.
    private var end: ContinuousClock.Instant

    public struct Limits: Sendable {
        /// Without a word of it: a request takes half a minute, and reading what it brought as
        /// long.
        public var silence = Duration.seconds(180)
        /// Until it is done, when it asks no sources.
        public var round = Duration.seconds(600)
        /// How much longer for each source that it asks.
        public var source = Duration.seconds(5)
        /// Until it has looked for an answer: a page, and the feeds that it links.
        public var answer = Duration.seconds(300)

        public init() {}
    }

    /// For how long it closes news.db and ends after it has said that all is done.
    private static let longestFarewell = Duration.seconds(5)
    /// More bytes than any message has: that of a picture is the longest.
    private static let longestMessage = 1_000_000
    /// More bytes than any answer has.
    private static let mostOutput = 20_000_000

    /// Milliseconds between two looks at whether it still lives, while nothing comes from it: what
    /// it started may hold its output open after it has ended.
    static let glance: Int32 = 2000

    /// Listens to `process` for `messages`, and as many more as it says that it asks sources.
    public init(_ process: any CourierProcess, messages: Int, limits: Limits = Limits()) {
        self.process = process
        self.limits = limits
        let now = ContinuousClock.now
        silenceEnd = now + limits.silence
        end = now + limits.round
        // It begins, and ends or fails.
        left = messages + 3
        _ = fcntl(process.output, F_SETFL, O_NONBLOCK)
    }

    /// Where its messages can be read, without waiting.
    var descriptor: Int32 { process.output }

    /// Ends it; what it stored stays.
    public func stop() {
        process.stop()
    }

    /// Waits for the end of a courier of which nothing more is heard.
    ///
    /// - Returns: Why it ended, if no message said that all was done or went wrong.
    public func conclude() -> DeliveryProblem? {
        let ending = process.waitForEnd()
        return hasConcluded ? nil : DeliveryProblem(ending)
    }

    /// Sleeps until something can be read, or it may have ended.
    public func wait() {
        var pollings = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        // A wait that is interrupted only leads to a look that finds nothing.
        poll(&pollings, 1, Self.glance)
    }

    /// Reads what has come, until `limit` bytes are unread.
    ///
    /// - Returns: Whether nothing more will come.
    private mutating func readOn(upTo limit: Int) -> Bool {
        // What has ended has said all before.
        let hasEnded = process.hasEnded
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while unread.count < limit {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                unread += buffer[..<count]
            } else if count == 0 || errno != EINTR {
                return count == 0 || errno != EAGAIN || hasEnded
            }
        }
        return hasEnded
    }

    // MARK: - Messages

    /// The messages that have come since the last call; nil when there will be no more.
    ///
    /// A courier that says something else than messages, too many of them or nothing for too long
    /// is ended, and the last message says so.
    public mutating func messages() -> [CourierMessage]? {
        let isOver = readOn(upTo: Self.longestMessage)
        var messages: [CourierMessage] = []
        for line in completeLines() where !hasConcluded { messages.append(handle(line)) }
        let now = ContinuousClock.now
        if !messages.isEmpty { silenceEnd = now + limits.silence }
        guard now < min(end, silenceEnd) || isOver else {
            if !hasConcluded { messages.append(fail("geen bericht meer")) }
            return messages.isEmpty ? nil : messages
        }
        return isOver && messages.isEmpty ? nil : messages
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

    private mutating func handle(_ line: ArraySlice<UInt8>) -> CourierMessage {
        let message = decode(line)
        left -= 1
        guard left >= 0 else { return fail("te veel berichten") }
        switch message {
        case .finished, .failed:
            hasConcluded = true
            end = ContinuousClock.now + Self.longestFarewell
        case .started(let sources):
            // Only once: otherwise there would be no end.
            guard !hasBegun else { break }
            hasBegun = true
            left += sources
            end += limits.source * min(sources, 10_000)
        case .source, .page, .picture, .filtered:
            break
        }
        return message
    }

    /// A line that is no message comes of a courier of another version, or of one gone wrong.
    private mutating func decode(_ line: ArraySlice<UInt8>) -> CourierMessage {
        do {
            return try JSONDecoder().decode(CourierMessage.self, from: Data(line))
        } catch {
            let text = SafeText(line: String(decoding: line.prefix(100), as: UTF8.self))
            return fail("onbegrijpelijk: \(text)")
        }
    }

    private mutating func fail(_ reason: SafeText) -> CourierMessage {
        stop()
        hasConcluded = true
        end = ContinuousClock.now
        return .failed(problem: DeliveryProblem(.courierStopped, reason))
    }

    // MARK: - Answers

    /// Waits for all that it writes, one value a line.
    ///
    /// - Throws: `DeliveryProblem.courierStopped` when there is no answer of that kind.
    public mutating func answers<Answer: Decodable>(
        _ kind: Answer.Type
    ) throws(DeliveryProblem) -> [Answer] {
        let end = ContinuousClock.now + limits.answer
        while !readOn(upTo: Self.mostOutput) {
            let isInTime = ContinuousClock.now < end
            guard unread.count < Self.mostOutput, isInTime else {
                stop()
                _ = process.waitForEnd()
                throw DeliveryProblem(
                    .courierStopped, isInTime ? "te veel uitvoer" : "geen antwoord")
            }
            wait()
        }
        // A code is an answer as well: it says why there is none.
        let ending = process.waitForEnd()
        if case .signal = ending { throw DeliveryProblem(ending) }
        let answers = try decoded(kind)
        guard !answers.isEmpty else { throw DeliveryProblem(.courierStopped, "geen antwoord") }
        return answers
    }

    private func decoded<Answer: Decodable>(
        _ kind: Answer.Type
    ) throws(DeliveryProblem) -> [Answer] {
        do {
            let decoder = JSONDecoder()
            return try unread.split(separator: UInt8(ascii: "\n")).map { line in
                try decoder.decode(kind, from: Data(line))
            }
        } catch {
            throw DeliveryProblem(
                .courierStopped, "onbegrijpelijk antwoord",
                detail: SafeText(line: "\(error)", limit: 100))
        }
    }
}

public protocol CourierProcess {
    /// Where its output can be read.
    var output: Int32 { get }

    /// Whether it has ended, however it did; it can still be waited for.
    var hasEnded: Bool { get }

    func stop()

    /// Closes its output and waits for its end.
    func waitForEnd() -> CourierEnding
}

public enum CourierEnding: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)
}

extension DeliveryProblem {
    /// That a courier ended in this way, without an answer.
    init(_ ending: CourierEnding) {
        switch ending {
        case .code(let code): self.init(.courierStopped, "code \(code)")
        case .signal(let signal): self.init(.courierStopped, "signaal \(signal)")
        }
    }
}
