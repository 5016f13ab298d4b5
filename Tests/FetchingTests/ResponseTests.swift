import LoopbackServing
import PortalModel
import Testing

@testable import Fetching

/// What a server can say when all goes well, and when it says no.
struct ResponseTests {
    @Test func `an answer comes whole with what stood above it`() throws {
        let fields = [
            "Content-Type: application/rss+xml; charset=utf-8", "ETag: \"v1\"",
            "Last-Modified: Wed, 28 Jan 2026 14:23:00 GMT", "Cache-Control: public, max-age=900",
        ]
        let handler = { @Sendable (_: ReceivedRequest) in
            Reply.answer(answer("200 OK", fields, text: "<rss/>"))
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        let body = try server.body("/feed")
        #expect(body.text == "<rss/>")
        #expect(body.contentType == "application/rss+xml; charset=utf-8")
        #expect(body.validators.entityTag == "\"v1\"")
        #expect(body.validators.lastModified == "Wed, 28 Jan 2026 14:23:00 GMT")
        #expect(body.maxAge == 900)
        let address = try server.address("/feed")
        #expect(body.finalAddress == address)
        #expect(body.movedPermanently == nil)
    }

    @Test func `an answer without fields leaves them open`() throws {
        let server = try LoopbackServer { _ in .answer(answer(text: "x")) }
        defer { server.stop() }
        let body = try server.body()
        #expect(body.contentType == nil)
        #expect(body.validators == Validators())
        #expect(body.maxAge == nil)
    }

    @Test func `a packed answer is unpacked`() throws {
        let packed: [UInt8] = [
            0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xB3, 0x29, 0x2A, 0x2E,
            0xB6, 0xF3, 0x2E, 0x4A, 0xCC, 0x2B, 0xD1, 0x51, 0xC8, 0xCC, 0x53, 0xC8, 0x48, 0x2D,
            0x51, 0xC8, 0xCE, 0x49, 0x05, 0xB2, 0x52, 0xF3, 0x80, 0xFC, 0xF4, 0xD4, 0x82, 0xC4,
            0xEC, 0x12, 0x3D, 0x05, 0x2C, 0x0A, 0xF4, 0x6C, 0xF4, 0x41, 0x5A, 0x01, 0x15, 0x42,
            0x62, 0x56, 0x40, 0x00, 0x00, 0x00,
        ]
        let reply = answer("200 OK", ["Content-Encoding: gzip"], body: packed)
        let server = try LoopbackServer { _ in .answer(reply) }
        defer { server.stop() }
        let text = "<rss>Krant, in het klein en ingepakt. Krant, in het klein.</rss>"
        #expect(try server.body().text == text)
    }

    @Test func `the request says who asks and what for, and tells nothing else`() throws {
        let server = try LoopbackServer { _ in .answer(answer(text: "x")) }
        defer { server.stop() }
        _ = try server.fetch("/feed", kind: .feed)
        _ = try server.fetch("/page", kind: .page)
        let feed = try #require(server.requests.first)
        let page = try #require(server.requests.last)
        #expect(feed.field("User-Agent") == "portaal/1.0 (+https://github.com/portaal/portaal)")
        #expect(feed.field("Accept")?.contains("application/rss+xml") == true)
        #expect(page.field("Accept")?.hasPrefix("text/html") == true)
        #expect(feed.field("Accept-Encoding")?.contains("gzip") == true)
        let names = feed.lines.dropFirst().compactMap { $0.split(separator: ":").first }
        #expect(Set(names) == ["Host", "User-Agent", "Accept", "Accept-Encoding"])
    }

    @Test func `a server is not told what it or another said before`() throws {
        let server = try LoopbackServer { _ in
            let cookie = "Set-Cookie: wie=jij; Path=/; Max-Age=9999"
            return .answer(answer("200 OK", [cookie], text: "x"))
        }
        defer { server.stop() }
        var fetcher = try Fetcher()
        for _ in 1...2 {
            fetcher.run(try server.requests(for: ["/een", "/twee"])) { _, outcome in
                #expect(outcome.body?.text == "x")
            }
        }
        #expect(server.requests.count == 4)
        for request in server.requests {
            #expect(request.field("Cookie") == nil)
            #expect(request.field("Referer") == nil)
        }
    }

    @Test func `validators go back byte for byte`() throws {
        let tag = "W/\"caf\u{E9}, \\x  y;\u{80}\u{FF}\""
        let date = "wednesday 28-jan-2026   14:23 CET"
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            guard request.field("If-None-Match") == nil else { return .answer(answer("304 Zo")) }
            let tagLine = Array("ETag: ".utf8) + tag.unicodeScalars.map { UInt8($0.value) }
            return .answer(
                Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n".utf8) + tagLine
                    + Array("\r\nLast-Modified: \(date)\r\n\r\nx".utf8))
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        let validators = try server.body().validators
        #expect(
            try server.fetch("/", validators: validators)
                == .unchanged(NotModified(movedPermanently: nil, maxAge: nil)))
        let second = try #require(server.requests.last)
        #expect(second.field("If-None-Match") == tag)
        #expect(second.field("If-Modified-Since") == date)
    }

