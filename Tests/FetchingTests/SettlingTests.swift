import Dispatch
import LoopbackServing
import PortalModel
import Testing

@testable import Fetching

struct SettlingTests {
    @Test func `answers that come together are settled together`() throws {
        var policy = FetchPolicy()
        policy.batchDelay = .seconds(1000)
        let server = try LoopbackServer { .answer(answer(text: $0.path)) }
        defer { server.stop() }
        var waiting: [Int] = []
        var settled: [[Int]] = []
        var fetcher = try Fetcher(policy: policy)
        fetcher.run(try server.requests(for: ["/0", "/1", "/2"])) { request, _ in
            waiting.append(request.id)
        } handleBatch: {
            settled.append(waiting.sorted())
            waiting = []
        }
        #expect(settled == [[0, 1, 2]])
    }

    @Test func `no answer waits longer than it is to`() throws {
        var policy = FetchPolicy()
        policy.batchDelay = .zero
        let server = try LoopbackServer { .answer(answer(text: $0.path)) }
        defer { server.stop() }
        var waiting = 0
        var most = 0
        var fetcher = try Fetcher(policy: policy)
        fetcher.run(try server.requests(for: (0..<20).map { "/\($0)" })) { _, _ in
            waiting += 1
            most = max(most, waiting)
        } handleBatch: {
            waiting = 0
        }
        #expect(most == 1)
        #expect(waiting == 0)
    }

    @Test func `what has come is settled while another hangs`() throws {
        let settled = DispatchSemaphore(value: 0)
        let server = try LoopbackServer { request in
            if request.path == "/laat" { settled.wait() }
            return .answer(answer(text: request.path))
        }
        defer { server.stop() }
        var waiting: [String] = []
        var batches: [[String]] = []
        var fetcher = try Fetcher()
        fetcher.run(try server.requests(for: ["/vroeg", "/laat"])) { _, outcome in
            waiting.append(outcome.body?.text ?? "te laat")
        } handleBatch: {
            batches.append(waiting)
            waiting = []
            settled.signal()
        }
        #expect(batches == [["/vroeg"], ["/laat"]])
    }
}
