import Foundation
import PortalConfiguration
import PortalModel
import System

extension Startup {
    /// Starts a courier, with its errors in a log of its own.
    ///
    /// - Parameter endsWithUs: Whether it is to end when this process does.
    /// - Throws: `DeliveryProblem.courierStopped` when it cannot be started, and `.sharedNews`
    ///   where only the service goes round.
    public func startCourier(
        _ job: CourierJob, endsWithUs: Bool = true
    ) throws(DeliveryProblem) -> Courier {
        guard !sharesNews || job == .cage else { throw DeliveryProblem(.sharedNews) }
        let errors = files?.courierLog.flatMap { LogFile.open($0) }
        defer { if let errors { close(errors) } }
        let process = try CourierSubprocess(
            arguments: job.arguments(at: clock.fixed), environment: environment, errors: errors,
            input: try job.input(), endsWithUs: endsWithUs)
        return Courier(process, messages: job.messageCount)
    }
}

extension CourierJob {
    /// The headers as the courier reads them; nil for none.
    fileprivate func input() throws(DeliveryProblem) -> Data? {
        guard !headers.isEmpty else { return nil }
        do {
            return try JSONEncoder().encode(headers)
        } catch {
            throw DeliveryProblem(.courierStopped, "geen invoer")
        }
    }
}

/// `portaal-courier`, started.
struct CourierSubprocess: CourierProcess {
    let output: Int32
    private let pid: pid_t

    init(
        arguments: [String], environment: [String: String], errors: Int32?, input: Data? = nil,
        endsWithUs: Bool
    ) throws(DeliveryProblem) {
        let source = try input.map { data throws(DeliveryProblem) in try Self.filledPipe(data) }
        defer { if let source { close(source) } }
        let program = Self.path
        let child = ChildProcess.startWithOutput(
            program, [program] + arguments,
            environment: Self.needed(of: environment, endsWithUs: endsWithUs), input: source,
            errors: errors)
        guard let child else { throw Self.systemProblem(.last) }
        (pid, output) = child
    }

    /// Bytes that a pipe holds before anybody reads it.
    static let mostInput = 60_000

    /// The end of a pipe at which `data`, which is not too much for one, can be read, and its end.
    private static func filledPipe(_ data: Data) throws(DeliveryProblem) -> Int32 {
        guard let ends = ChildProcess.pipe() else { throw systemProblem(.last) }
        let count = data.withUnsafeBytes {
            write(ends.input, $0.baseAddress, min($0.count, mostInput))
        }
        let error = count < 0 ? SystemError.last : SystemError(EMSGSIZE)
        close(ends.input)
        guard count == data.count else {
            close(ends.output)
            throw systemProblem(error)
        }
        return ends.output
    }

    /// The courier beside this program; where this one is in a `bin`, as it is installed, the one
    /// in the `lib/portaal` beside that; else the one in `PATH`.
    static var path: String {
        let name = "portaal-courier"
        let own: String
        do {
            // `Bundle.main` tells it as well, but reads the whole folder for that.
            own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        } catch {
            return name
        }
        let folder = URL(filePath: own).deletingLastPathComponent()
        let places = [
            folder, folder.deletingLastPathComponent().appendingPathComponent("lib/portaal"),
        ]
        return places.map { $0.appendingPathComponent(name).path }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
    }

    private static func systemProblem(_ error: SystemError) -> DeliveryProblem {
        DeliveryProblem(.courierStopped, error.reason)
    }

    /// What a courier needs of the reader's environment, in which secrets may stand: where the
    /// files are, and what its libraries obey (libcurl, OpenSSL, resolver, gdk-pixbuf, loader).
    private static let variables = [
        "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "PATH", "TZ",
        "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy",
        "NO_PROXY",
        "OPENSSL_CONF", "RES_OPTIONS", "LOCALDOMAIN", "GDK_PIXBUF_MODULE_FILE", "LD_LIBRARY_PATH",
    ]

    private static func needed(
        of environment: [String: String], endsWithUs: Bool
    ) -> [String: String] {
        var needed: [String: String] = [:]
        for name in variables { needed[name] = environment[name] }
        if endsWithUs { needed[ParentProcess.variable] = String(getpid()) }
        // Its cage would keep it from starting the program that draws up such a report.
        needed["SWIFT_BACKTRACE"] = "enable=no"
        return needed
    }

    var hasEnded: Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0
            && information.si_signo == SIGCHLD
    }

    func stop() {
        kill(pid, SIGTERM)
    }

    func waitForEnd() -> CourierEnding {
        close(output)
        // What has closed its output has nothing more to do. One that is ending already ends as
        // it was going to.
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal != 0 ? .signal(signal) : .code(status >> 8 & 0xFF)
    }
}
