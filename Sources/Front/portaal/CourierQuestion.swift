import DutchCommandLine
import Foundation
import Logbook
import PortalConfiguration
import PortalCore
import PortalModel

/// A question that a command has for the courier, which answers with lines of JSON and ends.
struct CourierQuestion {
    /// The command of the courier and what it is about; nothing in it may begin with `-`.
    let arguments: [String]
    private let startup: Startup

    /// More output than this, in bytes, is given up.
    private static let maximumLength = 20_000_000

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
            let output = Self.contents(of: courier.output)
            if output == nil { courier.stop() }
            let ending = courier.end()
            guard let output else { throw DeliveryProblem(.courierStopped, "te veel uitvoer") }
            // A code is an answer as well: it says why there is none.
            if case .signal = ending { throw DeliveryProblem(ending) }
            return output
        } catch {
            throw .failed(Wording.failed(error))
        }
    }

    /// All that comes until the end; nil when it is too much.
    private static func contents(of descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= maximumLength else { return nil }
        }
    }

    private func stopped(_ reason: SafeText) -> CommandFailure {
        .failed(Wording.failed(DeliveryProblem(.courierStopped, reason)))
    }
}
