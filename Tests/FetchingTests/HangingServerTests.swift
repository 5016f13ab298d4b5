import LoopbackServing
import PortalModel
import TestTags
import Testing

@testable import Fetching

/// Servers that hang or drip, beside servers that do not.
struct HangingServerTests {
    /// Ten ways to hang, by the path that is asked for.
    private static func hang(_ request: ReceivedRequest) -> Reply {
        let head = "HTTP/1.1 200 OK\r\n"
        let half = head + "Content-Length: 4000\r\n\r\n" + String(repeating: "a", count: 2000)
        return switch request.path {
        case "/status": .drip(start: Array("HTTP/1.1".utf8), drop: [])
        case "/header-drips": .drip(start: Array((head + "X-Lang: ").utf8), drop: [0x61])
        case "/body-drips": .drip(start: Array((head + "\r\n").utf8), drop: [0x61])
        case "/half": .drip(start: Array(half.utf8), drop: [])
        case "/headers-endless":
            .drip(start: Array(head.utf8), drop: Array("X-Veel: nog een\r\n".utf8))
        case "/chunks-endless":
            .drip(
                start: Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8),
                drop: Array("1\r\na\r\n".utf8))
        case "/redirect": redirect(to: "/silence")
        case "/wrong-length": .answer(Array((head + "Content-Length: 9\r\n\r\nkort").utf8))
        // The first bytes of the answer to a TLS greeting (RFC 8446 §5.1), which promise 122 more.
        case "": .drip(start: [0x16, 0x03, 0x03, 0x00, 0x7A, 0x02, 0x00, 0x00], drop: [])
        default: .silence
        }
    }

    private static let ways = [
        "/silence", "/status", "/header-drips", "/body-drips", "/half", "/headers-endless",
        "/chunks-endless", "/redirect", "/wrong-length", "https",
    ]

    @Test(.tags(.slow)) func `ten servers that hang in ten ways keep ten others from nothing`()
        throws
    {
        // One server each, since two connections are all that a host gets.
        let bad = try Self.ways.map { _ in try LoopbackServer(Self.hang) }
        let good = try (0..<10).map { _ in try LoopbackServer { .answer(answer(text: $0.path)) } }
        defer { for server in bad + good { server.stop() } }
        let requests =
            try zip(bad, Self.ways).enumerated().map { index, pair in
                let (server, way) = pair
                let secure = WebAddress("https://127.0.0.1:\(server.port)/")
                return FetchRequest(
                    id: index,
                    address: try #require(way == "https" ? secure : try server.address(way)))
            }
            + good.enumerated().map { index, server in
                FetchRequest(id: 10 + index, address: try server.address("/\(index)"))
            }
        var policy = FetchPolicy()
        policy.totalLimit = .seconds(4)
        let outcomes = try fetchAll(requests, policy: policy)
        #expect(outcomes.count == 20)
        #expect(Set(outcomes.prefix(10).map(\.id)) == Set(10..<20))
        #expect(outcomes.prefix(10).allSatisfy { $0.outcome.body != nil })
        for (id, outcome) in outcomes where id < 10 {
            #expect(outcome.problem == DeliveryProblem(.timedOut, "4"), "\(Self.ways[id])")
        }
    }

    @Test(.tags(.slow))
    func `a server that takes no connection is given up after the limit for connecting`()
        throws
    {
        struct Enough: Error {}
        // Nobody accepts, and the system's queue for one is full. The other one accepts, and has
        // the time for a whole request.
        let deaf = try DeafServer()
        defer { deaf.stop() }
        let silent = try LoopbackServer { _ in .silence }
        defer { silent.stop() }
        var policy = FetchPolicy()
        policy.connectLimit = .milliseconds(300)
        let address = try #require(WebAddress("http://127.0.0.1:\(deaf.port)/"))
        let requests = try silent.requests(for: ["/"]) + [FetchRequest(id: 1, address: address)]
        var first: FetchOutcome?
        var fetcher = try Fetcher(policy: policy)
        #expect(throws: Enough.self) {
            try fetcher.run(requests) { request, outcome throws(Enough) in
                first = request.id == 1 ? outcome : nil
                throw Enough()
            }
        }
        #expect(first?.problem == DeliveryProblem(.timedOut, "0,3"))
    }

    @Test(.tags(.slow)) func `those that hang are not opened without end`() throws {
        var policy = FetchPolicy()
        policy.transfersInAll = 9
        policy.totalLimit = .seconds(2)
        let servers = try (0..<10).map { _ in try LoopbackServer { _ in .silence } }
        defer { for server in servers { server.stop() } }
        let requests = try servers.enumerated().map { index, server in
            FetchRequest(id: index, address: try server.address("/"))
        }
        var connectionsOfLast: [Int] = []
        var fetcher = try Fetcher(policy: policy)
        fetcher.run(requests) { _, _ in connectionsOfLast.append(servers[9].connectionCount) }
        #expect(connectionsOfLast.first == 0)
        #expect(connectionsOfLast.last == 1)
    }
}

struct TransferSpeedTests {
    @Test func `a transfer is not slow until an interval has passed without enough`() {
        var speed = TransferSpeed(at: .seconds(5))
        #expect(speed.measure(at: .milliseconds(5999)) == .seconds(6))
        #expect(!speed.isSlow)
        speed.receive(TransferSpeed.minimumBytes - 1)
        #expect(speed.measure(at: .seconds(6)) == .seconds(7))
        #expect(speed.isSlow)
    }

    @Test func `a transfer that brings enough is not slow, also after a slow interval`() {
        var speed = TransferSpeed(at: .zero)
        _ = speed.measure(at: .seconds(3))
        #expect(speed.isSlow)
        speed.receive(TransferSpeed.minimumBytes)
        _ = speed.measure(at: .milliseconds(3999))
        #expect(speed.isSlow)
        _ = speed.measure(at: .seconds(4))
        #expect(!speed.isSlow)
    }
}
