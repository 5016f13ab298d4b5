import Foundation
import PortalCore
import PortalModel

/// Programs of the reader's at work in the background: each in a session of its own, and ended with
/// all that it started where it takes too long or writes without end.
struct BackgroundPrograms {
    private let environment: [String: String]
    private let longest: Duration
    private var running: [RunningProgram] = []
    /// Those that were killed and may not have ended yet.
    private var killed: [pid_t] = []
    /// Milliseconds until the next look at whether one ended that closed its output before.
    private var glance = Self.firstGlance

    private static let firstGlance: Int32 = 5
    private static let lastGlance: Int32 = 2000
    /// More than these are not started.
    static let most = 8

    /// Programs that find others in `environment` and may each take `longest`.
    init(_ environment: [String: String], longest: Duration = .seconds(60)) {
        self.environment = environment
        self.longest = longest
    }

    typealias Failure = ProgramFailure

    /// Starts the program of `arguments`, called `name`, with `input` to be read; nil for nothing.
    /// One that is `quiet` gives no result when it succeeds.
    mutating func start(
        _ name: SafeText, _ arguments: [String], input: String? = nil, quiet: Bool = false
    ) throws(Failure) {
        guard running.count < Self.most else { throw .tooMany }
        running.append(
            try RunningProgram(
                starting: arguments, environment, name: name, input: input, longest: longest,
                isQuiet: quiet))
        glance = Self.firstGlance
    }

    /// Where they can be heard.
    var descriptors: [Int32] { running.filter { !$0.hasClosedOutput }.map(\.output) }

    /// Milliseconds after which to call `results` though nothing can be read; −1 for never.
    var milliseconds: Int32 {
        guard let first = running.map(\.deadline).min() else { return -1 }
        let left = max(.zero, first - .now).components
        let untilDeadline =
            Int32(left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000) + 1
        let isSilent = running.contains(where: \.hasClosedOutput)
        return min(untilDeadline, isSilent ? glance : Self.lastGlance)
    }

    /// How those ended that did since the last call.
    mutating func results() -> [CommandResult] {
        killed.removeAll(where: ChildProcess.hasEnded)
        var results: [CommandResult] = []
        for index in running.indices.reversed() {
            guard let ending = running[index].look() else { continue }
            let program = running.remove(at: index)
            close(program.output)
            switch ending {
            case .code, .signal: break
            case .tookTooLong, .wroteTooMuch:
                program.kill()
                killed.append(program.pid)
            }
            guard !program.isQuiet || ending != .code(0) else { continue }
            results.append(
                CommandResult(
                    name: program.name, ending: ending,
                    output: program.said(succeeded: ending == .code(0))))
        }
        glance = min(glance * 2, Self.lastGlance)
        return results.reversed()
    }
}
