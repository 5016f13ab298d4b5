import DutchCommandLine
import Foundation
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
        guard startup.hasFolders else { throw .told }
        var courier = try start(section)
        do throws(CommandFailure) {
            return try follow(&courier, take)
        } catch {
            courier.stop()
            throw error
        }
    }

    private func start(_ section: SectionID?) throws(CommandFailure) -> CourierProcess {
        do throws(DeliveryProblem) {
            return try startup.office.sendRound(to: section, isManual: true)
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
            if messages.isEmpty { Self.wait(for: courier) }
        }
        if let problem = startup.office.conclude(courier) {
            throw .failed(Wording.failed(problem))
        }
        return report ?? RoundReport()
    }

    private static func wait(for courier: CourierProcess) {
        var pollings = [pollfd(fd: courier.descriptor, events: Int16(POLLIN), revents: 0)]
        // An interrupted wait only leads to a look that finds nothing.
        poll(&pollings, 1, CourierChild.glance)
    }
}
