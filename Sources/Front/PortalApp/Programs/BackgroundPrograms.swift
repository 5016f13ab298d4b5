import Foundation
import PortalCore
import PortalModel

enum ProgramFailure: Error {
    case tooMany
    case notFound
    case notStarted(SystemError)
}

/// A program that was started.
struct RunningProgram {
    let name: SafeText
    let pid: pid_t
    let output: Int32
    let deadline: ContinuousClock.Instant
    private let longest: Duration
    private(set) var text: [UInt8] = []
    private var count = 0
    private(set) var hasClosedOutput = false

    /// A program that writes more than these bytes has gone wrong.
    private static let mostOutput = 1_000_000
    /// Bytes that are remembered: more than a status line takes.
    private static let mostRemembered = 16_384

    /// Starts the program of `arguments`, which finds others in `environment`, with `input` to be
    /// read; nil for nothing. What it writes to its standard error counts as output, unless only
    /// its answer is wanted.
    init(
        starting arguments: [String], _ environment: [String: String], name: SafeText,
        input: String? = nil, longest: Duration, isAnswer: Bool = false
    ) throws(ProgramFailure) {
        guard let path = Executable.path(of: arguments[0], in: environment) else {
            throw .notFound
        }
        var file: Int32?
        if let input {
            file = ProgramInput.descriptor(reading: input)
            if file == nil { throw .notStarted(.last) }
        }
        defer { if let file { close(file) } }
        let child = ChildProcess.startWithOutput(
            path, arguments, environment: environment, input: file, mergesErrors: !isAnswer)
        guard let child else { throw .notStarted(.last) }
        _ = fcntl(child.output, F_SETFL, O_NONBLOCK)
        self.name = name
        self.longest = longest
        (pid, output) = child
        deadline = .now + longest
    }

    /// Ends it with the whole session that it leads; that it has ended is to be waited for.
    func kill() {
        Foundation.kill(-pid, SIGKILL)
    }

    /// Reads what has come.
    ///
    /// - Returns: How it ended, or is to be ended; nil as long as it works.
    mutating func look() -> CommandResult.Ending? {
        // What has ended has written all before. That it is no child any more cannot be.
        var status: Int32 = 0
        let hasEnded = waitpid(pid, &status, WNOHANG) == pid
        readOn()
        if hasEnded {
            let signal = status & 0x7F
            return signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
        }
        if count > Self.mostOutput { return .wroteTooMuch }
        return ContinuousClock.now < deadline
            ? nil : .tookTooLong(Int(longest.components.seconds))
    }

    private mutating func readOn() {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while !hasClosedOutput, count <= Self.mostOutput {
            let length = read(output, &buffer, buffer.count)
            if length > 0 {
                count += length
                text += buffer[..<min(length, Self.mostRemembered - text.count)]
            } else if length == 0 {
                hasClosedOutput = true
            } else if errno != EINTR {
                return
            }
        }
    }

    /// What it wrote, for one line: all where it succeeded, else the last line, which says why.
    func said(succeeded: Bool) -> SafeText {
        let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { SafeText(line: $0, limit: Self.longestLine) }.filter { !$0.isEmpty }
        guard succeeded else { return lines.last ?? .empty }
        return SafeText(line: lines.map(\.string).joined(separator: " "), limit: Self.longestLine)
    }

    /// Clusters.
    private static let longestLine = 300
}

/// Programs of the reader's at work, and what each is for. One that takes too long or writes
/// without end is ended with all that it started.
struct RunningPrograms<Purpose> {
    private var running: [(purpose: Purpose, program: RunningProgram)] = []
    /// Those that were killed and may not have ended yet.
    private var killed: [pid_t] = []

    var count: Int { running.count }

    /// Where they can be heard.
    var descriptors: [Int32] {
        running.map(\.program).filter { !$0.hasClosedOutput }.map(\.output)
    }

    /// Whether the end of one will not be heard.
    var hasSilent: Bool { running.contains(where: \.program.hasClosedOutput) }

    var firstDeadline: ContinuousClock.Instant? { running.map(\.program.deadline).min() }

    mutating func add(_ program: RunningProgram, for purpose: Purpose) {
        running.append((purpose, program))
    }

    /// Those that have ended since the last call, or are ended now.
    mutating func ended() -> [(Purpose, RunningProgram, CommandResult.Ending)] {
        killed.removeAll(where: ChildProcess.hasEnded)
        var ended: [(Purpose, RunningProgram, CommandResult.Ending)] = []
        for index in running.indices.reversed() {
            guard let ending = running[index].program.look() else { continue }
            let (purpose, program) = running.remove(at: index)
            close(program.output)
            switch ending {
            case .code, .signal: break
            case .tookTooLong, .wroteTooMuch:
                program.kill()
                killed.append(program.pid)
            }
            ended.append((purpose, program, ending))
        }
        return ended.reversed()
    }

    mutating func stop() {
        for (_, program) in running {
            close(program.output)
            program.kill()
        }
        running = []
    }
}

/// Programs that work in the background, without anybody waiting for them.
struct BackgroundPrograms {
    private let environment: [String: String]
    private let longest: Duration
    /// Each with whether nobody wants to know that it succeeded.
    private var running = RunningPrograms<Bool>()
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

    /// Starts the program of `arguments`, called `name`, with `input` to be read; nil for nothing.
    /// One that is `quiet` gives no result when it succeeds.
    mutating func start(
        _ name: SafeText, _ arguments: [String], input: String? = nil, quiet: Bool = false
    ) throws(ProgramFailure) {
        guard running.count < Self.most else { throw .tooMany }
        let program = try RunningProgram(
            starting: arguments, environment, name: name, input: input, longest: longest)
        running.add(program, for: quiet)
        glance = Self.firstGlance
    }

    /// Where they can be heard.
    var descriptors: [Int32] { running.descriptors }

    /// Milliseconds after which to call `results` though nothing can be read; −1 for never.
    var milliseconds: Int32 {
        guard let first = running.firstDeadline else { return -1 }
        let left = max(.zero, first - .now) / .milliseconds(1)
        return min(Int32(left) + 1, running.hasSilent ? glance : Self.lastGlance)
    }

    /// How those ended that did since the last call.
    mutating func results() -> [CommandResult] {
        glance = min(glance * 2, Self.lastGlance)
        return running.ended().compactMap { isQuiet, program, ending in
            let succeeded = ending == .code(0)
            guard !isQuiet || !succeeded else { return nil }
            return CommandResult(
                name: program.name, ending: ending, output: program.said(succeeded: succeeded))
        }
    }
}
