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
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw systemFailure() }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let log = startup.files.flatMap { LogFile.open($0.courierLog) }
        defer { if let log { close(log) } }
        let program = CourierProcess.program
        let pid = ChildProcess.start(
            program, [program] + arguments,
            environment: CourierProcess.owned(startup.environment), output: ends[1], errors: log)
        let code = errno
        close(ends[1])
        defer { close(ends[0]) }
        guard let pid else {
            errno = code
            throw systemFailure()
        }
        let output = Self.contents(of: ends[0])
        if output == nil { kill(pid, SIGTERM) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        // 1 is an answer as well: it says why there is none.
        guard let output else { throw stopped("te veel uitvoer") }
        guard status & 0x7F == 0 else { throw stopped("signaal \(status & 0x7F)") }
        return output
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

    private func systemFailure() -> CommandFailure {
        stopped(SafeText(line: String(cString: strerror(errno))))
    }

    private func stopped(_ reason: SafeText) -> CommandFailure {
        .failed(Wording.failed(DeliveryProblem(.courierStopped, reason)))
    }
}
