import Foundation
import Logbook
import PortalConfiguration
import PortalModel

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

    /// Starts a courier with these arguments.
    func send(_ arguments: [String]) throws(DeliveryProblem) -> CourierProcess {
        let errors = files.flatMap { LogFile.open($0.courierLog) }
        defer { if let errors { close(errors) } }
        return try CourierProcess(arguments: arguments, environment: environment, log: errors)
    }

    /// How a courier that says no more has ended, noted when that was badly.
    func conclude(_ courier: inout CourierProcess) -> CourierMessage? {
        let last = courier.conclude()
        if case .failed(let problem) = last { log.note(.courierFailed(problem)) }
        return last
    }
}
