import DutchCommandLine
import Foundation
import PortalConfiguration
import PortalCore
import PortalModel
import System

/// A question that a command has for the courier, which answers with lines of JSON and ends.
struct CourierQuestion {
    /// The command of the courier and what it is about; nothing in it may begin with `-`.
    let arguments: [String]
    private let startup: Startup

    /// More output than this, in bytes, is given up.
    private static let maximumLength = 20_000_000
    /// An answer that takes longer is given up: a page, and the feeds that it links.
    private static let longestWait = Duration.seconds(300)

    /// The question of these arguments, asked with what `startup` found.
    init(_ arguments: [String], _ startup: Startup) {
        self.arguments = arguments
        self.startup = startup
    }

    /// Asks, and waits for the whole answer: one value a line.
    ///
    /// - Throws: A failure when there is no answer of that kind.
    func answers<Answer: Decodable>(_ kind: Answer.Type) throws(CommandFailure) -> [Answer] {
        let output = try run()
        do {
            let decoder = JSONDecoder()
            let answers = try output.split(separator: UInt8(ascii: "\n")).map { line in
                try decoder.decode(kind, from: Data(line))
            }
            if answers.isEmpty { throw stopped("geen antwoord") }
            return answers
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw stopped(SafeText(line: "\(error)", limit: 100))
        }
    }

    private func run() throws(CommandFailure) -> [UInt8] {
        do throws(DeliveryProblem) {
            let courier = try startup.office.start(arguments)
            let output = Self.output(of: courier)
            let ending = courier.end()
            guard let output else { throw DeliveryProblem(.courierStopped, "te veel uitvoer") }
            // A code is an answer as well: it says why there is none.
            if case .signal = ending { throw DeliveryProblem(ending) }
            return output
        } catch {
            throw .failed(Wording.failed(error))
        }
    }

    /// All that comes until the end; nil when it is too much, or takes too long.
    private static func output(of courier: CourierChild) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let end = ContinuousClock.now + longestWait
        _ = fcntl(courier.output, F_SETFL, O_NONBLOCK)
        while ContinuousClock.now < end {
            // What has ended has said all before.
            let hasEnded = courier.hasEnded
            let count = read(courier.output, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<count]
                guard bytes.count <= maximumLength else { return nil }
            } else if count == 0 || hasEnded || (errno != EINTR && errno != EAGAIN) {
                return bytes
            } else {
                var pollings = [pollfd(fd: courier.output, events: Int16(POLLIN), revents: 0)]
                poll(&pollings, 1, CourierChild.glance)
            }
        }
        return nil
    }

    private func stopped(_ reason: SafeText) -> CommandFailure {
        .failed(Wording.failed(DeliveryProblem(.courierStopped, reason)))
    }
}
