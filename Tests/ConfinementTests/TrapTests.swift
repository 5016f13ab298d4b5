import Foundation
import HostileText
import TestTags
import Testing

/// What Swift prints when a command traps may hold what was read.
@Suite(.tags(.slow)) struct TrapTests {
    @Test func `what a trap prints comes as harmless ASCII, and the process ends by it`() throws {
        let process = Process()
        process.executableURL = Cell.program
        process.arguments = ["trap", "rood \u{1B}[31m \u{9B}2J \u{202E} wit"]
        process.environment = ["SWIFT_BACKTRACE": "enable=no"]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let data = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let said = String(decoding: data, as: UTF8.self)
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(said.contains("rood ?[31m ??2J ??? wit"))
        #expect(said.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
        for line in said.split(separator: "\n") { #expect(Harm.first(in: String(line)) == nil) }
    }
}
