import Foundation
import PortalApp
import PortalCore
import PortalModel

/// Couriers whose lines are written by a test, each into a pipe from which the portal reads it.
final class ScriptedCouriers {
    private var started: [(job: CourierJob, process: ScriptedProcess)] = []
    /// What they were started for.
    var jobs: [CourierJob] { started.map(\.job) }

    func start(_ job: CourierJob) throws(DeliveryProblem) -> Courier {
        let process = try ScriptedProcess()
        started.append((job, process))
        return Courier(process, messages: job.messageCount)
    }

    /// Lets the courier at work that `message` can come of tell it.
    ///
    /// - Returns: Whether there is such a courier.
    func tell(_ message: CourierMessage) -> Bool {
        let courier = started.last { job, process in
            !process.hasEnded && Self.can(job, tell: message)
        }
        guard let process = courier?.process else { return false }
        do {
            process.write(try JSONEncoder().encode(message) + Data("\n".utf8))
            return true
        } catch {
            preconditionFailure("A message cannot be encoded: \(error)")
        }
    }

    /// Lets the courier that asks sources end.
    ///
    /// - Returns: Whether there is one.
    func endRound(_ ending: CourierEnding) -> Bool {
        let round = started.last { job, process in
            if case .round = job { !process.hasEnded } else { false }
        }
        round?.process.end(ending)
        return round != nil
    }

    private static func can(_ job: CourierJob, tell message: CourierMessage) -> Bool {
        switch (job, message) {
        case (.round, .started), (.round, .source), (.round, .finished), (.round, .failed): true
        case (.filter, .filtered), (.filter, .failed): true
        case (.pages(let articles), .page(let report)): articles.contains(report.article)
        case (.picture(let order, _), .picture(let report)): order.article == report.article
        default: false
        }
    }
}

/// The process that a scripted courier would be: a pipe.
private final class ScriptedProcess: CourierProcess {
    let output: Int32
    private var input: Int32
    private var ending: CourierEnding?
    private var isClosed = false

    init() throws(DeliveryProblem) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw DeliveryProblem(.courierStopped, "geen pijp") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (output, input) = (ends[0], ends[1])
    }

    deinit {
        close(input)
        if !isClosed { close(output) }
    }

    /// What a test writes fits into a pipe.
    func write(_ data: Data) {
        FileHandle(fileDescriptor: input, closeOnDealloc: false).write(data)
    }

    func end(_ ending: CourierEnding) {
        self.ending = ending
    }

    var hasEnded: Bool { ending != nil }

    func stop() {
        ending = ending ?? .signal(SIGTERM)
    }

    func waitForEnd() -> CourierEnding {
        isClosed = true
        close(output)
        let ending = ending ?? .signal(SIGKILL)
        self.ending = ending
        return ending
    }
}
