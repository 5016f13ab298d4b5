import Foundation
import PortalApp
import PortalModel
import Testing

/// Until when a courier is listened to. No test waits: its limits are over at once, or far away.
struct CourierLimitTests {
    private static let stopped = CourierMessage.failed(
        problem: DeliveryProblem(.courierStopped, "geen bericht meer"))

    /// Limits that are over before the courier begins.
    private static func limits(_ change: (inout Courier.Limits) -> Void) -> Courier.Limits {
        var limits = Courier.Limits()
        change(&limits)
        return limits
    }

    @Test(arguments: [limits { $0.silence = .zero }, limits { $0.round = .zero }])
    func `a courier that says nothing for too long is ended, and it is said`(
        limits: Courier.Limits
    ) throws {
        let process = try SilentProcess()
        var courier = Courier(process, messages: 1, limits: limits)
        #expect(courier.messages() == [Self.stopped])
        #expect(process.isStopped)
        #expect(courier.messages() == nil)
    }

    @Test func `a courier that is within its limits is waited for`() throws {
        let process = try SilentProcess()
        var courier = Courier(process, messages: 1)
        #expect(courier.messages() == [])
        #expect(!process.isStopped)
    }

    @Test func `what came before the end of its time is told, and then that it was ended`() throws {
        let process = try SilentProcess()
        var courier = Courier(process, messages: 1, limits: Self.limits { $0.round = .zero })
        try process.write(.started(sources: 0))
        #expect(courier.messages() == [.started(sources: 0), Self.stopped])
        #expect(process.isStopped)
    }

    @Test func `each source that it asks gives it more time`() throws {
        let process = try SilentProcess()
        var courier = Courier(process, messages: 1, limits: Self.limits { $0.round = .zero })
        try process.write(.started(sources: 3))
        #expect(courier.messages() == [.started(sources: 3)])
        #expect(!process.isStopped)
    }

    @Test func `an answer that does not come is no longer waited for`() throws {
        let process = try SilentProcess()
        var courier = Courier(process, messages: 1, limits: Self.limits { $0.answer = .zero })
        #expect(throws: DeliveryProblem(.courierStopped, "geen antwoord")) {
            try courier.answers(String.self)
        }
        #expect(process.isStopped)
    }
}

/// A courier that lives until it is stopped, and says what a test writes.
private final class SilentProcess: CourierProcess {
    private let pipe = Pipe()
    private(set) var isStopped = false
    let output: Int32

    init() throws {
        output = pipe.fileHandleForReading.fileDescriptor
    }

    func write(_ message: CourierMessage) throws {
        let line = try JSONEncoder().encode(message) + Data("\n".utf8)
        try pipe.fileHandleForWriting.write(contentsOf: line)
    }

    var hasEnded: Bool { isStopped }

    func stop() { isStopped = true }

    func waitForEnd() -> CourierEnding { .code(0) }
}
