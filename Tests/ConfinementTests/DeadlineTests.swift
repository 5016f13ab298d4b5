import Foundation
import Testing

struct DeadlineTests {
    @Test func `who reads for too long is ended`() throws {
        let process = Process()
        process.executableURL = Cell.program
        process.arguments = ["dawdle"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == SIGALRM)
    }
}