    @Test(arguments: ["\"a\"\r\nX-Evil: 1", "\"a\u{0}\"", "\"€\"", ""])
    func `a validator that no server can have sent is not sent`(tag: String) throws {
        let validators = Validators(entityTag: tag)
        #expect(validators.isEmpty)
        let server = try LoopbackServer { _ in .answer(answer(text: "x")) }
        defer { server.stop() }
        #expect(try server.fetch("/", validators: validators).body?.text == "x")
        let request = try #require(server.requests.first)
        #expect(request.field("If-None-Match") == nil)
        #expect(request.field("X-Evil") == nil)
    }

    @Test func `unchanged comes with how long that will hold`() throws {
        let reply = answer("304 Not Modified", ["Cache-Control: max-age=600", "Age: 100"])
        let server = try LoopbackServer { _ in .answer(reply) }
        defer { server.stop() }
        let outcome = try server.fetch("/", validators: Validators(entityTag: "\"1\""))
        #expect(outcome == .unchanged(NotModified(movedPermanently: nil, maxAge: 500)))
    }

    @Test func `unchanged without having asked for it is an error`() throws {
        let server = try LoopbackServer { _ in .answer(answer("304 Not Modified")) }
        defer { server.stop() }
        #expect(try server.fetch().problem == DeliveryProblem(.status, "304"))
    }

    @Test(arguments: [
        ("404 Not Found", DeliveryProblem(.status, "404")),
        ("500 Oeps", DeliveryProblem(.status, "500")),
        ("300 Keuze", DeliveryProblem(.status, "300")),
        ("302 Nergens", DeliveryProblem(.status, "302")),
        ("410 Gone", DeliveryProblem(.gone)),
        ("204 No Content", DeliveryProblem(.empty)),
        ("200 OK", DeliveryProblem(.empty)),
    ])
    func `an answer without content is a problem`(status: String, problem: DeliveryProblem) throws {
        let reply = answer(status, text: status.hasPrefix("2") ? "" : "<html>Helaas</html>")
        let server = try LoopbackServer { _ in .answer(reply) }
        defer { server.stop() }
        #expect(try server.fetch() == .failed(problem, retryAfter: nil))
    }

    @Test(arguments: [
        ("120", RetryAfter.seconds(120)),
        ("Wed, 28 Jan 2026 14:23:00 GMT", .moment(Timestamp(seconds: 1_769_610_180))),
    ])
    func `a refusal says when to ask again`(value: String, expected: RetryAfter) throws {
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            let status = request.path == "/busy" ? "429 Te vaak" : "503 Even niet"
            return .answer(answer(status, ["Retry-After: \(value)"]))
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        #expect(
            try server.fetch("/busy")
                == .failed(DeliveryProblem(.status, "429"), retryAfter: expected))
        #expect(
            try server.fetch("/down")
                == .failed(DeliveryProblem(.status, "503"), retryAfter: expected))
    }
}
