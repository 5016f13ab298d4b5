import LoopbackServing
import PortalModel
import TestTags
import Testing

@testable import Fetching

/// Servers that send too much, too little or nothing.
struct LimitTests {
    private static var small: FetchPolicy {
        var policy = FetchPolicy()
        policy.feedBytes = 250_000
        policy.pageBytes = 50_000
        policy.headerBytes = 16_000
        return policy
    }

    private static let tooLarge = DeliveryProblem(.tooLarge, "0,25")

    @Test func `a body up to the limit is taken, one byte more is not`() throws {
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            let length = Int(request.path.dropFirst()) ?? 0
            return .answer(answer(body: [UInt8](repeating: 0x61, count: length)))
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        #expect(try server.body("/250000", policy: LimitTests.small).bytes.count == 250_000)
        #expect(
            try server.fetch("/250001", policy: LimitTests.small).problem
                == LimitTests.tooLarge)
    }

    @Test func `a page has a limit of its own`() throws {
        let reply = answer(body: [UInt8](repeating: 0x61, count: 60_000))
        let server = try LoopbackServer { _ in .answer(reply) }
        defer { server.stop() }
        #expect(try server.fetch(kind: .feed, policy: LimitTests.small).problem == nil)
        #expect(
            try server.fetch(kind: .page, policy: LimitTests.small).problem
                == DeliveryProblem(.tooLarge, "0,05"))
    }

    @Test func `an announcement over the limit is enough`() throws {
        let start = "HTTP/1.1 200 OK\r\nContent-Length: 50001\r\n\r\nx"
        let server = try LoopbackServer { _ in .lastWords(Array(start.utf8)) }
        defer { server.stop() }
        #expect(
            try server.fetch(kind: .page, policy: LimitTests.small).problem
                == DeliveryProblem(.tooLarge, "0,05"))
    }

    @Test(arguments: [true, false])
    func `of a feed over the limit the beginning comes, without validators`(isAnnounced: Bool)
        throws
    {
        let content = [UInt8](repeating: 0x61, count: 300_000)
        let server = try LoopbackServer { _ in
            isAnnounced
                ? .answer(answer("200 OK", ["ETag: \"1\""], body: content))
                : .lastWords(Array("HTTP/1.1 200 OK\r\nETag: \"1\"\r\n\r\n".utf8) + content)
        }
        defer { server.stop() }
        let body = try server.body(policy: LimitTests.small)
        #expect(body.bytes.count == 250_000)
        #expect(body.shortfall == LimitTests.tooLarge)
        #expect(body.validators.isEmpty)
    }

    @Test(
        arguments: [(.feed, "10"), (.page, "5"), (.picture, "5")]
            as [(FetchRequest.Kind, SafeText)])
    func `a body without end is cut at the limit for its kind`(
        kind: FetchRequest.Kind, megabytes: SafeText
    ) throws {
        let reply = Reply.flood(
            start: Array("HTTP/1.1 200 OK\r\n\r\n".utf8),
            again: [UInt8](repeating: 0x61, count: 65_536))
        let server = try LoopbackServer { _ in reply }
        defer { server.stop() }
        #expect(try server.fetch(kind: kind).problem == DeliveryProblem(.tooLarge, megabytes))
    }

    @Test func `a body that unpacks without end is cut`() throws {
        let bomb = gzipBomb(bytes: 50_000_000)
        #expect(bomb.count < 350_000)
        let reply = answer("200 OK", ["Content-Encoding: gzip"], body: bomb)
        let server = try LoopbackServer { _ in .answer(reply) }
        defer { server.stop() }
        #expect(
            try server.fetch().problem == DeliveryProblem(.tooLarge, "10"))
    }

    @Test func `a file that unpacks without end is cut though no header tells of it`() throws {
        let bomb = gzipBomb(bytes: 50_000_000)
        let server = try LoopbackServer { _ in .answer(answer(body: bomb)) }
        defer { server.stop() }
        let body = try server.body()
        #expect(body.shortfall == DeliveryProblem(.tooLarge, "10"))
        #expect(body.bytes.count == 10_000_000)
        #expect(
            try server.fetch(kind: .page).problem == DeliveryProblem(.tooLarge, "5"))
    }

    @Test func `headers without end are cut`() throws {
        let reply = Reply.flood(
            start: Array("HTTP/1.1 200 OK\r\n".utf8),
            again: Array("X-Veel: \(String(repeating: "a", count: 1000))\r\n".utf8))
        let server = try LoopbackServer { _ in reply }
        defer { server.stop() }
        #expect(
            try server.fetch(policy: LimitTests.small).problem
                == DeliveryProblem(.tooLarge, "0,016"))
    }

    @Test func `provisional answers without end are cut`() throws {
        let reply = Reply.flood(start: [], again: Array("HTTP/1.1 103 Straks\r\nA: b\r\n\r\n".utf8))
        let server = try LoopbackServer { _ in reply }
        defer { server.stop() }
        #expect(try server.fetch(policy: LimitTests.small).problem?.code == .tooLarge)
    }

    @Test func `an error page without end is still that error`() throws {
        let reply = Reply.flood(
            start: Array("HTTP/1.1 500 Oeps\r\n\r\n".utf8),
            again: [UInt8](repeating: 0x61, count: 4096))
        let server = try LoopbackServer { _ in reply }
        defer { server.stop() }
        #expect(try server.fetch().problem == DeliveryProblem(.status, "500"))
    }

    @Test(
        .tags(.slow),
        arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])
    func `a server that falls silent is given up`(start: String) throws {
        var policy = FetchPolicy()
        policy.totalLimit = .milliseconds(300)
        // What never ends here is the wait for the next request.
        let server = try LoopbackServer { _ in .answer(Array(start.utf8)) }
        defer { server.stop() }
        #expect(try server.fetch(policy: policy).problem == DeliveryProblem(.timedOut, "0,3"))
    }
}

/// A gzip file (RFC 1952) that unpacks to some `count` zeros: one DEFLATE block with fixed codes
/// (RFC 1951 §3.2.6) of a single literal and then, again and again, 258 copies of it.
private func gzipBomb(bytes count: Int) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    var byte: UInt8 = 0
    var filled: UInt8 = 0
    func write(_ bits: String) {
        for bit in bits.utf8 {
            byte |= (bit & 1) << filled
            filled += 1
            if filled == 8 {
                file.append(byte)
                (byte, filled) = (0, 0)
            }
        }
    }
    write("110" + "00110000")
    for _ in 0..<count / 258 { write("11000101" + "00000") }
    write("0000000" + "0000000")
    return file
}
