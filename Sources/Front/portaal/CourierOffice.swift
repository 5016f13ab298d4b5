import Foundation
import PortalConfiguration
import PortalModel
import System

/// Sends couriers out, whose errors go into a log of their own, and notes how they fail.
struct CourierOffice {
    let environment: [String: String]
    let files: PortalFiles?
    let clock: Clock

    /// Where is noted what goes wrong in the portal.
    var log: Log {
        let clock = clock
        return Log(path: files?.portalLog) { clock.now }
    }

    /// Starts a courier that asks the sources of `section`, or of all sections with nil; on the
    /// reader's wish also those that are not due.
    func sendRound(to section: SectionID?, isManual: Bool) throws(DeliveryProblem) -> CourierProcess
    {
        var arguments = ["refresh"]
        if isManual { arguments.append("--now-due") }
        // One word: a number on its own may begin with a minus.
        if let section { arguments.append("--section-id=\(section.rawValue)") }
        if let fixed = clock.fixed { arguments += ["--now", fixed.iso8601] }
        return try send(arguments, messages: 0)
    }

    /// Starts a courier with these arguments, and listens to it; it has this many things to tell,
    /// apart from how it goes with sources.
    func send(
        _ arguments: [String], messages: Int
    ) throws(DeliveryProblem) -> CourierProcess {
        CourierProcess(try start(arguments), messages: messages)
    }

    /// Starts a courier with these arguments.
    func start(_ arguments: [String]) throws(DeliveryProblem) -> CourierChild {
        let errors = files.flatMap { LogFile.open($0.courierLog) }
        defer { if let errors { close(errors) } }
        return try CourierChild(arguments: arguments, environment: environment, log: errors)
    }

    /// How a courier that says no more has ended, noted when that was badly.
    func conclude(_ courier: CourierProcess) -> DeliveryProblem? {
        let problem = courier.conclude()
        if let problem { log.note(.courierFailed(problem)) }
        return problem
    }
}
