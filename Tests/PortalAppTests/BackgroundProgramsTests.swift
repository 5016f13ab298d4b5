import Foundation
import PortalCore
import PortalModel
import TestSupport
import TestTags
import Testing

@testable import PortalApp

struct BackgroundProgramsTests {
    private static let environment = ["PATH": "/usr/bin:/bin", "HOME": "/nergens"]

    /// How `sh` ends that is given `script`.
    private func result(
        of script: String, _ arguments: String..., input: String? = nil,
        longest: Duration = .seconds(60)
    ) throws -> CommandResult {
        var programs = BackgroundPrograms(Self.environment, longest: longest)
        try programs.start("Proef", ["sh", "-c", script, "sh"] + arguments, input: input)
        return try #require(wait(for: &programs).first)
    }

    /// Waits as the run loop does, until one or more have ended.
    private func wait(for programs: inout BackgroundPrograms) -> [CommandResult] {
        var results: [CommandResult] = []
        while results.isEmpty, programs.milliseconds >= 0 {
            var descriptors = programs.descriptors.map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&descriptors, nfds_t(descriptors.count), programs.milliseconds)
            results = programs.results()
        }
        return results
    }

    @Test func `what a program wrote comes back as one line`() throws {
        let result = try result(of: "echo eerste; echo; echo ' tweede  regel'")
        #expect(result.ending == .code(0))
        #expect(result.output == "eerste tweede regel")
        #expect(result.name == "Proef")
    }

    @Test func `a program that fails is told by its code and its last line`() throws {
        let result = try result(of: "echo begonnen; echo 'geen verbinding' >&2; exit 3")
        #expect(result.ending == .code(3))
        #expect(result.output == "geen verbinding")
    }

    @Test func `a program that is killed is told by the signal`() throws {
        #expect(try result(of: "kill -9 $$").ending == .signal(9))
    }

    @Test func `arguments reach the program as they are`() throws {
        let words = ["; touch x", "$(id)", "*", "a  b", "-n"]
        let result = try result(
            of: "printf '<%s>' \"$@\"", words[0], words[1], words[2], words[3], words[4])
        #expect(result.output == "<; touch x><$(id)><*><a b><-n>")
    }

    @Test func `the input is read to its end, and there is none without it`() throws {
        let long = String(repeating: "regel\n", count: 100_000)
        #expect(try result(of: "wc -l", input: long).output == "100000")
        #expect(try result(of: "cat; echo klaar").output == "klaar")
    }

    @Test func `a program that reads nothing of its input holds nobody up`() throws {
        let long = String(repeating: "x", count: 5_000_000)
        #expect(try result(of: "exit 0", input: long).ending == .code(0))
    }

    @Test func `what it writes is cleaned and cut`() throws {
        let result = try result(of: "printf '\\033]0;titel\\007rood\\033[31m \\302\\233 einde'")
        #expect(!result.output.string.unicodeScalars.contains { $0.value < 0x20 })
        #expect(result.output.string.hasSuffix("einde"))
        let flood = try self.result(of: "head -c 100000 /dev/zero | tr '\\0' x")
        #expect(flood.output.string.count == 300)
    }

    @Test(.tags(.slow)) func `one that hangs is ended with all that it started`() throws {
        try withTemporaryFolder { folder in
            let fifo = "\(folder)/fifo"
            #expect(mkfifo(fifo, 0o600) == 0)
            let reader = open(fifo, O_RDONLY | O_NONBLOCK)
            defer { close(reader) }
            let result = try result(
                of: "sleep 1000 3> \(fifo) & echo begonnen; sleep 1000", longest: .seconds(2))
            #expect(result.ending == .tookTooLong(2))
            // The other end is closed once nobody holds it any more.
            var descriptor = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
            #expect(poll(&descriptor, 1, 60_000) == 1)
        }
    }

    @Test func `one that writes without end is ended`() throws {
        #expect(try result(of: "yes").ending == .wroteTooMuch)
    }

    @Test func `one that closes its output is waited for all the same`() throws {
        #expect(try result(of: "exec >&- 2>&-; exit 4").ending == .code(4))
    }

    @Test func `what outlives a program does not hide its end`() throws {
        let result = try result(of: "sleep 5 & echo klaar")
        #expect(result.ending == .code(0))
        #expect(result.output == "klaar")
    }

    @Test func `a program that is not there is not started`() {
        var programs = BackgroundPrograms(Self.environment)
        for name in ["bestaat-niet", "/nergens/x", "/etc/passwd", "/"] {
            #expect(throws: ProgramFailure.self) {
                try programs.start("Proef", [name], input: nil)
            }
        }
        #expect(programs.milliseconds == -1)
    }

    @Test func `no more than so many work at once`() throws {
        var programs = BackgroundPrograms(Self.environment)
        for _ in 0..<BackgroundPrograms.most {
            try programs.start("Proef", ["sh", "-c", "read x"], input: "regel\n")
        }
        #expect(throws: ProgramFailure.self) {
            try programs.start("Proef", ["true"], input: nil)
        }
        var ended = 0
        while ended < BackgroundPrograms.most { ended += wait(for: &programs).count }
        try programs.start("Proef", ["true"], input: nil)
        #expect(wait(for: &programs).map(\.ending) == [.code(0)])
    }
}
