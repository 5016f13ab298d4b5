import Foundation
import PortalModel
import System
import TestTags
import Testing

/// A courier ends with the portal that started it, and only with that.
@Suite(.tags(.slow)) struct OwnerTests {
    /// What a follower says from before until after the end of the process that started it.
    private static func words(environment: [String: String]) throws -> [String] {
        let leader = Process()
        leader.executableURL = Cell.program
        leader.arguments = ["lead"]
        leader.environment = environment
        let (input, output) = (Pipe(), Pipe())
        leader.standardInput = input
        leader.standardOutput = output
        try leader.run()
        var data = try output.fileHandleForReading.read(upToCount: 6) ?? Data()
        try input.fileHandleForWriting.close()
        leader.waitUntilExit()
        data += try output.fileHandleForReading.readToEnd() ?? Data()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `a courier that a portal started ends with it`() throws {
        #expect(try Self.words(environment: ["MINE": "1"]) == ["volgt"])
    }

    @Test func `a courier that nobody owns goes on`() throws {
        #expect(try Self.words(environment: [:]) == ["volgt", "leeft nog"])
    }

    @Test func `a courier whose portal ended before it could look ends at once`() throws {
        // Process 2 is no parent of anybody's here.
        #expect(try Cell.run(["follow"], environment: [ParentProcess.variable: "2"]) == [])
    }
}
