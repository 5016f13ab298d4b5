import Dispatch
import LoopbackServing
import PortalModel
import Synchronization
import TestTags
import Testing

@testable import Fetching

/// Several transfers side by side.
struct ManyTransfersTests {
    @Test func `every request is answered once, with its own content`() throws {
        let server = try LoopbackServer { .answer(answer(text: $0.path)) }
        defer { server.stop() }
        let paths = (0..<50).map { "/\($0)" }
        var texts: [Int: String] = [:]
        for (id, outcome) in try fetchAll(try server.requests(for: paths)) {
            #expect(texts[id] == nil)
            texts[id] = outcome.body?.text
        }
        #expect(texts == Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($0, $1) }))
    }

    @Test func `a host sees two connections, kept for all requests`() throws {
        // Nobody is answered until a second one asks, so one connection would not be enough.
        let second = DispatchSemaphore(value: 0)
        let asked = Mutex(0)
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            let number = asked.withLock { count in
                count += 1
                return count
            }
            if number.isMultiple(of: 2) { second.signal() } else { second.wait() }
            return .answer(answer(text: request.path))
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        let requests = try server.requests(for: (0..<12).map { "/\($0)" })
        #expect(try fetchAll(requests).allSatisfy { $0.outcome.body != nil })
        #expect(server.connectionCount == 2)
    }

    @Test func `eight hosts are asked at once`() throws {
        // Nobody is answered until all eight have been asked.
        let eighth = DispatchSemaphore(value: 0)
        let asked = Mutex(0)
        let handler = { @Sendable (_: ReceivedRequest) -> Reply in
            let count = asked.withLock { count in
                count += 1
                return count
            }
            if count < 8 { eighth.wait() } else { for _ in 1..<8 { eighth.signal() } }
            return .answer(answer(text: "x"))
        }
        let servers = try (0..<8).map { _ in try LoopbackServer(handler) }
        defer { for server in servers { server.stop() } }
        let requests = try servers.map { FetchRequest(id: 0, address: try $0.address("/")) }
        let outcomes = try fetchAll(requests)
        #expect(outcomes.count == 8)
        #expect(outcomes.allSatisfy { $0.outcome.body != nil })
    }

    @Test(.tags(.slow)) func `a ninth host is not asked until one of eight has ended`() throws {
        var policy = FetchPolicy()
        policy.totalLimit = .milliseconds(300)
        let silent = try (0..<8).map { _ in try LoopbackServer { _ in .silence } }
        let ninth = try LoopbackServer { _ in .answer(answer(text: "x")) }
        defer { for server in silent + [ninth] { server.stop() } }
        let requests = try (silent + [ninth]).enumerated().map { index, server in
            FetchRequest(id: index, address: try server.address("/"))
        }
        var connections: [Int] = []
        var texts: [String] = []
        var fetcher = try Fetcher(policy: policy)
        fetcher.run(requests) { _, outcome in
            connections.append(ninth.connectionCount)
            if let text = outcome.body?.text { texts.append(text) }
        }
        #expect(connections.first == 0)
        #expect(texts == ["x"])
    }

    @Test func `others go on while one hangs`() throws {
        let last = DispatchSemaphore(value: 0)
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            if request.path == "/0" { last.wait() }
            if request.path == "/20" { last.signal() }
            return .answer(answer(text: request.path))
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        let requests = try server.requests(for: (0...20).map { "/\($0)" })
        let outcomes = try fetchAll(requests)
        #expect(outcomes.allSatisfy { $0.outcome.body != nil })
        // The one that hung ends beside the one that freed it, after all others.
        #expect(Set(outcomes.suffix(2).map(\.id)) == [0, 20])
    }

    @Test(.tags(.slow)) func `who waits for a turn does not lose time by it`() throws {
        var policy = FetchPolicy()
        policy.totalLimit = .milliseconds(500)
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            request.path == "/goed" ? .answer(answer(text: "x")) : .silence
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        let requests = try server.requests(for: ["/stil", "/stil", "/goed"])
        let outcomes = try fetchAll(requests, policy: policy)
        #expect(outcomes.last?.id == 2)
        #expect(outcomes.last?.outcome.body?.text == "x")
        #expect(outcomes.filter { $0.outcome.problem?.code == .timedOut }.count == 2)
    }

    @Test func `a round stops when the caller throws, and the fetcher can go on`() throws {
        struct Enough: Error {}
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            request.path == "/stil" ? .silence : .answer(answer(text: request.path))
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        var fetcher = try Fetcher()
        var count = 0
        do {
            try fetcher.run(try server.requests(for: ["/stil", "/1", "/2", "/3"])) { _, _ in
                count += 1
                if count == 2 { throw Enough() }
            }
            Issue.record("the round went on")
        } catch is Enough {
            // As it should be.
        }
        #expect(count == 2)
        var texts: [String?] = []
        fetcher.run(try server.requests(for: ["/4"])) { _, outcome in
            texts.append(outcome.body?.text)
        }
        #expect(texts == ["/4"])
    }

    @Test func `nothing to fetch is done at once`() throws {
        #expect(try fetchAll([]).isEmpty)
    }
}
