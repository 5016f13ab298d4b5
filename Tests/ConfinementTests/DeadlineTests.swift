import Foundation
import TestTags
import Testing

@Suite(.tags(.slow)) struct DeadlineTests {
    @Test(arguments: ["dawdle", "dawdle-beside-others"])
    func `who reads for too long is ended`(what: String) throws {
        let process = Process()
        process.executableURL = Cell.program
        process.arguments = [what]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == SIGALRM)
    }
}
