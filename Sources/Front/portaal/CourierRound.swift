import DutchCommandLine
import Foundation
import Logbook
import PortalConfiguration
import PortalCore
import PortalModel

/// A round of the courier that a command waits for.
struct CourierRound {
    private let startup: Startup
    private let sections: [SourceID: SafeText]

    /// A round with what `startup` found.
    init(_ startup: Startup) {
        self.startup = startup
        sections = Dictionary(
            startup.editions.flatMap(\.sections).flatMap { section in
                section.sources.map { ($0.id, section.name) }
            }
        ) { first, _ in first }
    }

    /// How it went with one source: "Binnenland · NOS: 3 nieuw".
    func line(of report: SourceReport) -> String {
        let name = [sections[report.id] ?? .empty, report.name].joined(separator: " · ")
        return "\(name): \(Wording.delivered(report))\n"
    }

    /// Asks all sources of `section`, or of all sections with nil, and gives every message to
    /// `take` when it comes. When this process is ended, the courier ends with it.
    ///
    /// - Returns: The whole round in numbers.
    /// - Throws: A failure when there was no round, and what `take` throws, which ends it.
    func run(
        section: SectionID?, _ take: (CourierMessage) throws(CommandFailure) -> Void
    ) throws(CommandFailure) -> RoundReport {
        // Why there is no place for the news was told already.
        guard startup.hasFolders, let files = startup.files else { throw .told }
        var courier = try start(section, files)
        do throws(CommandFailure) {
            return try follow(&courier, take)
        } catch {
            courier.stop()
            throw error
        }
    }

    private func start(
        _ section: SectionID?, _ files: PortalFiles
    ) throws(CommandFailure) -> CourierProcess {
        var arguments = ["refresh", "--now-due"]
        if let section { arguments += ["--section-id", String(section.rawValue)] }
        if let fixed = startup.clock.fixed { arguments += ["--now", fixed.iso8601] }
        let log = LogFile.open(files.courierLog)
        defer { if let log { close(log) } }
        do throws(DeliveryProblem) {
            return try CourierProcess(
                arguments: arguments, environment: startup.environment, log: log)
        } catch {
            throw .failed(Wording.failed(error))
        }
    }

    private func follow(
        _ courier: inout CourierProcess, _ take: (CourierMessage) throws(CommandFailure) -> Void
    ) throws(CommandFailure) -> RoundReport {
        var report: RoundReport?
        while let messages = courier.messages() {
            for message in messages {
                try take(message)
                switch message {
                case .finished(let round): report = round
                case .failed(let problem): throw .failed(Wording.failed(problem))
                case .started, .source, .page, .picture: break
                }
            }
            if messages.isEmpty { Self.wait(for: courier.descriptor) }
        }
        if case .failed(let problem) = courier.conclude() {
            startup.log.note(.courierFailed(problem))
            throw .failed(Wording.failed(problem))
        }
        return report ?? RoundReport()
    }

    private static func wait(for descriptor: Int32) {
        var pollings = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        // An interrupted wait only leads to a look that finds nothing.
        poll(&pollings, 1, -1)
    }
}
