import Foundation
import PortalCore
import PortalModel

/// Why a program was not started.
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
    /// Whether nobody wants to know that it succeeded.
    let isQuiet: Bool
    private let longest: Duration
    /// The first of what it wrote.
    private(set) var text: [UInt8] = []
    /// The bytes that it wrote.
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
        input: String? = nil, longest: Duration, isQuiet: Bool = false, isAnswer: Bool = false
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
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .notStarted(.last) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        let pid = ChildProcess.start(
            path, arguments, environment: environment, input: file, output: ends[1],
            errors: isAnswer ? nil : ends[1])
        let code = errno
        close(ends[1])
        guard let pid else {
            close(ends[0])
            throw .notStarted(SystemError(code))
        }
        self.name = name
        self.pid = pid
        self.isQuiet = isQuiet
        self.longest = longest
        output = ends[0]
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

/// What a program reads from its standard input.
enum ProgramInput {
    /// A descriptor at the beginning of `text`, in a file without a name that goes with it: a
    /// program that reads slowly, or not at all, holds nobody up. Nil, with `errno` set, where
    /// there is no room for it.
    static func descriptor(reading text: String) -> Int32? {
        guard let file = tmpfile() else { return nil }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
            return nil
        }
        let descriptor = fcntl(fileno(file), F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
        guard descriptor >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else { return nil }
        return descriptor
    }
}
