import Foundation
import LoopbackServing
import PortalModel
import TestTags
import Testing

/// A day with many sources; with `PORTAAL_SOURCES=1000`, with so many, which takes minutes.
@Suite(.tags(.slow)) struct EnduranceTests {
    private static let sources =
        ProcessInfo.processInfo.environment["PORTAAL_SOURCES"].flatMap { Int($0) } ?? 50

    @Test func `a day with many sources costs no more memory or files at its end`() throws {
        let server = try LoopbackServer { request in
            let hasNews = request.field("If-None-Match") == nil
            return .answer(
                hasNews
                    ? answer("200 OK", ["ETag: \"1\""], body: feed(request.path))
                    : answer("304 Not Modified"))
        }
        defer { server.stop() }
        let home = try CourierHome()
        try home.subscribe(
            to: (0..<Self.sources).map { ("bron-\($0)", "http://127.0.0.1:\(server.port)/\($0)") })
        let morning = try #require(Timestamp(iso8601: "2026-11-21T00:00:00Z"))
        var memory: [Int] = []
        for hour in 0..<24 {
            let now = morning + Int64(hour) * 3600
            // What it has open is far below what it may have.
            let run = try home.run("refresh", "--now", now.iso8601, after: "ulimit -n 64")
            #expect(run.status == 0)
            #expect(run.reports.count == Self.sources)
            #expect(run.reports.values.allSatisfy { $0.problem == nil })
            memory.append(run.memory)
        }
        // The first round stores everything; those after it are alike.
        #expect(Double(memory[23]) < Double(memory[1]) * 1.1, "\(memory)")
        #expect(memory.allSatisfy { $0 < 100_000_000 }, "\(memory)")
    }
}
