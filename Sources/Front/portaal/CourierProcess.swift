import Foundation
import PortalModel

/// The courier at work: a process of its own whose standard output tells how far it is.
struct CourierProcess {
    /// Its process id.
    let pid: pid_t
    /// Where its messages can be read, without waiting.
    let descriptor: Int32
    private var unread: [UInt8] = []
    /// Whether a message said that the round is over.
    private var hasConcluded = false

    /// Starts `portaal-courier` with these arguments; its errors go to `log`.
    ///
    /// - Throws: `DeliveryProblem.courierStopped` when it cannot be started.
    init(
        arguments: [String], environment: [String: String], log: Int32?
    ) throws(DeliveryProblem) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Self.systemProblem() }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let program = Self.program
        let pid = ChildProcess.start(
            program, [program] + arguments, environment: Self.owned(environment),
            output: ends[1], errors: log)
        let code = errno
        close(ends[1])
        guard let pid else {
            close(ends[0])
            errno = code
            throw Self.systemProblem()
        }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        self.pid = pid
        descriptor = ends[0]
    }

    /// The courier beside this program, else the one in `PATH`.
    static var program: String {
        let name = "portaal-courier"
        guard let own = Bundle.main.executableURL else { return name }
        let sibling = own.resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent(name).path
        return FileManager.default.isExecutableFile(atPath: sibling) ? sibling : name
    }

    /// `environment` for a courier that is to end when this portal does.
    static func owned(_ environment: [String: String]) -> [String: String] {
        environment.merging([CourierOwner.variable: String(getpid())]) { $1 }
    }

    private static func systemProblem() -> DeliveryProblem {
        DeliveryProblem(.courierStopped, SafeText(line: String(cString: strerror(errno))))
    }

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
        let messages = completeLines().compactMap(Self.decode)
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
    mutating func conclude() -> CourierMessage? {
        close(descriptor)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        guard !hasConcluded else { return nil }
        let signal = status & 0x7F
        let code = status >> 8 & 0xFF
        return .failed(
            problem: DeliveryProblem(
                .courierStopped, signal != 0 ? "signaal \(signal)" : "code \(code)"))
    }

    /// Ends the courier; what it stored stays.
    func stop() {
        kill(pid, SIGTERM)
    }

    private mutating func completeLines() -> [ArraySlice<UInt8>] {
        guard let last = unread.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let lines = unread[..<last].split(separator: UInt8(ascii: "\n"))
        unread = Array(unread[(last + 1)...])
        return lines
    }

    /// A line that is no message of this version says nothing to the reader.
    private static func decode(_ line: ArraySlice<UInt8>) -> CourierMessage? {
        do {
            return try JSONDecoder().decode(CourierMessage.self, from: Data(line))
        } catch {
            let text = SafeText(line: String(decoding: line.prefix(200), as: UTF8.self))
            FileHandle.standardError.write(Data("onbegrepen bericht: \(text)\n".utf8))
            return nil
        }
    }
}
