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
        var courier = try startup.startCourier(.round(section, isManual: true))
        do throws(CommandFailure) {
            return try follow(&courier, take)
        } catch {
            courier.stop()
            throw error
        }
    }

    private func follow(
        _ courier: inout Courier, _ take: (CourierMessage) throws(CommandFailure) -> Void
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
            if messages.isEmpty { courier.wait() }
        }
        if let problem = courier.conclude() {
            startup.courierStarter.log.note(.courierFailed(problem))
            throw .failed(Wording.failed(problem))
        }
        return report ?? RoundReport()
    }
}

extension Startup {
    /// Starts a courier that a command waits for.
    func startCourier(_ job: CourierJob) throws(CommandFailure) -> Courier {
        do throws(DeliveryProblem) {
            return try courierStarter.start(job)
        } catch {
            throw .failed(Wording.failed(error))
        }
    }

    /// Waits for all that a courier answers: one value a line.
    func answers<Answer: Decodable>(
        _ kind: Answer.Type, to job: CourierJob
    ) throws(CommandFailure) -> [Answer] {
        do throws(DeliveryProblem) {
            var courier = try courierStarter.start(job)
            return try courier.answers(kind)
        } catch {
            throw .failed(Wording.failed(error))
        }
    }
}
